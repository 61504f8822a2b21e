"""How sure a cause is: computed from what it rests on, what contradicts it, and which rivals stay open."""

from collections.abc import Iterable
from dataclasses import dataclass

from gateway_probe.causes.cause import (
    Assessment,
    Basis,
    Cause,
    Flipped,
    Hinted,
    Indicated,
    Observed,
    Open,
    Stated,
    Supported,
)
from gateway_probe.causes.reading import CHANCE_THAT_DECIDES, Reading
from gateway_probe.document.judgement import SURENESS, Confidence, Contradiction, Severity

CHANCE_THAT_SPEAKS = 1 / 16
"""Two answers of each arm: worth saying, with the rest of the doubt."""


@dataclass(frozen=True)
class Assessed:
    """A cause, what it made of the evidence, and the pointers of its guard."""

    cause: Cause
    assessment: Assessment
    guard: tuple[str, ...] = ()
    broken: str | None = None


@dataclass(frozen=True)
class Weighed:
    """A supported cause with its computed confidence."""

    cause: Cause
    found: Supported
    evidence: tuple[str, ...]
    confidence: Confidence
    contradictions: tuple[Contradiction, ...]

    @property
    def severity(self) -> Severity:
        """The cause's severity; a remark is of none."""
        return "info" if self.found.remark else self.cause.severity


def assess(seen: Reading, causes: Iterable[Cause]) -> list[Assessed]:
    """Every cause held against the evidence. One that breaks is left out and named: it must not lose the others."""
    return [_assess(seen, cause) for cause in causes]


def weigh(seen: Reading, assessed: list[Assessed]) -> list[Weighed]:
    """Every supported cause with its confidence, in an order that depends on the evidence alone."""
    broken = is_broken(seen, assessed)
    weighed = [
        _weigh(seen, item, assessed, broken=broken) for item in assessed if isinstance(item.assessment, Supported)
    ]
    return sorted(weighed, key=_rank)


def is_broken(seen: Reading, assessed: Iterable[Assessed]) -> bool:
    """Whether a rule or a check broke, or an answer says two things of itself: nothing is certain then."""
    return seen.disagrees or bool(seen.broken_checks) or any(item.broken for item in assessed)


def is_rival(one: Cause, other: Assessed) -> bool:
    """Whether another cause that accounts for the same answer is still open."""
    if other.cause.code == one.code or other.cause.names_no_cause:
        return False
    if other.cause.code in one.beside or one.code in other.cause.beside:
        return False
    if isinstance(other.assessment, Open):
        return other.assessment.rival
    return isinstance(other.assessment, Supported) and other.assessment.explains


def _assess(seen: Reading, cause: Cause) -> Assessed:
    try:
        guard = cause.when(seen) if cause.when is not None else ()
        if guard is None:
            return Assessed(cause, None)
        return Assessed(cause, cause.assess(seen), guard)
    except Exception as error:  # noqa: BLE001 - a rule that breaks is left out, whatever broke it, and named
        return Assessed(cause, None, broken=type(error).__name__)


def _weigh(seen: Reading, item: Assessed, assessed: list[Assessed], *, broken: bool) -> Weighed:
    cause, found = item.cause, item.assessment
    if not isinstance(found, Supported):
        raise TypeError("only a supported cause has a confidence")
    contradictions = tuple(
        Contradiction(code=cause.code, text=text, evidence=[at])
        for observe in cause.contradicted_by
        if (seen_one := observe(seen)) is not None
        for text, at in [seen_one]
    )
    bases = [_strength(seen, basis) for basis in found.basis]
    if cause.names_no_cause or contradictions:
        bases.append("possible")
    if broken or (found.explains and any(is_rival(cause, other) for other in assessed)):
        bases.append("likely")
    confidence = max(bases, key=SURENESS.__getitem__)
    evidence = tuple(dict.fromkeys((*item.guard, *found.evidence)))
    return Weighed(cause, found, evidence, confidence, contradictions)


def _strength(seen: Reading, basis: Basis) -> Confidence:
    match basis:
        case Observed():
            return "certain"
        case Stated():
            return "certain" if len(seen.statements) > 1 or _is_said_of_the_key_twice(seen) else "likely"
        case Flipped(experiment):
            found = seen.flip(experiment)
            if found is None or found.chance is None:
                return "possible"
            if found.chance <= CHANCE_THAT_DECIDES:
                return "certain"
            return "likely" if found.chance <= CHANCE_THAT_SPEAKS else "possible"
        case Indicated():
            return "likely"
        case Hinted():
            return "possible"


def _is_said_of_the_key_twice(seen: Reading) -> bool:
    """A refused key is refused by the credits too: the same statement about it by another endpoint."""
    method = seen.method
    return method != "none" and seen.refused_with("authentication_error") and seen.accepts(method) is False


def _rank(item: Weighed) -> tuple[int, int, int, int, int, str]:
    """The surest first. Among equally sure ones: what accounts for the failure, what rests on an experiment, what is
    contradicted by nothing, what rests on more; and last the code, so that nothing depends on an order of rules."""
    flips = any(isinstance(basis, Flipped) for basis in item.found.basis)
    severity = {"error": 0, "warning": 1, "info": 2}[item.severity]
    return (
        SURENESS[item.confidence],
        bool(item.contradictions) + 2 * item.cause.names_no_cause,
        0 if flips else 1,
        severity,
        -len(item.evidence),
        item.cause.code,
    )
