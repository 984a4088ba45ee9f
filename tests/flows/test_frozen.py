"""Frozen values are made and changed as ``dataclasses`` would do it, only quicker."""

from __future__ import annotations

import dataclasses
import inspect
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

import pytest

from bot.screen import Key, Reader, Sheet
from bot.store.values import Post, Shown, Waiting
from flows.engine import frozen
from flows.engine.effects import Say
from flows.engine.frozen import quick
from flows.engine.prompt import Button, Prompt
from flows.engine.script import Scene
from flows.engine.session import Answer, Position, Session

QUICK = (Answer, Button, Key, Position, Post, Prompt, Reader, Say, Scene, Session, Sheet, Shown, Waiting)


@quick
@dataclass(frozen=True, slots=True)
class Thing:
    name: str
    size: int = 3
    marks: tuple[str, ...] = field(default=(), kw_only=True)
    known: dict[str, int] = field(default_factory=dict, kw_only=True, compare=False)


def test_what_is_not_given_has_its_default() -> None:
    assert Thing("a") == Thing("a", 3, marks=(), known={})
    assert Thing("a").known == {}
    assert Thing("a").known is not Thing("a").known


def test_it_stays_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Thing("a").size = 4  # type: ignore[misc]  # that is what must not be


def test_what_is_missing_or_unknown_is_an_error() -> None:
    with pytest.raises(TypeError):
        Thing()  # type: ignore[call-arg]  # as above
    with pytest.raises(TypeError):
        Thing("a", colour="red")  # type: ignore[call-arg]  # as above
    with pytest.raises(TypeError):
        Thing("a", 3, ())  # type: ignore[call-arg]  # as above


@pytest.mark.parametrize("cls", QUICK)
def test_every_field_ends_where_it_belongs(cls: type[Any]) -> None:
    given = {part.name: object() for part in fields(cls)}

    made = cls(**given)

    assert {part.name: getattr(made, part.name) for part in fields(cls)} == given


@pytest.mark.parametrize("cls", QUICK)
def test_parameters_and_defaults_are_those_of_the_dataclass(cls: type[Any]) -> None:
    parameters = inspect.signature(cls).parameters

    assert list(parameters) == [part.name for part in fields(cls)]
    for part in fields(cls):
        required = part.default is MISSING and part.default_factory is MISSING
        assert (parameters[part.name].default is inspect.Parameter.empty) == required
        if part.default is not MISSING:
            assert parameters[part.name].default == part.default


@pytest.mark.parametrize("cls", QUICK)
def test_a_changed_value_is_the_one_that_dataclasses_makes(cls: type[Any]) -> None:
    value = cls(**{part.name: part.name for part in fields(cls)})

    for part in fields(cls):
        changed = frozen.replace(value, **{part.name: "changed"})
        expected = dataclasses.replace(value, **{part.name: "changed"})
        assert [getattr(changed, one.name) for one in fields(cls)] == [
            getattr(expected, one.name) for one in fields(cls)
        ]
        assert getattr(value, part.name) == part.name


def test_there_is_no_change_to_a_field_that_there_is_not() -> None:
    with pytest.raises(AttributeError):
        frozen.replace(Thing("a"), colour="red")  # type: ignore[call-arg]  # that is what must not be
