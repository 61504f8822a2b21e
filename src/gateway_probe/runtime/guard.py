"""Parts of a run on which this probe itself fails: each is named, something stands for it, and the rest goes on."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from gateway_probe.document.vocabulary import RunPart

T = TypeVar("T")


class Guard:
    """Reads one thing after another, and keeps the names of the parts whose reader broke."""

    def __init__(self) -> None:
        self.faults: list[RunPart] = []

    def read(self, part: RunPart, reader: Callable[[], T], otherwise: Callable[[str], T]) -> T:
        """What the reader finds or, where it breaks, what stands for it, made from the kind of the error alone: a
        message may repeat what must not be shown."""
        try:
            return reader()
        except Exception as error:  # noqa: BLE001 - whatever it is, the Document names the part
            self.faults.append(part)
            return otherwise(type(error).__name__)

    async def wait(self, part: RunPart, asking: Awaitable[T], otherwise: T) -> T:
        """The same of what has to be waited for."""
        try:
            return await asking
        except Exception:  # noqa: BLE001 - the same
            self.faults.append(part)
            return otherwise


async def all_of(*asking: Awaitable[Any]) -> Any:
    """What each gives, once all have ended. Raises what the first of them raised: the others have been paid for."""
    given = await asyncio.gather(*asking, return_exceptions=True)
    for result in given:
        if isinstance(result, BaseException):
            raise result
    return given
