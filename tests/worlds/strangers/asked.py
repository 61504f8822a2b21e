"""How a judge's worlds are asked: as which client, from which place, and what the gateway is made to answer."""

from collections.abc import Callable

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, error_body
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import May
from tests.worlds.world import KEY, Place, World, on_laptop, on_vercel

Answers = Callable[[Request, Answer], Answer]

AS: dict[str, dict[str, str]] = {
    "AI SDK 7": {"GATEWAY_PROBE_CLIENT": "ai-sdk-7"},
    "AI SDK 6": {"GATEWAY_PROBE_CLIENT": "ai-sdk-6"},
    "AI SDK 5": {"GATEWAY_PROBE_CLIENT": "ai-sdk-5"},
    "OpenAI's client": {"GATEWAY_PROBE_CLIENT": "openai"},
    "Responses": {"GATEWAY_PROBE_CLIENT": "openai-responses"},
    "Anthropic's client": {"GATEWAY_PROBE_CLIENT": "anthropic"},
    "Claude Code": {"GATEWAY_PROBE_CLIENT": "claude-code", "ANTHROPIC_AUTH_TOKEN": KEY},
    "LiteLLM": {"GATEWAY_PROBE_CLIENT": "litellm", "VERCEL_AI_GATEWAY_API_KEY": KEY},
    "Pydantic AI": {"GATEWAY_PROBE_CLIENT": "pydantic-ai", "VERCEL_AI_GATEWAY_API_KEY": KEY},
    "Python's AI SDK": {"GATEWAY_PROBE_CLIENT": "ai-python"},
}
"""Each with the key where that client looks for it, beside the usual variable."""


def both(team: Team, may: May, name: str, *rules: Rule, client: str = "AI SDK 7", **settings: str) -> World:
    """Production holds a key and a token of one team."""
    place = on_vercel(KEY, Token(team)).having({**AS[client], **settings})
    return World(f"{name}, asked as {client}", place, parts.one_team(team, *rules), may)


def alone(team: Team, may: May, name: str, *rules: Rule, client: str = "AI SDK 7", **settings: str) -> World:
    """A laptop with a key and nothing else."""
    place = on_laptop(KEY).having({**AS[client], **settings})
    return World(f"{name}, asked as {client}", place, parts.by_key_alone(team, *rules), may)


def beside(name: str, place: Place, gateway: Gateway, may: May) -> World:
    """Everything is this world's own."""
    return World(name, place, gateway, may)


def by(server: str, status: int, body: object, **headers: str) -> Answer:
    """An answer that did not come from behind Vercel's edge."""
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, body, {"server": server, **more}, by_gateway=False)


def worded(status: int, kind: str | None, words: str, **param: object) -> Answer:
    """A refusal in the gateway's form, behind Vercel's edge."""
    return Answer(status, error_body(words, kind, dict(param) or None))


def known(team: Team) -> Gateway:
    """A gateway that knows the usual key as this team's and no token."""
    return Gateway((Key(KEY, team),))
