"""The check-in: seven numbers for one person alone, a trend, now and then the CSI-4, a line that both open."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.check_in import CSI, FLOW, ITEMS
from flows.engine.effects import Print, Record
from flows.engine.events import Reopened
from flows.engine.frozen import replace
from flows.engine.refusal import Reason
from flows.engine.session import Facts
from tests.flows.drive import START, A, B, Drive

PARTNER: dict[str, Facts] = {"partner": {"couple": 1}, "way": {"step": "boundaries"}}
THEIRS: Facts = {"all": [{"at": START.isoformat(), "trust": 4, "mood": 9}]}


def opened(**known: Facts) -> Drive:
    drive = Drive(FLOW, known=known)
    drive.calls("opened")
    return drive


def checks_in(drive: Drive, level: int = 5) -> None:
    if drive.state(A) == "csi":
        drive.presses(A, "not_now")
    if drive.state(A) == "home":
        drive.calls("opened")
    drive.presses(A, "begin")
    drive.ticks(A, *(f"{item}:{level}" for item in ITEMS))


def records(drive: Drive, name: str) -> list[Record]:
    return [record for record in drive.kept if record.name == name]


def test_seven_numbers_are_one_press_each_and_kept_under_their_moment() -> None:
    drive = opened()
    checks_in(drive, 7)

    assert [record.facts for record in records(drive, "check_ins")] == [
        {"at": START.isoformat(), **dict.fromkeys(ITEMS, 7)}
    ]
    assert drive.state(A) == "home"


def test_what_is_left_out_stays_out() -> None:
    drive = opened()
    drive.presses(A, "begin")
    drive.ticks(A, "trust:3")
    drive.calls("opened")
    drive.presses(A, "begin")
    drive.ticks(A)

    assert [record.facts for record in records(drive, "check_ins")] == [{"at": START.isoformat(), "trust": 3}]


def test_the_trend_is_there_once_there_are_two_and_shows_the_own_lines() -> None:
    drive = opened()
    assert "trend" not in drive.options(A)
    checks_in(drive, 4)
    drive.now += timedelta(days=7)
    checks_in(drive, 6)
    drive.presses(A, "not_now")
    drive.calls("opened")
    drive.presses(A, "trend")

    (printed,) = drive.printed
    assert (printed.to, printed.form) == (A, "trend")
    assert [(line.key, [value for _, value in line.points]) for line in printed.series] == [
        ("check_in-line.trust", [4, 6]),
        ("check_in-line.mood", [4, 6]),
    ]


def test_P1_of_the_partner_only_the_trust_line_is_drawn_and_only_while_both_lines_are_open() -> None:
    drive = opened(**PARTNER, partner_check_ins=THEIRS)
    checks_in(drive)
    checks_in(drive)
    drive.presses(A, "not_now")
    drive.calls("opened")
    drive.presses(A, "trend")
    shown = drive.printed[-1]
    drive.knows("partner_check_ins", {})
    drive.presses(A, "trend")

    assert [line.key for line in shown.series if line not in drive.printed[-1].series] == ["check_in-line.partner"]
    assert [value for _, value in shown.series[-1].points] == [4]


def test_a_line_is_opened_and_closed_by_one_press_and_the_partner_is_not_told() -> None:
    drive = opened(**PARTNER)
    drive.presses(A, "open_line", "close_line")

    assert [record.facts for record in records(drive, "line_open")] == [{"open": True, "couple": 1}, {"open": False}]
    assert drive.told(A) == ["check_in-line_opened", "check_in-line_closed"]
    assert drive.told(B) == []


def test_P1_what_is_said_of_who_sees_the_numbers_is_true_while_the_line_is_open_and_closed() -> None:
    drive = opened(**PARTNER)
    said = [seen(drive)]
    drive.presses(A, "open_line")
    said.append(seen(drive))
    drive.presses(A, "begin")
    said.append(seen(drive))
    drive.ticks(A)
    drive.calls("opened")
    drive.presses(A, "close_line")
    said.append(seen(drive))

    assert said == ["closed", "open", "open", "closed"]
    assert seen(opened()) == "alone"


def test_P1_an_open_line_is_said_to_be_seen_by_nobody_once_the_two_have_parted() -> None:
    drive = opened(**PARTNER)
    drive.presses(A, "open_line")
    line, way = {"line_open": drive.session.known["line_open"]}, {"way": PARTNER["way"]}

    drive.session = replace(drive.session, known={**line, **way})  # the two rest
    assert seen(drive) == "open"

    drive.session = replace(drive.session, known=line)
    assert seen(drive) == "alone"


def seen(drive: Drive) -> str:
    (line,) = drive.prompt(A).lines
    return line.key.removeprefix("check_in-seen.")


@pytest.mark.parametrize(
    ("press", "told"), [(("n2", "n1", "n1", "n2"), "check_in-low"), (("n4", "n4", "n3", "n3"), "check_in-thanks")]
)
def test_the_four_questions_come_with_the_second_check_in_and_then_after_three_weeks(
    press: tuple[str, ...], told: str
) -> None:
    drive = opened()
    checks_in(drive)
    assert drive.state(A) == "home"
    checks_in(drive)
    assert drive.state(A) == "csi"
    drive.presses(A, "go_on", *press)

    assert drive.told(A) == [told]
    (kept,) = records(drive, "csi")
    assert kept.facts == {"at": START.isoformat(), "sum": sum(int(n[1]) for n in press)}
    checks_in(drive)
    assert drive.state(A) == "home"
    drive.now += timedelta(days=21)
    checks_in(drive)
    assert drive.state(A) == "csi"


def test_the_csi_has_the_scales_of_its_authors() -> None:
    highest = [len(FLOW.state(name).expects.names) - 1 for name in CSI]  # type: ignore[union-attr]  # they are options

    assert highest == [6, 5, 5, 5]
    assert sum(highest) == 21


def test_without_a_partner_there_is_no_line_to_open() -> None:
    assert opened().refused(opened().chose(A, "open_line")) is Reason.UNKNOWN


def test_the_printed_trend_is_for_the_person_alone() -> None:
    drive = opened()
    checks_in(drive)
    checks_in(drive)
    drive.presses(A, "not_now")
    drive.calls("opened")
    drive.presses(A, "trend")

    assert isinstance(drive.printed[0], Print)
    assert drive.printed[0].to is A


def test_F2_numbers_that_a_picture_is_made_of_are_not_changed_afterwards() -> None:
    drive = opened()
    checks_in(drive)

    assert drive.refused(Reopened(by=A, n=drive.answer("scales", A).n)) is Reason.UNKNOWN


def test_an_open_line_can_be_closed_also_while_nobody_can_be_told_anything() -> None:
    drive = opened(**PARTNER)
    drive.presses(A, "open_line")
    drive.session = replace(drive.session, known={name: drive.session.known[name] for name in ("line_open",)})
    drive.presses(A, "close_line")

    assert records(drive, "line_open")[-1].facts == {"open": False}
    assert "open_line" not in drive.options(A)


def test_P1_a_line_that_was_opened_for_an_earlier_partner_is_closed_for_another_one() -> None:
    drive = opened(**PARTNER)
    drive.presses(A, "open_line")
    drive.knows("partner", {"couple": 2})

    assert "open_line" in drive.options(A)
    assert "close_line" not in drive.options(A)


def test_P1_an_old_button_opens_no_line_for_whoever_has_become_the_partner_since() -> None:
    drive = opened(**PARTNER)
    drive.session = replace(drive.session, known={"partner": {"couple": 2}})

    drive.presses(A, "open_line")
    assert not records(drive, "line_open")

    drive.presses(A, "open_line")  # it was asked anew
    assert [record.facts for record in records(drive, "line_open")] == [{"open": True, "couple": 2}]
