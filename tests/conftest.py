from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from zlib import crc32

import pytest

from tests import databases


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--both", action="store_true", help="run on PostgreSQL what is mostly on SQLite, too")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "sqlite: about SQLite's files, so on SQLite only")
    config.addinivalue_line("markers", "postgresql: about transactions side by side, so on PostgreSQL only")
    config.addinivalue_line("markers", "mostly_sqlite: long, and hardly about the database: on both only with --both")
    if folder := databases.memory():  # two fifths of a conversation would be waiting for the disk
        tempfile.tempdir = os.environ["TMPDIR"] = str(folder)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what uses the fixture ``database`` on each of them."""
    if "database" in metafunc.fixturenames:
        marked = {marker.name for marker in metafunc.definition.iter_markers()}
        if "mostly_sqlite" in marked and not metafunc.config.getoption("both"):
            marked.add("sqlite")
        only = [kind for kind in databases.KINDS if kind in marked]
        metafunc.parametrize("database", only or databases.KINDS, indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let two processes run all that uses a PostgreSQL: each starts its own, and walks to the places on its own."""
    for item in items:
        call = getattr(item, "callspec", None)
        if call is not None and call.params.get("database") == "postgresql":
            half = crc32(item.path.name.encode()) % 2
            item.add_marker(pytest.mark.xdist_group(f"postgresql-{half}"))


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """Run the test on this kind of database, and return its name."""
    with databases.using(request.param):
        yield request.param


@pytest.fixture(scope="session", autouse=True)
def stopped_server() -> Iterator[None]:
    yield
    databases.stop()
