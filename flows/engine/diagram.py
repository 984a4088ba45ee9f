"""Draws a flow from its rows, as Mermaid."""

from __future__ import annotations

from flows.engine.script import ANY, Ask, End, Flow, Fork, Hold, Meet, Move, State

_MARKS = {"private": "🔒", "sealed": "✉️", "shared": "👥"}


def diagram(flow: Flow) -> str:
    """Return a Mermaid state diagram of ``flow``; guards stand in brackets under the trigger."""
    lines = ["stateDiagram-v2", f"    [*] --> {flow.states[0].name}"]
    lines += [f"    {state.name}: {_label(state)}" for state in flow.states]
    lines += [line for move in flow.moves for line in _arrows(flow, move)]
    lines += [f"    {state.name} --> [*]" for state in flow.states if isinstance(state, End)]
    return "\n".join(lines) + "\n"


def _label(state: State) -> str:
    match state:
        case Ask():
            return f"{_MARKS[state.seen.value]} {state.name} ({state.of.value})"
        case Meet():
            return f"{state.name} (until both are here)"
        case Fork():
            return f"{state.name} (each their own way)"
        case Hold():
            return f"{state.name} (nobody is asked)"
        case End():
            return state.name


def _arrows(flow: Flow, move: Move) -> list[str]:
    sources = move.sources()
    if move.at == ANY:
        sources = tuple(state.name for state in flow.states if not isinstance(state, End))
    guard = f" [{_name(move)}]" if move.when else ""
    return [f"    {at} --> {move.to}: {' / '.join(move.triggers())}{guard}" for at in sources]


def _name(move: Move) -> str:
    name = getattr(move.when, "__name__", "when")
    return name.replace("_", " ").replace("<lambda>", "so")
