"""One upstream run for any number of simultaneous requests, and at most one in the minimum interval."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from dataclasses import field
from typing import TYPE_CHECKING, TypeVar, cast

from gateway_probe.record import record
from gateway_probe.web.problems import too_soon

if TYPE_CHECKING:
    from gateway_probe.probe import Progress, Run

Start = Callable[["Progress"], Awaitable["Run"]]


_MOST_KEPT = 16
_T = TypeVar("_T")


class Kept:
    """What was made of one run, for the next who asks for the same: at most so many, the oldest goes first."""

    def __init__(self) -> None:
        self._made: dict[Hashable, object] = {}

    def once(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What `make` gives, made for the first who asks by this key. Raises what it raises, and keeps nothing then."""
        if key not in self._made:
            made = make()
            if len(self._made) >= _MOST_KEPT:
                del self._made[next(iter(self._made))]
            self._made[key] = made
        return cast("_T", self._made[key])


@record(frozen=True)
class Shared:
    """A run, how old its result is, and what was made of it before."""

    run: Run
    age_s: float
    kept: Kept = field(default_factory=Kept)


@record
class _Log:
    """What a run has done so far, and an event for those who wait for more of it."""

    entries: list[tuple[str, str]] = field(default_factory=list)
    more: asyncio.Event = field(default_factory=asyncio.Event)

    def note(self, check_id: str, state: str) -> None:
        self.entries.append((check_id, state))
        self.more.set()
        self.more = asyncio.Event()


@record(frozen=True)
class Joined:
    """A run that a request takes part in: its own, another's that is under way, or a recent one."""

    _task: asyncio.Task[Run]
    _log: _Log
    _kept: Kept
    _age_s: Callable[[], float]

    async def result(self) -> Shared:
        """The finished run. Raises what the run raised."""
        # Shielded: a caller that goes away must not end the run of the others.
        run = await asyncio.shield(self._task)
        return Shared(run, self._age_s(), self._kept)

    async def progress(self) -> AsyncIterator[tuple[str, str]]:
        """Each check's id with `started` or its outcome, from the beginning, until the run has ended."""
        at = 0
        while True:
            more = self._log.more
            while at < len(self._log.entries):
                yield self._log.entries[at]
                at += 1
            if self._task.done():
                return
            waiting = asyncio.ensure_future(more.wait())
            try:
                await asyncio.wait({self._task, waiting}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                waiting.cancel()


class SingleRun:
    """Shares a run among the requests that ask the same; refuses others until the interval after it has passed.

    What a run costs is bounded by this and by the limit of generation requests, whatever arrives.
    """

    def __init__(self, min_interval_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._interval = min_interval_s
        self._clock = clock
        self._question: Hashable = None
        self._task: asyncio.Task[Run] | None = None
        self._log = _Log()
        self._kept = Kept()
        self._ended = -math.inf

    def join(self, question: Hashable, start: Start) -> Joined:
        """Take part in the run for this question: shared, recent, or begun now.

        Raises `Problem` (429) where another question's run is under way or was begun within the interval.
        """
        task = self._usable_task()
        if task is None:
            task = self._begin(question, start)
        elif question != self._question:
            since = self._ended if task.done() else self._clock()
            raise too_soon(max(1, math.ceil(since + self._interval - self._clock())))
        return Joined(task, self._log, self._kept, lambda: max(0.0, self._clock() - self._ended))

    async def get(self, question: Hashable, start: Start) -> Shared:
        """The result for this question. Raises what `join` raises."""
        return await self.join(question, start).result()

    def _usable_task(self) -> asyncio.Task[Run] | None:
        task = self._task
        if task is None or task.cancelled():
            return None
        if not task.done():
            # On Lambda each invocation has an event loop of its own; a run left behind in another one is lost.
            return task if task.get_loop() is asyncio.get_running_loop() else None
        return task if self._clock() - self._ended < self._interval else None

    def _begin(self, question: Hashable, start: Start) -> asyncio.Task[Run]:
        self._question = question
        self._log = _Log()
        self._kept = Kept()
        self._task = asyncio.ensure_future(_as_coroutine(start, self._log.note))
        self._task.add_done_callback(self._note_end)
        return self._task

    def _note_end(self, task: asyncio.Task[Run]) -> None:
        self._ended = self._clock()
        if not task.cancelled():
            task.exception()  # retrieved here, so that a run without waiters left warns of nothing


async def _as_coroutine(start: Start, progress: Progress) -> Run:
    return await start(progress)
