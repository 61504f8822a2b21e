"""Which calls the question needs, given what is held by now. A pure function: asked again after each round."""

from collections.abc import Iterator
from datetime import UTC, datetime

from gateway_probe.account.account_facts import ByokCredential, Deployment, Key, Team, VariableSetting
from gateway_probe.account.account_judgement import is_settled
from gateway_probe.account.answer_store import Ask, Held
from gateway_probe.account.causes import AccountReading
from gateway_probe.account.causes.reading import BUDGET_ERROR
from gateway_probe.account.joins import fitting_keys
from gateway_probe.account.places import Place, is_id

_MAX_OTHER_TEAMS = 3


def list_wanted(held: Held) -> Iterator[Ask]:
    """Every call whose parameters are known, the most telling first; those that were made are among them."""
    if held.team_is_lost:
        yield Ask("teams")  # tells the id of the team that was named; all else waits for it
        return
    lookups = [Ask("deployment", held.named_team, name) for name in _deployments(held)]
    yield from lookups
    if held.team is None and any(ask not in held.replies for ask in lookups):
        return  # the deployment tells whose account is meant; the login's own choice may be another
    team = held.team
    if held.project is not None:
        yield Ask("variables", team, held.project)
    yield Ask("keys", team)
    yield Ask("byok", team)
    if any(place.uses_key and place.served is not True for place in held.places):
        # Another team is the first suspicion then; to know them now saves a round. Whose log tells, the keys will show.
        yield Ask("teams")
    else:
        yield Ask("events", team)
    if any(ask.call == "keys" for ask in held.replies):
        yield from _follow_up(held, team)


def _follow_up(held: Held, team: str | None) -> Iterator[Ask]:
    """What only the first answers can show to be needed."""
    keys = held.facts("keys", Key)
    key_teams = {key.team for place in held.places for key in fitting_keys(keys, place)[0]}
    deciding = next(iter(sorted(other for other in key_teams if other is not None)), team)
    errors = [place.baseline_error for place in held.places]
    if any(error is not None and error.type == BUDGET_ERROR for error in errors):
        yield Ask("budgets", deciding)
    if any(error is not None and error.rule_id is not None for error in errors):
        yield Ask("rules", deciding)
    lost = [place for place in held.places if place.uses_key and not fitting_keys(keys, place)[0]]
    key_is_missing = bool(lost) and not _is_settled(held)
    byok_is_missing = any(place.document is not None for place in held.places) and not _has_byok(held)
    if key_is_missing or byok_is_missing:
        yield Ask("teams")
    others = _other_teams(held, team)
    if key_is_missing:
        yield from (Ask("keys", other) for other in others)
    if key_is_missing and any(Ask("keys", other) not in held.replies for other in others):
        yield from _where_the_key_may_be(lost, keys, team, others)
    else:
        yield from (Ask(call, other) for other in others if other in key_teams for call in ("events", "byok"))
        if not key_teams or not key_teams <= set(others):
            yield Ask("events", team)
    if byok_is_missing:
        yield from (Ask("byok", other) for other in others)
    if held.project is not None and _lacks_key_variable(held, team):
        yield Ask("shared-variables", team, held.project)
    for ask, reply in list(held.replies.items()):
        if reply.cursor is not None and ask.call != "deployment":
            yield Ask(ask.call, ask.team, ask.subject, reply.cursor)


def _where_the_key_may_be(lost: list[Place], keys: list[Key], team: str | None, others: list[str]) -> Iterator[Ask]:
    """What will decide, beside the lists in which the key is looked for now: a guess, which saves a round.

    A key of the home team that was used since the run may be the run's; where there is none, one other team is left.
    """
    since = max((place.window[1] for place in lost if place.window is not None), default=None)
    used_since = any(key.last_used_at is not None and since is not None and key.last_used_at > since for key in keys)
    if used_since:
        yield Ask("events", team)
    elif len(others) == 1:
        yield Ask("events", others[0])
    if len(others) == 1:
        yield Ask("byok", others[0])


def _deployments(held: Held) -> Iterator[str]:
    """The hosts, and the deployments of private Documents by their id, unless a host has turned out to serve it."""
    yield from (place.host for place in held.places if place.host)
    for place in held.places:
        if place.deployment is None or not is_id(place.deployment, "dpl_"):
            continue
        answered = place.host is None or Ask("deployment", held.named_team, place.host) in held.replies
        if answered and all(fact.id != place.deployment for fact in held.facts("deployment", Deployment)):
            yield place.deployment


def _other_teams(held: Held, team: str | None) -> list[str]:
    home = team or next((item.team for item in held.facts("deployment", Deployment) if item.team), None)
    return [item.id for item in held.facts("teams", Team) if item.id != home][:_MAX_OTHER_TEAMS]


def _is_settled(held: Held) -> bool:
    """A documented fact says already what is wrong: the key of an older or other deployment need not be found."""
    return is_settled(AccountReading(held.account(None, datetime.now(UTC), 0), held.places, held.scope.salt))


def _has_byok(held: Held) -> bool:
    """A credential was found, switched on or off, or a list could not be read: looking on would prove nothing."""
    replies = [reply for ask, reply in held.replies.items() if ask.call == "byok"]
    if any(reply.answer.state not in {"known", "absent"} for reply in replies):
        return True
    return any(not item.deleted for item in held.facts("byok", ByokCredential))


def _lacks_key_variable(held: Held, team: str | None) -> bool:
    reply = held.replies.get(Ask("variables", team, held.project))
    if reply is None or reply.answer.state not in {"known", "absent"}:
        return False
    own = {item.name for item in held.facts("variables", VariableSetting)}
    return any(own.isdisjoint(place.key_variables) for place in held.places)
