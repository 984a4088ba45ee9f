"""Structured logs: ids, states and reasons. Nothing that people wrote, no token, no key (P4)."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Literal

import structlog


def set_up(form: Literal["text", "json"]) -> None:
    """Write logs for people or as JSON lines to standard error; other libraries speak from warnings on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Wordless("%(levelname)s %(name)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


class Wordless(logging.Formatter):
    """Tells of an error what it is and where it happened: the message of any error may quote what people wrote."""

    def formatException(self, ei: logging._SysExcInfoType) -> str:  # noqa: N802 -- the inherited name
        kind, error, _ = ei
        return f"{kind.__name__} {place_of(error)}" if kind is not None and error is not None else ""

    def formatStack(self, stack_info: str) -> str:  # noqa: ARG002, N802 -- the inherited name
        return ""


def place_of(bug: BaseException) -> str:
    """Return where it happened; what the error says itself may quote people's words."""
    last = bug.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    return f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else "?"
