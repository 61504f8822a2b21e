"""Accounts of every kind, each with what may be said of it: what is not named here must not be claimed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from gateway_probe.account.places import Place
from gateway_probe.document import Document
from tests.account.account_api import AccountWorld, deployment, event, key, variable
from tests.account.worlds import (
    DAY,
    HOST,
    OTHER_DEPLOYMENT,
    OTHER_TEAM,
    healthy_account,
    ids_of,
    seed,
    served_by_system,
)  # fmt: skip
from tests.causes.documents import document

Change = Callable[[AccountWorld, float], object]
THIRD_TEAM = "team_FAKEthirdTeam0000000001"


@dataclass(frozen=True)
class Expected:
    """A change to the healthy account, and what it may come to."""

    change: Change
    says: dict[str, str] = field(default_factory=dict)
    """What must be said, with the most confidence that it may have."""
    may: dict[str, str] = field(default_factory=dict)
    """What may be said beside it."""
    made: Callable[[], list[Document]] = lambda: [seed()]
    host: str | None = HOST
    options: dict[str, Any] = field(default_factory=dict)
    unseen: tuple[str, ...] = ()
    """What the answer names as not seen."""

    def world(self) -> AccountWorld:
        found = self.made()[-1]
        world = healthy_account(found)
        self.change(world, found.began.timestamp())
        return world

    def places(self) -> list[Place]:
        return [Place(f"place-{at}", None if at else self.host, found) for at, found in enumerate(self.made())]


def of(scenario: str, level: str = "private") -> Callable[[], list[Document]]:
    return lambda: [document(scenario, "production", "public" if level == "public" else "private")]


def system() -> list[Document]:
    return [served_by_system()]


def later(good: Document, bad: Document, days: float = 10) -> list[Document]:
    """The first as a run of some days before the second."""
    at = bad.probe.started_at.timestamp() - days * DAY
    moved = {**good.model_dump(mode="json")["probe"], "started_at": at}
    return [bad.model_validate({**good.model_dump(mode="json"), "probe": moved}), bad]


def good_then_bad() -> list[Document]:
    return later(document("healthy-byok", "production", "private"), seed())


def faults(**by_start: str) -> Change:
    return lambda world, _: world.faults.update({"/" + start.replace("__", "/"): f for start, f in by_start.items()})


def own(name: str, item: dict[str, Any]) -> Change:
    """A change to the first of a team's keys, or of the project's variables."""
    return lambda world, _: (world.keys[world.home] if name == "keys" else world.variables)[0].update(item)


def at_run(name: str, field_: str, days: float) -> Change:
    return lambda world, run: own(name, {field_: int((run + days * DAY) * 1000)})(world, run)


def log(kind: str, days: float, team: str | None = None) -> Change:
    return lambda world, run: world.events.setdefault(team or world.home, []).append(event(kind, run + days * DAY))


def byok(*credentials: dict[str, Any], elsewhere: tuple[dict[str, Any], ...] = ()) -> Change:
    return lambda world, _: world.byok.update({world.home: list(credentials), OTHER_TEAM: list(elsewhere)})


def all_of(*changes: Change) -> Change:
    return lambda world, run: [change(world, run) for change in changes]


def not_used(days: float = 1) -> Change:
    return at_run("keys", "activeAt", -days)


def key_elsewhere(team: str = OTHER_TEAM, **more: Any) -> Change:
    return all_of(
        not_used(), lambda world, run: world.keys.update({team: [key("ak_FAKEother", team, run + 0.5, "8aBc", **more)]})
    )


def emptied(world: AccountWorld, _: float) -> None:
    world.variables, world.shared, world.keys, world.byok, world.events, world.deployments = [], [], {}, {}, {}, {}
    world.teams = {world.home: "fake-acme"}


def many_keys(world: AccountWorld, run: float) -> None:
    """The key of the place stands on the second page."""
    more = [key(f"ak_FAKE{at}", world.home, run - 40 * DAY, f"x{at:03}") for at in range(3)]
    world.keys[world.home] = [*more, *world.keys[world.home]]
    world.page = 3


def endless_keys(world: AccountWorld, run: float) -> None:
    world.keys[world.home] = [key(f"ak_FAKE{at}", world.home, run - 40 * DAY, f"x{at:03}") for at in range(90)]
    world.page = 1


def serves(days: float) -> Change:
    def change(world: AccountWorld, run: float) -> None:
        team, project, _ = ids_of(seed())
        world.deployments[HOST] = deployment(OTHER_DEPLOYMENT, team, project, run + days * DAY)

    return change


def other_app(world: AccountWorld, run: float) -> None:
    """The project that was named is there, and is another app's: it sets no key, and what it sets is new."""
    world.variables = [variable("DATABASE_URL", ["production"], run - 9 * DAY)]
    world.projects = {"other-app"}


def personal(world: AccountWorld, _: float) -> None:
    """No team at all: the deployment and its keys are the person's own."""
    world.teams = {}
    for item in world.deployments.values():
        item["ownerId"] = "FAKEpersonalAccount00001"
    for item in world.keys[world.home]:
        item["teamId"] = None


def another_login(world: AccountWorld, run: float) -> None:
    """Somebody else's login, whose own team knows nothing of the place; it was run at the public level."""
    world.home, world.teams = OTHER_TEAM, {OTHER_TEAM: "fake-other"}
    world.deployments, world.projects = {}, set()
    world.keys = {OTHER_TEAM: [key("ak_FAKEother", OTHER_TEAM, run - 3 * DAY)]}


def alike(world: AccountWorld, run: float) -> None:
    """Teams whose slugs begin alike; each has a key, and the first alone is the place's."""
    world.teams = {THIRD_TEAM: "fake-acme-1", world.home: "fake-acme", OTHER_TEAM: "fake-acme-2"}
    world.keys[THIRD_TEAM] = [key("ak_FAKEthird", THIRD_TEAM, run - 5 * DAY, "1aAa")]


def variables(*given: tuple[str, Any, float, dict[str, Any]]) -> Change:
    return lambda world, run: setattr(
        world, "variables", [variable(name, target, run + days * DAY, **more) for name, target, days, more in given]
    )


def shared(target: list[str]) -> Change:
    return lambda world, run: setattr(world, "shared", [variable("AI_GATEWAY_API_KEY", target, run - 9 * DAY)])
