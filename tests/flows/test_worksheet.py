"""A worksheet: one press an item, page by page, and whatever is left out has its default."""

from __future__ import annotations

import pytest

from flows.engine.refusal import Reason
from flows.engine.script import EACH, Area, Ask, End, Flow, Meet, Move, Ticks
from flows.engine.session import Partner, Seen, Session, graded
from tests.flows.drive import A, B, Drive

AREAS = (Area("phones", ("look", "code")), Area("home", ("key",)))


def begun(session: Session, partner: Partner) -> tuple[str, ...]:
    return ("key:no",) if partner is B else ()


FLOW = Flow(
    name="sheet",
    states=(
        Ask(
            "ticks",
            of=EACH,
            seen=Seen.SEALED,
            expects=Ticks(deck="d", levels=("yes", "no"), default="ask", areas=lambda _, __: AREAS, begin=begun),
        ),
        Meet("met"),
        End("done"),
    ),
    moves=(Move(at="ticks", on="ticked", to="met"), Move(at="met", on="met", to="done")),
)


def shown(drive: Drive, by: Partner = A) -> list[str]:
    return [button.action for button in drive.prompt(by).buttons]


def test_the_levels_stand_under_the_first_item_and_move_on_with_each_press() -> None:
    drive = Drive(FLOW)
    assert shown(drive) == ["look", "look:yes", "look:no", "code", "page:on", "done"]
    drive.apply(drive.ticked(A, "look:no"))

    assert shown(drive) == ["look", "code", "code:yes", "code:no", "page:on", "done"]
    assert [button.level for button in drive.prompt(A).buttons if button.level] == ["sheet-ticks.no", "sheet-ticks.ask"]


def test_the_last_item_of_a_page_leads_to_the_next_page_and_back_again() -> None:
    drive = Drive(FLOW)
    drive.apply(drive.ticked(A, "code"))
    drive.apply(drive.ticked(A, "code:yes"))
    assert shown(drive) == ["key", "key:yes", "key:no", "page:back", "done"]
    drive.apply(drive.ticked(A, "page:back"))

    assert shown(drive)[0] == "look"


def test_whatever_was_not_ticked_has_its_default_or_what_it_began_with() -> None:
    drive = Drive(FLOW)
    drive.ticks(A, "look:yes", "look:no")
    drive.ticks(B)

    assert graded(drive.answer("ticks", A)) == {"look": "no", "code": "ask", "key": "ask"}
    assert graded(drive.answer("ticks", B)) == {"look": "ask", "code": "ask", "key": "no"}


@pytest.mark.parametrize("item", ["other", "look:maybe", "page:back", "look:", ":yes", ""])
def test_F2_what_is_not_on_the_sheet_changes_nothing(item: str) -> None:
    drive = Drive(FLOW)

    if item == "look:":
        drive.apply(drive.ticked(A, item))  # the same as the item alone
        assert shown(drive)[0] == "look"
    else:
        assert drive.refused(drive.ticked(A, item)) is Reason.UNKNOWN


def test_a_worksheet_can_be_filled_in_again_with_the_old_ticks() -> None:
    drive = Drive(FLOW)
    drive.ticks(A, "look:yes")
    drive.reopens(A, drive.answer("ticks", A).n)
    drive.ticks(A, "key:no")

    assert graded(drive.answer("ticks", A)) == {"look": "yes", "code": "ask", "key": "no"}
