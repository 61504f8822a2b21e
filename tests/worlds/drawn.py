"""Worlds drawn by lot from everything that a team, a key, a token and a look-up can be, a fault beside a fault.

Nobody wrote down what may be said of each: the stand-in knows what it answered to the app's own request and why, and
the verdict has to agree with that.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import SET_UPS, set_up
from tests.worlds.expectation import named
from tests.worlds.world import ASKED, KEY, REVOKED_KEY, TIER, Place, Visit

KEYS = {
    "good": KEY,
    "revoked": REVOKED_KEY,
    "quoted": f'"{KEY}"',
    "quoted and revoked": f'"{REVOKED_KEY}"',
    "after Bearer": f"Bearer {KEY}",
    "absent": None,
}
NOISE: tuple[Answer, ...] = (parts.THROTTLED, parts.UNAVAILABLE, parts.FOREIGN_PAGE, parts.MITIGATED, parts.SQUID)
QUIET = {
    "credits by key": Where("credits", "key"),
    "credits by token": Where("credits", "token"),
    "credits by a made-up key": Where("credits", "made-up"),
    "the list of models": parts.MODELS,
    "the tier model": Where("generate", model=TIER),
}
"""Questions that are not the app's own: whatever they are answered, the app's trouble is the same."""

TRUE: dict[str, frozenset[str]] = {
    "customer_verification_required": frozenset({"no-card-on-file"}),
    "insufficient_funds": frozenset({"byok-blocked-at-zero-balance", "free-credit-used-up"}),
    "quota_for_entity_exceeded": frozenset({"budget-reached"}),
    "access_denied": frozenset({"team-blocked", "card-not-accepted"}),
    "forbidden": frozenset({"routing-rule-denied"}),
    "model_not_found": frozenset({"model-unknown-or-retired", "model-id-without-creator"}),
    "byok_requires_paid_credits": frozenset({"byok-needs-paid-tier", "purchase-not-effective-yet"}),
    "authentication_error": frozenset({"key-invalid-revoked-or-expired", "bad-key-shadows-oidc"}),
    "invalid_request_error": frozenset({"only-filter-matches-nothing"}),
    "no_providers_available": frozenset({"free-tier-model-restricted", "provider-or-model-allowlist"}),
}
"""The type of the stand-in's refusal → the causes that are true when it says so."""

OF_THE_TOKEN = frozenset(
    {"oidc-refused", "oidc-expired-locally", "oidc-off-or-wrong-link", "oidc-cached-at-boot-or-build"}
)


@dataclass(frozen=True)
class Drawn:
    """One draw: the place, its gateway, and what of it the truth depends on."""

    name: str
    place: Place
    gateway: Gateway
    key: str
    other_team: bool

    def faults(self, seen: Visit) -> Iterator[str]:
        """Where the verdict and what the stand-in knows are not of one mind."""
        verdict = seen.document.verdict
        first = next(
            ((request, answer) for request, answer in seen.asked.exchanges if request.door == "generate"), None
        )
        if first is None or first[1].status == 200:
            if first is None and verdict.status == "healthy":
                yield "healthy, and nothing was asked"
            if first is not None and verdict.status not in {"healthy", "degraded"}:
                yield f"served, and the verdict is {verdict.status}: {verdict.code}"
            return
        true = self._true(*first)
        if verdict.status in {"healthy", "degraded"}:
            yield f"refused, and the verdict is {verdict.status}"
        if verdict.confidence != "possible" and verdict.code not in true:
            yield f"{verdict.confidence} of {verdict.code}, and true is one of {', '.join(sorted(true))}"
        if not named(seen.document) & true:
            yield f"none of the true causes is named: {', '.join(sorted(true))}"
        for finding in seen.document.findings:
            sure = finding.severity == "error" and finding.confidence == "certain"
            if sure and finding.code not in {verdict.code, *true}:
                yield f"certain of {finding.code} beside the verdict"

    def _true(self, request: Request, answer: Answer) -> frozenset[str]:
        body: Any = answer.body
        error = body.get("error") if isinstance(body, dict) else None
        kind = error.get("type") if isinstance(error, dict) else None
        true = TRUE.get(str(kind), frozenset())
        if kind == "authentication_error" and self.key == "absent":
            true = OF_THE_TOKEN
        elif kind == "authentication_error" and self.key not in {"good", "revoked"}:
            true |= {"key-quoted-or-prefixed"}
        return true | {"key-of-other-team", "refusal-depends-on-credential"} if self.other_team else true


def draws(seed: int, number: int) -> Iterator[Drawn]:
    """So many worlds, the same ones for the same seed."""
    lots = random.Random(seed)  # noqa: S311
    return (_draw(lots, f"{seed}.{index}") for index in range(number))


def _draw(lots: random.Random, name: str) -> Drawn:
    own = _team(lots, "one")
    other_team = lots.random() < 0.3
    of_token = _team(lots, "two") if other_team else own
    client = lots.choice([*SET_UPS, *["ai-sdk-7"] * 4])
    key = lots.choice([*KEYS, *["good"] * 8])
    token = lots.choice([None, *[Token(of_token)] * 3, Token(of_token, refused=True), Token(of_token, age_s=9000)])
    model = lots.choice([*[ASKED] * 5, TIER, "azure/gpt-5.4-mini", "openai/gpt-9", "gpt-5.4-mini"])
    options = lots.choice([*[None] * 5, {"tags": ["a"]}, {"only": ["nobody"]}])
    noise = tuple(
        Rule(where, lots.choice(NOISE))
        for what, where in QUIET.items()
        if lots.random() < 0.1 and not (model == TIER and what == "the tier model")
    )
    settings = {"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(**options)} if options else {}
    place = replace(
        set_up(client, KEYS[key], token).having(settings), model=model, experiments=lots.choice(["auto", "all"])
    )
    keys = (Key(KEY, own), Key(REVOKED_KEY, own, revoked=True))
    gateway = Gateway(keys, (token,) if token else (), rules=noise, metadata=lots.choice(["new", "old"]))
    told = f"{name}: {client}, key {key}, {model}"
    return Drawn(told, place, gateway, key, other_team and key == "good")


def _team(lots: random.Random, name: str) -> Team:
    tier = lots.choice(["free", "paid"])
    balance = lots.choice(["3.80", "5.00", "0.40"] if tier == "free" else ["95.50", "41.07", "3.10"])
    own = lots.choice([None, "served", "bad-key", "no-deployment"])
    team = Team(
        f"team_FAKE{name}",
        "free" if tier == "free" else "paid",
        balance,
        lots.choice(["4.50", "1.20", "0.00"]),
        stored={"azure": Credential(own)} if own else {},
    )
    troubled = (
        replace(team, card=False),
        replace(team, balance="0.00"),
        replace(team, budget_left=False),
        replace(team, blocked=True),
        replace(team, denied_by={ASKED: "rule_FAKE"}),
        replace(team, providers_allowed=frozenset({"anthropic"})),
    )
    return lots.choice([*[team] * 6, *troubled])
