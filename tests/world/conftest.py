from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.world.buttons import readable


@pytest.fixture(autouse=True)
def readable_buttons() -> Iterator[None]:
    with readable():
        yield
