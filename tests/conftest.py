from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import databases


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "sqlite: about SQLite's files, so on SQLite only")
    config.addinivalue_line("markers", "postgresql: about transactions side by side, so on PostgreSQL only")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what uses the fixture ``database`` on each of them."""
    if "database" in metafunc.fixturenames:
        only = [kind for kind in databases.KINDS if metafunc.definition.get_closest_marker(kind)]
        metafunc.parametrize("database", only or databases.KINDS, indirect=True)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """Run the test on this kind of database, and return its name."""
    with databases.using(request.param):
        yield request.param


@pytest.fixture(scope="session", autouse=True)
def stopped_server() -> Iterator[None]:
    yield
    databases.stop()
