"""What an explanation of two outcomes is: declared right above the function that holds it against a pair of places.

A function returns what it rests on and never how sure that is; `explain` computes the confidence.
"""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import field
from typing import Literal

from gateway_probe.comparison.pairs import Pair
from gateway_probe.document.judgement import Confidence, NextStep
from gateway_probe.record import record
from gateway_probe.register import Entry, register

Basis = Literal["fact", "sign", "hint"]
"""`fact`: a compared field that accounts for the outcome by itself. `sign`: one that accounts for it, as others could,
where the failing place's own run saw something that speaks for it. `hint`: nothing speaks against it."""


@record(frozen=True, kw_only=True)
class Accounts:
    """A difference that accounts for the outcome: in words, the compared fields that show it, and what would decide."""

    text: str
    fields: tuple[str, ...]
    basis: Basis
    test: str = ""
    code: str | None = None
    title: str | None = None
    proven: Confidence | None = None
    """How sure the failing place's own run is of it, where it rests on that run."""
    next_steps: tuple[NextStep, ...] = ()


@record(frozen=True, kw_only=True)
class Difference(Entry):
    """One explanation that only two places can show."""

    assess: Callable[[Pair], Accounts | None] = field(repr=False)
    beside: frozenset[str] = frozenset()


DIFFERENCES: dict[str, Difference] = {}
"""Every declared explanation by its code. Its order means nothing."""


def difference(
    code: str,
    title: str,
    *,
    next_steps: Iterable[NextStep] = (),
    sources: Iterable[str] = (),
    beside: Iterable[str] = (),
) -> Callable[[Callable[[Pair], Accounts | None]], Callable[[Pair], Accounts | None]]:
    """Declare the function below as an explanation; its docstring is the meaning."""

    def declare(assess: Callable[[Pair], Accounts | None]) -> Callable[[Pair], Accounts | None]:
        declared = Difference(
            code=code,
            kind="comparison",
            title=title,
            meaning=" ".join((inspect.getdoc(assess) or "").split()),
            next_steps=tuple(next_steps),
            sources=tuple(sources),
            assess=assess,
            beside=frozenset(beside),
        )
        register(declared)
        DIFFERENCES[code] = declared
        return assess

    return declare
