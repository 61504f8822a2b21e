"""What providers say, told at every door, in both shapes of the metadata and without it, and in the gateway's own words."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Credential, Gateway, Key, Team, Token, Words
from tests.standin.deciding import BYOK_WORDS
from tests.worlds import parts
from tests.worlds.crossings.door_by_door import CHAT, MESSAGES, RESPONSES
from tests.worlds.expectation import BAD, KEY_IS_BAD, MONEY, NOT_THE_GATEWAY, OIDC, OTHER_TEAM, STORED_CREDENTIAL, May
from tests.worlds.world import ASKED, KEY, Place, World, on_laptop, on_vercel

AZURE = "azure/gpt-5.4-mini"
ANOTHER_LIMIT: dict[str, tuple[str, ...]] = {
    "no-funds": ("provider-rate-limit",),
    "rate-limit": ("upstream-account-out-of-funds",),
}
"""A limit of the rate that is none, or funds that are there."""
NO_SYSTEM = {"openai": "none", "azure": "none"}
DOORS: tuple[tuple[str, dict[str, str]], ...] = (
    ("the AI SDK", {"AI_GATEWAY_API_KEY": KEY}),
    ("chat completions", CHAT),
    ("Responses", RESPONSES),
    ("Messages", MESSAGES),
)
OUTCOMES = (
    ("bad-key", ("byok-azure-wrong-key-or-resource",)),
    ("no-deployment", ("byok-azure-deployment-name",)),
    ("url-as-resource", ("byok-azure-resource-name-is-url",)),
)


def _at(variables: dict[str, str], model: str) -> Place:
    return on_laptop(model=model).having(variables)


def _stored() -> Iterator[World]:
    for door, variables in DOORS:
        for outcome, codes in OUTCOMES:
            old = len(door) % 2 == 0
            yield World(
                f"at {door}, azure's {outcome}, {'old' if old else 'new'} metadata",
                _at(variables, AZURE),
                replace(parts.without_fallback("azure", outcome, ASKED), metadata="old" if old else "new"),
                # An attempt by the team's own credential, and Azure's words for it.
                # A host that is not found may be one's own or another's: that it is a URL in a name's place is a sign.
                May(
                    ("failing",),
                    codes,
                    certain=True if outcome != "url-as-resource" else None,
                    not_claimed=KEY_IS_BAD | MONEY,
                ),
            )
    for door, variables in DOORS:
        yield World(
            f"at {door}, a refused OpenAI key of the team",
            _at(variables, ASKED),
            parts.without_fallback("openai", "bad-key", ASKED),
            May(("failing",), ("byok-credential-refused",), certain=True, not_claimed=KEY_IS_BAD | MONEY),
        )


def _whose() -> Iterator[World]:
    for outcome in ("bad-key", "no-permission", "network", "no-deployment"):
        yield World(
            f"azure's {outcome} without any metadata",
            on_laptop(KEY, model=AZURE),
            replace(parts.without_fallback("azure", outcome, ASKED), metadata="none"),
            # Whose credential was tried is not told: it may be the gateway's own.
            May(
                BAD,
                certain=False,
                not_claimed=KEY_IS_BAD | MONEY,
                not_certain=frozenset({"model-unknown-or-retired", "team-blocked"}),
            ),
        )
    for outcome in ("bad-key", "no-permission", "no-funds", "rate-limit", "region", "no-model"):
        for shape in ("new", "none"):
            system: dict[str, str | Words] = {"openai": outcome, "azure": "none"}
            yield World(
                f"the gateway's own account at OpenAI: {outcome}, metadata {shape}",
                on_laptop(KEY),
                replace(parts.by_key_alone(Team()), system=system, metadata=shape),
                May(
                    BAD,
                    not_claimed=KEY_IS_BAD | OTHER_TEAM | (STORED_CREDENTIAL if shape == "new" else frozenset()),
                    not_certain=STORED_CREDENTIAL
                    | MONEY
                    | {"model-unknown-or-retired", *ANOTHER_LIMIT.get(outcome, ())},
                ),
            )
    quota = "You exceeded your current quota, please check your plan and billing details."
    empty = Words(429, quota, form={"type": "insufficient_quota", "message": quota})
    yield World(
        "OpenAI's account is empty, which its type alone tells",
        on_laptop(KEY),
        Gateway((Key(KEY, Team(stored={"openai": Credential(empty)})),), system=NO_SYSTEM),
        May(("failing",), ("upstream-account-out-of-funds",), at_least="likely", not_claimed=KEY_IS_BAD | MONEY),
    )
    yield World(
        "the token is asked with, and the gateway's own account is refused with 401",
        on_vercel(None, Token(Team())),
        replace(parts.one_team(Team()), system={"openai": "bad-key", "azure": "none"}, metadata="none"),
        May(BAD, not_certain=OIDC | KEY_IS_BAD | STORED_CREDENTIAL, not_claimed=OIDC),
    )


def _both() -> Iterator[World]:
    for own, system in (("bad-key", "down"), ("no-deployment", "rate-limit"), ("bad-key", "bad-key")):
        team = Team(stored={"azure": Credential(own)})
        yield World(
            f"the team's own credential: {own}, and the gateway's: {system}",
            on_laptop(KEY, model=AZURE),
            Gateway((Key(KEY, team),), system={"azure": system, "openai": "none"}),
            May(
                BAD,
                names=(tuple(STORED_CREDENTIAL | {"byok-failed-silent-system-fallback"}),),
                not_claimed=KEY_IS_BAD | MONEY,
            ),
        )
    for own in ("bad-key", "no-deployment", "url-as-resource", "rate-limit"):
        team = Team(stored={"azure": Credential(own)})
        yield World(
            f"the team's own credential fails with {own}, the gateway's serves",
            on_laptop(KEY, model=AZURE),
            parts.by_key_alone(team),
            May(("degraded",), found=(("byok-failed-silent-system-fallback",),), not_claimed=KEY_IS_BAD | MONEY),
        )


def _gateways_words() -> Iterator[World]:
    """A provider that is a gateway itself, or words as this one does."""
    for name, words in (
        ("the BYOK refusal", Words(403, BYOK_WORDS, "byok_requires_paid_credits")),
        ("a missing card", Words(403, "A valid credit card on file is required.", "customer_verification_required")),
        ("no funds", Words(402, "Insufficient funds. Please add credits.", "insufficient_funds")),
        ("a used-up budget", Words(402, "Quota limit exceeded for key.", "quota_for_entity_exceeded")),
        ("a block", Words(403, "Forbidden.", "access_denied")),
        ("401", Words(401, "Authentication failed.", "authentication_error")),
        ("an unknown model", Words(404, "Model not found", "model_not_found")),
    ):
        for shape in ("new", "none"):
            system: dict[str, str | Words] = {"openai": words, "azure": "none"}
            yield World(
                f"a provider words it as the gateway does: {name}, metadata {shape}",
                on_laptop(KEY),
                replace(parts.by_key_alone(Team()), system=system, metadata=shape),
                May(
                    BAD,
                    not_certain=MONEY | KEY_IS_BAD | {"model-unknown-or-retired", "model-id-without-creator"},
                    not_claimed=OTHER_TEAM,
                ),
            )


def _bodies() -> Iterator[World]:
    page = "<html><head><title>502 Bad Gateway</title></head><body>cloudflare</body></html>"
    for name, words in (
        ("a page in place of JSON", Words(502, page, form=page)),
        ("a list", Words(500, "Internal error", form=[{"error": {"code": 500}}])),
        ("nothing", Words(503, "", form=None)),
        ("an error within an error", Words(400, '{"error":{"error":{"message":"x"}}}', form={"error": {"error": {}}})),
    ):
        yield World(
            f"the provider answers with {name}",
            on_laptop(KEY),
            replace(parts.by_key_alone(Team()), system={"openai": words, "azure": "none"}),
            May(BAD, not_certain=NOT_THE_GATEWAY | STORED_CREDENTIAL, not_claimed=KEY_IS_BAD | MONEY),
        )


WORLDS = (*_stored(), *_whose(), *_both(), *_gateways_words(), *_bodies())
