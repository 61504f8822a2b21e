"""Tiers, balances, limits and ids of models: what is decided by one word, and what hides behind another."""

from dataclasses import replace
from typing import Any

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where, error_body
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, STORED_CREDENTIAL, May
from tests.worlds.world import ASKED, KEY, REVOKED_KEY, World, on_vercel

CLAUDE = "anthropic/claude-sonnet-4.5"
GEMINI = "google/gemini-3-flash"
UNKNOWN = "openai/gpt-5.4-mni"
LIMITED = Team("team_FAKEfree", "free", "3.80", "1.20", free_requests=0)
QUOTA = 'Quota limit exceeded for "team". Current spend: $20.00, limit: $20.00.'


def _team(name: str, team: Team, may: May, *rules: Rule, model: str = ASKED) -> World:
    """Key and token are of this team."""
    return World(name, on_vercel(KEY, Token(team), model=model), parts.one_team(team, *rules), may)


def _decided(name: str, team: Team, code: str, *rules: Rule, model: str = ASKED) -> World:
    """The gateway's own word says it, and nothing else could."""
    return _team(name, team, May(("failing",), verdict=(code,), certain=True, generations=(0, 6)), *rules, model=model)


def _budget(status: int, **more: Any) -> World:
    """Older gateways gave the same type another status."""
    told = Answer(status, error_body(QUOTA, "quota_for_entity_exceeded"))
    may = May(("failing",), verdict=("budget-reached",), generations=(0, 6), **more)
    return _team(f"a budget is reached, told with {status}", parts.PAID, may, Rule(parts.GENERATE, told))


WORLDS = (
    _team(
        "the tier's refusal on a free team, by the team's own token too",
        parts.FREE_WITH_BYOK,
        May(
            ("failing",), verdict=("byok-needs-paid-tier",), at_least="likely", not_claimed=FACTORS, generations=(0, 6)
        ),
    ),
    World(
        "the tier's refusal on a free team, and no token says whose",
        on_vercel(KEY),
        parts.by_key_alone(parts.FREE_WITH_BYOK),
        May(("failing",), names=(("byok-needs-paid-tier",), ("key-of-other-team",)), not_claimed=FACTORS),
    ),
    _team(
        "the tier's refusal on a team that has paid, whatever is asked otherwise",
        parts.PAID,
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",), ("purchase-not-effective-yet",)),
            certain=False,
            not_ruled_out=frozenset({"refusal-depends-on-origin"}),
        ),
        Rule(Where("generate", model=ASKED), parts.BYOK_REFUSAL),
    ),
    _team(
        "the tier's refusal for a model of Google, and nothing is stored",
        parts.FREE,
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=STORED_CREDENTIAL | FACTORS),
        Rule(Where("generate", model=GEMINI), parts.BYOK_REFUSAL),
        model=GEMINI,
    ),
    World(
        "a credential in the request of a free team, which is served without it",
        on_vercel(
            KEY,
            Token(parts.FREE),
            GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(byok={"azure": [{"apiKey": "FAKE", "resourceName": "fake"}]}),
        ),
        parts.one_team(parts.FREE),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | STORED_CREDENTIAL),
    ),
    _decided("a model that the free tier does not have", parts.FREE, "free-tier-model-restricted", model=CLAUDE),
    _decided("a team without a card", parts.NO_CARD, "no-card-on-file"),
    _decided("a budget is reached", parts.SPENT, "budget-reached"),
    # What comes with a 429 passes: however often it is said within seconds, it is said once.
    _budget(429, at_least="likely"),
    _budget(403, certain=True),
    _decided("a team of the free tier reaches its limit", LIMITED, "free-tier-rate-limit"),
    _team(
        "the free tier lets one request through, and the second one is streamed",
        replace(LIMITED, free_requests=1),
        May(
            ("degraded", "failing", "inconclusive"),
            names=(("free-tier-rate-limit",),),
            not_claimed=FACTORS,
            not_certain=FACTORS,
        ),
    ),
    _team(
        "no balance at all, by key and token",
        parts.NO_MONEY,
        May(("failing",), verdict=("byok-blocked-at-zero-balance", "free-credit-used-up"), not_claimed=KEY_IS_BAD),
    ),
    _team(
        "a budget of this key alone is reached, not the team's",
        parts.PAID,
        May(("failing",), names=(("budget-reached",),), not_claimed=KEY_IS_BAD),
        Rule(Where("generate", "key"), Answer(402, error_body(QUOTA, "quota_for_entity_exceeded"))),
    ),
    _team(
        "a card is asked for once, and from then on all is served",
        parts.PAID,
        May(("degraded", "failing", "inconclusive"), certain=False, not_certain=MONEY, not_claimed=FACTORS),
        Rule(
            parts.GENERATE,
            parts.refusal(403, "customer_verification_required", "A valid credit card on file is required."),
            last=1,
        ),
    ),
    _decided("a letter is missing from the model's id", parts.PAID, "model-unknown-or-retired", model=UNKNOWN),
    _decided("a model that is no longer listed", parts.PAID, "model-unknown-or-retired", model="openai/gpt-4-32k"),
    _decided("the model's id has no creator", parts.PAID, "model-id-without-creator", model="gpt-5.4-mini"),
    _team(
        "the model's id is in capitals",
        parts.PAID,
        May(("failing",), verdict=("model-unknown-or-retired",), said=ASKED),
        model="OpenAI/GPT-5.4-Mini",
    ),
    World(
        "a revoked key, and a model that the public list does not have",
        on_vercel(REVOKED_KEY, model=UNKNOWN),
        Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),)),
        May(("failing",), names=(("key-invalid-revoked-or-expired",), ("model-unknown-or-retired",))),
    ),
    _team(
        "a blocked team, and a model that the public list does not have",
        parts.BLOCKED,
        May(("failing",), names=(("team-blocked",), ("model-unknown-or-retired",))),
        model=UNKNOWN,
    ),
    _team(
        "a team without a card, and a model that the public list does not have",
        parts.NO_CARD,
        May(("failing",), names=(("no-card-on-file",), ("model-unknown-or-retired",))),
        model=UNKNOWN,
    ),
    _team(
        "a team without money, and a model that the public list does not have",
        parts.NO_MONEY,
        May(
            ("failing",), names=(("byok-blocked-at-zero-balance", "free-credit-used-up"), ("model-unknown-or-retired",))
        ),
        model=UNKNOWN,
    ),
    _team(
        "a model that the list leaves out is served",
        parts.PAID,
        May(("healthy", "degraded"), not_claimed=KEY_IS_BAD | MONEY | FACTORS),
        Rule(
            Where("models"), Answer(200, {"object": "list", "data": [{"id": "openai/gpt-4o-mini", "type": "language"}]})
        ),
    ),
    _team(
        "a model for pictures, which the app may well use for pictures",
        parts.PAID,
        # The app asks for a picture by another door; that this door refuses it says nothing of the app.
        May(("failing", "inconclusive", "degraded"), certain=False, not_claimed=KEY_IS_BAD | MONEY | FACTORS),
        model="google/imagen-5",
    ),
)
