"""Worlds in which a 200 is less, or other, than it looks; and some in which it is quite well."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, World, on_laptop, on_vercel

WELL = ("healthy", "degraded")
PLAIN, STREAMED = Where("generate", streamed=False), Where("generate", streamed=True)
EMBEDDING = "openai/text-embedding-3-small"


def body(edit: Callable[[Any], Any]) -> Callable[[Request, Answer], Answer]:
    """A served body of an object, edited."""
    return lambda _request, ordinary: (
        replace(ordinary, body=edit(ordinary.body))
        if ordinary.status == 200 and isinstance(ordinary.body, dict)
        else ordinary
    )


def events(edit: Callable[[Any], Any]) -> Callable[[Request, Answer], Answer]:
    """A served stream, each of its events edited; None leaves one out."""

    def answer(_request: Request, ordinary: Answer) -> Answer:
        if not isinstance(ordinary.body, tuple):
            return ordinary
        kept = [edit(event) for event in ordinary.body]
        return replace(ordinary, body=tuple(event for event in kept if event is not None))

    return answer


def finishing(reason: str, text: str | None = None) -> tuple[Rule, Rule]:
    """Plain and streamed end for this reason, with this text where there is one."""

    def ended(part: Any) -> Any:
        if not isinstance(part, dict):
            return part
        if part.get("type") == "text-delta" and text is not None:
            return {**part, "delta": text} if text else None
        if "finishReason" in part:
            part = {**part, "finishReason": {"unified": reason, "raw": reason}}
        if "content" in part and text is not None:
            part = {**part, "content": [{"type": "text", "text": text}] if text else []}
        return part

    return Rule(PLAIN, body(ended)), Rule(STREAMED, events(ended))


def _thinking(part: Any) -> Any:
    """All sixteen tokens went into thought: nothing is said, and the limit ended it."""
    if not isinstance(part, dict):
        return part
    if "content" in part:
        part = {**part, "content": [{"type": "reasoning", "text": "Let me think"}]}
    if str(part.get("type", "")).startswith("text-"):
        kind = part["type"].replace("text", "reasoning")
        return {**part, "type": kind}
    if "finishReason" in part:
        usage = {"inputTokens": {"total": 9}, "outputTokens": {"total": 16, "text": 0, "reasoning": 16}}
        part = {**part, "finishReason": {"unified": "length", "raw": "max_tokens"}, "usage": usage}
    return part


def _thinking_in_chat(part: Any) -> Any:
    """The same where nothing is shown of the thought."""
    if not isinstance(part, dict) or not part.get("choices"):
        return part
    choice = part["choices"][0]
    said = {name: {**choice[name], "content": ""} for name in ("message", "delta") if name in choice}
    ended = {"finish_reason": choice["finish_reason"] and "length"}
    return {**part, "choices": [{**choice, **said, **ended}]}


def _by_openai(part: Any) -> Any:
    """The metadata says that another provider served, and leaves its attempts out, as answers of late do."""
    if not isinstance(part, dict) or "routing" not in str(part):
        return part
    told = part["providerMetadata"]["gateway"]
    kept = {name: value for name, value in told["routing"].items() if name not in {"modelAttempts", "attempts"}}
    routing = {**kept, "resolvedProvider": "openai", "finalProvider": "openai"}
    return {**part, "providerMetadata": {"gateway": {**told, "routing": routing}}}


def served(name: str, may: May, *rules: Rule, **settings: str) -> World:
    """A paid team with BYOK for azure."""
    return World(name, on_vercel(KEY, Token(parts.PAID)).having(settings), parts.one_team(parts.PAID, *rules), may)


def declared(name: str, may: May, gateway: Gateway | None = None, **settings: str) -> World:
    """What the person declared, on a laptop."""
    return World(name, on_laptop(KEY).having(settings), gateway or parts.by_key_alone(parts.PAID), may)


NO_BLAME = KEY_IS_BAD | MONEY | OTHER_TEAM | FACTORS
NOT_SURE = May((*WELL, "inconclusive"), certain=False, not_claimed=NO_BLAME)
AT_ODDS = May(NOT_HEALTHY, certain=None, not_claimed=NO_BLAME)
UNMET = ("expected-credential-not-used", "expected-provider-not-used")

WORLDS = (
    served(
        "sixteen tokens of thought, and no word",
        May((*WELL, "inconclusive"), not_claimed=NO_BLAME | {"served-empty"}),
        Rule(PLAIN, body(_thinking)),
        Rule(STREAMED, events(_thinking)),
    ),
    World(
        "sixteen tokens of thought by chat completions, whose stream tells no usage",
        set_up("openai", KEY),
        parts.by_key_alone(parts.PAID, Rule(PLAIN, body(_thinking_in_chat)), Rule(STREAMED, events(_thinking_in_chat))),
        May((*WELL, "inconclusive"), not_claimed=NO_BLAME | {"served-empty"}),
    ),
    served("filtered, with nothing left", replace(AT_ODDS, said="content-filter"), *finishing("content-filter", "")),
    served(
        "filtered, with a few words left",
        May((*NOT_HEALTHY, "healthy"), not_silent=True, not_claimed=NO_BLAME),
        *finishing("content-filter"),
    ),
    served("a finish for other reasons", May((*WELL, "inconclusive"), not_claimed=NO_BLAME), *finishing("other")),
    served("cut at the limit, with words", May(WELL, not_claimed=NO_BLAME), *finishing("length")),
    served("a blank for an answer", AT_ODDS, *finishing("stop", " ")),
    served(
        "usage is missing, without which the AI SDK throws",
        AT_ODDS,
        Rule(PLAIN, body(lambda whole: {k: v for k, v in whole.items() if k != "usage"})),
    ),
    served(
        "the plain answer calls itself text",
        May((*WELL, "inconclusive"), not_claimed=NO_BLAME),
        Rule(PLAIN, lambda _request, ordinary: ordinary.with_headers(content_type="text/plain")),
    ),
    served(
        "the stream is served by another provider than the plain answer",
        May(WELL, not_claimed=NO_BLAME),
        Rule(STREAMED, events(_by_openai)),
    ),
    served(
        "the stream is served by another provider than the one declared",
        May(NOT_HEALTHY[:2], found=(UNMET,), not_claimed=NO_BLAME),
        Rule(STREAMED, events(_by_openai)),
        GATEWAY_PROBE_EXPECT_PROVIDER="azure",
    ),
    declared(
        "BYOK is declared, and the gateway tells nothing of its way",
        NOT_SURE,
        parts.by_key_alone(parts.PAID, metadata="none"),
        GATEWAY_PROBE_EXPECT_CREDENTIAL="byok",
    ),
    declared(
        "a provider is declared, and the gateway tells nothing of its way",
        NOT_SURE,
        parts.by_key_alone(parts.PAID, metadata="none"),
        GATEWAY_PROBE_EXPECT_PROVIDER="azure",
    ),
    declared(
        "the gateway's own credential is declared, and the team's serves",
        May(("degraded", "failing"), found=(("expected-credential-not-used",),), not_claimed=NO_BLAME),
        GATEWAY_PROBE_EXPECT_CREDENTIAL="system",
    ),
    declared(
        "both declared and met",
        May(("healthy",), not_claimed=BLAMES),
        GATEWAY_PROBE_EXPECT_CREDENTIAL="byok",
        GATEWAY_PROBE_EXPECT_PROVIDER="azure",
    ),
    declared(
        "declared are BYOK and a provider that has none",
        May(("degraded", "failing"), found=(("expected-provider-not-used",),), not_claimed=NO_BLAME),
        GATEWAY_PROBE_EXPECT_CREDENTIAL="byok",
        GATEWAY_PROBE_EXPECT_PROVIDER="bedrock",
    ),
    declared(
        "BYOK is declared, and refused for the tier",
        May(
            ("failing",),
            verdict=("byok-needs-paid-tier",),
            names=(("key-of-other-team",),),
            not_claimed=KEY_IS_BAD | FACTORS,
        ),
        parts.by_key_alone(parts.FREE_WITH_BYOK),
        GATEWAY_PROBE_EXPECT_CREDENTIAL="byok",
    ),
    World(
        "an embedding of no numbers",
        on_vercel(KEY, model=EMBEDDING),
        parts.by_key_alone(
            Team(), Rule(Where("generate", model=EMBEDDING), body(lambda whole: {**whole, "embeddings": [[]]}))
        ),
        AT_ODDS,
    ),
    World(
        "no embedding at all",
        on_vercel(KEY, model=EMBEDDING),
        parts.by_key_alone(
            Team(), Rule(Where("generate", model=EMBEDDING), body(lambda whole: {**whole, "embeddings": []}))
        ),
        AT_ODDS,
    ),
    World(
        "an embedding is refused for the tier, as a language model's answer would be",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK), model=EMBEDDING),
        parts.one_team(parts.FREE_WITH_BYOK),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",),),
            not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM | {"model-of-wrong-kind"},
        ),
    ),
    World(
        "an embedding model is refused as a language model, and its list cannot be read",
        on_vercel(KEY, model=EMBEDDING),
        parts.by_key_alone(Team(), parts.always(parts.MODELS, parts.UNAVAILABLE)),
        May(("failing", "inconclusive", "healthy", "degraded"), not_claimed=BLAMES | {"model-unknown-or-retired"}),
    ),
    World(
        "an OpenAI client's embedding through the gateway",
        on_laptop(
            model=EMBEDDING,
            OPENAI_API_KEY=KEY,
            OPENAI_BASE_URL="https://ai-gateway.vercel.sh/v1",
            GATEWAY_PROBE_CLIENT="openai",
        ),
        Gateway((Key(KEY, Team()),)),
        May(WELL, not_claimed=BLAMES | {"model-of-wrong-kind"}),
    ),
)
