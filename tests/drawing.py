"""Parts of many rows that depend on nothing but names: the same in every run, or others with each change of the product."""

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import gateway_probe
from tests.soaking import one_in

T = TypeVar("T")
_PACKAGE = Path(gateway_probe.__file__).parent


def is_drawn(name: str, one_of: int) -> bool:
    """Whether one of so many is this one; it depends on nothing but the name."""
    return number_of(name) % one_of == 0


def so_many_of(names: Iterable[str], many: int, seed: str) -> frozenset[str]:
    """As many of the names, and others with each seed: where they are few, one of so many may come out as hardly any."""
    return frozenset(sorted(names, key=lambda name: number_of(name + seed))[:many])


def some_anew(rows: Sequence[T], one_of: int) -> Sequence[T]:
    """One of so many rows, others with each change of the product; all where every row is tried."""
    seed = seed_of("")
    return [row for row in rows if is_drawn(f"{row}{seed}", one_in(one_of))]


def number_of(name: str) -> int:
    """A number that depends on nothing but the name: a draw by it is the same whatever is added beside it."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16)


@cache
def seed_of(*rooms: str) -> str:
    """Another one after each change of the product in these rooms, of which "" is all."""
    files = [path for room in rooms for path in sorted((_PACKAGE / room).rglob("*.py"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
