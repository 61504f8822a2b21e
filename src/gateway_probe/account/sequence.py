"""Runs, deployments, changes of variables and events of the account, in the order in which they happened."""

from collections.abc import Iterator

from gateway_probe.account.account_facts import Deployment
from gateway_probe.account.causes import AccountReading, PlaceReading, readings_of
from gateway_probe.account.event_types import EVENTS, PURCHASED
from gateway_probe.account.report import Lane, Moment

MAX_MOMENTS = 60


def timeline(seen: AccountReading) -> list[Moment]:
    """Every moment, the oldest first; of more than 60 the latest, and the purchases."""
    found = sorted({*_runs(seen), *_deployments(seen), *_variables(seen), *_keys(seen), *_events(seen)}, key=_order)
    kept = set(found[-MAX_MOMENTS:]) | {moment for moment in found if moment.what.startswith(EVENTS[PURCHASED])}
    return [moment for moment in found if moment in kept]


def _order(moment: Moment) -> tuple[object, ...]:
    return moment.at, moment.lane, moment.what, moment.place or ""


def _runs(seen: AccountReading) -> Iterator[Moment]:
    for place in seen.places:
        if place.document is None or place.window is None:
            continue
        verdict = place.document.verdict
        word = {True: "served", False: "refused", None: "undecided"}[place.served]
        yield Moment(
            at=place.window[0], lane="run", place=place.name, served=place.served, what=f"{word}, {verdict.code}"
        )


def _deployments(seen: AccountReading) -> Iterator[Moment]:
    here = readings_of(seen)
    serving = {each.serving.id for each in here if each.serving is not None}
    known: dict[str, Deployment] = {fact.id: fact for asked in seen.account.deployments for fact in asked.facts}
    for fact in known.values():
        name = ", ".join(sorted({each.place.name for each in here if _is_of(each, fact)})) or None
        now = ", serves now" if fact.id in serving else ""
        if fact.created_at is not None:
            yield Moment(
                at=fact.created_at, lane="deployment", place=name, what=f"deployment made ({fact.environment})"
            )
        if fact.ready_at is not None:
            yield Moment(at=fact.ready_at, lane="deployment", place=name, what=f"deployment ready{now}")


def _is_of(seen: PlaceReading, fact: Deployment) -> bool:
    return any(found is not None and found.id == fact.id for found in (seen.deployment, seen.serving))


def _variables(seen: AccountReading) -> Iterator[Moment]:
    for fact in (*seen.account.variables.facts, *seen.account.shared_variables.facts):
        where = ", ".join(fact.environments) or "no environment"
        if fact.updated_at is not None:
            word = "set" if fact.created_at == fact.updated_at else "changed"
            yield Moment(at=fact.updated_at, lane="variable", what=f"{fact.name} {word} ({where})")


def _keys(seen: AccountReading) -> Iterator[Moment]:
    for each in readings_of(seen):
        for _, key in each.keys:
            name = each.place.name
            if key.created_at is not None:
                yield Moment(at=key.created_at, lane="account", place=name, what="the key was made")
            if key.leaked_at is not None:
                yield Moment(at=key.leaked_at, lane="account", place=name, what="the key was marked as leaked")


def _events(seen: AccountReading) -> Iterator[Moment]:
    several = len({asked.team for asked in seen.account.events}) > 1
    for asked in seen.account.events:
        # Where two logs were read it matters whose it is: one team's purchase does not count for the other's key.
        whose = "" if not several else " (home team)" if asked.team in {None, seen.home_team} else " (key's team)"
        for event in asked.facts:
            lane: Lane = "variable" if "env-variable" in event.type else "account"
            yield Moment(at=event.at, lane=lane, what=EVENTS[event.type] + whose)
