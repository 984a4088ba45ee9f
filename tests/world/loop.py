"""An event loop that never waits: when nothing is ready, its time leaps to the next timer. No sockets, no threads.

What runs in it belongs to a life of the bot or to nobody. Once a life is over none of its steps is taken any more, as
of a process that was killed: no ``finally``, no handler, nothing.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable
from contextvars import Context, ContextVar
from typing import Any, TypeVar, TypeVarTuple, Unpack
from weakref import WeakSet

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


CIRCLES = 300_000
"""So many steps of the bot in no time: it would never do anything else."""


class Killed(BaseException):
    """The process is gone, in the middle of a transaction."""


class Stuck(Exception):
    """Nothing is ready and nothing will be: everybody waits for somebody else."""


class Life:
    """One life of the bot. ``fuse`` is how many more steps it takes, None for as many as it likes."""

    def __init__(self, on_end: Callable[[str], None]) -> None:
        self.over = False
        self.steps = 0
        self.fuse: int | None = None
        self.tasks: WeakSet[asyncio.Task[Any]] = WeakSet()
        self._on_end = on_end

    def step(self) -> None:
        self.steps += 1
        if self.fuse is not None:
            self.fuse -= 1
            if self.fuse <= 0:
                self.end("await")

    def end(self, where: str) -> None:
        """Let nothing of it happen any more; ``where`` is said to whoever looks after it."""
        if not self.over:
            self.over = True
            self._on_end(where)


LIFE: ContextVar[Life | None] = ContextVar("life", default=None)


class _Idle(selectors.SelectSelector):
    """Waits for nothing: it moves the loop's time instead."""

    loop: VirtualLoop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise Stuck
        if timeout > 0:
            self.loop.leap(timeout)
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        idle = _Idle()
        idle.loop = self
        self._virtual = 0.0
        self._steps = 0
        self._resting: list[asyncio.Task[Any]] = []
        self.unseen: list[str] = []
        """What went wrong in tasks that nobody waited for."""
        super().__init__(idle)
        self.set_task_factory(_task)
        self.set_exception_handler(self._heard)

    def time(self) -> float:
        return self._virtual

    def leap(self, seconds: float) -> None:
        self._virtual += seconds
        self._steps = 0

    def call_soon(
        self, callback: Callable[[Unpack[Ts]], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.Handle:
        life = LIFE.get() if context is None else context.get(LIFE)
        if life is not None:
            if not life.over:
                life.step()
            if life.over:
                return _never(asyncio.Handle(callback, args, self, context))
            self._steps += 1
            if self._steps > CIRCLES:
                raise Stuck("the bot goes round in circles")
        return super().call_soon(callback, *args, context=context)

    def call_at(
        self, when: float, callback: Callable[[Unpack[Ts]], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.TimerHandle:
        life = LIFE.get() if context is None else context.get(LIFE)
        if life is not None and life.over:
            return _never(asyncio.TimerHandle(when, callback, args, self, context))
        return super().call_at(when, callback, *args, context=context)

    def run_in_executor(  # on no thread: it is done by the time that anybody looks
        self, executor: object, work: Callable[[Unpack[Ts]], T], *args: *Ts
    ) -> asyncio.Future[T]:
        future: asyncio.Future[T] = self.create_future()
        try:
            result = work(*args)
        except BaseException as error:
            self.call_soon(_fails, future, error)
        else:
            self.call_soon(_succeeds, future, result)
        return future

    def bury(self, life: Life) -> None:
        """Take away what was about to happen in a life that is over."""
        for task in life.tasks:
            self.rests(task)
        for handle in (*self._ready, *self._scheduled):  # type: ignore[attr-defined]  # asyncio's own
            if handle._context is not None and handle._context.get(LIFE) is life:
                handle.cancel()

    def rests(self, task: asyncio.Task[Any]) -> None:
        """Keep a task that never goes on: were it closed, its ``finally`` would run."""
        task._log_destroy_pending = False  # type: ignore[attr-defined]  # asyncio's own
        self._resting.append(task)

    def _heard(self, _: asyncio.AbstractEventLoop, told: dict[str, Any]) -> None:
        error = told.get("exception")
        if not isinstance(error, Killed):
            self.unseen.append(f"{told.get('message')} {told.get('task')}: {type(error).__name__}: {error}")

    def forget(self) -> None:
        """Let go of all that is buried; to be called once the loop is closed."""
        self._resting.clear()


def _never(handle: T) -> T:
    handle.cancel()  # type: ignore[attr-defined]
    return handle


def _task(loop: asyncio.AbstractEventLoop, coro: Any, context: Context | None = None) -> asyncio.Task[Any]:
    task: asyncio.Task[Any] = asyncio.Task(coro, loop=loop, context=context)
    life = LIFE.get() if context is None else context.get(LIFE)
    if life is not None:
        life.tasks.add(task)
        if life.over:
            assert isinstance(loop, VirtualLoop)
            loop.rests(task)
    return task


def _succeeds(future: asyncio.Future[T], result: T) -> None:
    if not future.done():
        future.set_result(result)


def _fails(future: asyncio.Future[Any], error: BaseException) -> None:
    if not future.done():
        future.set_exception(error)
