"""Worlds in which one run looks the same, and only the account tells them apart."""

from collections.abc import Callable

from gateway_probe.document import Document
from tests.account.account_api import AccountWorld, credential, deployment, event, key, variable
from tests.causes.documents import document

HOST = "app.fake-acme.example"
OTHER_TEAM = "team_FAKEanotherTeam00000001"
OTHER_DEPLOYMENT = "dpl_FAKEanother0000000000001"
DAY = 86_400.0


def seed(level: str = "private") -> Document:
    """The seed's question: BYOK refused for want of paid credits, and two teams that look alike from inside."""
    return document("untouched-grants", "production", "public" if level == "public" else "private")


def served_by_system() -> Document:
    """A run that was served, but by the gateway's own credentials."""
    return document("byok-credential-missing-or-disabled", "production", "private")


def ids_of(found: Document) -> tuple[str, str, str]:
    """Team, project and deployment, in full."""
    told = any(token.claims is not None for token in found.identity.tokens)
    private = found if told and found.probe.disclosure == "private" else seed()
    team = next(token.claims.owner_id for token in private.identity.tokens if token.claims is not None)
    assert team is not None
    assert private.runtime.project_id is not None
    assert private.runtime.deployment_id is not None
    return team, private.runtime.project_id, private.runtime.deployment_id


def healthy_account(found: Document) -> AccountWorld:
    """An account in which nothing is wrong, for the run that this Document tells of."""
    team, project, made_in = ids_of(found)
    run = found.probe.started_at.timestamp() + found.probe.duration_ms / 2000
    own = deployment(made_in, team, project, run - DAY)
    return AccountWorld(
        home=team,
        teams={team: "fake-acme", OTHER_TEAM: "fake-other"},
        variables=[
            variable("AI_GATEWAY_API_KEY", ["production", "preview"], run - 3 * DAY),
            variable("DATABASE_URL", ["production"], run - 9 * DAY),
        ],
        deployments={HOST: own, made_in: own},
        keys={team: [key("ak_FAKEhome", team, run), key("ak_FAKEold", team, run - 30 * DAY, "9zZz")], OTHER_TEAM: []},
        byok={team: [credential("azure")]},
        events={team: []},
    )


def other_team(found: Document) -> AccountWorld:
    """The key in the runtime is of another team; the deployment's team has keys of its own and has paid."""
    world = healthy_account(found)
    run = found.probe.started_at.timestamp()
    world.keys[world.home][0]["activeAt"] = int((run - DAY) * 1000)
    world.keys[OTHER_TEAM] = [key("ak_FAKEother", OTHER_TEAM, run + 0.5, "8aBc")]
    world.events[world.home] = [event("ai-gateway-credits-purchased", run - 60 * DAY)]
    return world


def free_tier(found: Document) -> AccountWorld:
    """The key is of the deployment's own team, and that team has never bought credits."""
    return healthy_account(found)


def purchased(found: Document) -> AccountWorld:
    """The team has bought credits, and the gateway asks for them all the same."""
    world = healthy_account(found)
    world.events[world.home] = [event("ai-gateway-credits-purchased", found.probe.started_at.timestamp() - 60 * DAY)]
    return world


def byok_off(found: Document) -> AccountWorld:
    """The provider credential is there and switched off, since five days."""
    world = healthy_account(found)
    world.byok[world.home] = [credential("azure", active=False)]
    at = found.probe.started_at.timestamp() - 5 * DAY
    world.events[world.home] = [event("ai-gateway-byok-credential-updated", at)]
    return world


def changed_after_deployment(found: Document) -> AccountWorld:
    """The key was replaced an hour after the deployment was ready: the new one was never used there."""
    world = _key_not_used(healthy_account(found))
    ready = world.deployments[HOST]["ready"]
    world.variables[0]["updatedAt"] = ready + 3_600_000
    return world


def other_deployment(found: Document) -> AccountWorld:
    """The address serves a deployment that was rolled back to, before the run of which the Document tells."""
    world = _key_not_used(healthy_account(found))
    team, project, _ = ids_of(found)
    created = found.probe.started_at.timestamp() - 20 * DAY
    world.deployments[HOST] = deployment(OTHER_DEPLOYMENT, team, project, created)
    return world


def _key_not_used(world: AccountWorld) -> AccountWorld:
    world.keys[world.home][0]["activeAt"] -= int(DAY * 1000)
    return world


# The code that settles each world, and how sure it is.
WORLDS: dict[str, tuple[Callable[[Document], AccountWorld], Callable[[], Document], str, str]] = {
    "other-team": (other_team, seed, "key-of-other-team", "likely"),
    "byok-needs-paid-tier": (free_tier, seed, "byok-needs-paid-tier", "likely"),
    "purchased": (purchased, seed, "purchase-and-refusal-disagree", "likely"),
    "byok-off": (byok_off, served_by_system, "byok-credential-switched-off", "likely"),
    "changed-after-deployment": (changed_after_deployment, seed, "env-changed-not-redeployed", "certain"),
    "other-deployment": (other_deployment, seed, "alias-serves-other-deployment", "certain"),
}
