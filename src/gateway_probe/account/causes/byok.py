"""Provider credentials of the team: there or not, on or off, and in which team.

The fields of the list are not described in the API's published types, so nothing here is decisive by itself.
"""

from gateway_probe.account.causes.cause import Assessment, Excluded, Indicated, Open, Supported, cause, step
from gateway_probe.account.causes.reading import AccountReading, day
from gateway_probe.account.facts import ByokCredential
from gateway_probe.account.places import Place

_BYOK = "https://vercel.com/docs/ai-gateway/authentication-and-byok/byok"
_PAGE = step("Open the BYOK page of the key's team: add the credential there, or switch it on.")
_CHANGES = ("ai-gateway-byok-credential-updated", "ai-gateway-byok-credential-deleted")


def _in_question(place: Place) -> bool:
    """A Document that was refused, or that the gateway's own credentials served."""
    return place.document is not None and (place.served is False or not place.served_by_byok)


def _wanted(place: Place, held: ByokCredential) -> bool:
    """Whether a credential is for the provider that the place names, where it names one."""
    return not place.providers or held.provider in place.providers


def _named(place: Place, held: ByokCredential) -> str:
    """The provider, where the Document names it too; one of the team's own making may have any name."""
    return held.provider if held.provider is not None and held.provider in place.providers else "a provider"


@cause(
    "byok-credential-switched-off",
    "The provider credential is switched off",
    next_steps=[_PAGE],
    sources=[_BYOK, "https://vercel.com/docs/rest-api/ai-gateway/list-byok-credentials"],
)
def switched_off(seen: AccountReading) -> list[Assessment]:
    """A credential that is switched off is passed over without an error: the gateway uses its own, for credits."""
    found: list[Assessment] = []
    for place in seen.places:
        team = seen.spending_team(place) or seen.home_team
        own = [
            (at, item) for at, item in seen.byok() if item.team == team and _wanted(place, item) and not item.deleted
        ]
        on = [at for at, item in own if item.active is True]
        off = [(at, item) for at, item in own if item.active is False]
        if on:
            found.append(Excluded(place.name, "the team's credential is there and switched on", tuple(on), Indicated()))
        elif off and _in_question(place):
            at, item = off[0]
            changes = seen.events(_CHANGES[0], team=team)
            since = f", since {day(changes[-1][1].at)} at the latest change" if changes else ""
            pointers = (f"{at}/active", *(pointer for pointer, _ in changes[-1:]))
            statement = f"{place.name}: the team's credential for {_named(place, item)} is there, switched off{since}."
            found.append(Supported(place.name, statement, pointers, Indicated()))
    return found


@cause(
    "byok-credential-of-other-team",
    "The provider credential is stored in another team than the key's",
    next_steps=[_PAGE],
    sources=[_BYOK],
)
def in_other_team(seen: AccountReading) -> list[Assessment]:
    """Credentials are a team's own: a key of one team never uses those of another."""
    found: list[Assessment] = []
    for place in seen.places:
        elsewhere = _elsewhere(seen, place) if _in_question(place) else []
        if elsewhere:
            at, item = elsewhere[0]
            statement = f"{place.name}: another team than the key's holds the credential for {_named(place, item)}."
            found.append(Supported(place.name, statement, (f"{at}/team",), Indicated()))
    return found


def _elsewhere(seen: AccountReading, place: Place) -> list[tuple[str, ByokCredential]]:
    """Credentials of other teams for what the place asks, where the team that decides has none."""
    team = seen.spending_team(place)
    if team is None or not seen.byok_is_known(team):
        return []
    usable = [(at, item) for at, item in seen.byok() if item.active is not False and not item.deleted]
    fitting = [(at, item) for at, item in usable if _wanted(place, item)]
    own = any(item.team == team for _, item in fitting)
    return [] if own else [(at, item) for at, item in fitting if item.team is not None]


@cause(
    "byok-credential-missing",
    "The key's team has no provider credential",
    next_steps=[_PAGE],
    sources=[_BYOK],
)
def missing(seen: AccountReading) -> list[Assessment]:
    """Without a credential of its own the team is served by the gateway's, and charged credits."""
    found: list[Assessment] = []
    for place in seen.places:
        team = seen.spending_team(place)
        if team is None or not _in_question(place) or _elsewhere(seen, place):
            continue
        if not seen.byok_is_known(team):
            found.append(Open(place.name, "the list of provider credentials of the key's team"))
            continue
        own = [item for _, item in seen.byok() if item.team == team and _wanted(place, item)]
        if own and all(item.deleted for item in own):
            gone = seen.events(_CHANGES[1], team=team)
            when = f" at {day(gone[-1][1].at)}" if gone else ""
            pointers = tuple(at for at, item in seen.byok() if item in own)
            statement = f"{place.name}: the team's credential for {_named(place, own[0])} was deleted{when}."
            found.append(Supported(place.name, statement, pointers, Indicated()))
        elif not own:
            provider = " or ".join(sorted(place.providers)) or "any provider"
            statement = f"{place.name}: the key's team has no credential for {provider}."
            found.append(Supported(place.name, statement, ("/account/byok",), Indicated()))
    return found
