"""How sure a cause is: computed from what it rests on, what contradicts it, and which rivals stay open."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from gateway_probe.causes.cause import (
    Assessment,
    Basis,
    Cause,
    Flipped,
    Hinted,
    Indicated,
    Observed,
    Open,
    Seen,
    Stated,
    Supported,
)
from gateway_probe.causes.every_form import is_said_in_every_form
from gateway_probe.causes.reading import CHANCE_THAT_DECIDES, Reading
from gateway_probe.document.judgement import SURENESS, Confidence, Contradiction, Finding, NextStep, Severity
from gateway_probe.record import record

Strength = Callable[[Basis, tuple[str, ...]], Confidence]
"""How sure a basis alone makes a finding, given the evidence that it points to."""

Guard = Callable[[Any], tuple[str, ...] | None]

CHANCE_THAT_SPEAKS = 1 / 16
"""Two answers of each arm: worth saying, with the rest of the doubt."""


@record(frozen=True)
class Assessed:
    """A cause, what it made of the evidence, the pointers of its guard, and what contradicts it."""

    cause: Cause[Any]
    assessment: Assessment
    guard: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    broken: str | None = None


@record(frozen=True)
class Weighed:
    """A supported cause with its computed confidence."""

    cause: Cause[Any]
    found: Supported
    evidence: tuple[str, ...]
    confidence: Confidence
    rests: Confidence
    """How sure its basis alone would make it, before anything held against it."""
    contradictions: tuple[Contradiction, ...]

    @property
    def severity(self) -> Severity:
        """The cause's severity; a remark is of none."""
        return "info" if self.found.remark else self.cause.severity

    def finding(self, next_steps: Iterable[NextStep]) -> Finding:
        """What is told of it, with these steps."""
        return Finding(
            code=self.cause.code,
            severity=self.severity,
            confidence=self.confidence,
            title=self.cause.title,
            explanation=self.found.explanation,
            evidence=list(self.evidence),
            contradictions=list(self.contradictions),
            next_steps=list(next_steps),
            sources=list(self.cause.sources),
        )


def assess(seen: Seen, causes: Iterable[Cause[Seen]]) -> list[Assessed]:
    """Every cause of which the evidence says something. One that breaks is named: it must not lose the others."""
    guards: dict[Guard, tuple[str, ...] | None] = {}
    assessed = (_assess(seen, cause, guards) for cause in causes)
    return [item for item in assessed if item is not None]


def weigh(seen: Reading, assessed: list[Assessed]) -> list[Weighed]:
    """Every supported cause of a run with its confidence, in an order that depends on the evidence alone."""
    steady = [_held_against_unsteady_answers(seen, item) for item in assessed]
    return weigh_by(partial(_strength, seen), steady, short=is_short(seen, assessed))


def weigh_by(strength: Strength, assessed: list[Assessed], *, short: bool) -> list[Weighed]:
    """The same of whatever was read, which says how strong each basis is, and whether a part of it broke or lacks."""
    candidates = [item for item in assessed if isinstance(item.assessment, Open | Supported)]
    weighed = [
        _weigh(strength, item, item.assessment, candidates, short=short)
        for item in assessed
        if isinstance(item.assessment, Supported)
    ]
    return sorted(weighed, key=_rank)


def is_short(seen: Reading, assessed: Iterable[Assessed]) -> bool:
    """Whether a rule or a check broke, an answer says two things of itself, or something that each run lists is not
    there: nothing is certain then, since what was not looked at contradicts nothing."""
    return seen.disagrees or seen.is_broken or not seen.is_whole or any(item.broken for item in assessed)


def is_rival(one: Cause[Any], other: Assessed) -> bool:
    """Whether another cause that accounts for the same answer is still open."""
    if other.cause.code == one.code or other.cause.names_no_cause:
        return False
    if other.cause.code in one.beside or one.code in other.cause.beside:
        return False
    if isinstance(other.assessment, Open):
        return other.assessment.rival
    return isinstance(other.assessment, Supported) and other.assessment.explains


def _assess(seen: Seen, cause: Cause[Seen], guards: dict[Guard, tuple[str, ...] | None]) -> Assessed | None:
    """`guards` is what those that were asked say: most of them stand before several causes."""
    try:
        when = cause.when
        if when is None:
            guard: tuple[str, ...] | None = ()
        elif when in guards:
            guard = guards[when]
        else:
            guard = guards[when] = when(seen)
        found = cause.assess(seen) if guard is not None else None
        if guard is None or found is None:
            return None
        return Assessed(cause, found, guard, _contradictions(seen, cause) if isinstance(found, Supported) else ())
    except Exception as error:  # noqa: BLE001 - a rule that breaks is left out, whatever broke it, and named
        return Assessed(cause, None, broken=type(error).__name__)


def _contradictions(seen: Seen, cause: Cause[Seen]) -> tuple[Contradiction, ...]:
    observed = (observe(seen) for observe in cause.contradicted_by)
    return tuple(Contradiction(code=cause.code, text=one[0], evidence=[one[1]]) for one in observed if one is not None)


def _held_against_unsteady_answers(seen: Reading, item: Assessed) -> Assessed:
    """Where one request is both refused and served, no lasting state of key, team, money or request accounts for it."""
    found = item.assessment
    lasts = not item.cause.names_no_cause and not item.cause.passes
    if not seen.comes_and_goes or not lasts or not isinstance(found, Supported) or not found.explains:
        return item
    text = "one and the same request was both refused and served in this run"
    unsteady = Contradiction(code=item.cause.code, text=text, evidence=list(seen.comes_and_goes))
    return replace(item, contradictions=(*item.contradictions, unsteady))


def _weigh(strength: Strength, item: Assessed, found: Supported, assessed: list[Assessed], *, short: bool) -> Weighed:
    cause = item.cause
    bases = [strength(basis, found.evidence) for basis in found.basis]
    rests = max(bases, key=SURENESS.__getitem__)
    if cause.names_no_cause or item.contradictions:
        bases.append("possible")
    if short or (found.explains and any(is_rival(cause, other) for other in assessed)):
        bases.append("likely")
    confidence = max(bases, key=SURENESS.__getitem__)
    evidence = tuple(dict.fromkeys((*item.guard, *found.evidence)))
    return Weighed(cause, found, evidence, confidence, rests, item.contradictions)


def _strength(seen: Reading, basis: Basis, _evidence: tuple[str, ...]) -> Confidence:
    match basis:
        case Observed():
            return "certain"
        case Stated(of_this_form, of_every_model):
            told = len(seen.statements) > 1 and (
                of_this_form or is_said_in_every_form(seen, of_every_model=of_every_model)
            )
            return "certain" if told or _is_said_of_the_key_twice(seen) else "likely"
        case Flipped(experiment):
            found = seen.flip(experiment)
            if found is None or found.chance is None:
                return "possible"
            if found.chance <= CHANCE_THAT_DECIDES and not seen.is_refused_without_a_type:
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


def _rank(item: Weighed) -> tuple[int, int, int, int, int, int, str]:
    """The surest first. Among equally sure ones: what is contradicted by nothing, what rests on an experiment, what was
    seen before what is guessed, what rests on more; and last the code, so that nothing depends on an order of rules."""
    flips = any(isinstance(basis, Flipped) for basis in item.found.basis)
    severity = {"error": 0, "warning": 1, "info": 2}[item.severity]
    return (
        SURENESS[item.confidence],
        bool(item.contradictions),
        0 if flips else 1,
        severity,
        SURENESS[item.rests],
        -len(item.evidence),
        item.cause.code,
    )
