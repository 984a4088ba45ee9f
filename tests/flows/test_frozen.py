"""A frozen value of either kind is changed by making another one."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, field, fields
from typing import Any

import pytest
from msgspec import Struct, structs

from bot.store.values import Shown
from flows.engine.effects import Say
from flows.engine.frozen import replace
from flows.engine.session import Session


@dataclass(frozen=True, slots=True)
class Plain:
    name: str
    marks: dict[str, int] = field(default_factory=dict)


class Quick(Struct, frozen=True):
    name: str
    marks: dict[str, int] = {}


@pytest.mark.parametrize("kind", [Plain, Quick])
def test_another_one_is_made_and_the_first_stays(kind: type[Any]) -> None:
    first = kind("a", marks={"b": 1})

    assert replace(first, name="c") == kind("c", marks={"b": 1})
    assert first == kind("a", marks={"b": 1})
    assert kind("a").marks is not kind("a").marks


@pytest.mark.parametrize("kind", [Plain, Quick])
def test_it_stays_frozen_and_has_no_other_fields(kind: type[Any]) -> None:
    with pytest.raises((FrozenInstanceError, AttributeError)):
        kind("a").name = "b"
    with pytest.raises(TypeError):
        replace(kind("a"), colour="red")


@pytest.mark.parametrize("kind", [Shown, Session, Say])
def test_every_field_of_a_value_can_be_changed(kind: type[Any]) -> None:
    names = [one.name for one in (structs.fields(kind) if issubclass(kind, Struct) else fields(kind))]
    value = kind(**{name: name for name in names})

    for name in names:
        changed = replace(value, **{name: "changed"})
        assert {one: getattr(changed, one) for one in names} == {one: one for one in names} | {name: "changed"}
