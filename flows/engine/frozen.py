"""Frozen values in half the time: what ``dataclasses`` does by the names of fields is written out once for a class.

Some seventy are made for an update, and a dozen of them from another one: that took a tenth of all CPU.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["quick", "replace"]

T = TypeVar("T")

if TYPE_CHECKING:  # the same to whoever calls it, and its names are checked
    from dataclasses import replace
else:

    def replace(value: T, /, **changes: object) -> T:
        """Return a value with some fields changed; its class has slots, and makes nothing of what it is given.

        Raises:
            AttributeError: there is no such field.
        """
        return _replacing(type(value))(value, changes)


def quick(cls: type[T]) -> type[T]:
    """Give a frozen dataclass with slots an ``__init__`` that does the same, by the slots themselves.

    The one that ``dataclass`` writes has ``object`` look for each slot by its name.
    """
    parts: tuple[Field[Any], ...] = fields(cls)  # type: ignore[arg-type]  # it is a dataclass
    placed = [_parameter(part) for part in parts if not part.kw_only]
    named = [_parameter(part) for part in parts if part.kw_only]
    takes = ["self", *placed, *(["*", *named] if named else [])]
    init = _written(cls, takes, [f"set_{part.name}(self, {_given(part)})" for part in parts])
    for name in ("__qualname__", "__module__", "__annotations__"):
        setattr(init, name, getattr(cls.__init__, name))
    cls.__init__ = init  # type: ignore[method-assign]  # with the same parameters
    return cls


def _parameter(part: Field[Any]) -> str:
    if part.default is not MISSING:
        return f"{part.name}=default_{part.name}"
    return part.name if part.default_factory is MISSING else f"{part.name}=MISSING"


def _given(part: Field[Any]) -> str:
    if part.default_factory is MISSING:
        return part.name
    return f"make_{part.name}() if {part.name} is MISSING else {part.name}"


@cache
def _replacing(cls: type[Any]) -> Callable[[Any, Mapping[str, object]], Any]:
    copied = [f"set_{part.name}(made, value.{part.name})" for part in fields(cls)]
    changed = "for name in changes: put(made, name, changes[name])"
    return _written(cls, ["value", "changes"], ["made = new(cls)", *copied, changed, "return made"])


def _written(cls: type[Any], takes: list[str], lines: list[str]) -> Callable[..., Any]:
    """Return the function that takes these parameters and does what these lines say."""
    known: dict[str, Any] = {"MISSING": MISSING, "cls": cls, "new": object.__new__, "put": object.__setattr__}
    for part in fields(cls):
        known[f"set_{part.name}"] = cls.__dict__[part.name].__set__
        known[f"default_{part.name}"], known[f"make_{part.name}"] = part.default, part.default_factory
    body = "".join(f"\n    {line}" for line in lines or ["pass"])
    exec(f"def function({', '.join(takes)}):{body}", known)  # noqa: S102 -- names of fields, as dataclasses does
    function: Callable[..., Any] = known["function"]
    return function
