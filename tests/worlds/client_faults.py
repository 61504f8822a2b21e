"""Every client in worlds of trouble: the fault is the same one at each door, and it is the client's own key that counts."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where, error_body
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, World, on_vercel

GATEWAY = "https://ai-gateway.vercel.sh"
SET_UPS: dict[str, tuple[str, dict[str, str]]] = {
    "ai-sdk-7": ("AI_GATEWAY_API_KEY", {}),
    "ai-sdk-6": ("AI_GATEWAY_API_KEY", {}),
    "ai-sdk-5": ("AI_GATEWAY_API_KEY", {}),
    "ai-python": ("AI_GATEWAY_API_KEY", {}),
    "openai": ("OPENAI_API_KEY", {"OPENAI_BASE_URL": f"{GATEWAY}/v1"}),
    "openai-responses": ("OPENAI_API_KEY", {"OPENAI_BASE_URL": f"{GATEWAY}/v1"}),
    "anthropic": ("ANTHROPIC_API_KEY", {"ANTHROPIC_BASE_URL": GATEWAY}),
    "ai-sdk-anthropic": ("ANTHROPIC_API_KEY", {"ANTHROPIC_BASE_URL": f"{GATEWAY}/v1"}),
    "claude-code": ("ANTHROPIC_AUTH_TOKEN", {"ANTHROPIC_BASE_URL": f"{GATEWAY}/claude-code", "ANTHROPIC_API_KEY": ""}),
    "litellm": ("VERCEL_AI_GATEWAY_API_KEY", {}),
    "pydantic-ai": ("VERCEL_AI_GATEWAY_API_KEY", {}),
    "llama-index": ("VERCEL_AI_GATEWAY_API_KEY", {}),
}
"""Client, the variable of its key, and what else its documentation sets for the gateway."""


def set_up(client: str, key: str | None, token: Token | None = None, **more: str) -> Place:
    """A deployment whose app is this client, set up as its documentation says."""
    variable, others = SET_UPS[client]
    keys = {} if key is None else {variable: key}
    return on_vercel(None, token).having({"GATEWAY_PROBE_CLIENT": client, **others, **keys, **more})


def _of_one(client: str) -> Iterator[World]:
    variable, _ = SET_UPS[client]
    beside = "VERCEL_AI_GATEWAY_API_KEY" if variable == "AI_GATEWAY_API_KEY" else "AI_GATEWAY_API_KEY"
    revoked = Key(REVOKED_KEY, Team(), revoked=True)
    yield World(
        f"{client}: its key is revoked, and a good one lies where another client reads it",
        set_up(client, REVOKED_KEY).having({beside: OTHER_KEY}),
        Gateway((revoked, Key(OTHER_KEY, Team()))),
        May(("failing",), names=(("key-invalid-revoked-or-expired",),), not_claimed=MONEY | FACTORS | OTHER_TEAM),
    )
    yield World(
        f"{client}: the seed, key and token of one team",
        set_up(client, KEY, Token(parts.FREE_WITH_BYOK)),
        parts.one_team(parts.FREE_WITH_BYOK),
        May(
            ("failing",),
            verdict=("byok-needs-paid-tier",),
            certain=True,
            names=(("purchase-not-effective-yet",),),
            not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM,
        ),
    )
    yield World(
        f"{client}: the key is of a free team, the token of a paid one",
        set_up(client, KEY, Token(parts.OTHER_PAID)),
        parts.two_teams(parts.FREE_WITH_BYOK, parts.OTHER_PAID),
        May(
            ("failing",),
            names=(("key-of-other-team",),),
            not_claimed=KEY_IS_BAD | (FACTORS - {"refusal-depends-on-credential"}),
            not_ruled_out=frozenset({"key-of-other-team"}),
        ),
    )
    yield World(
        f"{client}: the stored credential is refused with 401, and nobody else has one",
        set_up(client, KEY, Token(Team(stored={"openai": Credential("bad-key")}))),
        parts.one_team(Team(stored={"openai": Credential("bad-key")}), system=parts.NO_ROUTE),
        May(("failing",), names=(("byok-credential-refused",),), not_claimed=KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM),
    )
    yield World(
        f"{client}: streams are refused inside their 200",
        set_up(client, KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, parts.STREAM_DENIED),
        May(NOT_HEALTHY, not_claimed=KEY_IS_BAD | OTHER_TEAM, not_certain=frozenset({"team-blocked"})),
    )
    door = _door_of(client)
    yield World(
        f"{client}: its own door is shut with 404, every other is open",
        set_up(client, KEY, Token(parts.PAID)),
        parts.one_team(
            parts.PAID, Rule(Where("generate", protocol=door), Answer(404, error_body("Not found", "not_found")))
        ),
        May(
            ("failing", "inconclusive"),
            not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM | {"model-unknown-or-retired", "refusal-depends-on-origin"},
        ),
    )
    yield World(
        f"{client}: the model is not there, and the list of models is down",
        replace(set_up(client, KEY, Token(parts.PAID)), model="openai/gpt-9-nowhere"),
        parts.one_team(parts.PAID, Rule(parts.MODELS, parts.UNAVAILABLE)),
        May(("failing",), names=(("model-unknown-or-retired",),), not_claimed=BLAMES),
    )
    yield World(
        f"{client}: a firewall answers generations with a page, the rest is the gateway's",
        set_up(client, KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, Rule(parts.GENERATE, parts.CHALLENGE)),
        May(BAD, not_claimed=BLAMES, not_certain=BLAMES),
    )


def _door_of(client: str) -> str:
    if SET_UPS[client][0] == "AI_GATEWAY_API_KEY":
        return "ai-sdk"
    if client in {"anthropic", "ai-sdk-anthropic", "claude-code"}:
        return "messages"
    return "responses" if client == "openai-responses" else "chat-completions"


WORLDS: tuple[World, ...] = tuple(world for client in SET_UPS for world in _of_one(client))
