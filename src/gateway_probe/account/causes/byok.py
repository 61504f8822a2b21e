"""Provider credentials of the team: there or not, on or off, and in which team.

The fields of the list are not described in the API's published types, so nothing here is decisive by itself. The list
says how it is now: what was changed after a run says nothing of that run.
"""

from gateway_probe.account.account_facts import ByokCredential
from gateway_probe.account.causes.declared import cause
from gateway_probe.account.causes.place_reading import PlaceReading
from gateway_probe.account.causes.reading import day
from gateway_probe.account.event_types import CREDENTIAL_DELETED, CREDENTIAL_UPDATED
from gateway_probe.causes.cause import Assessment, Basis, Excluded, Hinted, Observed, Open, Supported
from gateway_probe.causes.steps import BYOK_PAGE, at_page
from gateway_probe.disclosure.parts import is_known

_BYOK = "https://vercel.com/docs/ai-gateway/authentication-and-byok/byok"
_PAGE = at_page("Add the credential on the BYOK page of the key's team, or switch it on", BYOK_PAGE)
_CHANGED_SINCE = "a run of today: a provider credential was changed after this one"

_Credential = tuple[str, ByokCredential]


@cause(
    "byok-credential-switched-off",
    "The provider credential is switched off",
    next_steps=[_PAGE],
    sources=[_BYOK, "https://vercel.com/docs/rest-api/ai-gateway/list-byok-credentials"],
)
def switched_off(seen: PlaceReading) -> Assessment:
    """A credential that is switched off is passed over without an error: the gateway uses its own, for credits."""
    own = [item for item in _of_team(seen, seen.spending_team or seen.home_team) if not item[1].deleted]
    on = [(at, item) for at, item in own if item.active is True]
    off = [(at, item) for at, item in own if item.active is False]
    if on and all(_changed_since(seen, item) for _, item in on):
        return Open(_CHANGED_SINCE)
    if on:
        return Excluded("the team's credential is there and switched on", *(f"{at}/active" for at, _ in on))
    if not off or not _in_question(seen):
        return None
    at, item = off[0]
    changes = seen.whole.events(CREDENTIAL_UPDATED, team=item.team)
    last = changes[-1][1].at if changes else item.updated_at
    if seen.ran is not None and last is not None and last > seen.ran[1]:
        return Open(_CHANGED_SINCE)
    since = f", since {day(last)} at the latest" if last is not None else ""
    return Supported(
        f"The team's credential for {_name_provider(seen, item)} is there, switched off{since}.",
        f"{at}/active",
        *(pointer for pointer, _ in changes[-1:]),
        *seen.team_at,
        basis=_basis(seen),
    )


@cause(
    "byok-credential-of-other-team",
    "The provider credential is stored in another team than the key's",
    next_steps=[_PAGE],
    sources=[_BYOK],
)
def in_other_team(seen: PlaceReading) -> Assessment:
    """Credentials are a team's own: a key of one team never uses those of another."""
    elsewhere = _elsewhere(seen)
    if not elsewhere:
        return None
    at, item = elsewhere[0]
    return Supported(
        f"Another team than the key's holds the credential for {_name_provider(seen, item)}.",
        f"{at}/team",
        *seen.team_at,
        basis=Observed(),
    )


@cause("byok-credential-missing", "The key's team has no provider credential", next_steps=[_PAGE], sources=[_BYOK])
def missing(seen: PlaceReading) -> Assessment:
    """Without a credential of its own the team is served by the gateway's, and charged credits."""
    team = seen.spending_team
    if team is None or not _in_question(seen) or _elsewhere(seen):
        return None
    whole = seen.whole.byok_list_of(team)
    if whole is None:
        return Open("the list of provider credentials of the key's team")
    own = _of_team(seen, team)
    if own and all(_is_younger(seen, item) for _, item in own):
        at, item = own[0]
        statement = (
            f"The credential for {_name_provider(seen, item)} was added after this run, at {day(item.created_at)}."
        )
        return Supported(statement, f"{at}/created_at", *seen.team_at, basis=Observed())
    if own and all(item.deleted for _, item in own):
        gone = seen.whole.events(CREDENTIAL_DELETED, team=team)
        if gone and seen.ran is not None and gone[-1][1].at > seen.ran[1]:
            return Open(_CHANGED_SINCE)
        when = f" at {day(gone[-1][1].at)}" if gone else ""
        statement = f"The team's credential for {_name_provider(seen, own[0][1])} was deleted{when}."
        return Supported(statement, *(f"{at}/deleted" for at, _ in own), *seen.team_at, basis=Observed())
    if not own:
        asked = [name for name in sorted(seen.place.providers) if is_known(name)]
        provider = " or ".join(asked) or ("what was asked" if seen.place.providers else "any provider")
        return Supported(f"The key's team has no credential for {provider}.", whole, *seen.team_at, basis=Observed())
    return None


def _in_question(seen: PlaceReading) -> bool:
    """A Document that was refused, or that the gateway's own credentials served."""
    return seen.place.document is not None and (seen.place.served is False or not seen.place.served_by_byok)


def _of_team(seen: PlaceReading, team: str | None) -> list[_Credential]:
    """The team's credentials for what the place asks."""
    return [(at, item) for at, item in seen.whole.byok() if item.team == team and _is_wanted(seen, item)]


def _is_wanted(seen: PlaceReading, item: ByokCredential) -> bool:
    """Whether a credential is for the provider that the place names, where it names one."""
    return not seen.place.providers or item.provider in seen.place.providers


def _elsewhere(seen: PlaceReading) -> list[_Credential]:
    """Credentials of other teams for what the place asks, where the team that decides has none."""
    team = seen.spending_team
    if team is None or seen.whole.byok_list_of(team) is None or not _in_question(seen):
        return []
    usable = [(at, item) for at, item in seen.whole.byok() if item.active is not False and not item.deleted]
    fitting = [(at, item) for at, item in usable if _is_wanted(seen, item)]
    own = any(item.team == team for _, item in fitting)
    return [] if own else [(at, item) for at, item in fitting if item.team is not None]


def _changed_since(seen: PlaceReading, item: ByokCredential) -> bool:
    changed = item.updated_at or item.created_at
    return seen.ran is not None and changed is not None and changed > seen.ran[1]


def _is_younger(seen: PlaceReading, item: ByokCredential) -> bool:
    return seen.ran is not None and item.created_at is not None and item.created_at > seen.ran[1]


def _basis(seen: PlaceReading) -> Basis:
    """Where it is not known whose key it is, that the home team's credentials matter is a guess."""
    return Observed() if seen.spending_team is not None else Hinted()


def _name_provider(seen: PlaceReading, item: ByokCredential) -> str:
    """The provider, where the Document names it too and everybody knows it: one of the team's own making may have any
    name, and this sentence is shown at every level."""
    asked = item.provider if item.provider in seen.place.providers else None
    return asked if asked is not None and is_known(asked) else "a provider"
