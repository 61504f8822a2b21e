"""Worlds in which a second fault lies behind the first, where a run could see it without a cure of the first."""

from dataclasses import replace
from typing import Any

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where, error_body
from tests.worlds import parts
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, NETWORK, NOT_THE_GATEWAY, OTHER_TEAM, May
from tests.worlds.world import ASKED, KEY, REVOKED_KEY, Place, World, on_laptop, on_vercel

NEAR = "openai/gpt-5.4-mimi"
ANYBODY = tuple(sorted(NOT_THE_GATEWAY))
NO_BLAME = FACTORS | MONEY | OTHER_TEAM
REVOKED = Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),))
OLD = Token(parts.PAID, environment="development", age_s=90_000, lifetime_s=43_200)
UNREACHED = {"GATEWAY_PROBE_BASE_URL": "http://127.0.0.1:1"}
RULE = Answer(
    403, error_body("Request denied by routing rule", "forbidden", {"ruleId": "rule_FAKE", "statusCode": 403})
)
CARD = parts.refusal(403, "customer_verification_required", "AI Gateway requires a valid credit card on file.")


def two(
    name: str, place: Place, gateway: Gateway, first: tuple[str, ...], second: tuple[str, ...], **more: Any
) -> World:
    """A failing place in which both have to be named."""
    return World(name, place, gateway, May(("failing",), names=(first, second), **more))


def stored(one: str, other: str) -> Gateway:
    """Two credentials of the team's own that come out so, and none of the gateway's."""
    team = Team(stored={"openai": Credential(one), "azure": Credential(other)})
    return parts.by_key_alone(team, system=parts.NO_ROUTE)


CREDENTIAL = ("byok-credential-refused", "byok-azure-wrong-key-or-resource")
REVOKED_CODE = ("key-invalid-revoked-or-expired",)
TIER = ("byok-needs-paid-tier",)

WORLDS = (
    two(
        "no funds, and a model that is not listed",
        on_vercel(KEY, GATEWAY_PROBE_MODEL=NEAR),
        parts.by_key_alone(Team("team_FAKEempty", balance="0")),
        ("byok-blocked-at-zero-balance", "free-credit-used-up"),
        ("model-unknown-or-retired",),
        not_claimed=FACTORS | KEY_IS_BAD,
    ),
    two(
        "a budget that is used up, and a model that is not listed",
        on_vercel(KEY, GATEWAY_PROBE_MODEL=NEAR),
        parts.by_key_alone(replace(parts.PAID, budget_left=False)),
        ("budget-reached",),
        ("model-unknown-or-retired",),
        not_claimed=FACTORS | KEY_IS_BAD,
    ),
    two(
        "a revoked key, and a model id without its creator",
        on_vercel(REVOKED_KEY, GATEWAY_PROBE_MODEL="gpt-5.4-mini"),
        REVOKED,
        REVOKED_CODE,
        ("model-unknown-or-retired", "model-id-without-creator"),
        not_claimed=NO_BLAME,
    ),
    World(
        "a revoked key, and the list of models cannot be read",
        on_vercel(REVOKED_KEY, GATEWAY_PROBE_MODEL=NEAR),
        replace(REVOKED, rules=(parts.always(parts.MODELS, parts.UNAVAILABLE),)),
        May(("failing", "inconclusive"), names=(REVOKED_CODE,), not_named=frozenset({"model-unknown-or-retired"})),
    ),
    two(
        "a provider's key on a laptop, before a token that has expired",
        on_laptop("sk-proj-FAKE" + "d" * 50, env_token=OLD),
        Gateway(tokens=(OLD,)),
        ("key-is-provider-key",),
        ("oidc-expired-locally",),
        not_claimed=NO_BLAME,
    ),
    World(
        "a good key on a laptop, before a token that has expired",
        on_laptop(KEY, env_token=OLD),
        Gateway((Key(KEY, parts.PAID),), (OLD,)),
        May(("healthy", "degraded"), not_claimed=KEY_IS_BAD | NO_BLAME | {"oidc-expired-locally"}),
    ),
    two(
        "no credential at all, and nothing can be reached",
        on_laptop().having(UNREACHED),
        Gateway(),
        ("key-absent",),
        tuple(sorted(NETWORK)),
        not_claimed=NO_BLAME | KEY_IS_BAD,
    ),
    two(
        "no credential at all, and a portal answers",
        on_laptop(),
        Gateway(rules=(parts.always(parts.EVERYTHING, parts.FOREIGN_PAGE),)),
        ("key-absent",),
        ANYBODY,
        not_claimed=NO_BLAME | KEY_IS_BAD,
    ),
    World(
        "no credential at all, and the gateway is well",
        on_laptop(),
        Gateway(),
        May(("failing",), verdict=("key-absent",), certain=True, not_named=NETWORK | {"proxy-or-egress-filter"}),
    ),
    two(
        "OpenAI refuses the one stored key, Azure the other",
        on_vercel(KEY),
        stored("bad-key", "bad-key"),
        CREDENTIAL[:1],
        CREDENTIAL[1:],
        not_claimed=NO_BLAME | KEY_IS_BAD,
    ),
    two(
        "one stored key is rate-limited, the other refused",
        on_vercel(KEY),
        stored("rate-limit", "bad-key"),
        ("provider-rate-limit",),
        CREDENTIAL,
        not_claimed=NO_BLAME | KEY_IS_BAD,
    ),
    two(
        "one stored key is refused, the other's deployment is not there",
        on_vercel(KEY),
        stored("bad-key", "no-deployment"),
        CREDENTIAL,
        ("byok-azure-deployment-name",),
        not_claimed=NO_BLAME | KEY_IS_BAD,
    ),
    two(
        "one stored key is of a refused region, the other's name is a URL",
        on_vercel(KEY),
        stored("region", "url-as-resource"),
        ("region-refused-by-provider",),
        ("byok-azure-resource-name-is-url",),
        not_claimed=NO_BLAME | KEY_IS_BAD,
    ),
    two(
        "the stream wants a card, the plain answer the paid tier",
        on_vercel(KEY),
        parts.by_key_alone(parts.FREE_WITH_BYOK, parts.always(Where("generate", streamed=True), CARD)),
        TIER,
        ("no-card-on-file",),
        not_claimed=FACTORS | KEY_IS_BAD,
    ),
    two(
        "Claude Code's stream is refused for the tier, its plain answer by a rule",
        on_laptop(
            ANTHROPIC_API_KEY="",
            ANTHROPIC_AUTH_TOKEN=KEY,
            ANTHROPIC_BASE_URL="https://ai-gateway.vercel.sh",
            GATEWAY_PROBE_CLIENT="claude-code",
        ),
        parts.by_key_alone(parts.FREE_WITH_BYOK, parts.always(Where("generate", streamed=False), RULE)),
        TIER,
        ("routing-rule-denied",),
        not_claimed=KEY_IS_BAD,
    ),
    two(
        "a key in quotes whose team has no funds",
        on_vercel(f'"{KEY}"'),
        parts.by_key_alone(Team("team_FAKEempty", balance="0")),
        ("key-quoted-or-prefixed",),
        ("byok-blocked-at-zero-balance", "free-credit-used-up"),
        not_claimed=FACTORS | OTHER_TEAM,
    ),
    World(
        "no funds, says the AI SDK's door, and 95 dollars stand; without deployment headers it serves",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, parts.always(Where("generate", origin=True), parts.NO_FUNDS)),
        May(
            ("failing",),
            names=(("refusal-depends-on-origin",),),
            not_certain=MONEY,
            not_claimed=KEY_IS_BAD | OTHER_TEAM,
        ),
    ),
    World(
        "no funds, says every door, and 95 dollars stand",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, parts.always(parts.GENERATE, parts.NO_FUNDS)),
        May(BAD, not_certain=MONEY, not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM),
    ),
    World(
        "no funds for the asked model alone, and 95 dollars stand",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, parts.always(Where("generate", model=ASKED), parts.NO_FUNDS)),
        May(BAD, not_certain=MONEY, not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM),
    ),
    World(
        "no funds once, then served, and 95 dollars stand",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, Rule(parts.GENERATE, parts.NO_FUNDS, last=1)),
        May(("degraded", *BAD), certain=False, not_claimed=FACTORS | KEY_IS_BAD | OTHER_TEAM),
    ),
    World(
        "a used-up budget, told with 402, that the same team's token does not meet, and a model of the tier",
        on_vercel(KEY, Token(parts.PAID)),
        Gateway(
            (Key(KEY, parts.PAID, budget_left=False),),
            (Token(parts.PAID),),
            rules=(Rule(parts.MODELS, Answer(200, {})),),
        ),
        May(("failing",), verdict=("budget-reached",), not_claimed=KEY_IS_BAD | OTHER_TEAM),
    ),
)
