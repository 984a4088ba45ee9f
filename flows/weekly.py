"""A weekly reminder of a page of one's own, for whoever wishes it: it comes a week after they were last there."""

from __future__ import annotations

from datetime import timedelta

from flows.engine.actions import remember, wake
from flows.engine.effects import Say
from flows.engine.script import Action, Move, Scene
from flows.engine.session import Session

A_WEEK = timedelta(days=7)


def option(session: Session) -> str:
    """Return the option that changes the wish."""
    return "not_weekly" if session.count("weekly") else "weekly"


def rows(key: str) -> tuple[Move, ...]:
    """Return the rows of a page with the states ``choose``, ``leaving`` (a fork) and ``home``.

    ``key`` is what is said; ``week`` is the flow's wake.
    """
    again = wake("week", A_WEEK)
    return (
        Move(at="choose", on="weekly", to="choose", then=(remember(weekly=1),)),
        Move(at="choose", on="not_weekly", to="choose", then=(remember(weekly=0),)),
        Move(at="leaving", on="go", to="home", when=_is_wished, then=(again,)),
        Move(at="leaving", on="go", to="home"),
        Move(at="home", on="week", to="home", then=(_invite(key), again)),
    )


def _is_wished(scene: Scene) -> bool:
    return scene.session.count("weekly") == 1


def _invite(key: str) -> Action:
    return lambda scene: scene.add(Say(to=scene.by, key=key))
