"""What is needed only once the gateway has answered, made ready while it thinks: by a process's first run alone."""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module

_TURNS_UNTIL_ALL_IS_SENT = 5
"""Each of 2 ms, counted while the loop turns, which it does not while the first requests import what they need. They
are out by then, and none is answered by a gateway that asks a provider."""


@contextmanager
def prepare_meanwhile(first: Iterable[str], then: Iterable[str]) -> Iterator[None]:
    """Import these modules and build the Document's models in a thread while the block waits.

    `first` is what reads the answer that comes next. Whoever needs one of them before waits for it, as for any import.
    """
    steps = _importing(first)
    built = _is_built()
    steps += [] if built else [_build_answers]
    steps += _importing(then)
    steps += [] if built else [_build_whole]
    preparing = asyncio.ensure_future(_take(steps)) if steps else None
    try:
        yield
    finally:
        if preparing is not None:
            preparing.cancel()


def _importing(modules: Iterable[str]) -> list[Callable[[], object]]:
    return [partial(import_module, name) for name in modules if name not in sys.modules]


def _is_built() -> bool:
    whole = sys.modules.get("gateway_probe.document.document")
    return whole is not None and whole.Document.__pydantic_complete__


def _build_answers() -> None:
    from gateway_probe.document.exchange import Check, Experiment
    from gateway_probe.document.inner_models import build

    build(Check)
    build(Experiment)


def _build_whole() -> None:
    from gateway_probe.document import Document, Evidence
    from gateway_probe.document.inner_models import build

    build(Evidence)
    build(Document)


async def _take(steps: Iterable[Callable[[], object]]) -> None:
    for _ in range(_TURNS_UNTIL_ALL_IS_SENT):
        await asyncio.sleep(0.002)
    for step in steps:
        # What fails here says so where it is needed, and there the run is guarded.
        with suppress(Exception):
            await asyncio.to_thread(step)
