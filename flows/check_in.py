"""The weekly check-in, private: five qualities, trust and mood, 0 to 10 each; the own trend; now and then the CSI-4.

The qualities are those of the text that the programme grew from. They are no validated measure; the CSI-4 is one: Funk
and Rogge (2007), free to use with this citation, 0 to 21, below 13.5 notable dissatisfaction. The partner's line is
shown only while both want that. Source: programme.md, "Between the talks"; evidence.md, B7.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flows import weekly
from flows.engine.actions import keep_record, note_partner, same_partner, tell
from flows.engine.effects import Line, Print, Series
from flows.engine.script import (
    EACH,
    OPENED,
    Area,
    Ask,
    Flow,
    Fork,
    Hold,
    Move,
    Options,
    Scene,
    State,
    Ticks,
    one_of,
)
from flows.engine.session import Facts, Partner, Seen, Session, graded

PRIVATE = Seen.PRIVATE

ITEMS = ("communication", "transparency", "empathy", "respect", "vulnerability", "trust", "mood")
LEVELS = tuple(str(n) for n in range(11))
LEFT_OUT = "left_out"
CSI = {"csi_happy": 6, "csi_warm": 5, "csi_rewarding": 5, "csi_satisfied": 5}
"""Each question with its highest number."""
CSI_LOW = 13.5
CSI_EVERY = timedelta(days=21)
CSI_FIRST_AFTER = 2
"""Check-ins; the first ones are for getting used to it."""
SHOWN = ("trust", "mood")
"""The lines of the picture: two are what a phone can show clearly."""


def _all(session: Session, name: str) -> list[Facts]:
    return list(session.known.get(name, {}).get("all", []))


def sheet(_: Session, __: Partner) -> tuple[Area, ...]:
    return (Area("", ITEMS),)


def ways(session: Session, _: Partner) -> tuple[str, ...]:
    """Return what can be done: a line is opened only where there is somebody, and closed at any time."""
    trend = ("trend",) if len(_all(session, "check_ins")) > 1 else ()
    line = ("close_line",) if _open(session) else ("open_line",) if "partner" in session.known else ()
    return ("begin", *trend, *line, weekly.option(session), "close")


def _open(session: Session) -> bool:
    """Say whether the line is open; what was opened for an earlier partner is closed for everybody else."""
    line, partner = session.known.get("line_open", {}), session.known.get("partner")
    return bool(line.get("open")) and (partner is None or line.get("couple") == partner.get("couple"))


def who_sees(session: Session, _: Partner) -> tuple[Line, ...]:
    """Return who can see the numbers, as the line is now; with no programme there is no partner to see any."""
    there = "way" in session.known
    line = "open" if there and _open(session) else "closed" if "partner" in session.known else "alone"
    return (Line(key=f"check_in-seen.{line}"),)


def keep_numbers(scene: Scene) -> Scene:
    """Keep what was ticked, for the person alone, under the moment it was given."""
    answer = scene.session.given("scales", scene.by)
    assert answer is not None  # it was given just now
    numbers = {item: int(level) for item, level in graded(answer).items() if level != LEFT_OUT}
    if not numbers:
        return scene
    return keep_record(scene, "check_ins", {"at": scene.now.isoformat(), **numbers}, adds=True)


def csi_is_due(scene: Scene) -> bool:
    last = scene.session.memory.get("csi_asked")
    if last is None:
        return len(_all(scene.session, "check_ins")) >= CSI_FIRST_AFTER
    return scene.now - datetime.fromisoformat(str(last)) >= CSI_EVERY


def note_csi(scene: Scene) -> Scene:
    return scene.become(scene.session.remember(csi_asked=scene.now.isoformat()))


def csi_is_low(scene: Scene) -> bool:
    return _csi_sum(scene) < CSI_LOW


def keep_csi(scene: Scene) -> Scene:
    return keep_record(scene, "csi", {"at": scene.now.isoformat(), "sum": _csi_sum(scene)}, adds=True)


def _csi_sum(scene: Scene) -> int:
    answers = (scene.session.given(name, scene.by) for name in CSI)
    return sum(int(answer.chosen[0].removeprefix("n")) for answer in answers if answer)


def show_trend(scene: Scene) -> Scene:
    """Draw the own lines, and the partner's trust while both have opened their lines."""
    session = scene.session
    mine = tuple(_series(f"check_in-line.{item}", _all(session, "check_ins"), item) for item in SHOWN)
    theirs = _all(session, "partner_check_ins")
    other = (_series("check_in-line.partner", theirs, "trust"),) if theirs else ()
    lines = tuple(line for line in (*mine, *other) if line.points)
    return scene.add(Print(to=scene.by, form="trend", key="check_in-trend", series=lines))


def _series(key: str, kept: list[Facts], item: str) -> Series:
    points = tuple((datetime.fromisoformat(str(one["at"])), int(one[item])) for one in kept if item in one)
    return Series(key=key, points=points)


def open_line(scene: Scene) -> Scene:
    """Open the line for this very partner: for another one it is closed."""
    return keep_record(scene, "line_open", {"open": True, "couple": scene.session.known["partner"]["couple"]})


def close_line(scene: Scene) -> Scene:
    return keep_record(scene, "line_open", {"open": False})


def _csi(name: str, highest: int) -> Ask:
    return Ask(name, of=EACH, seen=PRIVATE, expects=one_of(*(f"n{n}" for n in range(highest + 1))), final=True)


def _csi_rows() -> tuple[Move, ...]:
    names = (*CSI, "csi_done")
    return tuple(
        Move(at=name, on=tuple(f"n{n}" for n in range(highest + 1)), to=names[i + 1])
        for i, (name, highest) in enumerate(CSI.items())
    )


STATES: tuple[State, ...] = (
    Hold("home"),
    Ask(
        "choose",
        of=EACH,
        seen=PRIVATE,
        expects=Options(("begin", "trend", "open_line", "close_line", "weekly", "not_weekly", "close"), offered=ways),
        passing=True,
        lines=who_sees,
    ),
    Ask(
        "scales",
        of=EACH,
        seen=PRIVATE,
        expects=Ticks(deck="check_in_items", levels=LEVELS, default=LEFT_OUT, areas=sheet),
        final=True,
        lines=who_sees,
    ),
    Fork("csi_gate"),
    Ask("csi", of=EACH, seen=PRIVATE, expects=one_of("go_on", "not_now"), passing=True),
    *(_csi(name, highest) for name, highest in CSI.items()),
    Fork("csi_done"),
    Fork("leaving"),
)

MOVES = (
    Move(at=("home", "choose"), on=OPENED, to="choose", then=(note_partner,)),
    Move(at="choose", on="begin", to="scales"),
    Move(at="choose", on="trend", to="choose", then=(show_trend,)),
    Move(
        at="choose",
        on="open_line",
        to="choose",
        when=same_partner,
        then=(open_line, tell("check_in-line_opened", to="actor")),
    ),
    Move(at="choose", on="open_line", to="choose", then=(note_partner,)),
    Move(at="choose", on="close_line", to="choose", then=(close_line, tell("check_in-line_closed", to="actor"))),
    Move(at="choose", on="close", to="leaving"),
    Move(at="scales", on="ticked", to="csi_gate", then=(keep_numbers,)),
    Move(at="csi_gate", on="go", to="csi", when=csi_is_due, then=(note_csi,)),
    Move(at="csi_gate", on="go", to="leaving"),
    Move(at="csi", on="go_on", to="csi_happy"),
    Move(at="csi", on="not_now", to="leaving"),
    *_csi_rows(),
    Move(at="csi_done", on="go", to="leaving", when=csi_is_low, then=(keep_csi, tell("check_in-low", to="actor"))),
    Move(at="csi_done", on="go", to="leaving", then=(keep_csi, tell("check_in-thanks", to="actor"))),
    *weekly.rows("check_in-invitation"),
)

FLOW = Flow(
    name="check_in",
    states=STATES,
    moves=MOVES,
    pair=False,
    calls=(OPENED,),
    kind="check_in",
    wakes=("week",),
    reads=("check_ins", "partner", "line_open", "partner_check_ins", "way"),
    keeps=("check_ins", "csi", "line_open"),
    command="checkin",
)
