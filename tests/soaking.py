"""How much is tried: a part of it by `make test`, every row by CI, and all at length by `make soak`."""

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

SOAKING = os.environ.get("SOAK") == "1"
"""`make soak` sets it: the long runs."""
EVERY_ROW = SOAKING or os.environ.get("CI") == "true"
"""CI has the time, and finds out before anybody draws it whether a row is right."""


def many(normally: int, in_the_long_run: int) -> int:
    """How many cases to try."""
    return in_the_long_run if SOAKING else normally


def some(rows: Sequence[T], one_of: int) -> Sequence[T]:
    """Of rows that are much alike every so many-th, the first among them; in the long runs all."""
    return rows if SOAKING else rows[::one_of]


def one_in(so_many: int) -> int:
    """How few of the rows that change with the product to draw: one of so many, or every one."""
    return 1 if EVERY_ROW else so_many
