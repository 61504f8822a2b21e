"""How much CPU a piece of work takes, in seconds of the machine that the limits are stated for."""

import gc
import json
import re
import time
from collections.abc import Callable

_YARDSTICK_S = 0.018
"""What the yardstick takes on a machine on which a bare FastAPI + httpx function is imported in 0.47 s, as in docs/performance.md."""
_MEASURABLE_S = 0.01
_SHORT_S = 0.05
"""No limit is near here, so that nobody has to know how slow the machine is."""
_TEXT = json.dumps([{"model": f"FAKE/{at}", "tags": ["a", "b", at]} for at in range(1_500)])
_WORD = re.compile(r"FAKE/(\d+)9\b")


def _yardstick() -> int:
    """What readers do: they decode, search and go through what they have."""
    found = sum(len(json.loads(_TEXT)) + len(_WORD.findall(_TEXT)) for _ in range(4))
    return found + sum(at & 1 for at in range(200_000))


def _taken(work: Callable[[], object]) -> float:
    """No garbage is collected meanwhile: that costs what all the tests hold."""
    gc.disable()
    try:
        begun = time.process_time()
        work()
        return time.process_time() - begun
    finally:
        gc.enable()


def slowness() -> float:
    """How many times as slow as that machine this one is now; at least 1. A core that is shared is slower for a while."""
    return max(1.0, min(_taken(_yardstick) for _ in range(2)) / _YARDSTICK_S)


def _on_that_machine(took: float) -> float:
    return took if took < _SHORT_S else took / slowness()


def once(work: Callable[[], object]) -> float:
    """CPU of one time; what the work raises is raised."""
    return _on_that_machine(_taken(work))


def seconds(work: Callable[[], object]) -> float:
    """CPU of one time, of as many in a row as can be measured."""

    def repeat() -> None:
        for _ in range(times):
            work()

    times, took = 1, _taken(work)
    while took < _MEASURABLE_S:
        times *= 4
        took = _taken(repeat)
    return _on_that_machine(took) / times
