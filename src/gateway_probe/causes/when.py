"""Guards of causes: the answers that make a cause a candidate, each with the pointers that show it."""

from functools import cache

from gateway_probe.causes.cause import Excluded, When
from gateway_probe.causes.reading import Reading
from gateway_probe.document.vocabulary import ExperimentId


@cache
def refused_with(*types: str) -> When:
    """The gateway itself refused the baseline with one of these error types.

    One guard for the same types, so that it is asked once for all causes of that refusal.
    """

    def guard(seen: Reading) -> tuple[str, ...] | None:
        return (seen.at("baseline", "response/error/type"),) if seen.refused_with(*types) else None

    return guard


def unknown_to_look_ups(seen: Reading) -> tuple[str, ...] | None:
    """No generation was wanted, and the free look-ups do not know the credential that it would carry."""
    method = seen.method
    if method == "none" or not seen.left_out_by_choice or seen.accepts(method) is not False:
        return None
    return seen.point_at_look_ups(method)


def either(*guards: When) -> When:
    """What the first of these guards that lets the evidence through points to."""

    def guard(seen: Reading) -> tuple[str, ...] | None:
        return next((found for one in guards if (found := one(seen)) is not None), None)

    return guard


def refused(seen: Reading) -> tuple[str, ...] | None:
    """The gateway itself refused the baseline, with whatever words."""
    return (seen.at("baseline", "response/error"),) if seen.refused else None


@cache
def answered(*classes: str) -> When:
    """The baseline's answer is of one of these classes."""

    def guard(seen: Reading) -> tuple[str, ...] | None:
        baseline = seen.baseline
        return (seen.at("baseline", "answer"),) if baseline is not None and baseline.answer in classes else None

    return guard


def served(seen: Reading) -> tuple[str, ...] | None:
    """The baseline was served."""
    return (seen.at("baseline", "answer"),) if seen.served else None


def provider_was_tried_in_vain(seen: Reading) -> tuple[str, ...] | None:
    """A provider was tried for the baseline, and it was not served."""
    if seen.served or not seen.attempts:
        return None
    return (seen.attempts[-1][0],)


# What contradicts causes of several topics.


def provider_was_tried(seen: Reading) -> tuple[str, str] | None:
    """A refusal before planning and a provider attempt cannot both be."""
    where = seen.attempted_at
    if where is None:
        return None
    return "a provider attempt was made, so the gateway did not refuse before trying any", where


def served_once_changed(seen: Reading, *but: ExperimentId) -> Excluded | None:
    """What is said of the credential's team cannot be, where another change than of the credential gets it served."""
    flip = seen.confirmed_flip("credential-oidc", *but)
    if flip is None:
        return None
    return Excluded("the same credential is served the same request once another factor is changed", flip[0])


def made_up_key_is_accepted(seen: Reading) -> tuple[str, str] | None:
    """Something answers for everybody, so no answer about a key means anything."""
    at = seen.control_failed
    return ("a made-up key is not refused with 401", at) if at else None


def another_model_is_served(seen: Reading) -> tuple[str, str] | None:
    """What the whole team is said to be refused, the same credential is served with another model."""
    others = {item.id: item for item in seen.evidence.experiments if item.id in {"model-control", "model-tier"}}
    for name, other in others.items():
        if other.answer == "served":
            return "the same credential is served another model", seen.at(name, "answer")
    control = others.get("model-tier" if seen.changes_nothing("model-control") else "model-control")
    left_out = control is not None and not control.asked and control.reason is not None
    unheard = control is None or control.answer != "refused"
    if seen.probe.experiments_mode != "none" and unheard and not left_out:
        return (
            "another model was to be asked for, and nothing tells whether it is refused too",
            "/probe/experiments_mode",
        )
    return None


def served_by_the_teams_own_token(seen: Reading) -> tuple[str, str] | None:
    """The token of the same team is served the very request that the team is said to be refused."""
    oidc = seen.experiment("credential-oidc")
    if seen.method != "api-key" or seen.team_relation != "same" or oidc is None or oidc.answer != "served":
        return None
    return "the same team's own token is served the same request", seen.at("credential-oidc", "answer")
