"""Why an event was refused. A refused event changes nothing; the shell has one kind line for each reason."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Each is the attribute of a text, ``engine-refused``."""

    STALE = "stale"
    NOT_YOURS = "not_yours"
    NO_QUESTION = "no_question"
    EARLY = "early"
    MORE = "more"
    NOT_KEPT = "not_kept"
    TALK = "talk"
    WHICH = "which"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_VOICE = "no_voice"
    PRESS_ONE = "press_one"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    NOT_FOUND = "not_found"
    PAST = "past"
    NO_MOMENT = "no_moment"
    SEEN = "seen"
    SENT = "sent"
    UNKNOWN = "unknown"
    WRONG_MEDIA = "wrong_media"
    RESTING = "resting"


class Refused(Exception):  # past tense like every event: it is an answer, not a fault
    """The event is not legal here and now."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
