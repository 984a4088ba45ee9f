"""The outbox: calls to Telegram that are committed and not yet made. A row lives until its call is through."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice

from msgspec import json
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal_column,
    select,
    true,
    type_coerce,
    update,
)

from bot.store.keys import Keys
from bot.store.link import AnyRow, Link
from bot.store.seen import Seen
from bot.store.shown import ShownMessages
from bot.store.tables import EPOCH, outbox, shown
from bot.store.values import NUDGE, REPLY, Post, Waiting
from bot.vault import Damaged

# Held calls and those for later have a moment to wait for; the former hold up their chat, the latter nothing.
WAITING, HELD, LATER, FAILED = "waiting", "held", "later", "failed"
DELETE_MESSAGE = "deleteMessage"
PARKED = datetime(9999, 1, 1, tzinfo=UTC)
"""Until the person can be reached again."""
MOST_HANDED_ON = 1000
"""So many bodies are known beyond their transaction: the calls of a wave wait for minutes."""


def _in(column: ColumnElement[str], *states: str) -> ColumnElement[bool]:
    """Return ``IN`` with the states spelt out: a list of parameters would be rendered anew at each execution."""
    return column.in_([literal_column(f"'{state}'") for state in states])


_earlier = outbox.alias("earlier")
_ROW = outbox.c.id == bindparam("row")
_ROWS = outbox.c.id.in_(bindparam("rows", expanding=True))
_IN_CHAT = outbox.c.chat == bindparam("in_chat")
_PENDING = outbox.c.state != FAILED

_ADD = insert(outbox)
# A reply waits behind the nudge before it in its chat, so that nudge may not wait for all other nudges.
_HASTEN = update(outbox).where(_IN_CHAT, _PENDING, outbox.c.priority != REPLY).values(priority=REPLY)
_ANY_NUDGE = select(outbox.c.id).where(_in(outbox.c.state, WAITING, HELD), outbox.c.priority > REPLY).limit(1)
_FOR_A_MOMENT = _in(outbox.c.state, HELD, LATER)  # just so: by this the index is found
_RELEASE = update(outbox).where(_FOR_A_MOMENT, outbox.c.not_before <= bindparam("now")).values(state=WAITING)
_COLUMNS = select(
    outbox.c.id,
    outbox.c.chat,
    outbox.c.method,
    outbox.c.priority,
    outbox.c.person_id,
    outbox.c.couple_id,
    outbox.c.body,
    outbox.c.shown_id,
    outbox.c.remove_after,
    outbox.c.expires_at,
    outbox.c.attempts,
    shown.c.message_id,
).join_from(outbox, shown, outbox.c.shown_id == shown.c.id, isouter=True)
_BATCH = (
    _COLUMNS.where(
        outbox.c.state == WAITING,
        ~exists().where(
            _earlier.c.chat == outbox.c.chat,
            _in(_earlier.c.state, WAITING, HELD),
            _earlier.c.id < outbox.c.id,
        ),
    )
    .order_by(outbox.c.priority, outbox.c.id)
    .limit(bindparam("limit"))
)
_DONE = delete(outbox).where(_ROW)
_RETRY = (
    update(outbox)
    .where(_ROW)
    .values(state=bindparam("to"), not_before=bindparam("moment"), attempts=outbox.c.attempts + 1)
)
_FAIL = update(outbox).where(_ROW).values(state=FAILED, error=bindparam("why"), body=b"", expires_at=None)
_TOGETHER = select(outbox.c.id, outbox.c.shown_id).where(_IN_CHAT, _PENDING, outbox.c.together == true())
_OF_CHAT = select(outbox.c.id, outbox.c.shown_id).where(_IN_CHAT, _PENDING)
_DROP = delete(outbox).where(_ROWS)
_UNPARK = update(outbox).where(_IN_CHAT, outbox.c.state == HELD, outbox.c.not_before == PARKED).values(not_before=EPOCH)
_MOMENT = type_coerce(outbox.c.not_before, BigInteger)
_WAITS = (outbox.c.not_before > EPOCH, outbox.c.not_before < PARKED)
_SET_BACK = update(outbox).where(_FOR_A_MOMENT, *_WAITS).values(not_before=_MOMENT - bindparam("ms"))
_TRY_AGAIN = (
    update(outbox).where(_FOR_A_MOMENT, outbox.c.state == HELD, outbox.c.attempts > 0, *_WAITS).values(not_before=EPOCH)
)
_QUOTES = (
    _COLUMNS.add_columns(outbox.c.author)
    .where(_IN_CHAT, _PENDING, outbox.c.together == true(), outbox.c.author.is_not(None))
    .order_by(outbox.c.id)
)
_NEXT = select(
    *(
        select(func.min(outbox.c.not_before))
        .where(_FOR_A_MOMENT, outbox.c.state == state, outbox.c.not_before < PARKED)
        .scalar_subquery()
        .label(state)
        for state in (HELD, LATER)
    )
)
_NUDGES = select(outbox.c.id).where(outbox.c.state == literal_column(f"'{WAITING}'"), outbox.c.priority == NUDGE)
_NUDGES = select(func.count()).select_from(_NUDGES.limit(bindparam("most")).subquery())
_QUEUED = select(outbox.c.id).where(_IN_CHAT, _in(outbox.c.state, WAITING, HELD)).limit(bindparam("most"))
_HELD_FOR = _COLUMNS.where(_IN_CHAT, _in(outbox.c.state, WAITING, HELD), outbox.c.method == "sendMessage")
_SIZE = select(func.count()).select_from(outbox).where(_PENDING)
_MOVE = update(outbox).where(_IN_CHAT).values(chat=bindparam("to"))


class Outbox:
    __slots__ = ("_added", "_hastened", "_keys", "_link", "_nudges", "_seen", "_shown", "left_out")

    def __init__(self, link: Link, keys: Keys, seen: Seen, shown_messages: ShownMessages) -> None:
        self._link = link
        self._shown = shown_messages
        self._keys = keys
        self._seen = seen
        self._added: dict[int, bytes] = {}  # what of it is not known to be sent yet
        self._hastened: set[int] = set()
        self._nudges: bool | None = None
        self.left_out = False
        """Whether nudges were left out of the last batch because there were too many."""

    def add(self, post: Post) -> int:
        """Add a call; it is made after those that wait for the same chat already."""
        state = WAITING if post.not_before is None else _deferred(post.method)
        row_id = self._link.new_id(outbox)
        body = json.encode(post.params)
        sealed = self._keys.seal(body, _place(row_id), post.person_id, post.couple_id)
        self._added[row_id] = body
        row = {
            "id": row_id,
            "chat": post.chat,
            "method": post.method,
            "priority": post.priority,
            "person_id": post.person_id,
            "couple_id": post.couple_id,
            "body": sealed,
            "shown_id": post.shown_id,
            "author": post.author,
            "together": post.together,
            "remove_after": None if post.remove_after is None else int(post.remove_after.total_seconds()),
            "state": state,
            "not_before": post.not_before or EPOCH,
            "expires_at": post.expires_at,
            "attempts": 0,
            "created_at": post.created_at,
        }
        self._hasten(post)
        if post.not_before is not None:
            self._moments_change()
        self._link.later(_ADD, row)
        return row_id

    def batch(
        self, now: datetime, limit: int, skip_chats: Collection[int] = (), most_nudges: int | None = None
    ) -> list[Waiting]:
        """Return the first waiting call of each chat, replies before nudges, then the oldest first.

        A call that waits to be tried again holds up its chat; a scheduled deletion does not.
        Calls that expired are dropped instead of returned.
        """
        self._release(now)
        # Each chat to be skipped gives at most one row: the statement stays the same whatever is skipped.
        most = {"limit": limit + len(skip_chats)}
        while True:
            rows = [row for row in self._link.execute(_BATCH, most) if row.chat not in skip_chats]
            stale = [row for row in rows if row.expires_at is not None and row.expires_at <= now]
            if not stale:
                replies = sum(row.priority == REPLY for row in rows)
                count = limit if most_nudges is None else min(limit, replies + most_nudges)
                self.left_out = count < min(limit, len(rows))
                return [waiting for row in rows[:count] if (waiting := self._opened(row))]
            self._drop(stale)

    def done(self, calls: Sequence[tuple[Waiting, int | None]], now: datetime) -> None:
        """Delete calls that are through; note the messages that they made, and schedule the removal of some."""
        self._link.execute_many(_DONE, [{"row": row.id} for row, _ in calls])
        self._shown.gone(
            [row.shown_id for row, _ in calls if row.method == DELETE_MESSAGE and row.shown_id is not None]
        )
        made = [(row, message) for row, message in calls if message is not None]
        self._shown.reached([(row.shown_id, message) for row, message in made if row.shown_id is not None])
        for row, message in made:
            if row.remove_after is not None:
                self._remove_later(row, {"message_id": message}, now, now + row.remove_after)

    def _remove_later(self, row: Waiting, params: dict[str, int], now: datetime, at: datetime) -> None:
        """Schedule a deletion, owned by nobody: it holds no words, and is to happen even if its owner is erased."""
        self.add(
            Post(
                chat=row.chat,
                method=DELETE_MESSAGE,
                params=params,
                shown_id=row.shown_id,
                created_at=now,
                priority=NUDGE,
                not_before=at,
            )
        )

    def retry(self, row: Waiting, not_before: datetime, *, apart: bool = False) -> None:
        """Try again from ``not_before`` on; the chat's later calls wait meanwhile, not for a deletion or ``apart``."""
        self._moments_change()
        values = {"row": row.id, "to": LATER if apart else _deferred(row.method), "moment": not_before}
        self._link.execute(_RETRY, values)

    def park(self, row: Waiting) -> None:
        """Keep the call, and with it all later ones of its chat, until ``unpark``."""
        self._link.execute(_RETRY, {"row": row.id, "to": HELD, "moment": PARKED})

    def unpark(self, chat: int) -> None:
        """Let the calls of a chat go on, in their order: whoever is there can be reached again."""
        self._moments_change()
        self._link.execute(_UNPARK, {"in_chat": chat})

    def set_back(self, by: timedelta) -> None:
        """Let what waits for its moment wait no longer because the clock was set back."""
        self._moments_change()
        self._link.execute(_SET_BACK, {"ms": by // timedelta(milliseconds=1)})

    def try_again(self) -> None:
        """Let what waits to be tried again be tried now: nobody knows any more by which clock its moment was told."""
        self._moments_change()
        self._link.execute(_TRY_AGAIN)

    def take_quotes(self, chat: int) -> list[tuple[Waiting, int]]:
        """Delete what waits for a group and quotes somebody, and return it with its author's id.

        It has to reach the other one elsewhere.
        """
        rows = self._link.execute(_QUOTES, {"in_chat": chat}).all()
        quotes = [(waiting, row.author) for row in rows if (waiting := self._opened(row))]
        self._drop(rows)
        return quotes

    def fail(self, row: Waiting, error: str) -> None:
        """Give the call up. ``error`` is a code, never what was sent; the body is emptied."""
        self._link.execute(_FAIL, {"row": row.id, "why": error})
        if row.shown_id is not None:
            self._shown.close_unsent([row.shown_id])

    def delete_together(self, chat: int) -> int:
        """Delete what this group may not see while somebody else is there; return how many calls that were."""
        return self._drop(self._link.execute(_TOGETHER, {"in_chat": chat}).all())

    def drop_chat(self, chat: int) -> int:
        """Delete all calls for a chat that takes none; return how many there were."""
        return self._drop(self._link.execute(_OF_CHAT, {"in_chat": chat}).all())

    def next_moment(self) -> datetime | None:
        """Return when the next call that waits for its moment may be made, or a moment before; None when none does."""
        known: datetime | None = self._seen.get("outbox", "moment")
        if known is None:
            moments = self._link.execute(_NEXT).one()
            known = min((moment for moment in moments if moment is not None), default=PARKED)
            self._seen.put("outbox", "moment", known)
        return None if known == PARKED else known

    def nudges(self, most: int) -> int:
        """Return how many nudges wait to be sent, ``most`` at most."""
        return self._link.scalar(_NUDGES, {"most": most}) or 0

    def queued(self, chat: int, most: int) -> int:
        """Return how many calls wait for a chat, ``most`` at most; scheduled deletions are none of them."""
        return len(self._link.execute(_QUEUED, {"in_chat": chat, "most": most}).all())

    def holds(self, chat: int, text: str) -> bool:
        """Say whether a message with just this text waits for a chat."""
        found = (self._opened(row) for row in self._link.execute(_HELD_FOR, {"in_chat": chat}).all())
        return any(waiting is not None and waiting.params.get("text") == text for waiting in found)

    def size(self) -> int:
        """Return how many calls wait, scheduled deletions among them."""
        return self._link.scalar(_SIZE) or 0

    def migrate(self, old_chat: int, new_chat: int) -> None:
        """Send to the supergroup that a group became."""
        self._link.execute(_MOVE, {"in_chat": old_chat, "to": new_chat})
        self._shown.migrate(old_chat, new_chat)

    def _release(self, now: datetime) -> None:
        """Let what waited for its moment be made, once that has come."""
        known: datetime | None = self._seen.get("outbox", "moment")
        if known is None or known <= now:
            self._moments_change()  # also where what waited for it has been dropped meanwhile
            if self._link.execute(_RELEASE, {"now": now}).rowcount:
                self._seen.put("outbox", "no nudges", False)  # a deletion that was released is as little urgent as one

    def _moments_change(self) -> None:
        self._seen.put("outbox", "moment", None)

    def _hasten(self, post: Post) -> None:
        if post.priority > REPLY:
            self._hastened.discard(post.chat)
            self._nudges = True
            self._seen.put("outbox", "no nudges", False)
        elif post.chat not in self._hastened and self._any_nudges():
            self._link.execute(_HASTEN, {"in_chat": post.chat})
            self._hastened.add(post.chat)

    def _any_nudges(self) -> bool:
        """Say whether a nudge waited anywhere when this transaction first wanted to know, or was added in it."""
        if self._nudges is None:
            self._nudges = (
                not self._seen.get("outbox", "no nudges") and self._link.execute(_ANY_NUDGE).first() is not None
            )
            self._seen.put("outbox", "no nudges", not self._nudges)
        return self._nudges

    def _drop(self, rows: Sequence[AnyRow]) -> int:
        if rows:
            self._link.execute(_DROP, {"rows": [row.id for row in rows]})
            for row in rows:
                self._known(row.id)
            self._shown.close_unsent([row.shown_id for row in rows if row.shown_id is not None])
        return len(rows)

    def _opened(self, row: AnyRow) -> Waiting | None:
        try:
            body = self._body(row)
        except Damaged:
            # One unreadable row must not hold up its chat, let alone all of them, for ever.
            self._link.execute(_FAIL, {"row": row.id, "why": "damaged"})
            return None
        return Waiting(
            id=row.id,
            chat=row.chat,
            method=row.method,
            body=body,
            priority=row.priority,
            person_id=row.person_id,
            couple_id=row.couple_id,
            shown_id=row.shown_id,
            message_id=row.message_id,
            remove_after=None if row.remove_after is None else timedelta(seconds=row.remove_after),
            expires_at=row.expires_at,
            attempts=row.attempts,
        )

    def hand_on(self) -> None:
        """Let the next transactions know what was added in this one, which is at its end, and is to be sent by them."""
        if self._seen.count("call") + len(self._added) > MOST_HANDED_ON:
            self._seen.clear("call")  # those that nobody asked for are not to be in the way for ever
        for row_id, body in islice(self._added.items(), MOST_HANDED_ON):
            self._seen.put("call", row_id, body)

    def _body(self, row: AnyRow) -> bytes:
        body = self._known(row.id)
        return (
            self._keys.open(row.body, _place(row.id), row.person_id, row.couple_id).encode() if body is None else body
        )

    def _known(self, row_id: int) -> bytes | None:
        """Return a body that was not opened since it was added, if it is known, and forget it."""
        body: bytes | None = self._added.pop(row_id, None) or self._seen.drop("call", row_id)
        return body


def _place(row_id: int) -> str:
    return f"outbox:body:{row_id}"


def _deferred(method: str) -> str:
    return LATER if method == DELETE_MESSAGE else HELD
