"""An answer that stands twice in a Document counts once.

A run writes each id of a check or an experiment once: where one stands twice, the first counts. The gateway gives each
generation an id of its own: where two askings of one request have the same, somebody between kept the answer and gave it
again, or it was copied inside the Document. Neither is a second answer.
"""

from collections.abc import Iterator
from typing import TypeVar

from gateway_probe.document.document import Evidence
from gateway_probe.document.exchange import TOLD, Check, Experiment, Repeat

_AnyCheck = TypeVar("_AnyCheck", bound=Check)

_NOTHING = {
    "outcome": "skipped",
    **dict.fromkeys(("answer", "answered_by", "reason", "response", "generation_id", *TOLD)),
}


def without_duplicates(evidence: Evidence) -> Evidence:
    """The evidence with every answer once. What stands there again stays in its place and says nothing."""
    seen: set[str] = set()
    checks = [_first(check, seen) for check in evidence.gateway.checks]
    experiments = [_first(item, seen) for item in evidence.experiments]
    if _ids_tell_answers_apart(evidence):
        baseline = evidence.check("baseline")
        own = baseline.generation_id if baseline is not None else None
        experiments = [_again(item) if _repeats(item, own) else _with_repeats_once(item, own) for item in experiments]
    return evidence.having(gateway=evidence.gateway.having(checks=checks), experiments=experiments)


def holds_an_id_twice(evidence: Evidence) -> bool:
    """Whether a check or an experiment stands in this Document twice: it says two things of one question then."""
    ids = [item.id for item in (*evidence.gateway.checks, *evidence.experiments)]
    return len(set(ids)) < len(ids)


def _first(check: _AnyCheck, seen: set[str]) -> _AnyCheck:
    if check.id in seen:
        return _again(check)
    seen.add(check.id)
    return check


def _again(check: _AnyCheck) -> _AnyCheck:
    return check.model_copy(update=_NOTHING | ({"repeats": []} if isinstance(check, Experiment) else {}))


def _repeats(experiment: Experiment, baseline: str | None) -> bool:
    return experiment.id == "baseline-repeat" and baseline is not None and experiment.generation_id == baseline


def _with_repeats_once(experiment: Experiment, baseline: str | None) -> Experiment:
    """The repeats, each answer once, and none that already showed the flip."""
    if not experiment.repeats:
        return experiment
    known = {"baseline": {baseline}, "variant": {experiment.generation_id}}
    repeats: list[Repeat] = []
    for repeat in experiment.repeats:
        told, arm = repeat.generation_id, known[repeat.arm]
        again = told is not None and told in arm
        repeats.append(repeat.model_copy(update={"answer": "none", "same": False}) if again else repeat)
        arm.add(told)
    return experiment.having(repeats=repeats)


def _ids_tell_answers_apart(evidence: Evidence) -> bool:
    """Whether no two requests share a generation id. Where they do, whoever gives the ids gives the same to all."""
    requests: dict[str, str] = {}
    return all(requests.setdefault(told, request) == request for request, told in _generations(evidence))


def _generations(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Every answer's request and generation id; all askings of the baseline's request are of one."""
    for item in (evidence.check("baseline"), *evidence.experiments):
        if item is None:
            continue
        if item.generation_id is not None:
            yield "baseline" if item.id == "baseline-repeat" else item.id, item.generation_id
        for repeat in item.repeats if isinstance(item, Experiment) else ():
            if repeat.generation_id is not None:
                yield "baseline" if repeat.arm == "baseline" else item.id, repeat.generation_id
