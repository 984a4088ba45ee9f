"""What a restored database must not bring back to life: what was said long ago is not said as if it were new."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, delete, or_, select, update

from bot.store.keys import KNOWN_KEYS
from bot.store.outbox import HELD, PARKED, WAITING
from bot.store.tables import EPOCH, meta, outbox, seen_update, shown
from bot.store.updates import REACHED

COPIED_AT = "copied_at"
"""The name in ``meta`` of a copy, and of nothing else, under which stands when it was taken."""
A_MOVE = timedelta(hours=1)
"""A copy that is no older is a move to another place, of a bot that was stopped: nothing was said since."""
IDS_KEPT = timedelta(days=3)

_ON_THE_WAY = or_(outbox.c.state == WAITING, and_(outbox.c.state == HELD, outbox.c.not_before < PARKED))
_CLOSE = (
    update(shown)
    .where(shown.c.message_id.is_(None), shown.c.id.in_(select(outbox.c.shown_id).where(_ON_THE_WAY)))
    .values(closed=True)
)


def leave_the_past(target: Connection, taken_at: datetime, now: datetime) -> None:
    """Drop from a restored database what would be wrong by now.

    - Calls that were on their way when an older copy was taken: the bot went on after it and has made them since.
      A question among them is shown again by /menu, or by the next nudge. What waits for somebody who could not be
      reached stays, and so do scheduled deletions, which take words away.
    - Ids of updates that Telegram has forgotten too: after a quiet week it counts from a new number, and an
      update with an old one would be taken for a repeated one, and be lost.
    - When Telegram was reached: who came to a group since then was told to the bot before, which is asked anew (P3).
    - Which keys the running bot knows, and when the copy was taken: true of another place.

    Timers stay: those that are due by now are late as after any downtime, and treated so.
    """
    if now - taken_at > A_MOVE:
        target.execute(_CLOSE)
        target.execute(delete(outbox).where(_ON_THE_WAY))
    target.execute(delete(seen_update).where(seen_update.c.at < now - IDS_KEPT))
    target.execute(update(meta).where(meta.c.name == REACHED).values(value=EPOCH.isoformat()))
    target.execute(delete(meta).where(meta.c.name.in_((COPIED_AT, KNOWN_KEYS))))
