"""Each kind of mistake that ``transitions`` accepts in silence is found, and our own flows have none."""

from __future__ import annotations

import pytest

from flows import open_communication, own_plan, patience, programme, setback, welcome
from flows.engine.actions import tell
from flows.engine.check import mistakes
from flows.engine.frozen import replace
from flows.engine.script import EACH, OPENED, SPEAKER, Ask, End, Flow, Hold, Meet, Move, Of, State, Words, one_of
from flows.engine.session import Seen

ASK = Ask("question", of=EACH, seen=Seen.PRIVATE, expects=one_of("yes", "no"), passing=True)
SOUND = Flow(
    name="sound",
    states=(ASK, Meet("met_here"), End("over")),
    moves=(
        Move(at="question", on=("yes", "no"), to="met_here"),
        Move(at="met_here", on="met", to="over"),
    ),
    calls=("stop",),
)


def with_states(*states: State) -> Flow:
    return replace(SOUND, states=(*SOUND.states, *states))


def with_moves(*moves: Move, before: tuple[Move, ...] = ()) -> Flow:
    return replace(SOUND, moves=(*before, *SOUND.moves, *moves))


@pytest.mark.parametrize(
    "flow", [SOUND, patience.FLOW, setback.FLOW, own_plan.FLOW, open_communication.FLOW, programme.FLOW, welcome.FLOW]
)
def test_a_sound_flow_has_no_mistakes(flow: Flow) -> None:
    assert mistakes(flow) == []


@pytest.mark.parametrize(
    "move", [Move(at="nowhere", on="stop", to="over"), Move(at="question", on="stop", to="nowhere")]
)
def test_a_row_that_names_an_unknown_state(move: Move) -> None:
    assert mistakes(with_moves(move)) == ["sound: a row names the unknown state nowhere"]


def test_an_ask_that_can_be_changed_at_an_unknown_state() -> None:
    flow = replace(SOUND, states=(replace(ASK, changed_at=("nowhere",)), *SOUND.states[1:]))

    assert mistakes(flow) == ["sound: question can be changed at the unknown state nowhere"]


def test_a_trigger_that_cannot_happen_there() -> None:
    flow = with_moves(Move(at="question", on="said", to="over"))

    assert mistakes(flow) == ["sound: said cannot happen at question"]


def test_two_states_with_one_name() -> None:
    assert mistakes(with_states(End("over"))) == ["sound: two states are called over"]


def test_a_state_that_is_never_reached() -> None:
    flow = replace(with_states(Meet("lost")), moves=(*SOUND.moves, Move(at="lost", on="met", to="over")))

    assert mistakes(flow) == ["sound: lost is never reached"]


def test_an_option_that_leads_nowhere() -> None:
    moves = (Move(at="question", on="yes", to="met_here"), Move(at="met_here", on="met", to="over"))

    assert mistakes(replace(SOUND, moves=moves)) == ["sound: nothing follows no at question"]


def test_an_option_whose_guards_may_all_fail() -> None:
    moves = (
        Move(at="question", on=("yes", "no"), to="met_here", when=lambda scene: scene.session.count("yes") == 1),
        Move(at="met_here", on="met", to="over"),
    )

    assert mistakes(replace(SOUND, moves=moves)) == [
        "sound: yes at question has no row for when no guard holds",
        "sound: no at question has no row for when no guard holds",
    ]


def test_a_row_behind_one_without_a_guard() -> None:
    flow = with_moves(Move(at="question", on="yes", to="over"))

    assert mistakes(flow) == ["sound: a row for yes at question is shadowed by an earlier one without a guard"]


def test_states_that_go_round_for_ever() -> None:
    ring = (Move(at="question", on="stop", to="ring"), Move(at="ring", on="met", to="ring"))
    flow = replace(with_states(Meet("ring")), moves=(*SOUND.moves, *ring))

    assert mistakes(flow) == ["sound: neither an end nor a place to come back to can be reached from ring"]


@pytest.mark.parametrize("state", [Hold("stuck"), Meet("stuck")])
def test_a_place_that_nobody_leaves(state: State) -> None:
    stuck = replace(with_states(state), moves=(*SOUND.moves, Move(at="question", on="stop", to="stuck")))

    assert "sound: nobody ever leaves stuck" in mistakes(stuck)
    assert "sound: neither an end nor a place to come back to can be reached from stuck" in mistakes(stuck)


def test_a_choice_that_could_be_changed_after_it_decided_the_way() -> None:
    kept = replace(ASK, passing=False)
    moves = (
        Move(at="question", on="yes", to="met_here"),
        Move(at="question", on="no", to="over"),
        Move(at="met_here", on="met", to="over"),
    )
    flow = replace(SOUND, states=(kept, *SOUND.states[1:]), moves=moves)

    assert mistakes(flow) == ["sound: question decides the way, so it must be passing"]


@pytest.mark.parametrize("of", [SPEAKER, EACH])
def test_notes_from_an_unknown_ask(of: Of) -> None:
    words = Ask("question", of=of, seen=Seen.SHARED, expects=Words(notes=("nothing",)))
    flow = Flow(name="sound", states=(words, End("over")), moves=(Move(at="question", on="said", to="over"),))

    assert mistakes(flow) == ["sound: nothing is no ask"]


def test_what_is_gone_on_with_is_an_ask() -> None:
    assert mistakes(replace(SOUND, goes_on=("nothing",))) == ["sound: nothing is no ask"]


def test_an_action_whose_comma_was_left_out() -> None:
    row = replace(SOUND.moves[0], then=tell("heard"))  # type: ignore[arg-type]  # the mistake
    flow = replace(SOUND, moves=(row, SOUND.moves[1]))

    assert mistakes(flow) == [
        "sound: then of the row for yes or no at question is no tuple: write then=(action,), with the comma"
    ]


@pytest.mark.parametrize("field", ["wakes", "reads", "keeps", "keeps_together"])
def test_a_name_whose_comma_was_left_out(field: str) -> None:
    flow = replace(SOUND, **{field: "tea"})  # type: ignore[arg-type]  # the mistake

    assert mistakes(flow) == [f'sound: {field} is no tuple: write {field}=("tea",), with the comma']


@pytest.mark.parametrize("name", ["Good-Breaths", "good-breaths", "9", "n" * 33])
def test_a_name_that_no_text_or_command_can_have(name: str) -> None:
    why = f"{name} is more than small letters, digits and _, or than 32 of them"

    assert f"{name}: the name {why}" in mistakes(replace(SOUND, name=name))
    assert f"sound: the command {why}" in mistakes(replace(SOUND, command=name))


def test_a_command_that_nothing_hears() -> None:
    assert mistakes(replace(SOUND, command="sound")) == [
        "sound: its command calls opened, so that must be one of its calls"
    ]


OPENING = Move(at="question", on=OPENED, to="met_here")


def with_command(move: Move, *, pair: bool = True) -> Flow:
    return replace(with_moves(move), command="sound", calls=("stop", OPENED), pair=pair)


def test_N2_a_command_of_one_that_would_ask_the_partner_at_once() -> None:
    (line,) = mistakes(with_command(OPENING))

    assert line.startswith("sound: the command of one of them carries both at question: write alone=True")
    assert "reach_partner" in line


@pytest.mark.parametrize(
    "flow",
    [
        with_command(OPENING, pair=False),
        with_command(replace(OPENING, alone=True)),
        with_command(replace(OPENING, both=True)),
        with_command(replace(OPENING, to="question", stays=True)),
    ],
)
def test_a_command_that_carries_one_or_says_that_both_are_meant_is_sound(flow: Flow) -> None:
    assert mistakes(flow) == []
