"""An event loop in which waiting costs no time: its clock jumps to the next timer as soon as nobody has work left.

How long something took is then how long was waited in it, to the digit, whatever else the machine has to do. Sockets on
loopback work as ever: what one end wrote, the other can read at once. A thread is waited for while the clock stands still.
"""

import asyncio
import selectors
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
_GLANCE_S = 0.005
"""How long a thread is given in one go, in real seconds."""


class _Idle(selectors.DefaultSelector):
    """Tells the loop of sockets that are ready; where none is, time passes at once."""

    def __init__(self, pass_time: Callable[[float], None]) -> None:
        super().__init__()
        self._pass_time = pass_time
        self._threads = set(threading.enumerate())

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        while not ready and (timeout is None or timeout > 0):
            if set(threading.enumerate()) <= self._threads:
                # Once more: a thread that has ended meanwhile has left something behind.
                return super().select(0) or self._after(timeout)
            ready = super().select(_GLANCE_S)
        return ready

    def _after(self, timeout: float | None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise RuntimeError("everybody waits, and no timer would wake anybody")
        self._pass_time(timeout)
        return []


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """A loop with a clock of its own."""

    def __init__(self) -> None:
        self._now = 0.0
        super().__init__(_Idle(self._pass_time))

    def time(self) -> float:
        """Seconds that were waited so far."""
        return self._now

    def run_in_executor(self, executor: object, func: Callable[..., T], *args: object) -> asyncio.Future[T]:
        """At once and here: a pool's thread stays when its work is done, and would be waited for without end."""
        done: asyncio.Future[T] = self.create_future()
        try:
            done.set_result(func(*args))
        except Exception as error:  # noqa: BLE001 - raised again by whoever waits for it
            done.set_exception(error)
        return done

    def _pass_time(self, seconds: float) -> None:
        self._now += seconds


def run_in_virtual_time(coroutine: Coroutine[Any, Any, T]) -> T:
    """As `asyncio.run`, with waiting that takes no time.

    The loop is run without a hand on Ctrl-C, whose giving back writes the finished task, a whole Document, into messages.
    """
    found: list[T] = []

    async def keep() -> None:
        found.append(await coroutine)

    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        runner.run(keep())
    return found[0]
