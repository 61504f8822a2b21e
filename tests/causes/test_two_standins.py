"""One verdict for one world: scenarios of the simulator, played once more by the second stand-in."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from gateway_probe.document import Document
from gateway_simulator import load_scenario, serve
from gateway_simulator.world import ByokCredential, Scenario
from gateway_simulator.world import Team as SimulatedTeam
from tests.accuracy.expectations import run_probe
from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where, error_body
from tests.worlds.world import KEY, Place, on_vercel, visit

OUTCOMES = {
    "ok": "served",
    "wrong-key": "bad-key",
    "deployment-not-found": "no-deployment",
    "rate-limited": "rate-limit",
    "out-of-funds": "no-funds",
    "resource-name-is-url": "url-as-resource",
}


@dataclass(frozen=True)
class Twin:
    """A scenario's production place, told to the second stand-in. `key` and `token` name teams of the scenario."""

    scenario: str
    key: str | None = "acme"
    token: str | None = "acme"
    value: Callable[[str], str] = str
    revoked: bool = False

    def gateway(self, told: Scenario) -> Gateway:
        """The scenario's teams and refusals; nothing is taken from the simulator but its data."""
        keys = () if self.key is None else (Key(KEY, _team(told.teams[self.key]), revoked=self.revoked),)
        tokens = () if self.token is None else (Token(_team(told.teams[self.token])),)
        return Gateway(keys, tokens, rules=tuple(_rule(item) for item in told.refusals), metadata="new")

    def place(self, told: Scenario) -> Place:
        """Production as the scenario has it, with the second stand-in's key and token."""
        env = told.places["production"].env
        kept = {name: value for name, value in env.items() if name.startswith("GATEWAY_PROBE_")}
        token = None if self.token is None else Token(_team(told.teams[self.token]))
        return on_vercel(None if self.key is None else self.value(KEY), token, project=token.project if token else "prj_FAKE").having(kept)  # fmt: skip


def _team(team: SimulatedTeam) -> Team:
    return Team(
        id=team.id or f"team_{team.slug}",
        tier=team.tier,
        balance=team.balance,
        used=team.total_used,
        blocked=team.blocked,
        card=team.card_on_file,
        budget_left=not team.budget_exceeded,
        providers_allowed=None if team.allowed_providers is None else frozenset(team.allowed_providers),
        stored={name: _credential(item) for name, item in team.byok.items()},
        free_requests=0 if team.rate_limited else None,
    )


def _credential(item: ByokCredential) -> Credential:
    return Credential(OUTCOMES[item.outcome], item.enabled, item.zdr)


def _rule(refusal: object) -> Rule:
    when = refusal.when  # type: ignore[attr-defined]
    where = Where(
        "generate",
        {"api-key": "key", "oidc": "token", None: ""}[when.credential],
        when.model or "",
        when.protocol or "",
        when.streaming,
        header=when.header or "",
        option=(when.option or "").removeprefix("gateway."),
        without=when.header_absent or "",
    )
    answer = Answer(refusal.status, error_body(refusal.message, refusal.type, refusal.param))  # type: ignore[attr-defined]
    return Rule(where, answer)


TWINS = (
    Twin("byok-needs-paid-tier"),
    Twin("free-tier-and-newline", value=lambda key: f"{key}\n"),
    Twin("free-tier-oidc", key=None),
    Twin("free-tier-rate-limit"),
    Twin("case"),
    Twin("refusal-depends-on-origin"),
    Twin("refusal-depends-on-protocol"),
    Twin("healthy-byok"),
    Twin("healthy-oidc", key=None),
    Twin("healthy-system"),
    Twin("byok-blocked-at-zero-balance"),
    Twin("free-credit-used-up"),
    Twin("no-card-on-file"),
    Twin("budget-reached"),
    Twin("team-blocked"),
    Twin("key-of-other-team", key="other"),
    Twin("key-invalid-revoked-or-expired", token=None, revoked=True),
    Twin("key-revoked", token=None, revoked=True),
    Twin("key-trailing-newline", value=lambda key: f"{key}\n"),
    Twin("key-quoted-or-prefixed", token=None, value=lambda key: f'"{key}"'),
    Twin("key-invisible-unicode", value=lambda key: f"\ufeff{key}"),
    Twin("provider-or-model-allowlist"),
    Twin("key-absent", key=None, token=None),
    Twin("model-unknown-or-retired"),
    Twin("model-id-without-creator"),
    Twin("byok-credential-missing-or-disabled"),
    Twin("byok-failed-silent-system-fallback"),
    Twin("only-filter-matches-nothing"),
    Twin("key-empty", value=lambda _key: ""),
    Twin("two-teams-two-refusals", key="other"),
)


def test_enough_scenarios_are_played_twice() -> None:
    assert len({twin.scenario for twin in TWINS}) >= 25


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin.scenario)
def test_both_stand_ins_give_one_verdict(twin: Twin) -> None:
    told = load_scenario(twin.scenario)
    with serve(twin.scenario) as simulator:
        first = run_probe(simulator.place("production"))
    second = visit(twin.place(told), twin.gateway(told)).document
    assert said(second) == said(first), told.title


def said(document: Document) -> tuple[str, str, str, list[str]]:
    verdict = document.verdict
    return verdict.status, verdict.code, verdict.confidence, [item.code for item in verdict.alternatives]
