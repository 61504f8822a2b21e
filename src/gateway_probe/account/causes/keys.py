"""Keys: whose key it is, and whether it can still be used here.

The list of keys is not described in the API's published types, so nothing here is decisive by itself.
"""

from gateway_probe.account.causes.declared import cause
from gateway_probe.account.causes.place_reading import PlaceReading, was_served
from gateway_probe.account.causes.reading import day
from gateway_probe.account.event_types import KEY_DELETED
from gateway_probe.causes.cause import Assessment, Excluded, Indicated, Observed, Open, Supported
from gateway_probe.register import step

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
def of_other_team(seen: PlaceReading) -> Assessment:
    """A key spends, and uses the credentials, of the team that made it, wherever the deployment belongs."""
    if not seen.place.uses_key:
        return None
    home, team = seen.home_team, seen.key_team
    if home is None or team is None:
        return Open("the key's ending beside the lists of keys of both teams")
    if team == home:
        return Excluded("the key in this runtime is of the deployment's own team", *seen.team_at)
    return Supported(
        "The key in this runtime is of another team than the deployment.",
        *seen.team_at,
        basis=Observed(),
        # A key of another team works: it is that team which pays.
        remark=seen.place.served is True,
    )


@cause(
    "key-deleted",
    "The key was deleted, or is of a team that this login cannot see",
    next_steps=[_LIST, _NEW],
    sources=[_API_KEYS],
)
def deleted(seen: PlaceReading) -> Assessment:
    """A deleted key leaves the list at once, and is refused like one that never was."""
    if not seen.place.uses_key or seen.error_type != _UNKNOWN_KEY or seen.keys:
        return None
    deletions = [
        (at, event) for at, event in seen.whole.events(KEY_DELETED) if seen.ran is None or event.at <= seen.ran[1]
    ]
    if not deletions:
        return Open("the key's ending beside the lists of keys of every team")
    at, event = deletions[-1]
    return Supported(
        f"No key that was listed is this one, and a key was deleted at {day(event.at)}.",
        at,
        *seen.join_at("key"),
        basis=Indicated(),
    )


@cause("key-expired", "The key has expired", next_steps=[_NEW], sources=[_API_KEYS], contradicted_by=[was_served])
def expired(seen: PlaceReading) -> Assessment:
    """A key can be made with an expiry; after it the gateway refuses it."""
    if seen.key is None or seen.key[1].expires_at is None:
        return None
    at, until = f"{seen.key[0]}/expires_at", seen.key[1].expires_at
    if until <= (seen.ran[0] if seen.ran else seen.whole.account.read_at):
        return Supported(f"The key expired at {day(until)}.", at, *seen.join_at("key"), basis=Observed())
    return Excluded(f"the key is good until {day(until)}", at)


@cause(
    "key-of-other-project",
    "The key is made for another project",
    next_steps=[_NEW],
    sources=[_API_KEYS],
    contradicted_by=[was_served],
)
def of_other_project(seen: PlaceReading) -> Assessment:
    """A key can be limited to one project of its team."""
    key, deployment = seen.key, seen.deployment
    if key is None or key[1].project is None or deployment is None or deployment.project is None:
        return None
    pointers = (f"{key[0]}/project", seen.deployment_at(deployment))
    if key[1].project == deployment.project:
        return Excluded("the key is made for this very project", *pointers)
    return Supported(
        "The key is limited to another project than the one that is deployed here.", *pointers, basis=Observed()
    )


@cause(
    "key-leaked",
    "Vercel has marked the key as leaked",
    next_steps=[step("Delete the key, make a new one, set it, and deploy again."), _LIST],
    sources=[_API_KEYS],
)
def leaked(seen: PlaceReading) -> Assessment:
    """Vercel marks a key that was found in public; anybody may be spending with it."""
    marked = [(at, key) for at, key in seen.keys if key.leaked_at is not None]
    if not marked:
        return None
    at, key = marked[0]
    # Where several keys fit, it may be another one that leaked: worth knowing, and not said of this one.
    which = "The key was" if len(seen.keys) == 1 else "A key that can be this one was"
    return Supported(
        f"{which} marked as leaked at {day(key.leaked_at)}.", f"{at}/leaked_at", basis=Observed(), explains=False
    )
