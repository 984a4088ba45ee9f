"""Whoever hosts the copy and has the key: nothing keeps them from reading, so people are told before they write."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.walk import at

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.mostly_sqlite]


@pytest.mark.parametrize("name", ["", "Clinic 4711"])
async def test_before_the_first_answer_everybody_is_told_that_the_host_could_read_it(tmp_path: Path, name: str) -> None:
    async with at("", tmp_path, more={"REKNIT_HOST__NAME": name}) as walk:
        await walk.begins(walk.alex)
        first = walk.alex.last().text
        await walk.says(walk.alex, "/privacy")
        read = "\n".join(one.text for one in walk.alex.screen()[-2:])

        assert (f"is run by {name}" if name else "whoever runs this copy") in first.replace("Whoever", "whoever")
        assert "could technically read what is written here" in first
        assert (f"{name} runs this copy, has" if name else "whoever runs this copy has") in read
        assert "who uses me with whom, and when, is not" in read
