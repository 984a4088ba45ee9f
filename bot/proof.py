"""What is wrong with the conversations as they are written: rows, commands, and the texts that they call for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.commands import TAKEN
from bot.texts import MissingText, Texts, languages
from flows.engine.check import mistakes
from flows.engine.keys import keys
from flows.engine.script import Flow


def faults(flows: Iterable[Flow]) -> list[str]:
    """Return one line for each mistake, none if all is sound; the texts only of flows whose rows are."""
    flows = list(flows)
    wrong = {flow.name: mistakes(flow) for flow in flows}
    rows = [line for lines in wrong.values() for line in lines]
    return [*rows, *_clashes(flows), *_unwritten(flow for flow in flows if not wrong[flow.name])]


def _clashes(flows: Iterable[Flow]) -> Iterator[str]:
    """Yield a line for each command of a conversation that opens something else already."""
    opens: dict[tuple[str, bool], str] = {}
    flows = [flow for flow in flows if flow.command]
    together = {flow.command for flow in flows if flow.pair}
    for flow in flows:
        names = {flow.command, *({flow.name} if not flow.pair and flow.command in together else ())}
        yield from (f"{flow.name}: the bot itself has {name}: it can be no command here" for name in names & TAKEN)
        other = opens.setdefault((flow.command, flow.pair), flow.name)
        if other != flow.name:
            yield f"{flow.name}: the command {flow.command} opens {other} already"


def _unwritten(flows: Iterable[Flow]) -> Iterator[str]:
    try:
        texts = Texts()
    except MissingText as error:
        yield str(error)
        return
    called_for = sorted({key for flow in flows for key in keys(flow)})
    for language in languages():
        yield from (f"{language}: {key} is missing" for key in called_for if not texts.has(language, key))
