"""The Bot API as data, where it lies beside the project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[2].parent / "shared" / "telegram" / "api.json"
Api = dict[str, Any]


def specification() -> Api:
    """Return the Bot API as data, an empty one where it is not at hand."""
    found: Api = json.loads(FILE.read_text()) if FILE.exists() else {}
    return found


def fields(api: Api, name: str, kind: str = "methods") -> dict[str, Api]:
    return {field["name"]: field for field in api[kind][name].get("fields", [])}
