"""Each rule has a checker, and each checker finds a bot that breaks its rule; what is right it lets pass."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.world import faults as f
from tests.world import scripts as s
from tests.world.checkers import ALL, RULES
from tests.world.scripts import Script, played

Fault = Callable[[pytest.MonkeyPatch], None]

SCENES: dict[str, tuple[str, Script]] = {
    "talks": ("camera", s.talks),
    "seals": ("causes", s.seals),
    "third comes": ("group speak", s.third_comes),
    "stranger writes": ("camera", s.stranger_writes),
    "has a wish": ("appreciation-spanish.md", s.has_a_wish),
    "answers safely": ("safety", s.answers_safely),
    "copies": ("camera", s.copies),
    "erases": ("camera", s.erases),
    "gets ready": ("offered", s.gets_ready),
    "is late": ("offered", s.is_late),
    "pauses": ("camera", s.pauses),
    "signs": ("boundaries-signed.md", partial(s.replays, "boundaries-signed.md")),
    "wishes": ("boundaries-wish.md", partial(s.replays, "boundaries-wish.md", until="-- 1 day passes")),
    "apologises": ("apology", s.apologises),
    "writes a letter": ("after until-the-promises.md", s.writes_a_letter),
    "is worried": ("camera", s.is_worried),
    "asks for help": ("speak", s.asks_for_help),
    "hears again": ("camera", s.hears_again),
    "opens an old file": ("camera", s.opens_an_old_file),
    "stays away": ("offered", s.stays_away),
    "presses what is old": ("camera", s.presses_what_is_old),
    "looks around": ("offered", s.looks_around),
    "speaks Spanish": ("camera", s.speaks_spanish),
}
"""The scenes, each with the point at which it begins."""

FAULTS: tuple[tuple[str, Fault, str], ...] = (
    ("P1", f.tells_the_partner_what_is_typed, "talks"),
    ("P1", f.sends_before_the_look, "talks"),
    ("P2", f.opens_what_is_sealed, "seals"),
    ("P2", f.says_that_somebody_has_answered, "seals"),
    ("P2", f.opens_to_one_alone, "seals"),
    ("P3", f.overlooks_who_comes, "third comes"),
    ("P3", f.sends_to_a_stranger, "stranger writes"),
    ("P4", f.logs_what_is_typed, "talks"),
    ("P4", f.seals_nothing, "talks"),
    ("P4", f.puts_words_into_buttons, "has a wish"),
    ("P5", f.remembers_safety_answers, "answers safely"),
    ("P6", f.copies_what_is_the_partners, "copies"),
    ("P6", f.copies_too_little, "copies"),
    ("P6", f.loses_an_answer, "copies"),
    ("P6", f.erases_only_the_name, "erases"),
    ("C1", f.begins_by_one_yes, "gets ready"),
    ("C1", f.never_lets_an_offer_lapse, "is late"),
    ("C2", f.goes_on_by_one_yes, "pauses"),
    ("C2", f.pauses_for_one_alone, "pauses"),
    ("C2", f.does_not_pause, "pauses"),
    ("C3", f.lets_the_looser_answer_count, "signs"),
    ("C3", f.loosens_after_the_signature, "wishes"),
    ("C3", f.loosens_by_one_wish, "wishes"),
    ("C3", f.tells_of_a_wish, "wishes"),
    ("C4", f.delivers_an_apology_at_once, "apologises"),
    ("C5", f.tells_of_a_letter, "writes a letter"),
    ("S1", f.rests_at_once_after_a_worry, "is worried"),
    ("S2", f.keeps_safety_for_the_menu, "asks for help"),
    ("S2", f.keeps_help_for_the_menu, "asks for help"),
    ("D1", f.confirms_before_it_commits, "talks"),
    ("D2", f.takes_everything_for_new, "hears again"),
    ("D3", f.loses_what_was_sent, "talks"),
    ("D3", f.says_everything_twice, "talks"),
    ("D4", f.loses_answers_at_the_upgrade, "opens an old file"),
    ("N1", f.knows_no_night, "stays away"),
    ("N2", f.nudges_twice, "stays away"),
    ("N3", f.never_stops, "stays away"),
    ("N4", f.opens_nothing, "stays away"),
    ("N5", f.nudges_twice, "stays away"),
    ("N6", f.tells_what_it_is_about, "stays away"),
    ("F1", f.leads_nowhere, "looks around"),
    ("F1", f.forgets_to_ask, "looks around"),
    ("F2", f.takes_stale_presses, "presses what is old"),
    ("F2", f.takes_anothers_presses, "presses what is old"),
    ("F2", f.refuses_in_silence, "presses what is old"),
    ("F3", f.begins_anew_after_a_pause, "pauses"),
    ("F4", f.says_a_key, "talks"),
    ("F4", f.knows_one_language, "speaks Spanish"),
)
"""Each rule with a fault that breaks it, and the scene in which that is to be seen."""


@pytest.mark.parametrize("scene", SCENES)
async def test_every_rule_holds_in_every_scene(tmp_path: Path, scene: str) -> None:
    point, script = SCENES[scene]

    found = await played(point, script, tmp_path, ALL, faulty=False)

    assert list(map(str, found.broken)) == []


@pytest.mark.parametrize(("rule", "fault", "scene"), FAULTS, ids=[f"{rule} {one.__name__}" for rule, one, _ in FAULTS])
async def test_a_bot_that_breaks_a_rule_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str, fault: Fault, scene: str
) -> None:
    point, script = SCENES[scene]
    (tmp_path / "before").mkdir()
    await played_before(point, tmp_path / "before")
    fault(monkeypatch)

    found = await played(point, script, tmp_path, [kind for kind in ALL if kind.rule == rule], faulty=True)

    assert {one.rule for one in found.broken} == {rule}


async def played_before(point: str, folder: Path) -> None:
    """Go the way to a point while the bot is as it should be: from then on it is remembered."""
    async with s.opened(point, folder):
        pass


def test_every_rule_has_a_checker_and_a_fault() -> None:
    rules = [
        f"{group}{number}"
        for group, last in zip("PCSDNF", (6, 5, 2, 4, 6, 4), strict=True)
        for number in range(1, last + 1)
    ]

    assert list(RULES) == rules
    assert {rule for rule, _, _ in FAULTS} == set(rules)


def test_the_page_on_assurance_names_every_checker_and_every_fault() -> None:
    page = (Path(__file__).parents[2] / "docs" / "assurance.md").read_text("utf-8")
    cells = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    table = {cell[0]: cell[1:3] for cell in cells if cell[0] in RULES}

    named = {kind.rule: str(kind.__doc__).splitlines()[0].rstrip(".") for kind in ALL}
    caught = {one: ", ".join(f"`{fault.__name__}`" for rule, fault, _ in FAULTS if rule == one) for one in RULES}
    assert table == {rule: [named[rule], caught[rule]] for rule in RULES}
