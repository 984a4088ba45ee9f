"""What is wrong with the conversations as they are written: their rows, and the texts that they call for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.texts import MissingText, Texts, languages
from flows.engine.check import mistakes
from flows.engine.keys import keys
from flows.engine.script import Flow


def faults(flows: Iterable[Flow]) -> list[str]:
    """Return one line for each mistake, none if all is sound; the texts only of flows whose rows are."""
    flows = list(flows)
    wrong = {flow.name: mistakes(flow) for flow in flows}
    rows = [line for lines in wrong.values() for line in lines]
    return [*rows, *_unwritten(flow for flow in flows if not wrong[flow.name])]


def _unwritten(flows: Iterable[Flow]) -> Iterator[str]:
    try:
        texts = Texts()
    except MissingText as error:
        yield str(error)
        return
    called_for = sorted({key for flow in flows for key in keys(flow)})
    for language in languages():
        yield from (f"{language}: {key} is missing" for key in called_for if not texts.has(language, key))
