"""Worlds of two troubles at once, or of one trouble in one moment or one way: provider, credential, stream and option."""

from collections.abc import Mapping

from tests.standin import Credential, Gateway, Key, Rule, Team, Token, Where, Words, passed_on
from tests.worlds import parts
from tests.worlds.cloud_accounts import BUSY, LIMIT, NOT_A_PROVIDERS, REFUSED
from tests.worlds.expectation import (
    BAD,
    BLAMES,
    FACTORS,
    KEY_IS_BAD,
    MONEY,
    NOT_HEALTHY,
    OTHER_TEAM,
    STORED_CREDENTIAL,
    May,
)
from tests.worlds.world import ASKED, KEY, World, on_vercel

STREAMED, PLAIN = Where("generate", streamed=True), Where("generate", streamed=False)
NOBODY = KEY_IS_BAD | MONEY | OTHER_TEAM
BAD_KEY = Team(stored={"azure": Credential("bad-key")})
UNSUPPORTED = parts.tried(
    "openai",
    "system",
    400,
    "Unsupported parameter: 'reasoning'.",
    {"error": {"message": "Unsupported parameter: 'reasoning'."}},
)


def app(
    name: str,
    may: May,
    *rules: Rule,
    team: Team = parts.PAID,
    system: Mapping[str, str | Words] | None = None,
    **settings: str,
) -> World:
    """A team that has paid, its key and its token."""
    gateway = Gateway((Key(KEY, team),), (Token(team),), rules=rules, system=system or {})
    return World(name, on_vercel(KEY, Token(team)).having(settings), gateway, may)


WORLDS = (
    app(
        "streams are reset in their middle",
        May(("degraded", "failing"), not_claimed=BLAMES),
        Rule(STREAMED, passed_on(cut=True)),
    ),
    app(
        "the first answer of all is reset, every later one is well",
        May(("healthy", *NOT_HEALTHY), certain=False, not_claimed=BLAMES),
        Rule(parts.GENERATE, parts.SILENCE, last=1),
    ),
    app(
        "streams are silent",
        May(("degraded", "failing"), not_claimed=BLAMES),
        Rule(STREAMED, parts.SILENCE),
        GATEWAY_PROBE_TIME_BUDGET="3",
    ),
    app(
        "the list of models takes a second",
        May(("healthy",), not_claimed=BLAMES),
        Rule(parts.MODELS, passed_on(delay_s=1.0)),
    ),
    app(
        "Azure refuses the stored key, the gateway's own serves, and streams are throttled",
        May(
            ("degraded", "failing"),
            found=(("byok-failed-silent-system-fallback", *REFUSED),),
            not_claimed=NOBODY | {"free-tier-rate-limit"},
        ),
        Rule(STREAMED, parts.THROTTLED),
        team=BAD_KEY,
    ),
    app(
        "the stored key is refused, the gateway's own is too busy, and streams break",
        May(("failing",), names=(REFUSED, BUSY), not_claimed=NOT_A_PROVIDERS),
        Rule(STREAMED, parts.SILENCE),
        team=BAD_KEY,
        system={"azure": "overloaded", "openai": "overloaded"},
        GATEWAY_PROBE_TIME_BUDGET="4",
    ),
    app(
        "a provider does not know a parameter of the app's options",
        May(("failing",), names=(("options-refused", "provider-refuses"),), not_claimed=NOBODY | STORED_CREDENTIAL),
        Rule(Where("generate", option="any"), UNSUPPORTED),
        team=Team(),
        GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(sort="ttft"),
    ),
    app(
        "a provider that the filter names is throttled, another would serve",
        May(("failing",), names=(LIMIT,), not_claimed=NOBODY | STORED_CREDENTIAL),
        team=Team(),
        system={"azure": "rate-limit"},
        GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["azure"]),
    ),
    app(
        "a provider has the model no more, and the list has it still",
        May(BAD, not_certain=frozenset({"model-unknown-or-retired"}), not_claimed=NOT_A_PROVIDERS),
        team=Team(),
        system={
            "openai": Words(404, "The model does not exist", "invalid_request_error", "model_not_found"),
            "azure": "no-deployment",
        },
    ),
    app(
        "one provider filters, the next serves",
        May(("healthy", "degraded"), not_claimed=BLAMES),
        team=Team(),
        system={"openai": Words(400, "filtered", "", "content_filter")},
    ),
    app(
        "throttled once by the gateway, and served when asked again",
        May(("healthy", *NOT_HEALTHY), certain=False, not_claimed=BLAMES),
        Rule(parts.GENERATE, parts.THROTTLED.with_headers(retry_after="1"), last=1),
    ),
    app(
        # By lot both of a run may be served: then there is nothing to see.
        "the stored key is refused every other time",
        May(("healthy", *NOT_HEALTHY), not_claimed=NOBODY | FACTORS),
        Rule(
            Where("generate", model=ASKED),
            parts.tried("azure", "byok", 401, "Access denied due to invalid subscription key", None),
            p=0.5,
        ),
    ),
    app(
        "the stored key is refused for streams alone",
        May(("degraded", "failing"), not_claimed=NOBODY),
        Rule(STREAMED, parts.tried("azure", "byok", 401, "Access denied due to invalid subscription key", None)),
    ),
    app(
        "a guardrail of the team's refuses the text",
        May(BAD, not_claimed=BLAMES | {"model-of-wrong-kind", "model-unknown-or-retired"}),
        Rule(parts.GENERATE, parts.refusal(400, "guardrail_violation", "Blocked by guardrail.")),
    ),
    app(
        "filtered by the provider after the stored key was refused",
        May(
            ("degraded", "failing", "inconclusive"),
            names=((*REFUSED, "byok-failed-silent-system-fallback"),),
            not_claimed=NOBODY,
        ),
        team=BAD_KEY,
        system={
            "azure": Words(400, "filtered", "", "content_filter"),
            "openai": Words(400, "filtered", "", "content_filter"),
        },
    ),
    app(
        "a stored key of a provider that the filter leaves out is bad",
        May(("healthy",), not_claimed=BLAMES),
        team=BAD_KEY,
        GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["openai"]),
    ),
    app(
        "the gateway is down for all models, and the credits are read",
        May(BAD, names=(("gateway-5xx",),), not_claimed=BLAMES),
        Rule(parts.GENERATE, parts.UNAVAILABLE),
    ),
    app(
        "a firewall denies streams and a proxy answers plain ones",
        May(BAD, not_claimed=BLAMES | {"gateway-5xx"}),
        Rule(STREAMED, parts.MITIGATED),
        Rule(PLAIN, parts.SQUID),
    ),
    app(
        "a plain answer of a proxy's, and a stream that is served",
        May(NOT_HEALTHY, not_claimed=BLAMES | {"gateway-5xx"}),
        Rule(PLAIN, parts.SQUID),
    ),
)
