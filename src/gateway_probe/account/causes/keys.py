"""Keys: whose key it is, and whether it can still be used here.

The list of keys is not described in the API's published types, so nothing here is decisive by itself.
"""

from gateway_probe.account.causes.cause import Assessment, Excluded, Indicated, Open, Supported, cause, step
from gateway_probe.account.causes.reading import AccountReading, day
from gateway_probe.account.places import Place

_API_KEYS = "https://vercel.com/docs/ai-gateway/authentication-and-byok/api-keys"
_LIST = step("List the keys of a team: their endings, projects and expiry.", "vercel ai-gateway api-keys list")
_NEW = step("Make a key in the team that owns the credits and the provider credential, set it, and deploy again.")
_UNKNOWN_KEY = "authentication_error"


@cause(
    "key-of-other-team",
    "The key belongs to another team than the deployment",
    next_steps=[_LIST, _NEW],
    sources=[_API_KEYS],
)
def of_other_team(seen: AccountReading) -> list[Assessment]:
    """A key spends, and uses the credentials, of the team that made it, wherever the deployment belongs."""
    return [found for place in seen.places if (found := _of_other_team(seen, place)) is not None]


def _of_other_team(seen: AccountReading, place: Place) -> Assessment | None:
    if not place.uses_key:
        return None
    home, team = seen.deployment_team(place) or seen.home_team, seen.key_team(place)
    if home is None or team is None:
        return Open(place.name, "the key's ending beside the lists of keys of both teams")
    pointers = tuple(f"{at}/team" for at, _ in seen.keys(place))
    if team == home:
        return Excluded(place.name, "the key in this runtime is of the deployment's own team", pointers, Indicated())
    statement = f"{place.name}: the key in this runtime is of another team than the deployment."
    contradictions = (seen.was_served(place),) if place.served is True else ()
    return Supported(place.name, statement, pointers, Indicated(), contradictions=contradictions)


@cause(
    "key-deleted",
    "The key was deleted, or is of a team that this login cannot see",
    next_steps=[_LIST, _NEW],
    sources=[_API_KEYS],
)
def deleted(seen: AccountReading) -> list[Assessment]:
    """A deleted key leaves the list at once, and is refused like one that never was."""
    found: list[Assessment] = []
    for place in seen.places:
        if not place.uses_key or seen.error_type(place) != _UNKNOWN_KEY or seen.keys(place):
            continue
        deletions = seen.events("ai-gateway-api-key-deleted")
        if not deletions:
            found.append(Open(place.name, "the key's ending beside the lists of keys of every team"))
            continue
        at, event = deletions[-1]
        statement = f"{place.name}: no key that was listed is this one, and a key was deleted at {day(event.at)}."
        found.append(Supported(place.name, statement, (at,), Indicated()))
    return found


@cause("key-expired", "The key has expired", next_steps=[_NEW], sources=[_API_KEYS])
def expired(seen: AccountReading) -> list[Assessment]:
    """A key can be made with an expiry; after it the gateway refuses it."""
    found: list[Assessment] = []
    for place in seen.places:
        key = seen.key(place)
        if key is None or key[1].expires_at is None:
            continue
        at, fact = key[0], key[1]
        asked_at = place.window[0] if place.window else seen.account.read_at
        pointers = (f"{at}/expires_at",)
        if fact.expires_at is not None and fact.expires_at <= asked_at:
            contradictions = (seen.was_served(place),) if place.served else ()
            statement = f"{place.name}: the key expired at {day(fact.expires_at)}."
            found.append(Supported(place.name, statement, pointers, Indicated(), contradictions=contradictions))
        else:
            found.append(Excluded(place.name, f"the key is good until {day(fact.expires_at)}", pointers, Indicated()))
    return found


@cause("key-of-other-project", "The key is made for another project", next_steps=[_NEW], sources=[_API_KEYS])
def of_other_project(seen: AccountReading) -> list[Assessment]:
    """A key can be limited to one project of its team."""
    found: list[Assessment] = []
    for place in seen.places:
        key, deployment = seen.key(place), seen.deployment(place)
        if key is None or key[1].project is None or deployment is None or deployment.project is None:
            continue
        pointers = (f"{key[0]}/project",)
        if key[1].project == deployment.project:
            found.append(Excluded(place.name, "the key is made for this very project", pointers, Indicated()))
        else:
            contradictions = (seen.was_served(place),) if place.served else ()
            statement = f"{place.name}: the key is limited to another project than the one that is deployed here."
            found.append(Supported(place.name, statement, pointers, Indicated(), contradictions=contradictions))
    return found


@cause(
    "key-leaked",
    "Vercel has marked the key as leaked",
    next_steps=[step("Delete the key, make a new one, set it, and deploy again."), _LIST],
    sources=[_API_KEYS],
)
def leaked(seen: AccountReading) -> list[Assessment]:
    """Vercel marks a key that was found in public; anybody may be spending with it."""
    return [
        Supported(
            place.name,
            f"{place.name}: the key was marked as leaked at {day(key.leaked_at)}.",
            (f"{at}/leaked_at",),
            Indicated(),
        )
        for place in seen.places
        for at, key in seen.keys(place)
        if key.leaked_at is not None
    ]
