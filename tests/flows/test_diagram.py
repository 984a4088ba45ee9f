"""The drawings in docs/flows are those of today's rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main
from flows import open_communication, own_plan, patience, programme, setback, welcome
from flows.engine.diagram import diagram
from flows.engine.script import Flow

DRAWN = Path(__file__).parents[2] / "docs" / "flows"
FLOWS = (patience.FLOW, setback.FLOW, own_plan.FLOW, open_communication.FLOW, programme.FLOW, welcome.FLOW)


def test_the_drawings_are_current(tmp_path: Path) -> None:
    assert main(["flows", "--diagrams", str(tmp_path)]) == 0

    assert _pages(DRAWN) == _pages(tmp_path), "draw them again: python -m bot flows --diagrams docs/flows"


def _pages(folder: Path) -> dict[str, str]:
    return {page.name: page.read_text("utf-8") for page in folder.glob("*.md")}


@pytest.mark.parametrize("flow", FLOWS)
def test_a_drawing_has_every_state_and_every_row(flow: Flow) -> None:
    lines = diagram(flow).splitlines()

    assert lines[:2] == ["stateDiagram-v2", f"    [*] --> {flow.states[0].name}"]
    for state in flow.states:
        assert any(line.startswith(f"    {state.name}: ") for line in lines)
    for move in flow.moves:
        assert any(f" --> {move.to}: {' / '.join(move.triggers())}" in line for line in lines)


@pytest.mark.parametrize("flow", FLOWS)
def test_every_page_is_one_drawing_under_a_heading(flow: Flow) -> None:
    page = (DRAWN / f"{flow.name}.md").read_text("utf-8")

    assert page.startswith(f"# {flow.name}\n")
    assert page.endswith(f"```mermaid\n{diagram(flow)}```\n")
