"""What a cause is: declared right above the small function that holds it against the evidence.

A function says whether the evidence supports the cause, leaves it open or excludes it, and what that rests on. It never
says how sure that is: the engine computes the confidence from what it rests on, from what contradicts it, and from the
rivals that stay open.
"""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import field
from typing import Generic, TypeVar

from gateway_probe.causes.reading import Reading
from gateway_probe.document.judgement import NextStep, Severity
from gateway_probe.document.vocabulary import ExperimentId
from gateway_probe.record import record
from gateway_probe.register import Entry, Kind, register, step

Seen = TypeVar("Seen")
"""What causes are held against: the reading of one run here, that of an account elsewhere."""

When = Callable[[Reading], tuple[str, ...] | None]
"""The guard of a cause: the pointers of the answer that makes it a candidate, or None where it is none."""

Contradiction = Callable[[Seen], tuple[str, str] | None]
"""An observation that cannot be if the cause were true: what was seen and its pointer, or None."""


@record(frozen=True)
class Stated:
    """Rests on the gateway's own explicit statement. Said twice, and in every form that the request can have here, it decides."""

    of_this_form: bool = False
    """It may hang on the request's form: an experiment shows on what, or the answer names the very thing that refuses."""
    of_every_model: bool = False
    """It is said of a whole team, so that with another model it has to be the same."""


@record(frozen=True)
class Flipped:
    """Rests on an experiment that flips the answer. Four answers of each arm that agree decide."""

    experiment: ExperimentId


@record(frozen=True)
class Observed:
    """Rests on a direct fact of this runtime or of an answer. It decides."""


@record(frozen=True)
class Indicated:
    """Rests on signs that other causes could give too."""


@record(frozen=True)
class Hinted:
    """Rests on little more than that nothing speaks against it."""


Basis = Stated | Flipped | Observed | Indicated | Hinted


@record(frozen=True, init=False)
class Supported:
    """The evidence speaks for the cause. `basis` is all that it rests on: the weakest of it counts.

    `explains` says whether it accounts for the failing baseline, rather than being seen beside it; `remark` that it is
    told and changes no verdict, whatever the cause's severity elsewhere; `also_stops` that it would stop the app as well,
    once what the verdict names is mended.
    """

    explanation: str
    evidence: tuple[str, ...]
    basis: tuple[Basis, ...]
    explains: bool
    decided_by: str
    next_steps: tuple[NextStep, ...]
    remark: bool
    also_stops: bool

    def __init__(
        self,
        explanation: str,
        *evidence: str,
        basis: Basis | Iterable[Basis],
        explains: bool = True,
        decided_by: str = "",
        next_steps: Iterable[NextStep] = (),
        remark: bool = False,
        also_stops: bool = False,
    ) -> None:
        bases = (basis,) if isinstance(basis, Basis) else tuple(basis)
        for name, value in (
            ("explanation", explanation),
            ("evidence", evidence),
            ("basis", bases),
            ("explains", explains),
            ("decided_by", decided_by),
            ("next_steps", tuple(next_steps)),
            ("remark", remark),
            ("also_stops", also_stops),
        ):
            object.__setattr__(self, name, value)


@record(frozen=True)
class Open:
    """The evidence neither supports nor excludes the cause; `decided_by` is the one observation that would.

    `rival` says whether it is another cause of the same answer, or only a reason why the supported one holds.
    """

    decided_by: str
    rival: bool = True


@record(frozen=True, init=False)
class Excluded:
    """The evidence excludes the cause."""

    because: str
    evidence: tuple[str, ...]

    def __init__(self, because: str, *evidence: str) -> None:
        object.__setattr__(self, "because", because)
        object.__setattr__(self, "evidence", evidence)


Assessment = Supported | Open | Excluded | None
"""None: not a candidate here at all."""


@record(frozen=True, kw_only=True)
class Cause(Entry, Generic[Seen]):
    """One cause: its entry in the register, its guard, and the function that assesses it."""

    severity: Severity
    assess: Callable[[Seen], Assessment] = field(repr=False)
    when: Callable[[Seen], tuple[str, ...] | None] | None = field(default=None, repr=False)
    contradicted_by: tuple[Contradiction[Seen], ...] = field(default=(), repr=False)
    beside: frozenset[str] = frozenset()
    names_no_cause: bool = False
    passes: bool = False


class Causes(dict[str, Cause[Seen]]):
    """Declared causes by their code. Their order means nothing."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self._kind = kind

    def declare(
        self,
        code: str,
        title: str,
        *,
        severity: Severity = "error",
        when: Callable[[Seen], tuple[str, ...] | None] | None = None,
        next_steps: Iterable[NextStep] = (),
        sources: Iterable[str] = (),
        contradicted_by: Iterable[Contradiction[Seen]] = (),
        beside: Iterable[str] = (),
        names_no_cause: bool = False,
        passes: bool = False,
    ) -> Callable[[Callable[[Seen], Assessment]], Callable[[Seen], Assessment]]:
        """Declare the function below as a cause; its docstring is the cause's meaning.

        `when` is the guard, and what it points to is the first evidence. `beside` names causes that may be true at the
        same time and are no rivals. `names_no_cause` marks a finding that states what happens and not why: it is never
        more than possible. `passes` marks a cause that may end while a run goes on.
        """

        def register_cause(assess: Callable[[Seen], Assessment]) -> Callable[[Seen], Assessment]:
            found = Cause[Seen](
                code=code,
                kind=self._kind,
                title=title,
                meaning=" ".join((inspect.getdoc(assess) or "").split()),
                severity=severity,
                assess=assess,
                when=when,
                next_steps=tuple(next_steps),
                sources=tuple(sources),
                contradicted_by=tuple(contradicted_by),
                beside=frozenset(beside),
                names_no_cause=names_no_cause,
                passes=passes,
            )
            register(found)
            self[code] = found
            return assess

        return register_cause


CAUSES = Causes[Reading]("cause")
"""Every cause that a run can show."""

cause = CAUSES.declare


__all__ = [
    "CAUSES",
    "Assessment",
    "Cause",
    "Causes",
    "Excluded",
    "Flipped",
    "Hinted",
    "Indicated",
    "Observed",
    "Open",
    "Stated",
    "Supported",
    "cause",
    "step",
]
