"""Each place as the account has it configured, beside what a run saw there. The two are never merged."""

from gateway_probe.account.account_facts import ByokCredential
from gateway_probe.account.causes import AccountReading, PlaceReading, readings_of
from gateway_probe.account.event_types import PURCHASED
from gateway_probe.account.places import Place
from gateway_probe.account.report import ByokState, Configured, CredentialState, KeyTeam, Live, PlaceFacts


def side_by_side(whole: AccountReading) -> list[PlaceFacts]:
    """One entry a place, in the order in which they were named."""
    return [
        PlaceFacts(
            name=seen.place.name, host=seen.place.host, live=_live(seen.place), configured=_tell_configured(seen)
        )
        for seen in readings_of(whole)
        if seen.place.name
    ]


def _live(place: Place) -> Live | None:
    if place.document is None or place.window is None:
        return None
    verdict, baseline = place.document.verdict, place.baseline
    return Live(
        at=place.window[0],
        status=verdict.status,
        code=verdict.code,
        confidence=verdict.confidence,
        served=place.served,
        error=baseline.error_type if baseline is not None else None,
        credential=place.document.credential.method,
        environment=place.environment,
    )


def _tell_configured(seen: PlaceReading) -> Configured:
    deployment = seen.deployment or seen.serving
    environment = seen.place.environment or (deployment.environment if deployment is not None else None)
    setting, team = seen.key_setting, seen.spending_team
    bought = seen.whole.events(PURCHASED, team=team) if team is not None else []
    known = seen.variables_are_known and environment is not None
    return Configured(
        environment=environment,
        deployment_created_at=deployment.created_at if deployment is not None else None,
        deployment_ready_at=deployment.ready_at if deployment is not None else None,
        substate=deployment.substate if deployment is not None else None,
        key_name=seen.key_name,
        key_variable="set" if setting else ("not-set" if known else "unknown"),
        key_variable_changed_at=setting[1].updated_at if setting is not None else None,
        key_team=_key_team(seen),
        byok=[
            ByokState(provider=item.provider, state=_state(item))
            for _, item in seen.whole.byok()
            if team is not None and item.team == team
        ],
        credits_purchased_at=bought[-1][1].at if bought else None,
    )


def _state(item: ByokCredential) -> CredentialState:
    if item.deleted:
        return "deleted"
    return "unknown" if item.active is None else "on" if item.active else "off"


def _key_team(seen: PlaceReading) -> KeyTeam:
    if seen.key_team is None or seen.home_team is None:
        return "unknown"
    return "deployment's" if seen.key_team == seen.home_team else "another"
