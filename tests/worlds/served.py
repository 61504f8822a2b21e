"""Worlds in which the app is served, and not as it should be."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Credential, Rule, Team, Token, Where
from tests.standin.doors import Request
from tests.standin.serving import refused_in_stream
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, STORED_CREDENTIAL, May
from tests.worlds.world import KEY, World, on_vercel

AZURE_ID = "azure/gpt-5.4-mini"
BOTH = on_vercel(KEY, Token(parts.PAID))
STREAMED, WHOLE = Where("generate", streamed=True), Where("generate", streamed=False)
UNUSED = ("byok-credential-missing-or-disabled", "expected-credential-not-used")
ILL = May(NOT_HEALTHY, not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM)
STREAM_ILL = May(
    ("degraded", "failing"),
    names=(("stream-refused", "error-inside-200-stream", "experiment-flips-while-served"),),
    not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM,
)
NOT_SURELY_WELL = May(
    ("healthy", "degraded", "failing", "inconclusive"), not_silent=True, not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM
)


def edited(edit: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[Request, Answer], Answer]:
    """The ordinary JSON body, edited; streams stay as they are."""

    def answer(_request: Request, ordinary: Answer) -> Answer:
        return replace(ordinary, body=edit(ordinary.body)) if isinstance(ordinary.body, dict) else ordinary

    return answer


def _shortened(_request: Request, ordinary: Answer) -> Answer:
    """A stream that ends after its first words, without a finish part and without [DONE]."""
    return replace(ordinary, body=ordinary.body[:4]) if isinstance(ordinary.body, tuple) else ordinary


def _late_error(request: Request, ordinary: Answer) -> Answer:
    """A stream that gives text and then an error in place of its end."""
    if not isinstance(ordinary.body, tuple):
        return ordinary
    error = {"type": "error", "error": {"message": "stream disconnected", "type": "internal_server_error"}}
    return replace(ordinary, body=(*ordinary.body[:4], error, "[DONE]"))


def served(name: str, may: May, *rules: Rule, **settings: str) -> World:
    """A paid team with BYOK for azure; the rules say what is amiss."""
    return World(name, on_vercel(KEY, Token(parts.PAID)).having(settings), parts.one_team(parts.PAID, *rules), may)


def byok(name: str, may: May, team: Team, model: str | None = AZURE_ID, **settings: str) -> World:
    """A place whose app wants the team's own credential."""
    return World(name, on_vercel(KEY, Token(team), model=model).having(settings), parts.one_team(team), may)


WORLDS = (
    served(
        "a stream is refused with 403 where the plain call is served", STREAM_ILL, Rule(STREAMED, parts.ACCESS_DENIED)
    ),
    served("a stream is refused inside its 200, nothing else was asked for", STREAM_ILL, parts.STREAM_DENIED),
    served(
        "a plain call is refused where the stream is served",
        May(NOT_HEALTHY, not_claimed=KEY_IS_BAD | OTHER_TEAM, not_certain=frozenset({"team-blocked"})),
        Rule(WHOLE, parts.ACCESS_DENIED),
    ),
    served("a stream breaks off after its first words", ILL, Rule(STREAMED, _shortened)),
    served("a stream gives words and then an error", ILL, Rule(STREAMED, _late_error)),
    served(
        "a stream is cut in the middle of a line",
        ILL,
        Rule(STREAMED, lambda _request, ordinary: replace(ordinary, cut=True)),
    ),
    served("a stream holds nothing but its end", ILL, Rule(STREAMED, Answer(200, ("[DONE]",)))),
    served("a stream is answered with a page of HTML", ILL, Rule(STREAMED, parts.FOREIGN_PAGE)),
    served("a stream gets 503 and the plain call is served", ILL, Rule(STREAMED, parts.UNAVAILABLE)),
    served(
        "a stream never answers and the plain call is served",
        ILL,
        Rule(STREAMED, parts.SILENCE),
        GATEWAY_PROBE_TIME_BUDGET="2",
    ),
    served("a 200 with an empty object", ILL, Rule(parts.GENERATE, Answer(200, {}))),
    served("a 200 with null", ILL, Rule(parts.GENERATE, Answer(200, b"null", {"content-type": "application/json"}))),
    served("a 200 with an empty body", ILL, Rule(parts.GENERATE, Answer(200))),
    served(
        "a 200 with an error inside, plain and streamed",
        ILL,
        Rule(WHOLE, Answer(200, {"error": {"message": "Forbidden.", "type": "access_denied"}})),
        parts.STREAM_DENIED,
    ),
    served("a plain answer without content, an ordinary stream", ILL, Rule(WHOLE, parts.emptied)),
    served(
        "a finish reason of content-filter",
        NOT_SURELY_WELL,
        Rule(
            WHOLE,
            edited(
                lambda body: {
                    **body,
                    "content": [],
                    "finishReason": {"unified": "content-filter", "raw": "content_filter"},
                }
            ),
        ),
    ),
    served("content of null", ILL, Rule(WHOLE, edited(lambda body: {**body, "content": None}))),
    served(
        "no usage, over which the AI SDK stumbles",
        May(("healthy", "degraded", "failing"), not_claimed=BLAMES),
        Rule(WHOLE, edited(lambda body: {key: value for key, value in body.items() if key != "usage"})),
    ),
    served(
        "a finish reason of length, as sixteen tokens give",
        May(("healthy",), certain=True, not_claimed=BLAMES),
        Rule(WHOLE, edited(lambda body: {**body, "finishReason": {"unified": "length", "raw": "length"}})),
    ),
    byok(
        "azure asked for by name, the team has no credential for it",
        May(("degraded", "healthy"), names=(UNUSED,), not_claimed=KEY_IS_BAD | MONEY | FACTORS, not_silent=True),
        Team(),
    ),
    byok(
        "the stored credential is switched off",
        May(("degraded", "healthy"), names=(UNUSED,), not_claimed=KEY_IS_BAD | MONEY | FACTORS, not_silent=True),
        Team(stored={"azure": Credential(enabled=False)}),
    ),
    byok(
        "the own credential is declared, and the gateway's served",
        May(("degraded", "failing"), found=(UNUSED,), not_claimed=KEY_IS_BAD | MONEY | FACTORS),
        Team(),
        None,
        GATEWAY_PROBE_EXPECT_CREDENTIAL="byok",
    ),
    byok(
        "the gateway's credential is declared, and the own one served",
        May(("degraded", "failing"), found=(("expected-credential-not-used",),)),
        parts.PAID,
        GATEWAY_PROBE_EXPECT_CREDENTIAL="system",
    ),
    byok(
        "one provider is declared, and another served",
        May(("degraded", "failing"), found=(("expected-provider-not-used", "order-not-what-you-think"),)),
        Team(),
        None,
        GATEWAY_PROBE_EXPECT_PROVIDER="azure",
    ),
    byok(
        "zero data retention leaves the stored credential out",
        May(
            ("healthy", "degraded"),
            names=(("zdr-skips-byok", *UNUSED),),
            not_claimed=KEY_IS_BAD | MONEY | FACTORS,
            not_silent=True,
        ),
        parts.PAID,
        GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(zeroDataRetention=True),
    ),
    byok(
        "zero data retention, and the credential is marked for it",
        May(("healthy",), not_claimed=BLAMES | {"zdr-skips-byok"}),
        Team(stored={"azure": Credential(for_zero_retention=True)}),
        GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(zeroDataRetention=True),
    ),
    byok(
        "the own credential fails, the gateway's serves, and the own one was declared",
        May(
            ("degraded", "failing"),
            names=(
                ("byok-failed-silent-system-fallback", *STORED_CREDENTIAL),
                ("byok-failed-silent-system-fallback", *UNUSED),
            ),
            not_claimed=KEY_IS_BAD | MONEY | FACTORS,
        ),
        Team(stored={"azure": Credential("bad-key")}),
        GATEWAY_PROBE_EXPECT_CREDENTIAL="byok",
    ),
    World(
        "a fallback model answers since the asked one's providers are down",
        on_vercel(
            KEY, Token(Team()), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(models=["anthropic/claude-sonnet-4.5"])
        ),
        parts.one_team(Team(), system={"openai": "down", "azure": "down"}),
        May(
            ("degraded", "healthy"),
            names=(("options-lost-on-fallback-model", "provider-route-down-for-model"),),
            not_silent=True,
            not_claimed=BLAMES,
        ),
    ),
    World(
        "azure comes first in the order, is down, and another provider serves",
        on_vercel(KEY, Token(Team()), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(order=["azure"])),
        parts.one_team(Team(), system={"azure": "down"}),
        May(
            ("degraded", "healthy"),
            names=(("order-not-what-you-think", "provider-route-down-for-model"),),
            not_silent=True,
            not_claimed=BLAMES,
        ),
    ),
    World(
        "every experiment is asked for, and the one without headers is refused",
        on_vercel(KEY, Token(parts.PAID), experiments="all"),
        parts.one_team(parts.PAID, Rule(Where("generate", protocol="ai-sdk", origin=False), parts.BYOK_REFUSAL)),
        May(("degraded", "failing"), not_claimed=KEY_IS_BAD | MONEY),
    ),
    World(
        "every experiment is asked for, and chat completions are refused",
        on_vercel(KEY, Token(parts.PAID), experiments="all"),
        parts.one_team(parts.PAID, Rule(Where("generate", protocol="chat-completions"), parts.ACCESS_DENIED)),
        May(("degraded", "failing"), not_claimed=KEY_IS_BAD | MONEY),
    ),
    World(
        "every experiment is asked for, and the token is refused as BYOK on a free team",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK), experiments="all"),
        parts.two_teams(parts.PAID, parts.FREE_WITH_BYOK),
        May(("degraded", "healthy"), names=(("key-of-other-team",),), not_silent=True),
    ),
    World(
        "chat completions: a stream with an error inside",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_PROTOCOL="chat-completions"),
        parts.one_team(
            parts.PAID,
            Rule(STREAMED, lambda request, _ordinary: refused_in_stream(request, "Forbidden.", "access_denied")),
        ),
        STREAM_ILL,
    ),
    World(
        "chat completions: nothing in the answer, finish reason error",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_PROTOCOL="chat-completions"),
        parts.one_team(parts.PAID, Rule(parts.GENERATE, parts.emptied)),
        ILL,
    ),
    World(
        "no generation may be asked for",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_MAX_GENERATIONS="0"),
        parts.one_team(parts.PAID),
        May(("inconclusive", "degraded"), certain=False, not_claimed=BLAMES, generations=(0, 0)),
    ),
)
