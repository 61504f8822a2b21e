"""What is needed only once the gateway has answered, imported while it thinks: by the first run of a process alone."""

import asyncio
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module

_UNTIL_ALL_IS_SENT_S = 0.01
"""The first requests of a run are out by then, and none is answered by a gateway that asks a provider."""


@contextmanager
def imported_meanwhile(modules: Iterable[str]) -> Iterator[None]:
    """Import these in a thread while the block waits; whoever needs one before waits for it as for any import."""
    missing = [name for name in modules if name not in sys.modules]
    importing = asyncio.ensure_future(_import_all(missing)) if missing else None
    try:
        yield
    finally:
        if importing is not None:
            importing.cancel()


async def _import_all(modules: Iterable[str]) -> None:
    await asyncio.sleep(_UNTIL_ALL_IS_SENT_S)
    for name in modules:
        # What cannot be imported says so where it is needed, and there the run is guarded.
        with suppress(Exception):
            await asyncio.to_thread(import_module, name)
