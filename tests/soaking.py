"""How much is tried: a part of it by `make test`, and all by `make soak`."""

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

SOAKING = os.environ.get("SOAK") == "1"
"""`make soak` sets it: the long runs."""


def many(normally: int, in_the_long_run: int) -> int:
    """How many cases to try."""
    return in_the_long_run if SOAKING else normally


def some(rows: Sequence[T], one_of: int) -> Sequence[T]:
    """Of rows that are much alike every so many-th, the first among them; in the long runs all."""
    return rows if SOAKING else rows[::one_of]
