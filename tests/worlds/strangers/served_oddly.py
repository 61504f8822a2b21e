"""Served by the status, and not as it should be: streams that break, odd ends, other providers, other models, other money."""

from dataclasses import replace

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where, passed_on
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.strangers.asked import Answers, beside, both
from tests.worlds.world import KEY, on_vercel

STREAM = Where("generate", streamed=True)
PLAIN = Where("generate", streamed=False)
ILL = May(NOT_HEALTHY, not_claimed=BLAMES)
WELL = May(("healthy", "degraded"), not_claimed=BLAMES)


def without_last(count: int) -> Answers:
    """A stream that ends so many events early, in good order by HTTP."""

    def shorten(_request: Request, ordinary: Answer) -> Answer:
        return replace(ordinary, body=ordinary.body[:-count]) if isinstance(ordinary.body, tuple) else ordinary

    return shorten


def broken_off(*last: object) -> Answers:
    """A stream that begins well, and whose end is this."""

    def end(_request: Request, ordinary: Answer) -> Answer:
        return replace(ordinary, body=(*ordinary.body[:4], *last)) if isinstance(ordinary.body, tuple) else ordinary

    return end


def ended(unified: str, raw: str | None = None) -> Answers:
    """A whole answer of AI SDK 7's door whose finish reason is this."""

    def end(_request: Request, ordinary: Answer) -> Answer:
        reason = {"unified": unified, **({"raw": raw} if raw else {})}
        if isinstance(ordinary.body, tuple):
            body = tuple(
                {**event, "finishReason": reason}
                if isinstance(event, dict) and event.get("type") == "finish"
                else event
                for event in ordinary.body
            )
            return replace(ordinary, body=body)
        return replace(ordinary, body={**ordinary.body, "finishReason": reason})

    return end


def changed(**fields: object) -> Answers:
    """A whole answer with other fields, and streams as ever."""
    return lambda _request, ordinary: (
        ordinary if isinstance(ordinary.body, tuple) else replace(ordinary, body={**ordinary.body, **fields})
    )


STREAMS = (
    both(parts.PAID, ILL, "streams end before they finish, without a word", Rule(STREAM, without_last(2))),
    both(parts.PAID, ILL, "streams end before they finish, without a word", Rule(STREAM, without_last(2)), client="OpenAI's client"),
    both(parts.PAID, ILL, "streams end before they finish, without a word", Rule(STREAM, without_last(1)), client="Responses"),
    both(parts.PAID, ILL, "streams end before they finish, without a word", Rule(STREAM, without_last(2)), client="Anthropic's client"),
    both(parts.PAID, ILL, "streams hold an error after the first word", Rule(STREAM, broken_off({"type": "error", "error": {"message": "Overloaded", "type": "overloaded_error"}}, "[DONE]"))),
    both(parts.PAID, ILL, "streams hold an error as a text after the first word", Rule(STREAM, broken_off({"type": "error", "error": "upstream connect error"}, "[DONE]"))),
    both(parts.PAID, ILL, "streams hold an error of a provider, twice wrapped", Rule(STREAM, broken_off({"type": "error", "error": {"message": "Provider returned error", "type": "AI_APICallError", "param": {"error": {"error": {"message": "rate limited", "code": 429}}}}}, "[DONE]"))),
    both(parts.PAID, ILL, "streams are cut in the middle", Rule(STREAM, passed_on(cut=True))),
    both(parts.PAID, ILL, "streams are whole answers of JSON", Rule(STREAM, Answer(200, {"content": [{"type": "text", "text": "pong"}], "finishReason": {"unified": "stop"}, "usage": {}, "warnings": []}))),
    both(parts.PAID, ILL, "streams are empty", Rule(STREAM, Answer(200, (), {"content-type": "text/event-stream"}))),
    both(parts.PAID, ILL, "streams hold lines that are no JSON", Rule(STREAM, Answer(200, b"data: {\"type\": \"stream-st\n\ndata: oops\n\n", {"content-type": "text/event-stream"}))),
    both(parts.PAID, ILL, "streams hold nothing but the word that they are done", Rule(STREAM, Answer(200, ("[DONE]",)))),
    both(parts.PAID, replace(ILL, not_certain=frozenset({"team-blocked"})), "plain answers are refused, streams are served", Rule(PLAIN, parts.ACCESS_DENIED)),
    both(parts.PAID, replace(ILL, not_claimed=BLAMES - {"stream-refused"}), "streams are refused with 403, plain answers are served", Rule(STREAM, parts.ACCESS_DENIED)),
    both(parts.PAID, replace(ILL, not_certain=FACTORS), "streams get 503, plain answers are served", Rule(STREAM, parts.UNAVAILABLE)),
    both(parts.PAID, replace(ILL, not_certain=FACTORS), "streams get 429, plain answers are served", Rule(STREAM, parts.THROTTLED)),
)  # fmt: skip
ENDS = (
    both(parts.PAID, ILL, "the finish reason is error", Rule(parts.GENERATE, ended("error"))),
    # A filter that leaves words is no failure; it is not a whole answer either.
    both(parts.PAID, replace(ILL, status=("healthy", *NOT_HEALTHY), certain=False), "the finish reason is content-filter", Rule(parts.GENERATE, ended("content-filter"))),
    *(both(parts.PAID, WELL, f"the finish reason is {reason}", Rule(parts.GENERATE, ended(reason))) for reason in ("length", "stop")),
    # Adapters say `other` for every word of a provider that they do not know, of which most are harmless.
    both(parts.PAID, replace(ILL, status=("healthy", *NOT_HEALTHY)), "the finish reason is other", Rule(parts.GENERATE, ended("other", "SAFETY"))),
    both(parts.PAID, ILL, "the plain answer has no content", Rule(PLAIN, changed(content=[]))),
    both(parts.PAID, ILL, "the plain answer's content is null", Rule(PLAIN, changed(content=None))),
    both(parts.PAID, ILL, "the plain answer holds an empty text", Rule(PLAIN, changed(content=[{"type": "text", "text": ""}]))),
    both(parts.PAID, ILL, "the plain answer holds white space alone", Rule(PLAIN, changed(content=[{"type": "text", "text": " \n"}]))),
    both(parts.PAID, ILL, "the plain answer is an empty object", Rule(PLAIN, Answer(200, {}))),
    both(parts.PAID, ILL, "the plain answer is null", Rule(PLAIN, Answer(200, b"null", {"content-type": "application/json"}))),
    both(parts.PAID, ILL, "the plain answer is an error under 200", Rule(PLAIN, Answer(200, {"error": {"message": "No.", "type": "internal_server_error"}}))),
    both(parts.PAID, WELL, "the plain answer holds reasoning and a text", Rule(PLAIN, changed(content=[{"type": "reasoning", "text": "Hm."}, {"type": "text", "text": "pong"}]))),
    both(parts.PAID, replace(WELL, status=("healthy", "degraded", "failing", "inconclusive")), "the plain answer has no usage, which breaks the client", Rule(PLAIN, changed(usage=None))),
    both(parts.PAID, WELL, "headers of a rate limit come along, and nothing is left", Rule(parts.GENERATE, lambda _r, ordinary: ordinary.with_headers(x_ratelimit_limit_requests="60", x_ratelimit_remaining_requests="0", x_ratelimit_reset_requests="1s"))),
    both(parts.PAID, WELL, "a word to wait comes along with 200", Rule(parts.GENERATE, lambda _r, ordinary: ordinary.with_headers(retry_after="60"))),
    both(parts.PAID, WELL, "201 in place of 200, all else well", Rule(PLAIN, passed_on(status=201))),
)  # fmt: skip
OFF = Team(stored={"azure": Credential(enabled=False)})
SWAPPED = Team(stored={"azure": Credential("bad-key")})
LIMITED = Team(stored={"azure": Credential("rate-limit")})
MISSING = ("byok-credential-missing-or-disabled", "expected-credential-not-used")
FELL_BACK = (
    "byok-failed-silent-system-fallback",
    "byok-azure-wrong-key-or-resource",
    "byok-credential-refused",
    "expected-credential-not-used",
)
PAID_FOR = May(("degraded", "failing"), not_claimed=KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM)
OTHERWISE = (
    *(both(OFF, replace(PAID_FOR, names=(MISSING,)), "BYOK is expected, and the credential is switched off", client=client, GATEWAY_PROBE_EXPECT_CREDENTIAL="byok") for client in ("AI SDK 7", "AI SDK 6", "OpenAI's client", "Anthropic's client", "Responses")),
    *(both(SWAPPED, replace(PAID_FOR, names=(FELL_BACK,)), "the own credential is bad, and the gateway's serves", client=client) for client in ("AI SDK 7", "OpenAI's client", "Responses")),
    both(LIMITED, replace(PAID_FOR, names=(("byok-failed-silent-system-fallback", "provider-rate-limit"),), not_certain=frozenset({"byok-azure-wrong-key-or-resource"})), "the own credential is throttled, and the gateway's serves"),
    both(Team(), replace(PAID_FOR, names=(("expected-provider-not-used", "order-not-what-you-think"),)), "azure is expected, and openai serves", GATEWAY_PROBE_EXPECT_PROVIDER="azure"),
    both(parts.PAID, replace(PAID_FOR, names=(("expected-credential-not-used",),)), "the gateway's credential is expected, and the own one serves", GATEWAY_PROBE_EXPECT_CREDENTIAL="system"),
    both(parts.PAID, replace(PAID_FOR, names=(("expected-team-differs",),), not_claimed=KEY_IS_BAD | MONEY | FACTORS), "another team is expected, and all is served", GATEWAY_PROBE_EXPECT_TEAM="team_FAKEanother"),
    both(parts.PAID, replace(PAID_FOR, status=NOT_HEALTHY, names=(("different-key-same-length",),), not_claimed=KEY_IS_BAD | MONEY | FACTORS), "another key is expected, and all is served", GATEWAY_PROBE_EXPECT_KEY="fp1:0123456789ab"),
    beside("the asked model is down, and a fallback model serves", on_vercel(KEY, Token(Team()), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(models=["google/gemini-3-flash"])), parts.one_team(Team(), system={"openai": "down", "azure": "down"}),
           replace(PAID_FOR, names=(("options-lost-on-fallback-model", "another-model-served"),))),
    beside("zero data retention skips the stored credential", on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(zeroDataRetention=True), GATEWAY_PROBE_EXPECT_CREDENTIAL="byok"), parts.one_team(parts.PAID),
           replace(PAID_FOR, names=(("zdr-skips-byok",),))),
    beside("a key of another team is served, and the deployment's token is of a free one", on_vercel(KEY, Token(parts.FREE)), parts.two_teams(parts.OTHER_PAID, parts.FREE), May(("healthy", "degraded"), not_silent=True, not_claimed=KEY_IS_BAD | FACTORS)),
    beside("an old gateway's routing, and the own credential fails", on_vercel(KEY, Token(SWAPPED)), Gateway((Key(KEY, SWAPPED),), (Token(SWAPPED),), metadata="old"), replace(PAID_FOR, names=(FELL_BACK,))),
)  # fmt: skip
WORLDS = (*STREAMS, *ENDS, *OTHERWISE)
