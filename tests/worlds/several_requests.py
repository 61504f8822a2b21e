"""Places beside each other that ask otherwise: models, clients, protocols, streams, options, addresses."""

from dataclasses import replace

from tests.standin import Credential, Gateway, Key, Rule, Team, Token, Where, passed_on
from tests.standin.generation import refused_in_stream
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, OTHER_TEAM, STORED_CREDENTIAL
from tests.worlds.places import ABOUT_KEYS, BLAMES_KEYS, NOTHING, ORIGIN, MayExplain, Places, Seen, pair
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import CONTROL, KEY, OTHER_KEY, REVOKED_KEY, Place, on_vercel

FREE = parts.by_key_alone(parts.FREE)
IN_STREAM = Rule(
    Where("generate", streamed=True),
    lambda request, _ordinary: refused_in_stream(request, "Overloaded", "overloaded_error"),
)
CUT_STREAM = Rule(Where("generate", streamed=True), passed_on(cut=True))
OF_STREAMS = ("stream-refused", "streaming-differs", "stream-broken", "error-inside-200-stream")


def wants(place: Place, **options: object) -> Place:
    return place.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(**options)})


def by(place: Place, client: str) -> Place:
    return place.having({"GATEWAY_PROBE_CLIENT": client})


def streams(place: Place, way: str) -> Place:
    return place.having({"GATEWAY_PROBE_STREAMING": way})


WORLDS = (
    Places(
        "a model of the paid tier in production and an open one in preview, one free team, both kept privately",
        (
            Seen("production", replace(PRODUCTION, model="zai/glm-5"), FREE, level="private"),
            Seen("preview", PREVIEW, FREE, level="private"),
        ),
        MayExplain(
            leads=("free-tier-model-restricted", "model-differs"),
            explains=(("free-tier-model-restricted",), ("model-differs",)),
            not_said=ORIGIN | BLAMES_KEYS,
        ),
    ),
    pair(
        "two models of two creators, both served by one key",
        (replace(PRODUCTION, model="anthropic/claude-sonnet-4.5"), WELL),
        (replace(PREVIEW, model="google/gemini-3-flash"), WELL),
        NOTHING,
    ),
    pair(
        "the team allows one model alone, and two places with two keys of it ask for two",
        (PRODUCTION, parts.by_key_alone(replace(parts.PAID, models_allowed=frozenset({CONTROL})))),
        (
            on_vercel(OTHER_KEY, environment="preview", model=CONTROL),
            Gateway((Key(OTHER_KEY, replace(parts.PAID, models_allowed=frozenset({CONTROL}))),)),
        ),
        MayExplain(
            explains=(("provider-or-model-allowlist",), ("model-differs",)),
            not_said=ORIGIN | KEY_IS_BAD | OTHER_TEAM,
            leads_not=ABOUT_KEYS,
        ),
    ),
    Places(
        "three models in three places of one free team: unknown, of the paid tier, open",
        (
            Seen("production", replace(PRODUCTION, model="openai/gpt-9-nowhere"), FREE),
            Seen("preview", replace(PREVIEW, model="zai/glm-5"), FREE),
            Seen("local", LOCAL, FREE),
        ),
        MayExplain(
            of={"production": ("model-unknown-or-retired",), "preview": ("free-tier-model-restricted",)},
            not_said=ORIGIN | BLAMES_KEYS,
        ),
    ),
    pair(
        "the provider of one model is down, the other model is served",
        (
            replace(PRODUCTION, model="zai/glm-5"),
            parts.by_key_alone(parts.PAID, system={"zai": "down", "deepinfra": "down"}),
        ),
        (PREVIEW, parts.by_key_alone(parts.PAID, system={"zai": "down", "deepinfra": "down"})),
        MayExplain(
            explains=(
                ("provider-route-down-for-model", "provider-overloaded-or-slow", "model-differs", "gateway-5xx"),
            ),
            not_said=ORIGIN | BLAMES_KEYS | MONEY,
        ),
    ),
    pair(
        "two control models and one refusal of the tier, one key, a free team in both",
        (
            PRODUCTION.having({"GATEWAY_PROBE_CONTROL_MODEL": "google/gemini-3-flash"}),
            parts.by_key_alone(parts.FREE_WITH_BYOK),
        ),
        (PREVIEW, parts.by_key_alone(parts.FREE_WITH_BYOK)),
        MayExplain("same", not_said=ORIGIN | BLAMES_KEYS | {"model-differs", "options-differ"}),
    ),
    Places(
        "a rule against deployments that one place proves, whose address is another one",
        (
            Seen("local", LOCAL, WELL),
            Seen("production", PRODUCTION, parts.by_key_alone(parts.PAID, parts.REFUSES_DEPLOYMENTS), elsewhere=True),
        ),
        MayExplain(explains=(("refusal-depends-on-origin",),), not_said=BLAMES_KEYS | MONEY),
    ),
    Places(
        "three addresses: one does not know the key, nobody listens at another, the third serves",
        (
            Seen("local", LOCAL, WELL),
            Seen("production", PRODUCTION, Gateway(), elsewhere=True),
            Seen("preview", PREVIEW.having({"GATEWAY_PROBE_BASE_URL": "http://127.0.0.1:9"}), WELL),
        ),
        MayExplain(
            of={
                "production": ("gateway-differs", "key-invalid-revoked-or-expired"),
                "preview": ("gateway-unreachable", "connect-timeout", "gateway-differs"),
            },
            # Ports of one's own machine: nobody can tell whether one gateway is behind them.
            alike_not=("base-url",),
            not_said=ORIGIN | OTHER_TEAM | MONEY | ABOUT_KEYS,
        ),
    ),
    pair(
        "the Responses are refused, chat completions are served, one key in OpenAI's variable",
        (
            by(on_vercel(OPENAI_API_KEY=KEY), "openai-responses"),
            parts.by_key_alone(parts.PAID, parts.always(Where("generate", protocol="responses"), parts.ACCESS_DENIED)),
        ),
        (by(on_vercel(environment="preview", OPENAI_API_KEY=KEY), "openai"), WELL),
        MayExplain(
            explains=(("protocol-differs", "refusal-depends-on-protocol"),),
            not_said=ORIGIN | BLAMES_KEYS | {"env-scope-mismatch"},
            not_likely=MONEY,
        ),
    ),
    pair(
        "streams break off: one place asks for streams alone, the other for plain answers alone",
        (streams(PRODUCTION, "on"), parts.by_key_alone(parts.PAID, CUT_STREAM)),
        (streams(PREVIEW, "off"), parts.by_key_alone(parts.PAID, CUT_STREAM)),
        MayExplain("", not_said=ORIGIN | BLAMES_KEYS | MONEY),
    ),
    pair(
        "an error comes inside the stream in production alone, both places ask for streams alone",
        (streams(PRODUCTION, "on"), parts.by_key_alone(parts.PAID, IN_STREAM)),
        (streams(PREVIEW, "on"), WELL),
        MayExplain(
            explains=((*OF_STREAMS, "provider-overloaded-or-slow", "gateway-5xx"),),
            not_said=BLAMES_KEYS | MONEY | {"streaming-differs"},
            leads_not=ORIGIN,
            not_certain=ORIGIN,
        ),
    ),
    pair(
        "an error comes inside every stream, one client streams by itself, the other does not, one key",
        (by(on_vercel(ANTHROPIC_AUTH_TOKEN=KEY), "claude-code"), parts.by_key_alone(parts.PAID, IN_STREAM)),
        (PREVIEW, parts.by_key_alone(parts.PAID, IN_STREAM)),
        MayExplain("", not_said=ORIGIN | BLAMES_KEYS | MONEY | {"env-scope-mismatch"}),
    ),
    Places(
        "two places send one filter and one sends none, the filter's provider is down",
        (
            Seen("production", wants(PRODUCTION, only=["azure"]), parts.by_key_alone(Team(), system={"azure": "down"})),
            Seen("preview", wants(PREVIEW, only=["azure"]), parts.by_key_alone(Team(), system={"azure": "down"})),
            Seen("local", LOCAL, parts.by_key_alone(Team(), system={"azure": "down"})),
        ),
        MayExplain(
            explains=(("options-differ", "options-refused", "provider-route-down-for-model"),),
            speaks_of=("production", "preview"),
            not_said=ORIGIN | BLAMES_KEYS | MONEY,
        ),
    ),
    pair(
        "tags in production alone, whose key is of a free team that has to pay",
        (wants(on_vercel(OTHER_KEY), tags=["shop"]), Gateway((Key(OTHER_KEY, parts.FREE_WITH_BYOK),))),
        (PREVIEW, WELL),
        MayExplain(
            leads=("byok-needs-paid-tier", "key-of-other-team"),
            explains=(("byok-needs-paid-tier",), ("different-key-same-length", "key-of-other-team")),
            not_said=ORIGIN | KEY_IS_BAD,
            not_likely=frozenset({"options-differ"}),
        ),
    ),
    pair(
        "one place asks for zero data retention and no provider of the model has it, the other does not",
        (wants(replace(PRODUCTION, model="google/gemini-3-flash"), zeroDataRetention=True), WELL),
        (replace(PREVIEW, model="google/gemini-3-flash"), WELL),
        MayExplain(
            explains=(
                ("options-differ", "options-refused", "only-filter-matches-nothing", "team-filter-leaves-no-provider"),
            ),
            not_said=ORIGIN | BLAMES_KEYS | MONEY,
        ),
    ),
    pair(
        "a fallback model answers in production, whose first model is down",
        (
            wants(replace(PRODUCTION, model="zai/glm-5"), models=["openai/gpt-5.4-mini"]),
            parts.by_key_alone(parts.PAID, system={"zai": "down", "deepinfra": "down"}),
        ),
        (PREVIEW, WELL),
        MayExplain("same", not_said=ORIGIN | BLAMES_KEYS | MONEY),
    ),
    pair(
        "Claude Code has a revoked key in its own variable, the AI SDK a good one in the gateway's",
        (
            by(on_vercel(ANTHROPIC_AUTH_TOKEN=REVOKED_KEY), "claude-code"),
            Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),)),
        ),
        (PREVIEW, WELL),
        MayExplain(
            leads=("key-invalid-revoked-or-expired",),
            not_said=ORIGIN | OTHER_TEAM | MONEY | {"env-scope-mismatch"},
            not_likely=frozenset({"protocol-differs", "streaming-differs"}),
        ),
    ),
    pair(
        "azure is named in the model id of one place, and the own azure credential is wrong and alone",
        (
            replace(PRODUCTION, model="azure/gpt-5.4-mini"),
            parts.without_fallback("azure", "bad-key", "openai/gpt-5.4-mini"),
        ),
        (
            replace(PREVIEW, model="openai/gpt-4o-mini"),
            parts.by_key_alone(Team(stored={"azure": Credential("bad-key")})),
        ),
        MayExplain(
            explains=(tuple(sorted(STORED_CREDENTIAL | {"model-differs"})),), not_said=ORIGIN | BLAMES_KEYS | MONEY
        ),
    ),
    pair(
        "a key header of Anthropic in one place, OpenAI's client in the other, both served with one key",
        (by(on_vercel(ANTHROPIC_API_KEY=KEY), "ai-sdk-anthropic"), WELL),
        (by(on_vercel(environment="preview", OPENAI_API_KEY=KEY), "openai"), WELL),
        MayExplain("same", not_said=ORIGIN | BLAMES_KEYS | MONEY | {"env-scope-mismatch"}),
    ),
    pair(
        "models, options and clients differ, and the failing place's team is blocked",
        (
            wants(by(on_vercel(VERCEL_AI_GATEWAY_API_KEY=KEY, model="zai/glm-5"), "litellm"), order=["zai"]),
            parts.by_key_alone(replace(parts.PAID, blocked=True)),
        ),
        (on_vercel(OTHER_KEY, environment="preview"), Gateway((Key(OTHER_KEY, parts.OTHER_PAID),))),
        MayExplain(
            # The run finds the block likely, no more: what differs may be told first.
            explains=(("team-blocked",), ("different-key-same-length", "key-of-other-team")),
            not_said=ORIGIN | KEY_IS_BAD | {"env-scope-mismatch"},
            not_likely=frozenset({"model-differs", "options-differ", "protocol-differs"}),
        ),
    ),
    pair(
        "a token pays in both, and one place asks for a model that its team's rule denies",
        (
            on_vercel(None, Token(parts.PAID)),
            Gateway(tokens=(Token(replace(parts.PAID, denied_by={"openai/gpt-5.4-mini": "rule_FAKE"})),)),
        ),
        (
            on_vercel(None, Token(parts.PAID, environment="preview"), environment="preview", model=CONTROL),
            Gateway(
                tokens=(
                    Token(replace(parts.PAID, denied_by={"openai/gpt-5.4-mini": "rule_FAKE"}), environment="preview"),
                )
            ),
        ),
        MayExplain(
            leads=("routing-rule-denied",),
            explains=(("model-differs", "routing-rule-denied"),),
            not_said=ORIGIN | BLAMES_KEYS | MONEY | {"env-scope-mismatch"},
        ),
    ),
)
