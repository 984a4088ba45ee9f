"""The menu: where somebody is, the way through the steps, and what can be done there."""

from __future__ import annotations

from bot import nudging, openings
from bot.desk import Desk
from bot.letters import private, send
from bot.screen import Key, Reader, Sheet, arranged, plain
from bot.shelf import from_json
from bot.store.values import Person, StoredSession
from bot.turns import call, show_again
from flows.engine.refusal import Reason, Refused
from flows.engine.script import OPENED
from flows.programme import SETBACK, STEPS

MORE = ("language", "help", "privacy", "export", "erase")
SELDOM = "nudges"
"""What a command opens and the first page has no room for."""


def show(desk: Desk, person: Person) -> None:
    """Show where the person is, what is behind them and ahead, and what they can do there."""
    reader, where = desk.reader_of(person), place(desk, person)
    opened = {f"{flow}-menu": name for name, flow in openings.available(desk, person).items() if name != SELDOM}
    text = reader.text("bot-menu", where=reader.text(f"bot-where-{where}"))
    way = _way(reader, programme_of(desk, person))
    before, after = _choices(where)
    keys = {**_labels(before), **opened, **_labels(after)}
    if nudging.waits(desk, person):
        keys = {"bot-menu.waiting": "continue", **{key: name for key, name in keys.items() if name != "continue"}}
    _page(desk, person, "\n\n".join(filter(None, [text, way])), keys)


def more(desk: Desk, person: Person) -> None:
    """Show what is seldom needed: settings, copies, a step again, an end together."""
    moving = ("offered", "not_yet", "ready_met", "lapsed", "arrived", "running")
    together = ("again", "end") if place(desk, person) in moving else ()
    text = desk.reader_of(person).text("bot-more")
    together = (*together, "new_account") if programme_of(desk, person) is not None else together
    alone = {f"{name}-menu": name for name in openings.kept_alone(desk, person)}
    seldom = {f"{SELDOM}-menu": SELDOM} if person.consented else {}
    _page(desk, person, text, {**_labels(together), **alone, **seldom, **_labels(MORE)})


def again(desk: Desk, person: Person, index: str) -> None:
    """Offer the finished steps to be done again, or suggest the one that was pressed to both.

    Raises:
        Refused: there is no such step, or nothing can be suggested now.
    """
    programme = programme_of(desk, person)
    done = from_json(programme.body).count("step") if programme else 0
    if index:
        if not index.isdecimal() or int(index) >= len(STEPS):
            raise Refused(Reason.UNKNOWN)
        tell_programme(desk, person, STEPS[int(index)])
        if place(desk, person) == "running":  # it was only noted
            send(desk, private(person), Sheet(html=plain(desk.reader_of(person).text("bot-again-noted"))))
        return
    reader = desk.reader_of(person)
    keys = {f"step-{name}": f"m.again.{n}" for n, name in enumerate(STEPS[:done])}
    text = reader.text("bot-again" if keys else "bot-again-none")
    rows = arranged([Key(text=reader.text(key), data=data) for key, data in keys.items()], most=2)
    send(desk, private(person), Sheet(html=plain(text), rows=rows))


def end(desk: Desk, person: Person) -> None:
    """Ask both whether the programme is to end here."""
    tell_programme(desk, person, "end")


def setback(desk: Desk, person: Person) -> None:
    """Begin the talk after a setback; where it is open already, let whoever pressed read the script once more.

    While the programme rests, only they read what helps at first.
    """
    try:
        tell_programme(desk, person, SETBACK)
    except Refused:
        if _read_again(desk, person):
            return
        send(desk, private(person), Sheet(html=plain(desk.reader_of(person).text("bot-setback-alone"))))


def _read_again(desk: Desk, person: Person) -> bool:
    couple = desk.tx.couples.of(person.id)
    talk = desk.talk(couple) if couple else None
    partner = desk.cast(talk).part_of(person) if talk and talk.flow == SETBACK else None
    if talk is None or partner is None:
        return False
    call(desk, talk, OPENED, partner)
    show_again(desk, talk, partner)
    return True


def tell_programme(desk: Desk, person: Person, name: str) -> None:
    """Call on the couple's programme.

    Raises:
        Refused: there is none, or it means nothing there and then.
    """
    programme = programme_of(desk, person)
    partner = desk.cast_for(person).part_of(person)
    if programme is None or partner is None:
        raise Refused(Reason.RESTING)
    call(desk, programme, name, partner)


def programme_of(desk: Desk, person: Person) -> StoredSession | None:
    couple = desk.tx.couples.of(person.id)
    return desk.programme(couple) if couple else None


def place(desk: Desk, person: Person) -> str:
    """Return where a person is: a state of the programme, or how far they came alone."""
    couple = desk.tx.couples.of(person.id)
    if couple is not None:
        programme = desk.programme(couple)
        partner = desk.cast_of(couple).part_of(person)
        if programme is None or partner is None:
            return "ended"
        return from_json(programme.body).at(partner).state
    if welcome_of(desk, person) is not None or not person.consented:
        return "welcome"
    if person.settings.place == "waits":
        return "new_account"
    return "invited_open" if desk.tx.invitations.open_of(person.id, desk.now) else "solo"


def welcome_of(desk: Desk, person: Person) -> StoredSession | None:
    sessions = desk.tx.sessions.open_of(person.id, None)
    return next((stored for stored in sessions if stored.flow == "welcome"), None)


def _way(reader: Reader, programme: StoredSession | None) -> str:
    """Return the steps, each done, now or ahead; empty for whoever is alone."""
    if programme is None:
        return ""
    done = from_json(programme.body).count("step")
    marks = ["done" if n < done else "now" if n == done else "ahead" for n in range(len(STEPS))]
    return "\n".join(
        reader.text(f"bot-way.{mark}", step=reader.text(f"step-{name}"))
        for mark, name in zip(marks, STEPS, strict=True)
    )


def _choices(where: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what stands before the conversations that can be opened, and after them."""
    match where:
        case "welcome":
            return ("continue",), ("safety", "more")
        case "solo" | "ended":
            return (), ("invite", "safety", "more")
        case "new_account":
            return ("new_account_off",), ("safety", "more")
        case "invited_open":
            return (), ("withdraw_invite", "safety", "more")
        case "paused" | "paused_met":
            return ("resume",), ("leave", "safety", "more")
        case "running":
            return ("continue", "time_out", "pause"), ("setback", "leave", "safety", "more")
        case "resting" | "away":
            return ("pause",), ("setback", "leave", "safety", "more")
        case _:
            return ("continue", "pause"), ("setback", "leave", "safety", "more")


def _labels(names: tuple[str, ...]) -> dict[str, str]:
    return {f"bot-menu.{name}": name for name in names}


def _page(desk: Desk, person: Person, text: str, buttons: dict[str, str]) -> None:
    """Send a page; ``buttons`` are the names of pages by the keys of their labels."""
    reader = desk.reader_of(person)
    keys = [Key(text=reader.text(key), data=f"m.{name}") for key, name in buttons.items()]
    send(desk, private(person), Sheet(html=plain(text), rows=arranged(keys, most=2)))
