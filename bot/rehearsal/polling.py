"""How the bot gets its updates: getUpdates, or the webhook that stands in its way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.rehearsal import updates
from bot.rehearsal.messages import JsonObject
from bot.rehearsal.params import Params
from bot.rehearsal.rules import Refused, bad

if TYPE_CHECKING:
    from bot.rehearsal.world import LocalTelegram

WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
DEFAULT_CONNECTIONS, MOST_CONNECTIONS = 40, 100  # setWebhook.max_connections
TERMINATED = "terminated by other getUpdates request; make sure that only one bot instance is running"


def open_poll(world: LocalTelegram, params: Params) -> None:
    """Do what a getUpdates does on arrival: confirm by offset, note the wanted kinds."""
    if world.state.account.webhook:
        raise Refused(409, WEBHOOK_ACTIVE)
    updates.allow(world.state, _kinds(params))
    updates.confirm(world.state, params.get("offset") or 0)
    updates.expire(world.state, world.now())


def get_updates(world: LocalTelegram, params: Params) -> list[JsonObject]:
    open_poll(world, params)
    limit = params.get("limit")
    return updates.fetch(world.state, updates.MOST if limit is None else limit, world.now())


def set_webhook(world: LocalTelegram, params: Params) -> bool:
    url = params["url"]
    if url and not re.match(r"https?://[^\s/]+", url):
        raise bad("bad webhook: invalid webhook URL specified")
    token = params.get("secret_token")
    if token is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", token):
        raise bad("secret token contains unallowed characters")
    connections = params.get("max_connections")
    if not 1 <= (DEFAULT_CONNECTIONS if connections is None else connections) <= MOST_CONNECTIONS:
        raise bad("max_connections must be between 1 and 100")
    updates.allow(world.state, _kinds(params))
    account = world.state.account
    account.secret, account.max_connections = token or "", connections or DEFAULT_CONNECTIONS
    return _webhook(world, params, url)


def delete_webhook(world: LocalTelegram, params: Params) -> bool:
    world.state.account.secret = ""
    return _webhook(world, params, "")


def get_webhook_info(world: LocalTelegram, _params: Params) -> JsonObject:
    updates.expire(world.state, world.now())
    account = world.state.account
    info: JsonObject = {
        "url": account.webhook,
        "has_custom_certificate": False,
        "pending_update_count": len(world.state.waiting),
    }
    if account.webhook:
        info["max_connections"] = account.max_connections
    if account.webhook_error_at is not None:
        info["last_error_date"] = int(account.webhook_error_at.timestamp())
        info["last_error_message"] = account.webhook_error
    return info | ({} if account.allowed is None else {"allowed_updates": account.allowed})


def _webhook(world: LocalTelegram, params: Params, url: str) -> bool:
    world.state.account.webhook = url
    world.state.account.webhook_error_at = None
    if params.get("drop_pending_updates"):
        world.state.waiting.clear()
    world.changed()
    return True


def _kinds(params: Params) -> list[str] | None:
    kinds: list[str] | None = params.get("allowed_updates")
    unknown = [kind for kind in kinds or () if kind not in updates.KINDS]
    if unknown:
        raise bad(f'unknown update type "{unknown[0]}" in allowed_updates')
    return kinds
