"""An event loop for one thing that waits."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def run_to_end(waiting: Coroutine[Any, Any, T]) -> T:
    """What it finds, as `asyncio.run` would give it.

    The task holds nothing of it: to give Ctrl-C back, Python looks its handler up among names of which it is none, and
    writes the finished task into two messages that nobody reads, a whole Document each time.
    """
    found: list[T] = []

    async def keep() -> None:
        found.append(await waiting)

    asyncio.run(keep())
    return found[0]
