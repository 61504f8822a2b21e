"""What a cause of the account is: declared once above the function that looks for it.

The function says whether the facts support the cause, leave it open or exclude it, and what that rests on, in the words
of `gateway_probe.causes`. How sure that makes it is computed from these statements, in `judge`, and nowhere claimed.
"""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from gateway_probe.account.causes.reading import AccountReading
from gateway_probe.causes.cause import Indicated, Observed
from gateway_probe.document.judgement import NextStep, Severity
from gateway_probe.register import Entry, register, step

Basis = Observed | Indicated
"""`Observed`: a documented field says it outright. `Indicated`: a field that no published description types, or a sign
that other causes could give too."""


@dataclass(frozen=True)
class Supported:
    """The facts speak for the cause. `evidence` are JSON pointers into the report.

    `contradictions` are observations that cannot be if the cause were true, each with its pointer.
    """

    place: str | None
    statement: str
    evidence: tuple[str, ...]
    basis: Basis
    contradictions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Open:
    """The facts decide nothing; `decided_by` is the one that would."""

    place: str | None
    decided_by: str


@dataclass(frozen=True)
class Excluded:
    """The facts speak against the cause, and exclude it where they are observed."""

    place: str | None
    because: str
    evidence: tuple[str, ...]
    basis: Basis


Assessment = Supported | Open | Excluded
Assess = Callable[[AccountReading], list[Assessment]]


@dataclass(frozen=True, kw_only=True)
class Cause(Entry):
    """A cause: its entry in the register, and the pure function that assesses it for every place."""

    severity: Severity
    assess: Assess = field(repr=False)

    @property
    def topic(self) -> str:
        """The group of the cause: the module that holds it."""
        return self.assess.__module__.rpartition(".")[2]


CAUSES: dict[str, Cause] = {}
"""Every cause of the account, by its code. Its order means nothing."""


def cause(
    code: str, title: str, *, severity: Severity = "error", next_steps: Sequence[NextStep], sources: Sequence[str]
) -> Callable[[Assess], Assess]:
    """Declare the function below as the one that looks for this cause; its docstring is the cause's meaning."""

    def declare(assess: Assess) -> Assess:
        declared = Cause(
            code=code,
            kind="account",
            title=title,
            meaning=" ".join((inspect.getdoc(assess) or "").split()),
            next_steps=tuple(next_steps),
            sources=tuple(sources),
            severity=severity,
            assess=assess,
        )
        register(declared)
        CAUSES[code] = declared
        return assess

    return declare


__all__ = [
    "CAUSES",
    "Assessment",
    "Basis",
    "Cause",
    "Excluded",
    "Indicated",
    "Observed",
    "Open",
    "Supported",
    "cause",
    "step",
]
