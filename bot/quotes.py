"""Answers -> what can be shown of them. Who may see which is decided in ``flows.engine``, before it comes here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, json

from bot.desk import Desk
from bot.screen import Quote, Reader
from bot.shelf import FLOWS
from bot.store.values import StoredSession
from flows.engine.prompt import OWN, Button, level_of
from flows.engine.script import Ask, Choice, Options, Palette, Ticks, When
from flows.engine.session import Answer, Form, Session, graded, moment_of


class Resolved(Struct, frozen=True, kw_only=True):
    """Quotes in reading order, and the file ids of the voice messages and photos among them."""

    quotes: tuple[Quote, ...]
    voices: tuple[str, ...]
    photos: tuple[str, ...]


_NOTHING = Resolved(quotes=(), voices=(), photos=())


def resolve(desk: Desk, stored: StoredSession, session: Session, reader: Reader, numbers: tuple[int, ...]) -> Resolved:
    """Return what the answers with these numbers say, in the reader's language."""
    if not numbers:
        return _NOTHING
    rows = desk.tx.answers.get(stored.id, [leaf.n for leaf in leaves(session, numbers)])
    words = {n: json.decode(row.body) for n, row in rows.items()}
    return Resolved(
        quotes=quoted(reader, session, numbers, words),
        voices=tuple(kept["voice"] for kept in words.values() if kept.get("voice")),
        photos=tuple(kept["photo"] for kept in words.values() if kept.get("photo")),
    )


def quoted(
    reader: Reader, session: Session, numbers: Iterable[int], words: Mapping[int, dict[str, str]]
) -> tuple[Quote, ...]:
    """Return the quotes of answers whose words are given by their numbers."""
    return tuple(_quote(reader, session, leaf, words.get(leaf.n, {})) for leaf in leaves(session, numbers))


def leaves(session: Session, numbers: Iterable[int]) -> list[Answer]:
    """Return the answers with these numbers, those that put others together as what they are made of."""
    answers = [answer for n in numbers if (answer := session.numbered(n))]
    return [leaf for answer in answers for leaf in _leaves(session, answer)]


def own_words(desk: Desk, stored: StoredSession, buttons: Iterable[Button]) -> dict[int, str]:
    """Return the words of the answers that these buttons are labelled with."""
    numbers = [button.answer for button in buttons if button.answer is not None]
    rows = desk.tx.answers.get(stored.id, numbers) if numbers else {}
    return {n: json.decode(row.body)["text"] for n, row in rows.items()}


def _leaves(session: Session, answer: Answer) -> list[Answer]:
    if not answer.parts:
        return [answer]
    return [leaf for n in answer.parts if (part := session.numbered(n)) for leaf in _leaves(session, part)]


def _quote(reader: Reader, session: Session, leaf: Answer, words: dict[str, str]) -> Quote:
    title = f"{session.flow}-{leaf.ask}.title"
    known = reader.texts.has(reader.language, title)
    return Quote(
        by=leaf.by,
        text=_text(reader, session, leaf, words),
        title=reader.text(title) if known else None,
    )


def _text(reader: Reader, session: Session, leaf: Answer, words: dict[str, str]) -> str:
    match leaf.form:
        case Form.WORDS:
            return words.get("text", "")
        case Form.VOICE:
            return reader.text("engine-voice")
        case Form.PHOTO:
            return "\n".join(filter(None, [reader.text("engine-photo"), words.get("text")]))
        case Form.SKIPPED | Form.NOTES:
            return "–"
        case Form.CHOICE:
            return labels(reader, session, leaf)


def labels(reader: Reader, session: Session, answer: Answer) -> str:
    """Return the labels of what was chosen."""
    state = FLOWS[session.flow].by_name.get(answer.ask)
    match state.expects if isinstance(state, Ask) else None:  # none where its flow is not here any more
        case Palette() | Choice() as listed:
            return ", ".join(item_label(reader, listed.deck, item) for item in answer.chosen)
        case Ticks() as ticks:
            levels = {item: level_of(f"{session.flow}-{answer.ask}", level) for item, level in graded(answer).items()}
            lines = (f"{item_label(reader, ticks.deck, item)}: {reader.level(level)}" for item, level in levels.items())
            return "\n".join(lines)
        case When():
            return reader.moment(moment_of(answer))
        case Options():
            return ", ".join(reader.text(f"{session.flow}-{answer.ask}.{name}") for name in answer.chosen)
        case _:
            return ", ".join(answer.chosen)


def item_label(reader: Reader, deck: str, item: str) -> str:
    """Return the label of an item; of somebody's own idea only that it was one."""
    return reader.text("engine-own_idea") if OWN.fullmatch(item) else reader.text(f"{deck}-{item}")
