"""Where the gateway may stop a request, who shares that checkpoint, and what shows that another place passed it.

A gateway asks in turn whether it knows the key, whether the team may ask, whether there is such a model.
"""

from collections.abc import Callable
from dataclasses import dataclass

from gateway_probe.causes.factors import PROTOCOLS
from gateway_probe.causes.free_tier import held_for_free_tier
from gateway_probe.causes.reading import TEAM_REFUSALS, Reading
from gateway_probe.comparison.two_places import TwoPlaces
from gateway_probe.document.exchange import Check
from gateway_probe.document.vocabulary import CheckId

_OF_WHAT_IS_ASKED = {"byok_requires_paid_credits", "no_providers_available"}
_WHATEVER_IS_ASKED = tuple(kind for kind in TEAM_REFUSALS if kind not in _OF_WHAT_IS_ASKED)
"""Refusals of the team for any model and any options: who pays is refused."""

_ASKED_FIRST = ("authentication_error", "access_denied")
"""Who is stopped here was asked nothing else yet."""

OF_ONE_PLACE = frozenset(
    {
        "refusal-depends-on-origin",
        "deployment-token-refused",
        "region-refused-by-provider",
        "comes-and-goes",
        "refusal-depends-on-protocol",
        "refusal-depends-on-auth-header",
        "stream-refused",
        "plain-answer-refused",
    }
)
"""What hangs on the place or on the form in which is asked, and may be so in one place alone."""

_OF_ANOTHER_PAYER = frozenset({"client", "credential", "credential-and-headers", "team"})
"""Factors by which an experiment asks with another key or token than the place's own, or for another team."""

_OF_A_STORED_CREDENTIAL = frozenset(
    {
        "byok-credential-refused",
        "byok-azure-wrong-key-or-resource",
        "byok-azure-resource-name-is-url",
        "byok-structured-credential-malformed",
    }
)
"""What is wrong with the team's credential at a provider, whatever is asked for by it."""


@dataclass(frozen=True)
class Checkpoint:
    """Where a place may be stopped; for whom it is the same checkpoint, and what shows that another place passed it."""

    stops: Callable[[TwoPlaces], bool]
    shared: Callable[[TwoPlaces], bool]
    passed: Callable[[Reading], bool]
    how: str
    what: str
    lasts: bool = False
    """Who was stopped here stays so: money, cards and rules may change between two runs, and an unknown key is no other
    one a minute later."""


def _stops_with(*types: str) -> Callable[[TwoPlaces], bool]:
    return lambda two: two.seen.refused_with(*types)


def _is_unknown(two: TwoPlaces) -> bool:
    seen = two.seen
    by_look_ups = seen.left_out_by_choice and seen.accepts("api-key") is False
    return seen.method == "api-key" and (by_look_ups or seen.refused_with("authentication_error"))


def _may_send_a_key_that_lasts(two: TwoPlaces) -> bool:
    """Nobody revives a key: one that no look-up knew and that is known later was known before, and one that was known
    before may be revoked."""
    later = two.other.began > two.failing.began and two.seen.accepts("api-key") is False
    return two.may_send_one_credential and (not two.apart or later)


def _knows(*look_ups: CheckId) -> Callable[[Reading], bool]:
    """Whether something that was asked by the credential was served, or refused otherwise than with 401."""

    def knows(seen: Reading) -> bool:
        asked = (*map(seen.check, look_ups), seen.baseline, *seen.asked_again)
        return not seen.control_failed and any(one is not None and _is_let_in(one) for one in asked)

    return knows


def _is_let_in(check: Check) -> bool:
    refused_later = check.answer == "refused" and check.status not in {401, None}
    return check.answer == "served" or (refused_later and not check.is_answered_before_the_gateway)


def _reached_a_provider(seen: Reading) -> bool:
    return seen.served or seen.attempted_at is not None


def _lets_the_team_in(seen: Reading) -> bool:
    """Whether a provider was reached by the credential in use, be it for another model that its run tried."""
    tried = (one for one in seen.evidence.experiments if one.factor not in _OF_ANOTHER_PAYER)
    return _reached_a_provider(seen) or any(one.answer == "served" for one in tried)


def _has_the_model(seen: Reading) -> bool:
    """Whether the model was asked of a provider, or is on the list; a list that is not told may have had it."""
    models = seen.check("models")
    if _reached_a_provider(seen) or models is None or seen.disagrees:
        return True
    return models.answer == "served" and (models.listing is None or models.listing.names(seen.probe.model))


def _has_money(seen: Reading) -> bool:
    return seen.own_credits is not None and seen.own_credits[1].is_positive


def _is_of_the_paid_tier(seen: Reading) -> bool:
    tier = seen.experiment("model-tier")
    served = (tier is not None and tier.answer == "served") or (
        seen.served and seen.probe.model == seen.probe.tier_model
    )
    return served or any(attempt.credential_type == "byok" for _, attempt in seen.attempts)


def _is_held_for_free(two: TwoPlaces) -> bool:
    return bool(held_for_free_tier(two.seen))


def _may_be_one_team(two: TwoPlaces) -> bool:
    """A budget is of the whole team, or of the key or project that asks."""
    return two.may_be_one_payer if two.seen.refused_with("quota_for_entity_exceeded") else two.may_be_one_team


def _has_one_stored_credential(two: TwoPlaces) -> bool:
    """Whether the other place was served by the team's own credential at the provider that refused here."""
    failed, serving = two.seen.failed_byok, two.heard.serving
    if failed is None or serving is None or serving[1].credential_type != "byok":
        return False
    return two.may_be_one_team and serving[1].provider == failed[1].provider


def _request_is_refused(two: TwoPlaces) -> bool:
    return two.seen.refused and not two.seen.refused_with("authentication_error", "model_not_found")


def _asks_the_same(two: TwoPlaces) -> bool:
    if not two.may_be_one_payer or not two.may_ask_for_the_same:
        return False
    return not two.differs_in_form or _is_refused_in_any_form(two)


def _is_refused_in_any_form(two: TwoPlaces) -> bool:
    """Whether the refusal is of who asks, or another door and the other way of answering were refused too."""
    in_each = two.was_refused("streaming") and any(map(two.was_refused, PROTOCOLS))
    return in_each or two.seen.refused_with(*TEAM_REFUSALS)


def _is_refused_otherwise(two: TwoPlaces) -> bool:
    """Whether the other place is told another reason, which the gateway is not known to ask after first: who and what
    is asked for being the same, one of the two reasons at most is a state of what both share."""
    if not two.heard.refused or two.heard.refused_with(*_ASKED_FIRST) or not _asks_the_same(two):
        return False
    reasons = [(seen.error.type, seen.error.param_name) for seen in (two.seen, two.heard) if seen.error is not None]
    return len(set(reasons)) == 2


def _provider_may_refuse(two: TwoPlaces) -> bool:
    baseline = two.failing.baseline
    if baseline is None or baseline.answer != "refused" or two.seen.refused:
        return False
    return not baseline.is_answered_before_the_gateway


def _asks_one_provider(two: TwoPlaces) -> bool:
    """Whether the same is asked for one team, and the other place is not known to be served by another provider, or
    with another credential, than the one that refused here."""
    refusing = next((attempt for _, attempt in two.seen.attempts), None)
    serving = two.heard.serving
    if not two.may_be_one_team or not two.may_ask_for_the_same or two.differs_in_form:
        return False
    if refusing is None or serving is None:
        return True
    told = (refusing.provider, refusing.credential_type), (serving[1].provider, serving[1].credential_type)
    return all(one is None or other is None or one == other for one, other in zip(*told, strict=True))


_SAME_TEAM = "for the same team"
CHECKPOINTS = (
    Checkpoint(
        _is_unknown,
        _may_send_a_key_that_lasts,
        _knows("credits-key", "credits-key-again"),
        "by the same key",
        "is known by it",
        lasts=True,
    ),
    Checkpoint(
        lambda two: two.seen.method == "oidc" and two.seen.refused_with("authentication_error"),
        lambda two: two.differs("token") is False and not two.apart and not two.differs("base-url"),
        _knows("credits-oidc", "credits-oidc-again"),
        "by the same token",
        "is known by it",
    ),
    Checkpoint(
        _stops_with("model_not_found"),
        lambda two: two.may_be_one_model,
        _has_the_model,
        "for the same model",
        "is not told that it is unknown",
    ),
    Checkpoint(
        _stops_with("access_denied"),
        _may_be_one_team,
        lambda seen: seen.own_credits_are_told,
        _SAME_TEAM,
        "reads its balance",
    ),
    Checkpoint(_stops_with("insufficient_funds"), _may_be_one_team, _has_money, _SAME_TEAM, "is shown its money"),
    Checkpoint(_stops_with(*_WHATEVER_IS_ASKED), _may_be_one_team, _lets_the_team_in, _SAME_TEAM, "reached a provider"),
    Checkpoint(_is_held_for_free, _may_be_one_team, _is_of_the_paid_tier, _SAME_TEAM, "is let in as of the paid tier"),
    Checkpoint(
        lambda two: two.failing.verdict.code == "key-of-other-team",
        lambda two: two.may_send_one_credential and not two.apart and not two.differs("team"),
        lambda seen: seen.team_relation == "same",
        "by the same key, beside a token of the same team,",
        "sees one team in both",
    ),
    Checkpoint(
        lambda two: two.failing.verdict.code in _OF_A_STORED_CREDENTIAL,
        _has_one_stored_credential,
        lambda seen: seen.served,
        "by the same provider credential",
        "was served",
    ),
    Checkpoint(_request_is_refused, _asks_the_same, _reached_a_provider, "alike", "reached a provider"),
    Checkpoint(_request_is_refused, _is_refused_otherwise, lambda seen: seen.refused, "alike", "hears another reason"),
    Checkpoint(_provider_may_refuse, _asks_one_provider, lambda seen: seen.served, "alike", "was served"),
)
