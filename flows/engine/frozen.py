"""Frozen values, changed by making another one.

What is made many times for an update is a ``msgspec.Struct``, which takes a tenth of the time of a frozen dataclass;
some seventy are. The rest are dataclasses.
"""

from __future__ import annotations

from dataclasses import replace as replace_plain  # noqa: TID251 -- the one place that takes it
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

__all__ = ["replace", "replace_struct"]

T = TypeVar("T")

if TYPE_CHECKING:  # the same to whoever calls it, and its names are checked
    from dataclasses import replace  # noqa: TID251 -- as above

    replace_struct = replace
else:
    # For what each update changes: a call in between costs twice what the change does.
    from msgspec.structs import replace as replace_struct

    def replace(value: T, /, **changes: object) -> T:
        """Return a value of either kind with some fields changed.

        Raises:
            TypeError: there is no such field.
        """
        return replace_struct(value, **changes) if isinstance(value, Struct) else replace_plain(value, **changes)
