"""Refusals that the gateway itself explains, beside something else that is odd and has no part in it."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Rule, Token, Where
from tests.worlds import parts
from tests.worlds.crossings import changed_on_the_way as changes
from tests.worlds.crossings.plain_words import (
    ALLOWLIST,
    BARE,
    BUDGET,
    CARD,
    FILTER,
    FUNDS,
    RESTRICTED,
    REVOKED,
    RULE,
    UNKNOWN,
)
from tests.worlds.expectation import OIDC
from tests.worlds.world import World

EMPTY_LIST = Answer(200, {"object": "list", "data": []})
NOT_FOUND = parts.refusal(404, "not_found", "Not found")
STALE = Token(parts.NO_CARD, age_s=90_000, lifetime_s=43_200)


def _listings() -> Iterator[World]:
    for decided, name, rule in (
        (CARD, "the public list is empty", parts.always(parts.MODELS, EMPTY_LIST)),
        (RULE, "the routes of the model are not found", parts.always(Where("endpoints"), NOT_FOUND)),
        (BUDGET, "the routes of the model fail", parts.always(Where("endpoints"), parts.UNAVAILABLE)),
        (RESTRICTED, "the record of a generation is refused", parts.always(Where("record"), parts.ACCESS_DENIED)),
        (ALLOWLIST, "the list comes late", Rule(parts.MODELS, lambda _r, a: replace(a, delay_s=2))),
    ):
        yield decided.ruled(rule).world(name)


def _credentials() -> Iterator[World]:
    refused_token = parts.always(Where("credits", "token"), changes.UNAUTHORIZED)
    for decided in (CARD, RULE, UNKNOWN):
        yield decided.ruled(refused_token).world("the token's balance is refused with 401")
    yield replace(CARD, place=replace(CARD.place, env_token=STALE)).world(
        "an old token lies among the variables", not_certain=OIDC - {"oidc-cached-at-boot-or-build"}
    )
    yield replace(BUDGET, place=replace(BUDGET.place, header_token=None)).world("no token anywhere")
    yield replace(FUNDS, place=replace(FUNDS.place, header_token=Token(parts.OTHER_PAID))).world(
        "the deployment's token is one that the gateway does not know"
    )


def _variables() -> Iterator[World]:
    for decided, name, variables in (
        (CARD, "a provider's key beside it", {"OPENAI_API_KEY": "sk-FAKE" + "a1B2c3D4" * 6}),
        (RULE, "an empty Anthropic key beside it", {"ANTHROPIC_API_KEY": "", "GATEWAY_PROBE_CLIENT": "ai-sdk-7"}),
        (BUDGET, "Azure's variables beside it", {"AZURE_API_KEY": "0123456789abcdef" * 2, "AZURE_RESOURCE_NAME": "x"}),
        (FILTER, "a base URL of line 7", {"AI_GATEWAY_BASE_URL": "https://ai-gateway.vercel.sh/v4/ai"}),
        (CARD, "asked as AI SDK 6", {"GATEWAY_PROBE_CLIENT": "ai-sdk-6"}),
        (RULE, "asked as AI SDK 5", {"GATEWAY_PROBE_CLIENT": "ai-sdk-5"}),
        (UNKNOWN, "asked as AI SDK 5", {"GATEWAY_PROBE_CLIENT": "ai-sdk-5"}),
        (FUNDS, "asked plain alone", {"GATEWAY_PROBE_STREAMING": "off"}),
        (BUDGET, "asked as a stream alone", {"GATEWAY_PROBE_STREAMING": "on"}),
        (CARD, "byok was declared", {"GATEWAY_PROBE_EXPECT_CREDENTIAL": "byok"}),
        (ALLOWLIST, "a provider was declared", {"GATEWAY_PROBE_EXPECT_PROVIDER": "azure"}),
        (CARD, "options of the app", {"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(tags=["shop"], user="u1")}),
        (RESTRICTED, "a fallback model", {"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(models=["zai/glm-5"])}),
    ):
        least = 1 if "GATEWAY_PROBE_STREAMING" in variables else 2
        yield decided.having(**variables).world(name, generations=(least, decided.most))


def _clocks() -> Iterator[World]:
    for decided, offset in ((BARE, 90), (CARD, -240), (REVOKED, 3600)):
        gateway = replace(decided.gateway, clock_offset_s=offset)
        yield replace(decided, gateway=gateway).world(f"a clock that is off by {offset} s")


def _in_streams() -> Iterator[World]:
    streamed = Where("generate", streamed=True)
    for decided, answer in ((CARD, changes.NO_CARD), (BUDGET, changes.OVER_BUDGET)):
        yield decided.ruled(Rule(streamed, changes.in_stream(answer))).world(
            "the stream says the same behind a status of 200", generations=(2, 10)
        )


WORLDS = (*_listings(), *_credentials(), *_variables(), *_clocks(), *_in_streams())
