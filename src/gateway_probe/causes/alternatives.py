"""What else it may be beside the cause of a verdict, and what it is not."""

from collections.abc import Iterable
from typing import Literal

from gateway_probe.causes.cause import CAUSES, Excluded, Open
from gateway_probe.causes.confidence import Assessed, Weighed, assess, is_rival, weigh
from gateway_probe.causes.reading import Reading
from gateway_probe.document.exchange import Check
from gateway_probe.document.judgement import Alternative, RuledOut
from gateway_probe.document.vocabulary import AnswerClass, ExperimentId

_CHANGED: dict[ExperimentId, str] = {
    "streaming": "the request answered the other way (plain, streamed)",
    "credential-oidc": "the same request by the deployment's token",
    "headers-none": "the same request without the deployment headers",
}
"""Experiments that may meet another refusal than the app does, which stands where that one is mended, and how it is asked."""
_NOT_SERVED: frozenset[AnswerClass] = frozenset({"refused", "throttled", "failed"})


def alternative_of(item: Weighed) -> Alternative:
    """Another supported cause, with what would decide for it."""
    decided_by = item.found.decided_by or "the next steps of that finding"
    return Alternative(code=item.cause.code, title=item.cause.title, decided_by=decided_by)


def each_once(found: Iterable[Alternative]) -> list[Alternative]:
    """Of those with one code the first."""
    told: dict[str, Alternative] = {}
    for item in found:
        told.setdefault(item.code, item)
    return list(told.values())


def left_open(assessed: list[Assessed]) -> list[Alternative]:
    """The causes that the evidence neither supports nor excludes, by their codes."""
    return sorted(
        (
            Alternative(code=item.cause.code, title=item.cause.title, decided_by=item.assessment.decided_by)
            for item in assessed
            if isinstance(item.assessment, Open)
        ),
        key=lambda other: other.code,
    )


def list_ruled_out(assessed: list[Assessed], named: list[Alternative]) -> list[RuledOut]:
    """The causes that the evidence excludes, by their codes; none that another answer of the run speaks of."""
    spoken_of = {item.code for item in named}
    return sorted(
        (
            RuledOut(
                code=item.cause.code,
                title=item.cause.title,
                because=item.assessment.because,
                evidence=list(item.assessment.evidence),
            )
            for item in assessed
            if isinstance(item.assessment, Excluded) and item.cause.code not in spoken_of
        ),
        key=lambda other: other.code,
    )


def list_named_behind(seen: Reading, causes: list[Weighed]) -> list[Alternative]:
    """What another answer of this run names: the bare key's or the token's, where the key is bad and the other is not
    served for a reason of its own; where one factor is changed and the refusal is another one, that one's; and a second asking's, where the
    first was not answered in a way that decides anything."""
    if seen.refused_with("authentication_error"):
        behind = [*_name_behind(seen, "key-cleaned", causes), *_name_behind(seen, "credential-oidc", causes)]
        return list({item.code: item for item in reversed(behind)}.values())
    baseline, streaming = seen.baseline, seen.experiment("streaming")
    if seen.served and streaming is not None and streaming.answer in {"refused", "throttled"}:
        return _name_causes_of(
            seen, streaming, seen.method, causes, "the same request once more: its other answer says so"
        )
    if seen.refused:
        return each_once(_name_what_changes(seen, causes))
    if baseline is None or baseline.answer in {"served", "refused"}:
        return []
    for again in seen.asked_again:
        if again.answer == "refused":
            return _name_causes_of(
                seen, again, seen.method, causes, f"the request again: asked once more ({again.id}) it was refused so"
            )
    return []


def _name_what_changes(seen: Reading, causes: list[Weighed]) -> Iterable[Alternative]:
    for name, asked in _CHANGED.items():
        answer = seen.experiment(name)
        if answer is not None and answer.effect == "changes":
            method = "oidc" if name == "credential-oidc" else seen.method
            yield from _name_causes_of(seen, answer, method, causes, f"{asked}, which is refused for this reason")


def _name_behind(
    seen: Reading, asked: Literal["key-cleaned", "credential-oidc"], causes: list[Weighed]
) -> list[Alternative]:
    """What the request by another credential names, where that is not served either."""
    answer = seen.experiment(asked)
    if answer is None or answer.answer not in _NOT_SERVED:
        return []
    if asked == "key-cleaned":
        decided_by = "the same request by the bare key, which is not served for this reason"
        return _name_causes_of(seen, answer, "api-key", causes, decided_by)
    decided_by = "the same request by the deployment's token, which is not served for this reason"
    return _name_causes_of(seen, answer, "oidc", causes, decided_by)


def _name_causes_of(
    seen: Reading, answer: Check, method: Literal["api-key", "oidc", "none"], known: list[Weighed], decided_by: str
) -> list[Alternative]:
    """The causes that this answer would have, had it been the baseline's, and their open rivals; where none speaks up,
    those it leaves open."""
    evidence = seen.evidence
    instead = {"baseline": answer}
    bare = seen.check("credits-key-cleaned") if answer.id == "key-cleaned" else None
    if bare is not None:
        instead |= {"credits-key": bare, "credits-key-again": bare}
    kept = [check for check in evidence.gateway.checks if check.id not in instead]
    told = [check.model_copy(update={"id": name}) for name, check in instead.items()]
    reading = Reading(
        evidence.model_copy(
            update={
                "credential": evidence.credential.model_copy(update={"method": method}),
                "gateway": evidence.gateway.model_copy(update={"checks": [*kept, *told]}),
                "experiments": [],
            }
        )
    )
    codes = {item.cause.code for item in known}
    assessed = assess(reading, CAUSES.values())
    found = [
        item
        for item in weigh(reading, assessed)
        if item.found.explains and item.severity == "error" and item.cause.code not in codes
    ]
    named = [Alternative(code=item.cause.code, title=item.cause.title, decided_by=decided_by) for item in found]
    rivals = [other for other in assessed if not found or any(is_rival(item.cause, other) for item in found)]
    return [*named, *(other for other in left_open(rivals) if other.code not in codes)]
