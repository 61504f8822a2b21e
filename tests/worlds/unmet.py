"""Worlds that are served: what was declared is not met, or nothing shows that it is; and answers with an odd end."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.ends_of_streams import PLAIN, STREAMED, of
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, STORED_CREDENTIAL, May
from tests.worlds.served_otherwise import final, routing
from tests.worlds.world import KEY, World, on_laptop, on_vercel

AZURE = "azure/gpt-5.4-mini"
NOBODY = KEY_IS_BAD | MONEY | OTHER_TEAM | FACTORS
SERVED = ("healthy", "degraded")
ILL = ("degraded", "failing")
UNPROVED = May((*SERVED, "inconclusive"), certain=False, not_claimed=NOBODY)
"""Nothing shows that the declared thing holds, and nothing that it does not."""
NOT_OWN = ("expected-credential-not-used", "byok-credential-missing-or-disabled", "byok-failed-silent-system-fallback")


def expecting(**what: str) -> dict[str, str]:
    """What a person declares of the place."""
    return {f"GATEWAY_PROBE_EXPECT_{name.upper()}": value for name, value in what.items()}


def _of_declared() -> Iterator[World]:
    silent = parts.one_team(parts.PAID, metadata="none")
    for name, wish in (
        ("the own credential", {"credential": "byok"}),
        ("azure", {"provider": "azure"}),
        ("the gateway's credential and openai", {"credential": "system", "provider": "openai"}),
    ):
        yield World(
            f"{name} is declared, and no answer tells of its way",
            on_vercel(KEY, Token(parts.PAID)).having(expecting(**wish)),
            replace(silent, rules=(parts.always(Where("record"), parts.UNAVAILABLE),)),
            UNPROVED,
        )
    yield World(
        "a team is declared on a laptop, where a key alone tells of none",
        on_laptop(KEY).having(expecting(team="team_FAKEpaid")),
        parts.by_key_alone(parts.PAID),
        UNPROVED,
    )
    yield World(
        "a team is declared, it is the token's, and the key's credits are another's",
        on_vercel(KEY, Token(parts.OTHER_PAID)).having(expecting(team="team_FAKEother")),
        parts.two_teams(parts.PAID, parts.OTHER_PAID),
        May(SERVED, found=(("key-of-other-team", "expected-team-differs"),), not_claimed=KEY_IS_BAD | MONEY | FACTORS),
    )
    yield World(
        "a key is declared as this one, it is, and the gateway's credential is used in place of the own one",
        on_vercel(KEY, Token(Team()), model=AZURE).having(expecting(credential="byok")),
        parts.one_team(Team()),
        May(ILL, found=(NOT_OWN,), not_claimed=NOBODY),
    )
    yield World(
        "azure is declared, plain answers are azure's and streams another provider's",
        on_vercel(KEY, Token(Team())).having(expecting(provider="azure")),
        parts.one_team(Team(), Rule(STREAMED, routing(final("openai")).answer), routing(final("azure"))),
        May(ILL, found=(("expected-provider-not-used",),), not_claimed=NOBODY),
    )
    yield World(
        "openai is declared, streams are openai's and plain answers another provider's",
        on_vercel(KEY, Token(Team())).having(expecting(provider="openai")),
        parts.one_team(Team(), Rule(PLAIN, routing(final("azure")).answer), routing(final("openai"))),
        May(ILL, found=(("expected-provider-not-used",),), not_claimed=NOBODY),
    )
    for name, team in (
        ("switched off", Team(stored={"azure": Credential(enabled=False)})),
        ("another provider's", Team(stored={"anthropic": Credential()})),
    ):
        yield World(
            f"the own credential is declared, and the stored one is {name}",
            on_vercel(KEY, Token(team), model=AZURE).having(expecting(credential="byok", provider="azure")),
            parts.one_team(team),
            May(ILL, found=(NOT_OWN,), not_named=frozenset({"expected-provider-not-used"}), not_claimed=NOBODY),
        )
    yield World(
        "the own credential is declared, and a client of Anthropic's is served by it",
        on_vercel(
            ANTHROPIC_API_KEY=KEY,
            ANTHROPIC_BASE_URL="https://ai-gateway.vercel.sh",
            GATEWAY_PROBE_CLIENT="anthropic",
            GATEWAY_PROBE_MODEL=AZURE,
        ).having(expecting(credential="byok")),
        parts.one_team(parts.PAID),
        May(("healthy",), certain=True, not_claimed=BLAMES),
    )
    for client in ("litellm", "pydantic-ai"):
        yield World(
            f"{client}: the own credential is declared, and it fails before the gateway's serves",
            on_vercel(None, Token(Team()), model=AZURE).having(
                {"VERCEL_AI_GATEWAY_API_KEY": KEY, "GATEWAY_PROBE_CLIENT": client, **expecting(credential="byok")}
            ),
            parts.one_team(Team(stored={"azure": Credential("no-deployment")})),
            May(ILL, found=((*NOT_OWN, *STORED_CREDENTIAL),), not_claimed=NOBODY),
        )


def _ended(reason: str) -> Any:
    def answer(request: Request, ordinary: Answer) -> Answer:
        if ordinary.status != 200:
            return ordinary
        finish = {"unified": reason, "raw": reason}
        if isinstance(ordinary.body, tuple):
            return of(
                lambda events: tuple(
                    {**event, "finishReason": finish} if isinstance(event, dict) and "finishReason" in event else event
                    for event in events
                )
            )(request, ordinary)
        return replace(ordinary, body={**ordinary.body, "finishReason": finish})

    return answer


def app(name: str, may: May, *rules: Rule) -> World:
    """A paid team without a credential of its own."""
    return World(name, on_vercel(KEY, Token(Team())), parts.one_team(Team(), *rules), may)


def _of_ends() -> Iterator[World]:
    # `unknown` is an adapter's word for an end that the provider gave in its own; `error` says outright what it was.
    for reason, may in (("unknown", (*SERVED, "inconclusive")), ("error", (*ILL, "inconclusive"))):
        yield app(
            f"text, and the reason of its end is {reason}, plain and streamed",
            May(may, not_claimed=BLAMES),
            Rule(parts.GENERATE, _ended(reason)),
        )
    yield app(
        "the plain answer ends for an error, with its text, and the stream ends well",
        May((*ILL, "inconclusive"), not_claimed=BLAMES),
        Rule(PLAIN, _ended("error")),
    )
    yield app(
        "nothing but an empty text, and it stopped by itself, in both ways",
        May((*ILL, "inconclusive"), not_claimed=BLAMES),
        Rule(
            PLAIN,
            lambda _request, ordinary: replace(
                ordinary, body={**ordinary.body, "content": [{"type": "text", "text": ""}]}
            ),
        ),
        Rule(
            STREAMED,
            of(
                lambda events: tuple(
                    {**event, "delta": ""} if isinstance(event, dict) and event.get("type") == "text-delta" else event
                    for event in events
                )
            ),
        ),
    )
    yield app(
        "the stream is empty, and plain answers have their text",
        May(ILL, found=(("served-empty", "stream-broken", "stream-refused"),), not_claimed=BLAMES - FACTORS),
        Rule(STREAMED, of(lambda _events: ())),
    )
    yield app(
        "the answer holds a file beside its text",
        May(SERVED, not_claimed=BLAMES),
        Rule(
            PLAIN,
            lambda _request, ordinary: replace(
                ordinary,
                body={
                    **ordinary.body,
                    "content": [{"type": "file", "mediaType": "a/b", "data": ""}, *ordinary.body["content"]],
                },
            ),
        ),
    )
    yield app(
        "a warning that nobody knows, in streams alone",
        May(("healthy",), certain=True, not_claimed=BLAMES),
        Rule(
            STREAMED,
            of(
                lambda events: (
                    {"type": "stream-start", "warnings": [{"type": "other", "message": "slow today"}]},
                    *events[1:],
                )
            ),
        ),
    )
    yield World(
        "Claude Code: streams end for a refusal of the model's",
        on_laptop(
            ANTHROPIC_AUTH_TOKEN=KEY,
            ANTHROPIC_API_KEY="",
            ANTHROPIC_BASE_URL="https://ai-gateway.vercel.sh/claude-code",
            GATEWAY_PROBE_CLIENT="claude-code",
        ),
        Gateway((Key(KEY, Team()),), rules=(Rule(STREAMED, of(_refused_by_model)),)),
        # The stream itself says so: a direct fact, of which the run may be certain.
        May((*ILL, "inconclusive"), not_claimed=BLAMES),
    )


def _refused_by_model(events: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        (name, {**data, "delta": {"stop_reason": "refusal"}}) if name == "message_delta" else (name, data)
        for name, data in events
    )


WORLDS: tuple[World, ...] = (*_of_declared(), *_of_ends())
