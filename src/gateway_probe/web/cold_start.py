"""What makes a cold start short while the app is imported, and changes nothing once it is."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import BaseModel, ConfigDict


@contextmanager
def shorten() -> Iterator[None]:
    """Import without looking for garbage, and without building models that nobody has used yet."""
    # Nothing that is imported becomes garbage: looking for it costs a fifteenth of a cold start. What is there by then
    # is left out of every later search; without that, the first one would cost more than was saved.
    collecting = gc.isenabled()
    gc.disable()
    # FastAPI brings 40 models of OpenAPI's description, which this app writes by itself: a tenth of a cold start. One
    # that is used after all, in an app that the probe is added to, is built then (pydantic lets one thread do that).
    usual = BaseModel.model_config
    BaseModel.model_config = ConfigDict({**usual, "defer_build": True})
    try:
        yield
    finally:
        BaseModel.model_config = usual
        if collecting:
            gc.freeze()
            gc.enable()
