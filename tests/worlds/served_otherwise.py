"""Worlds that are served by another provider, credential, model or price than was asked for, or than it seems."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Credential, Rule, Team, Token, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.world import KEY, World, on_vercel

NOBODY = KEY_IS_BAD | MONEY | OTHER_TEAM | FACTORS
WELL = ("healthy", "degraded")
OTHER_PROVIDER = ("order-not-what-you-think", "expected-provider-not-used")
NOT_OWN = ("byok-credential-missing-or-disabled", "expected-credential-not-used", "byok-failed-silent-system-fallback")
PLAIN = May((*WELL,), not_claimed=BLAMES)
CLAUDE = "anthropic/claude-sonnet-4.5"

Told = dict[str, Any]


def telling(edit: Callable[[Told], Told]) -> Rule:
    """Every served answer tells of its way otherwise: `edit` has `providerMetadata.gateway`."""

    def search(part: Any) -> Any:
        if isinstance(part, dict):
            return {
                name: edit(value)
                if name == "gateway" and isinstance(value, dict) and "routing" in value
                else search(value)
                for name, value in part.items()
            }
        if isinstance(part, list | tuple):
            return type(part)(search(item) for item in part)
        return part

    def answer(_request: Request, ordinary: Answer) -> Answer:
        return replace(ordinary, body=search(ordinary.body)) if ordinary.status == 200 else ordinary

    return Rule(parts.GENERATE, answer)


def routing(edit: Callable[[Told], Told]) -> Rule:
    """As `telling`, of the routing alone."""
    return telling(lambda told: {**told, "routing": edit(told["routing"])})


def app(
    name: str,
    may: May,
    *rules: Rule,
    team: Team = parts.PAID,
    model: str | None = None,
    options: Told | None = None,
    system: dict[str, str] | None = None,
    **settings: str,
) -> World:
    """A team that has paid; its app has these provider options."""
    if options:
        settings["GATEWAY_PROBE_PROVIDER_OPTIONS"] = parts.options(**options)
    place = on_vercel(KEY, Token(team), model=model).having(settings)
    return World(name, place, parts.one_team(team, *rules, system=system or {}), may)


def final(provider: str) -> Callable[[Told], Told]:
    attempt = {"provider": provider, "credentialType": "system", "success": True, "statusCode": 200}
    attempts = [{"success": True, "providerAttemptCount": 1, "providerAttempts": [attempt]}]
    return lambda told: {**told, "resolvedProvider": provider, "finalProvider": provider, "modelAttempts": attempts}


def _worlds() -> Iterator[World]:
    yield app(
        "only azure was asked for, and openai served",
        May(("degraded", "failing"), found=(OTHER_PROVIDER,), not_claimed=NOBODY),
        routing(final("openai")),
        options={"only": ["azure"]},
    )
    yield app(
        "azure was to be first, and openai served without a word of azure",
        May(
            ("healthy", "degraded", "failing"),
            names=((*OTHER_PROVIDER, *NOT_OWN),),
            not_claimed=NOBODY,
            not_silent=True,
        ),
        routing(final("openai")),
        options={"order": ["azure"]},
    )
    yield app(
        "two were to be first, and the second of them served",
        May(WELL, not_claimed=NOBODY),
        routing(final("openai")),
        options={"order": ["azure", "openai"]},
        team=Team(),
    )
    yield app(
        "a credential of its own was sent along, and the gateway's served",
        May(("degraded", "failing", "healthy"), names=(NOT_OWN,), not_claimed=NOBODY, not_silent=True),
        routing(final("openai")),
        team=Team(),
        options={"byok": {"azure": [{"apiKey": "fake-azure-key", "resourceName": "fake"}]}},
    )
    yield app(
        "a credential of its own was sent along, refused, and the gateway's served",
        May(
            ("degraded", "failing"),
            found=(
                ("byok-failed-silent-system-fallback", "byok-azure-wrong-key-or-resource", "byok-credential-refused"),
            ),
            not_claimed=NOBODY,
        ),
        team=Team(),
        options={"byok": {"azure": [{"apiKey": "fake-azure-key", "resourceName": "fake", "fakeOutcome": "bad-key"}]}},
    )
    yield app(
        "two credentials of its own were sent along, the first is refused and the second served",
        May(WELL, not_claimed=NOBODY, not_silent=True),
        team=Team(),
        options={
            "byok": {
                "azure": [
                    {"apiKey": "fake-one", "resourceName": "fake", "fakeOutcome": "bad-key"},
                    {"apiKey": "fake-two", "resourceName": "fake"},
                ]
            }
        },
    )
    yield app(
        "a second model was allowed, the first is down, and it served",
        May(("degraded",), found=(("options-lost-on-fallback-model", "another-model-served"),), not_claimed=NOBODY),
        team=Team(),
        options={"models": [CLAUDE]},
        system={"openai": "down", "azure": "down"},
    )
    yield app(
        "a rule of the team sends the request to another creator's model",
        May(WELL, names=(("another-model-served",),), not_named=frozenset({"byok-credential-missing-or-disabled"})),
        routing(lambda told: {**final("anthropic")(told), "canonicalSlug": CLAUDE}),
        team=Team(),
    )
    yield app(
        "an attempt before the served one was slow and given up",
        May(
            WELL,
            names=(
                ("provider-overloaded-or-slow", "byok-failed-silent-system-fallback", "provider-route-down-for-model"),
            ),
            not_claimed=NOBODY,
            not_silent=True,
        ),
        team=Team(stored={"azure": Credential("timeout")}),
    )
    yield app(
        "zero data retention is in force though the app does not ask for it",
        May(WELL, not_claimed=NOBODY),
        telling(lambda told: {**told, "enabledZeroDataRetention": True}),
    )
    yield app(
        "zero data retention is asked for and the answer says that it was not in force",
        May((*WELL, "failing"), not_claimed=NOBODY),
        telling(lambda told: {**told, "enabledZeroDataRetention": False}),
        team=Team(),
        options={"zeroDataRetention": True},
    )
    yield app(
        "a sort, a user and tags, all served",
        May(("healthy",), certain=True, not_claimed=BLAMES),
        options={"sort": "ttft", "user": "fake", "tags": ["a"]},
    )
    yield app(
        "warnings of a setting that is not supported",
        May(("healthy", "degraded"), not_claimed=NOBODY),
        Rule(
            parts.GENERATE,
            lambda _request, ordinary: (
                replace(
                    ordinary,
                    body={**ordinary.body, "warnings": [{"type": "unsupported-setting", "setting": "maxOutputTokens"}]},
                )
                if isinstance(ordinary.body, dict) and ordinary.status == 200
                else ordinary
            ),
        ),
    )
    yield app(
        "plain by the own credential, streamed by the gateway's after the own was refused",
        May(
            ("degraded",),
            found=(("byok-failed-silent-system-fallback", "byok-azure-wrong-key-or-resource"),),
            not_claimed=NOBODY,
        ),
        Rule(Where("generate", streamed=True), _stream_by_system),
    )
    yield app(
        "a stored credential that fails, and the fallback's balance is nothing",
        May(("failing",), names=(("byok-blocked-at-zero-balance",),), not_claimed=KEY_IS_BAD | OTHER_TEAM | FACTORS),
        team=Team(balance="0", stored={"azure": Credential("bad-key")}),
    )


def _stream_by_system(_request: Request, ordinary: Answer) -> Answer:
    failed = {
        "provider": "azure",
        "credentialType": "byok",
        "success": False,
        "statusCode": 401,
        "error": "Access denied due to invalid subscription key or wrong API endpoint.",
    }
    served = {"provider": "openai", "credentialType": "system", "success": True, "statusCode": 200}
    attempts = [{"success": True, "providerAttemptCount": 2, "providerAttempts": [failed, served]}]

    def edit(part: Any) -> Any:
        if isinstance(part, dict) and "routing" in part:
            told = {
                **part["routing"],
                "finalProvider": "openai",
                "modelAttempts": attempts,
                "totalProviderAttemptCount": 2,
            }
            return {**part, "routing": told, "cost": "0.0000021"}
        return {k: edit(v) for k, v in part.items()} if isinstance(part, dict) else part

    return (
        replace(ordinary, body=tuple(edit(event) for event in ordinary.body))
        if isinstance(ordinary.body, tuple)
        else ordinary
    )


WORLDS = tuple(_worlds())
