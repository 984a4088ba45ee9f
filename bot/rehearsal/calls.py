"""A Bot API call and what goes back over the line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.rehearsal.faults import Fault
from bot.rehearsal.messages import JsonObject, JsonValue
from bot.rehearsal.rules import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A Bot API call. ``answer`` is the whole JSON body, None if the request was lost; see also ``fault``."""

    method: str
    params: Mapping[str, JsonValue]
    at: datetime
    answer: JsonObject | None
    fault: Fault | None = None

    @property
    def ok(self) -> bool:
        return self.answer is not None and bool(self.answer["ok"])

    @property
    def result(self) -> JsonValue:
        return None if self.answer is None else self.answer.get("result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What goes back over the line: ``body`` None drops the connection; ``after`` is in seconds."""

    body: JsonObject | None
    after: float = 0.0

    @property
    def status(self) -> int:
        return 200 if self.body is None else int(self.body.get("error_code", 200))

    @property
    def content(self) -> str:
        """The body as Telegram writes it, without a space: whoever reads only its beginning finds it there."""
        return json.dumps(self.body, separators=(",", ":"))


def refusal(refused: Refused) -> JsonObject:
    body: JsonObject = {"ok": False, "error_code": refused.code, "description": refused.description}
    return body | ({"parameters": refused.parameters} if refused.parameters else {})


def too_many(retry_after: int) -> Refused:
    return Refused(429, f"retry after {retry_after}", {"retry_after": retry_after})
