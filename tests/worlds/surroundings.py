"""Worlds of the platform around the app, and of what its own options ask for."""

from dataclasses import replace
from typing import Any

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, STORED_CREDENTIAL, May
from tests.worlds.world import KEY, Place, World, on_laptop, on_vercel

SURE = May(("healthy",), certain=True, not_claimed=BLAMES, generations=(1, 2))
SERVED = May(("healthy", "degraded"), not_claimed=BLAMES)
SEED = parts.FREE_WITH_BYOK
TIER = May(("failing",), verdict=("byok-needs-paid-tier",), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM)
LAMBDA = {"AWS_LAMBDA_FUNCTION_NAME": "shop-fake", "AWS_REGION": "eu-central-1"}
OWN_AZURE = {"azure": [{"apiKey": "FAKE-azure-key-of-nobody-0000", "resourceName": "fake"}]}
OWN_SETTING = '{"azure": [{"apiKey": "FAKE-azure-key-of-nobody-0000", "resourceName": "fake"}]}'
STAGING = Token(Team(), environment="staging")


def _thought_only(_request: Request, ordinary: Answer) -> Answer:
    """What a reasoning model gives within sixteen tokens: no text yet, and the ordinary reason of a limit."""
    reason = {"unified": "length", "raw": "max_output_tokens"}

    def ended(body: Any) -> Any:
        return {**body, "finishReason": reason} if isinstance(body, dict) and "finishReason" in body else body

    if isinstance(ordinary.body, tuple):
        return replace(ordinary, body=tuple(ended(event) for event in ordinary.body if not _is_text(event)))
    return replace(ordinary, body={**ended(ordinary.body), "content": [{"type": "reasoning", "text": ""}]})


def _is_text(event: Any) -> bool:
    return isinstance(event, dict) and str(event.get("type", "")).startswith("text-")


WORLDS = (
    World("AWS Lambda with a key", on_laptop(KEY).having(LAMBDA), parts.by_key_alone(Team()), SURE),
    World(
        "AWS Lambda behind the seed's refusal",
        on_laptop(KEY).having(LAMBDA),
        parts.by_key_alone(SEED),
        replace(TIER, verdict=(), names=(("byok-needs-paid-tier",), ("key-of-other-team",))),
    ),
    World(
        "a custom environment with key and token of one team",
        on_vercel(KEY, STAGING, VERCEL_TARGET_ENV="staging", environment="preview"),
        Gateway((Key(KEY, Team()),), (STAGING,)),
        SURE,
    ),
    World(
        "Vercel without its system variables, served",
        Place(
            {"VERCEL": "1", "VERCEL_REGION": "iad1", "VERCEL_DEPLOYMENT_ID": "dpl_FAKE", "AI_GATEWAY_API_KEY": KEY},
            {"x-vercel-id": "fra1::iad1::fake", "host": "shop-fake.vercel.app"},
            Token(Team()),
        ),
        parts.one_team(Team()),
        May(("healthy", "degraded"), names=(("system-env-not-exposed",),), not_claimed=BLAMES),
    ),
    World(
        "a laptop under `vercel dev`, with Vercel's variables of development",
        on_laptop(KEY, VERCEL="1", VERCEL_ENV="development", VERCEL_REGION="dev1"),
        parts.by_key_alone(Team()),
        SERVED,
    ),
    World(
        "a reasoning model whose sixteen tokens were all thought",
        on_vercel(KEY, Token(Team())),
        parts.one_team(Team(), Rule(parts.GENERATE, _thought_only)),
        May(("healthy", "degraded", "inconclusive"), not_certain=frozenset({"served-empty"}), not_claimed=BLAMES),
    ),
    World(
        "warnings beside a good answer",
        on_vercel(KEY, Token(Team())),
        parts.one_team(
            Team(),
            Rule(
                Where("generate", streamed=False),
                lambda _request, ordinary: replace(
                    ordinary, body={**ordinary.body, "warnings": [{"type": "unsupported-setting", "setting": "seed"}]}
                ),
            ),
        ),
        SURE,
    ),
    World(
        "the first of the gateway's own routes is down, the second serves",
        on_vercel(KEY, Token(Team())),
        parts.one_team(Team(), system={"openai": "down"}),
        SERVED,
    ),
    World(
        "a free team whose stored credential is for a provider that is not asked",
        on_vercel(KEY, Token(replace(SEED, stored={"anthropic": Credential()}))),
        parts.one_team(replace(SEED, stored={"anthropic": Credential()})),
        SURE,
    ),
    World(
        "a free team with BYOK that asks for the other provider alone",
        on_vercel(KEY, Token(SEED), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["openai"])),
        parts.one_team(SEED),
        SURE,
    ),
    World(
        "a free team without BYOK whose app brings a credential along",
        on_vercel(KEY, Token(parts.FREE), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(byok=OWN_AZURE)),
        parts.one_team(parts.FREE),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | OTHER_TEAM),
    ),
    World(
        "a paid team whose app brings a credential along",
        on_vercel(KEY, Token(Team()), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(byok=OWN_AZURE)),
        parts.one_team(Team()),
        SERVED,
    ),
    World(
        "the stored credential is refused, one brought along for an experiment is served",
        on_vercel(
            KEY,
            Token(Team(stored={"azure": Credential("bad-key")})),
            model="azure/gpt-5.4-mini",
            GATEWAY_PROBE_BYOK=OWN_SETTING,
        ),
        parts.one_team(Team(stored={"azure": Credential("bad-key")}), system={"azure": "none", "openai": "none"}),
        May(
            ("failing",),
            verdict=tuple(sorted(STORED_CREDENTIAL)),
            at_least="likely",
            not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM,
        ),
    ),
    World(
        "the seed, and a credential brought along is refused as well",
        on_vercel(KEY, Token(SEED), GATEWAY_PROBE_BYOK=OWN_SETTING),
        parts.one_team(SEED),
        replace(TIER, certain=True),
    ),
    World(
        "the seed by chat completions",
        on_vercel(KEY, Token(SEED), GATEWAY_PROBE_PROTOCOL="chat-completions"),
        parts.one_team(SEED),
        replace(TIER, certain=True),
    ),
    World(
        "the seed by line 6 of the AI SDK",
        on_vercel(KEY, Token(SEED), GATEWAY_PROBE_PROTOCOL="v3"),
        parts.one_team(SEED),
        replace(TIER, certain=True),
    ),
    World(
        "the seed in an app that does not stream",
        on_vercel(KEY, Token(SEED), GATEWAY_PROBE_STREAMING="off"),
        parts.one_team(SEED),
        replace(TIER, certain=True),
    ),
    World(
        "the seed in an app that streams only",
        on_vercel(KEY, Token(SEED), GATEWAY_PROBE_STREAMING="on"),
        parts.one_team(SEED),
        replace(TIER, certain=True),
    ),
    World(
        "the seed with one generation allowed",
        on_vercel(KEY, Token(SEED), GATEWAY_PROBE_MAX_GENERATIONS="1"),
        parts.one_team(SEED),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",),),
            certain=False,
            generations=(1, 1),
            not_claimed=KEY_IS_BAD | FACTORS,
        ),
    ),
    World(
        "the seed without experiments",
        on_vercel(KEY, Token(SEED), experiments="none"),
        parts.one_team(SEED),
        May(("failing",), names=(("byok-needs-paid-tier",),), certain=False, not_claimed=KEY_IS_BAD | FACTORS),
    ),
    World(
        "an origin rule with four generations allowed",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_MAX_GENERATIONS="4"),
        parts.one_team(parts.PAID, parts.REFUSES_DEPLOYMENTS),
        May(("failing", "inconclusive"), not_certain=FACTORS, generations=(1, 4), not_claimed=KEY_IS_BAD | OTHER_TEAM),
    ),
    World(
        "an origin rule that is found in a run too short to confirm it",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_TIME_BUDGET="1"),
        parts.one_team(parts.PAID, Rule(Where("generate", origin=True), replace(parts.BYOK_REFUSAL, delay_s=0.45))),
        May(("failing", "inconclusive"), not_certain=FACTORS, not_claimed=KEY_IS_BAD | OTHER_TEAM),
    ),
)
