"""Answers -> what can be shown of them. Who may see which is decided in ``flows.engine``, before it comes here."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic_core import from_json

from bot.desk import Desk
from bot.screen import Quote, Reader
from bot.shelf import FLOWS
from bot.store.values import StoredSession
from flows.engine.script import Ask, Options, Palette
from flows.engine.session import Answer, Form, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Quotes in reading order, and the file ids of the voice messages among them."""

    quotes: tuple[Quote, ...]
    voices: tuple[str, ...]


def resolve(desk: Desk, stored: StoredSession, session: Session, reader: Reader, numbers: tuple[int, ...]) -> Resolved:
    """Return what the answers with these numbers say, in the reader's language."""
    answers = [answer for n in numbers if (answer := session.numbered(n))]
    leaves = [leaf for answer in answers for leaf in _leaves(session, answer)]
    rows = desk.tx.answers.get(stored.id, [leaf.n for leaf in leaves])
    words = {n: from_json(row.body) for n, row in rows.items()}
    quotes = tuple(_quote(reader, session, leaf, words.get(leaf.n, {})) for leaf in leaves)
    return Resolved(quotes=quotes, voices=tuple(kept["voice"] for kept in words.values() if kept.get("voice")))


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
        case Form.SKIPPED | Form.NOTES:
            return "–"
        case Form.CHOICE:
            return labels(reader, session, leaf)


def labels(reader: Reader, session: Session, answer: Answer) -> str:
    """Return the labels of what was chosen."""
    state = FLOWS[session.flow].state(answer.ask)
    assert isinstance(state, Ask)  # only asks are answered
    match state.expects:
        case Palette() as palette:
            return ", ".join(reader.text(f"{palette.deck}-{item}") for item in answer.chosen)
        case Options():
            return ", ".join(reader.text(f"{session.flow}-{answer.ask}.{name}") for name in answer.chosen)
        case _:
            return ", ".join(answer.chosen)
