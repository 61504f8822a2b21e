"""Facts of the account joined to Documents, and how each join was made."""

from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from gateway_probe.account.account_facts import Account, Deployment, Key
from gateway_probe.account.places import Place, differs, is_id, matches
from gateway_probe.document.base import Hidden, Identifier, Model

_BEFORE = timedelta(seconds=5)
_AFTER = timedelta(seconds=60)
"""How far the key's last use may lie from the run. How soon Vercel moves it is not documented."""

OTHER_PROJECT = "the variables that were read are those of another project"

What = Literal["deployment", "serving", "project", "team", "key"]
How = Literal["id", "fingerprint", "host", "ending", "last-use", "name"]


class Join(Model):
    """One thing of the account that a place was joined to."""

    place: str
    what: What
    joined: bool
    how: How | None = None
    id: Annotated[str | None, Identifier()] = None
    team: Annotated[str | None, Identifier()] = None
    ending: Annotated[str | None, Hidden()] = None
    candidates: int = 0
    because: str


def join_places(account: Account, places: list[Place], salt: str) -> list[Join]:
    """Every join of every place; one that could not be made says why."""
    found: list[Join] = []
    for place in places:
        found += [join for join in (_serving(account, place), *_of_document(account, place, salt)) if join is not None]
    return found


def deployment_of(account: Account, place: Place, salt: str) -> tuple[Deployment, How] | None:
    """The deployment in which the place's Document was made."""
    found = ((fact, matches(place.deployment, fact.id, salt)) for fact in deployments(account))
    return next(((fact, how) for fact, how in found if how is not None), None)


def deployment_here(account: Account, place: Place, salt: str) -> Deployment | None:
    """The same, and for a place without a Document the one that answers now."""
    found = deployment_of(account, place, salt)
    return found[0] if found is not None else serving(account, place) if place.document is None else None


def deployment_team(account: Account, place: Place, salt: str) -> str | None:
    """The team of the place's deployment; without a Document, of the one that answers now.

    A Document says of which team it was when the run was made: the account, whose it is now, after a project was moved.
    """
    if is_id(place.team, "team_"):
        return place.team
    told = _team(account, place, salt)
    if told is not None:
        return told.team
    fact = deployment_here(account, place, salt)
    return None if fact is None or differs(place.team, fact.team, salt) else fact.team


def serving(account: Account, place: Place) -> Deployment | None:
    """The deployment that answers for the place's host now."""
    return next((fact for fact in deployments(account) if place.host and fact.asked_as == place.host), None)


def is_of_other_project(account: Account, place: Place, salt: str) -> bool:
    """Whether the variables that were read are surely those of another project than the place's."""
    asked = account.project
    if asked is None or matches(place.project, asked, salt) is not None:
        return False
    fact = deployment_here(account, place, salt)
    if fact is not None and fact.project is not None:
        # What was asked for may be a name, which a deployment need not tell.
        known = {fact.project, fact.project_name if fact.project_name is not None else asked}
        return asked not in known
    return is_id(asked, "prj_") and differs(place.project, asked, salt)


def deployments(account: Account) -> list[Deployment]:
    """Every deployment that was looked up."""
    return [fact for asked in account.deployments for fact in asked.facts]


def keys_of(account: Account, place: Place) -> tuple[list[Key], How]:
    """The keys of the account that can be the place's, and how that is seen."""
    return fitting_keys([key for asked in account.keys for key in asked.facts], place)


def fitting_keys(keys: list[Key], place: Place) -> tuple[list[Key], How]:
    """The keys that can be the place's: by their ending where the key is at hand, else by when they were last used.

    How many characters Vercel shows is not documented, so the shorter of two endings decides.
    """
    own, window = place.key_ending, place.window
    if own is not None:
        return [key for key in keys if key.ending and (own.endswith(key.ending) or key.ending.endswith(own))], "ending"
    if window is None or not place.uses_key:
        return [], "last-use"
    return [key for key in keys if _used_in(key, window)], "last-use"


def _used_in(key: Key, window: tuple[datetime, datetime]) -> bool:
    used = key.last_used_at
    return used is not None and window[0] - _BEFORE <= used <= window[1] + _AFTER


def _join(place: Place, what: What, because: str, how: How | None = None, **found: Any) -> Join:
    """Made by what the `because` of it says, or not made where there is no `how`."""
    return Join(place=place.name, what=what, joined=how is not None, how=how, because=because, **found)


def _serving(account: Account, place: Place) -> Join | None:
    fact = serving(account, place)
    if place.host is None:
        return None
    if fact is None:
        return _join(place, "serving", "the host could not be looked up")
    return _join(place, "serving", "the deployment that answers for this host", "host", id=fact.id, team=fact.team)


def _of_document(account: Account, place: Place, salt: str) -> list[Join | None]:
    if place.document is None:
        return [_project(account, place, salt)]
    joins = [ask(account, place, salt) for ask in (_deployment, _project, _team)]
    return [*joins, _key(account, place)]


def _deployment(account: Account, place: Place, salt: str) -> Join | None:
    if place.deployment is None:
        return None
    found = deployment_of(account, place, salt)
    if found is None:
        because = "none of the deployments that were looked up is the one in which this Document was made"
        return _join(place, "deployment", because)
    fact, how = found
    return _join(place, "deployment", f"the Document's deployment, by its {how}", how, id=fact.id, team=fact.team)


def _project(account: Account, place: Place, salt: str) -> Join | None:
    if is_of_other_project(account, place, salt):
        return _join(place, "project", OTHER_PROJECT)
    for fact in deployments(account):
        if how := matches(place.project, fact.project, salt):
            return _join(place, "project", f"the Document's project, by its {how}", how, id=fact.project)
    return None


def _team(account: Account, place: Place, salt: str) -> Join | None:
    known = [team.id for team in account.teams.facts] + [fact.team for fact in deployments(account) if fact.team]
    for team in known:
        if how := matches(place.team, team, salt):
            because = f"the team of the Document's deployment, by its {how}"
            return _join(place, "team", because, how, id=team, team=team)
    return None


def _key(account: Account, place: Place) -> Join | None:
    if not place.uses_key:
        return None
    found, how = keys_of(account, place)
    by_ending = how == "ending"
    if len(found) == 1:
        key = found[0]
        because = "its ending is that of the key here" if by_ending else "it was last used when this run was made"
        return _join(place, "key", because, how, id=key.id, team=key.team, ending=key.ending, candidates=1)
    if not found:
        unused = "no key that was read was last used then, which proves nothing: it may have been used since"
        return _join(place, "key", "no key of the teams that were read ends so" if by_ending else unused)
    teams = {key.team for key in found}
    team = teams.pop() if len(teams) == 1 else None
    because = f"{len(found)} keys fit" + (", all of one team" if team else ", of several teams")
    return Join(place=place.name, what="key", joined=False, how=how, team=team, candidates=len(found), because=because)
