"""Answers whose parts do not agree: the weaker statement counts.

A run writes outcome, class and status of an answer together, and effect and chance of an experiment from the answers.
In a Document that another build wrote, or that somebody changed in one place, they may disagree. Nothing may then rest
on the stronger of them, so causes read a Document only after this.
"""

from operator import attrgetter
from typing import TypeVar

from gateway_probe.causes.duplicates import holds_an_id_twice, without_duplicates
from gateway_probe.document.document import Evidence
from gateway_probe.document.effect import COMPARABLE, chance_of, effect_of
from gateway_probe.document.exchange import TOLD, Check, Experiment, Repeat
from gateway_probe.document.vocabulary import AnswerClass, class_of_refusal

_told = attrgetter(*TOLD)


def coherent(evidence: Evidence, *, weaken: bool) -> Evidence:
    """The evidence with every answer once and as weak as its weakest part, effects and chances computed from them.

    There is nothing to `weaken` where nothing disagrees with itself.
    """
    evidence = without_duplicates(evidence)
    checks, asked = evidence.gateway.checks, evidence.experiments
    if weaken:
        checks, asked = [_coherent(check) for check in checks], [_coherent(item) for item in asked]
    baseline = next((check for check in checks if check.id == "baseline"), None)
    experiments = [_compare(item, baseline) for item in asked]
    return evidence.having(gateway=evidence.gateway.having(checks=checks), experiments=experiments)


_AnyCheck = TypeVar("_AnyCheck", bound=Check)


def disagrees(evidence: Evidence) -> bool:
    """Whether an answer of this Document says two things of itself. Nothing is certain then."""
    return holds_an_id_twice(evidence) or not all(
        _agrees(check) for check in (*evidence.gateway.checks, *evidence.experiments)
    )


def _coherent(check: _AnyCheck) -> _AnyCheck:
    if _agrees(check):
        return check
    response = check.response.model_copy(update={"error": None}) if check.response is not None else None
    return check.model_copy(update={"answer": _weakest(check), "response": response, **dict.fromkeys(TOLD)})


def _agrees(check: Check) -> bool:
    """Whether outcome, class and status are such as one answer has."""
    answer, status = check.answer, check.status
    match check.outcome:
        case "skipped":
            return answer is None and not _holds_an_answer(check)
        case "errored" | "timed-out":
            return answer == "none" and not _holds_an_answer(check)
        case "passed" if _is_control(check):
            return answer == "refused" and status in {401, None}
        case "passed":
            return answer == "served" and (status is None or 200 <= status < 300)
        case "refused":
            return answer == _refusal_with(status, check)
        case "failed" if check.reason is None:
            return False
        case _ if answer in COMPARABLE:
            # An error inside a success, or a made-up key that is not refused as it should be.
            if _is_control(check):
                return status is None or (
                    status < 300 if answer == "served" else answer == _refusal_with(status, check)
                )
            return answer == "refused" and (status is None or status < 300)
        case _:
            return answer != "throttled" or status is None or status == 429 or status < 300


def _holds_an_answer(check: Check) -> bool:
    return any(part is not None for part in _told(check))


def _refusal_with(status: int | None, check: Check) -> AnswerClass | None:
    """The class of an error in the gateway's form with this status; without one the class is believed."""
    if status is None:
        return check.answer if check.answer in {"refused", "throttled", "failed"} else "refused"
    if status < 400:
        return "foreign"
    return class_of_refusal(status, check.error.own_type if check.error is not None else None)


def _weakest(check: Check) -> AnswerClass | None:
    if check.outcome == "skipped":
        return None
    if check.outcome in {"errored", "timed-out"}:
        return "none"
    if check.answer is not None and check.answer not in COMPARABLE:
        return check.answer
    if check.status == 429:
        return "throttled"
    return "failed" if check.status is not None and check.status >= 500 else "foreign"


def _is_control(check: Check) -> bool:
    return check.id in {"credits-control", "credits-control-again"}


def _compare(experiment: Experiment, baseline: Check | None) -> Experiment:
    if baseline is None or not experiment.asked:
        return experiment.having(effect=None, chance=None)
    repeats = [_held_against(item, baseline if item.arm == "baseline" else experiment) for item in experiment.repeats]
    effect = effect_of(experiment, baseline)
    return experiment.having(
        effect=effect, repeats=repeats, chance=chance_of(repeats) if repeats and effect == "flips" else None
    )


def _held_against(repeat: Repeat, first: Check) -> Repeat:
    """The repeat, the same as its arm's first answer only where it is: a Document may claim more than it shows."""
    if repeat.answer in COMPARABLE and not _status_fits(repeat):
        return repeat.model_copy(update={"answer": "failed", "same": False})
    return repeat.having(same=repeat.same and repeat.answer == first.answer)


def _status_fits(repeat: Repeat) -> bool:
    if repeat.status is None:
        return True
    if repeat.answer == "served":
        return repeat.status < 300
    return repeat.status < 400 or class_of_refusal(repeat.status, repeat.error_type) == "refused"
