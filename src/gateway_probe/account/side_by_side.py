"""Each place as the account has it configured, beside what a run saw there. The two are never merged."""

from gateway_probe.account.causes.reading import KEY_NAME, PURCHASED, AccountReading
from gateway_probe.account.places import Place
from gateway_probe.account.report import ByokState, Configured, KeyTeam, Live, PlaceFacts


def side_by_side(seen: AccountReading) -> list[PlaceFacts]:
    """One entry a place, in the order in which they were named."""
    return [
        PlaceFacts(name=place.name, host=place.host, live=_live(place), configured=_configured(seen, place))
        for place in seen.places
    ]


def _live(place: Place) -> Live | None:
    if place.document is None or place.window is None:
        return None
    verdict, error = place.document.verdict, place.baseline_error
    return Live(
        at=place.window[0],
        status=verdict.status,
        code=verdict.code,
        confidence=verdict.confidence,
        served=place.served,
        error=error.type if error is not None else None,
        credential=place.document.credential.method,
        environment=place.environment,
    )


def _configured(seen: AccountReading, place: Place) -> Configured:
    deployment = seen.deployment(place) or seen.serving(place)
    environment = place.environment or (deployment.environment if deployment is not None else None)
    setting = seen.setting_for(KEY_NAME, place)
    team = seen.spending_team(place)
    bought = seen.events(PURCHASED, team=team) if team is not None else []
    return Configured(
        environment=environment,
        deployment_created_at=deployment.created_at if deployment is not None else None,
        deployment_ready_at=deployment.ready_at if deployment is not None else None,
        substate=deployment.substate if deployment is not None else None,
        key_variable="set" if setting else ("not-set" if seen.variables_are_known and environment else "unknown"),
        key_variable_changed_at=setting[1].updated_at if setting is not None else None,
        key_team=_key_team(seen, place),
        byok=[
            ByokState(
                provider=item.provider,
                state="deleted" if item.deleted else "off" if item.active is False else "on",
            )
            for _, item in seen.byok()
            if team is not None and item.team == team
        ],
        credits_purchased_at=bought[-1][1].at if bought else None,
    )


def _key_team(seen: AccountReading, place: Place) -> KeyTeam:
    team, home = seen.key_team(place), seen.deployment_team(place) or seen.home_team
    if team is None or home is None:
        return "unknown"
    return "deployment's" if team == home else "another"
