"""/healthz and /metrics tell whoever hosts the bot how it does, and nothing about anybody (P4)."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot import __version__
from bot.rehearsal import Refusal, ServerError
from tests.bot.test_parked import poisoned
from tests.bot.test_webhook import breathe
from tests.bot.theatre import by_webhook, free_port
from tests.bot.walk import Walk, at

A_MOMENT = timedelta(seconds=2)


@asynccontextmanager
async def watched_at(point: str, folder: Path, **more: str) -> AsyncIterator[Walk]:
    async with at(point, folder, {"REKNIT_MONITORING__PORT": str(free_port())} | more) as walk:
        yield walk


async def asked(walk: Walk, path: str, method: str = "GET") -> tuple[int, str]:
    url = f"http://127.0.0.1:{walk.stage.more['REKNIT_MONITORING__PORT']}{path}"
    async with aiohttp.ClientSession() as http, http.request(method, url) as response:
        return response.status, await response.text()


async def health(walk: Walk) -> tuple[int, list[str]]:
    """Return the status of /healthz, and which checks do not hold."""
    url = f"http://127.0.0.1:{walk.stage.more['REKNIT_MONITORING__PORT']}/healthz"
    async with aiohttp.ClientSession() as http, http.get(url) as response:
        told: dict[str, Any] = await response.json()
        assert told.pop("ok") == (response.status == 200)
        assert told.keys() == {"database", "telegram", "outbox"}
        return response.status, [name for name, check in told.items() if not check["ok"]]


async def metrics(walk: Walk) -> dict[str, float]:
    """Return what /metrics tells, by ``name{label,label}``."""
    status, text = await asked(walk, "/metrics")
    assert status == 200
    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {name_of(sample.name, sample.labels): sample.value for sample in samples}


def name_of(name: str, labels: dict[str, str]) -> str:
    return f"{name}{{{','.join(labels[key] for key in sorted(labels))}}}" if labels else name


# -- /healthz


async def test_a_bot_that_works_is_healthy(tmp_path: Path) -> None:
    async with watched_at("camera", tmp_path) as walk:
        assert await health(walk) == (200, [])


async def test_a_bot_by_webhook_is_healthy_also_when_nobody_writes(tmp_path: Path) -> None:
    async with watched_at("camera", tmp_path, **by_webhook()) as walk:
        for _ in range(10):
            walk.stage.clock.advance(timedelta(minutes=1))
            await breathe(300)

        assert await health(walk) == (200, [])


async def test_it_is_not_healthy_while_the_database_is_out_of_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.monitoring.DATABASE_LIMIT", timedelta(seconds=0.05))
    async with watched_at("camera", tmp_path) as walk:
        other = sqlite3.connect(tmp_path / "reknit.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        down, up = await health(walk), (await metrics(walk))["reknit_database_up"]
        other.execute("ROLLBACK")
        other.close()
        monkeypatch.undo()

        assert down == (503, ["database"])
        assert up == 0
        assert await health(walk) == (200, [])
        assert (await metrics(walk))["reknit_database_up"] == 1


async def test_it_is_not_healthy_while_nothing_can_be_written(tmp_path: Path) -> None:
    async with watched_at("camera", tmp_path) as walk:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))  # as on a full disk: what is there can be read
        try:
            down = await health(walk)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

        assert down == (503, ["database"])
        assert await health(walk) == (200, [])


async def test_it_is_not_healthy_when_telegram_was_not_reached_for_minutes(tmp_path: Path) -> None:
    async with watched_at("camera", tmp_path) as walk:
        walk.stage.world.faults.add("getUpdates", times=None, fault=ServerError())
        walk.alex.says("mayflower")  # which ends the poll that is held
        await breathe()
        walk.stage.clock.advance(timedelta(minutes=4))
        down = await health(walk)
        walk.stage.world.faults.clear()
        walk.stage.clock.advance(timedelta(minutes=1))
        await walk.settle()

        assert down == (503, ["telegram"])
        assert await health(walk) == (200, [])


async def test_it_is_not_healthy_when_somebody_waits_for_a_reply(tmp_path: Path) -> None:
    async with watched_at("camera", tmp_path) as walk:
        walk.stage.world.faults.add("sendMessage", times=None, fault=ServerError(), chat=walk.alex.id)
        await walk.says(walk.alex, "mayflower")
        await walk.stage.passes(timedelta(minutes=6))
        await walk.says(walk.sam, "/help")  # no time has passed for the poll that is held
        waits, age = await health(walk), (await metrics(walk))["reknit_outbox_oldest_reply_age_seconds"]
        walk.stage.world.faults.clear()
        await walk.stage.passes(timedelta(minutes=2))

        assert waits == (503, ["outbox"])
        assert age == 360
        assert await health(walk) == (200, [])


async def test_a_blocked_phone_is_no_fault_of_the_bot(tmp_path: Path) -> None:
    async with watched_at("speak", tmp_path) as walk:
        walk.sam.blocks()
        await walk.says(walk.alex, "one")
        await walk.presses(walk.alex, "engine-preview.send")
        await walk.stage.passes(timedelta(minutes=10))
        await walk.says(walk.alex, "/help")  # no time has passed for the poll that is held

        assert (await metrics(walk))["reknit_outbox{reply,held}"] >= 1
        assert await health(walk) == (200, [])


# -- /metrics


async def test_what_came_and_went_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with watched_at("camera", tmp_path) as walk:
        before = await metrics(walk)
        await walk.says(walk.alex, "mayflower")
        await walk.presses(walk.alex, "feelings-sad", "engine-palette.done")
        with monkeypatch.context() as patch:
            poisoned(patch, "poison4711")
            await walk.says(walk.sam, "poison4711")
        walk.stage.clock.advance(timedelta(seconds=7))
        found = await metrics(walk)

        assert found["reknit_updates_total{typed,done}"] == 1
        assert found["reknit_updates_total{pressed,done}"] == 2
        assert found["reknit_updates_total{typed,parked}"] == 1
        assert found["reknit_update_seconds_count"] == 4
        assert found["reknit_bugs_total"] == 1
        assert before["reknit_parked_total{bug}"] == before["reknit_parked_total{malformed}"] == 0
        assert found["reknit_parked_total{bug}"] == found["reknit_parked_updates{bug}"] == 1
        assert found["reknit_calls_total{made}"] >= 2
        assert found["reknit_failed_total"] == 0
        assert found["reknit_timers"] >= 1
        assert found["reknit_timers_overdue"] == 0
        assert found["reknit_last_update_age_seconds"] == 7
        assert found["reknit_telegram_age_seconds"] == 7
        with closing(sqlite3.connect(tmp_path / "reknit.db")) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert found["reknit_database_bytes"] == (tmp_path / "reknit.db").stat().st_size
        assert found[f"reknit_build_info{{{__version__}}}"] == 1
        assert found["process_resident_memory_bytes"] > 0


async def test_what_can_never_be_sent_is_counted_where_it_is_seen(tmp_path: Path) -> None:
    refused = Refusal(400, "Bad Request: can't parse entities")
    async with watched_at("camera", tmp_path) as walk:
        walk.stage.world.faults.add("sendMessage", fault=refused, times=3)
        await walk.says(walk.alex, "mayflower")
        for _ in range(3):
            await walk.stage.passes(A_MOMENT)
        found = await metrics(walk)

        assert found["reknit_failed_total"] == 1
        assert found["reknit_outbox{reply,failed}"] == 1
        assert await health(walk) == (200, [])


async def test_P4_the_figures_name_nobody(tmp_path: Path) -> None:
    async with watched_at("speak", tmp_path, **by_webhook()) as walk:
        await walk.says(walk.alex, "told4711")
        await walk.presses(walk.alex, "engine-preview.send")
        texts = [(await asked(walk, path))[1] for path in ("/metrics", "/healthz")]

        names = ("Alex", "Sam", "told4711", str(walk.alex.id), str(walk.sam.id), "LOCAL-TOKEN", "telegram/4711")
        assert [name for name in names for text in texts if name in text] == []


async def test_another_bot_in_the_same_process_counts_for_itself(tmp_path: Path) -> None:
    async with watched_at("camera", tmp_path / "one") as walk, watched_at("camera", tmp_path / "two") as other:
        await walk.says(walk.alex, "mayflower")

        assert (await metrics(walk))["reknit_update_seconds_count"] == 1
        assert (await metrics(other))["reknit_update_seconds_count"] == 0


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/"), ("GET", "/metrics/"), ("GET", "/healthz/x"), ("POST", "/healthz"), ("HEAD", "/metrics")],
)
async def test_everything_else_is_not_found(tmp_path: Path, method: str, path: str) -> None:
    async with watched_at("camera", tmp_path) as walk:
        assert await asked(walk, path, method) == (404, "")


async def test_nothing_listens_unless_a_port_is_set(tmp_path: Path) -> None:
    async with at("camera", tmp_path) as walk:
        assert walk.stage.app._servers == []


def test_the_version_is_the_projects() -> None:
    project = (Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8")

    assert f'version = "{__version__}"' in project


async def test_each_metric_is_explained(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "monitoring.md").read_text("utf-8")
    async with watched_at("camera", tmp_path) as walk:
        await walk.says(walk.alex, "mayflower")
        _, text = await asked(walk, "/metrics")

    families = [family for family in text_string_to_metric_families(text) if family.name.startswith("reknit")]
    ours = [family.name + ("_total" if family.type == "counter" else "") for family in families]
    created = [name for name in ours if name.endswith("_created")]
    assert len(ours) >= 15
    assert [name for name in ours if f"`{name}" not in page and name not in created] == []
