"""What makes a cold start short while the app is imported, and changes nothing once it is."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from pydantic import BaseModel, ConfigDict


@contextmanager
def shorten() -> Iterator[None]:
    """Import without looking for garbage, and without building models that nobody has used yet."""
    # FastAPI brings 40 models of OpenAPI's description, which this app writes by itself: a tenth of a cold start. One
    # that is used after all, in an app that the probe is added to, is built then (pydantic lets one thread do that).
    usual = BaseModel.model_config
    BaseModel.model_config = ConfigDict({**usual, "defer_build": True})
    try:
        with _leave_garbage():
            yield
    finally:
        BaseModel.model_config = usual


def import_quickly(module: str) -> None:
    """Import what a first run needs without looking for garbage; where it is imported, nothing is done."""
    if module not in sys.modules:
        with _leave_garbage():
            import_module(module)


@contextmanager
def _leave_garbage() -> Iterator[None]:
    """Nothing that is imported becomes garbage: looking for it costs a fifteenth of a cold start. What is there by then
    is left out of every later search; without that, the first one would cost more than was saved."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.freeze()
            gc.enable()
