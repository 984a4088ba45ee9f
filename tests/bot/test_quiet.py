"""Quiet hours: what the other one does at that time arrives, but without a sound."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.bot import walk

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.mostly_sqlite]


async def test_what_the_partner_sends_at_night_makes_no_sound(tmp_path: Path) -> None:
    async with walk.at("speak", tmp_path) as talk:
        speaker, listener = talk.alex, talk.sam
        await talk.stage.passes(timedelta(hours=3))  # 23:02 in Madrid

        await talk.says(speaker, "I stood in the hall with my coat on.")
        await talk.presses(speaker, "engine-preview.send")

        heard = [message for message in listener.screen() if "in the hall" in message.text]
        assert [message.silent for message in heard] == [True]
        assert not speaker.last().silent


async def test_by_day_it_does(tmp_path: Path) -> None:
    async with walk.at("speak", tmp_path) as talk:
        speaker, listener = talk.alex, talk.sam

        await talk.says(speaker, "I stood in the hall with my coat on.")
        await talk.presses(speaker, "engine-preview.send")

        assert [m.silent for m in listener.screen() if "in the hall" in m.text] == [False]
