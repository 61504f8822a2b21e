"""One upstream run for any number of simultaneous requests, and at most one in the minimum interval."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gateway_probe.web.problems import too_soon

if TYPE_CHECKING:
    from gateway_probe.probe import Run


@dataclass(frozen=True)
class Shared:
    """A run and how old its result is."""

    run: Run
    age_s: float


class SingleRun:
    """Shares a run among the requests that ask the same; refuses others until the interval after it has passed.

    What a run costs is bounded by this and by the limit of generation requests, whatever arrives.
    """

    def __init__(self, min_interval_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._interval = min_interval_s
        self._clock = clock
        self._question: Hashable = None
        self._task: asyncio.Task[Run] | None = None
        self._ended = -math.inf

    async def get(self, question: Hashable, start: Callable[[], Awaitable[Run]]) -> Shared:
        """The result for this question: shared, recent, or from a run begun now.

        Raises `Problem` (429) where another question's run is under way or was begun within the interval.
        """
        task = self._usable_task()
        if task is None:
            task = self._begin(question, start)
        elif question != self._question:
            since = self._ended if task.done() else self._clock()
            raise too_soon(max(1, math.ceil(since + self._interval - self._clock())))
        # Shielded: a caller that goes away must not end the run of the others.
        run = await asyncio.shield(task)
        return Shared(run, max(0.0, self._clock() - self._ended))

    def _usable_task(self) -> asyncio.Task[Run] | None:
        task = self._task
        if task is None or task.cancelled():
            return None
        if not task.done():
            # On Lambda each invocation has an event loop of its own; a run left behind in another one is lost.
            return task if task.get_loop() is asyncio.get_running_loop() else None
        return task if self._clock() - self._ended < self._interval else None

    def _begin(self, question: Hashable, start: Callable[[], Awaitable[Run]]) -> asyncio.Task[Run]:
        self._question = question
        self._task = asyncio.ensure_future(_as_coroutine(start))
        self._task.add_done_callback(self._note_end)
        return self._task

    def _note_end(self, task: asyncio.Task[Run]) -> None:
        self._ended = self._clock()
        if not task.cancelled():
            task.exception()  # retrieved here, so that a run without waiters left warns of nothing


async def _as_coroutine(start: Callable[[], Awaitable[Run]]) -> Run:
    return await start()
