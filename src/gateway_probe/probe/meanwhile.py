"""What is needed only once the gateway has answered, made ready while it thinks: by a process's first run alone."""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module

from gateway_probe.document import Document, Evidence
from gateway_probe.document.exchange import Check, Experiment
from gateway_probe.document.inner_models import build

_TURNS_UNTIL_ALL_IS_SENT = 5
"""Each of 2 ms, counted while the loop turns, which it does not while the first requests import what they need. They
are out by then, and none is answered by a gateway that asks a provider."""


@contextmanager
def prepare_meanwhile(modules: Iterable[str]) -> Iterator[None]:
    """Import these and build the Document's models in a thread while the block waits.

    Whoever needs one of them before waits for it, as for any import.
    """
    steps: list[Callable[[], object]] = [partial(import_module, name) for name in modules if name not in sys.modules]
    if not Document.__pydantic_complete__:
        # Those of an answer first: it is what comes next.
        steps = [partial(build, model) for model in (Check, Experiment)] + steps
        steps += [partial(build, model) for model in (Evidence, Document)]
    preparing = asyncio.ensure_future(_take(steps)) if steps else None
    try:
        yield
    finally:
        if preparing is not None:
            preparing.cancel()


async def _take(steps: Iterable[Callable[[], object]]) -> None:
    for _ in range(_TURNS_UNTIL_ALL_IS_SENT):
        await asyncio.sleep(0.002)
    for step in steps:
        # What fails here says so where it is needed, and there the run is guarded.
        with suppress(Exception):
            await asyncio.to_thread(step)
