"""Where the twelve clients are sent: each form of base URL that people write, and who reads it."""

from tests.worlds.client_setups import ANY, GOOD, PROXY, SERVED, THROUGH_A_PROXY, TOKEN, UNCHANGED, WELL, WRONG_PATH
from tests.worlds.each_client import NO_BLAME, by
from tests.worlds.expectation import BLAMES, KEY_IS_BAD, NOT_HEALTHY, May
from tests.worlds.world import KEY, Place, World, on_laptop, on_vercel

GATEWAY = "https://ai-gateway.vercel.sh"
BASE_URL = ("base-url-not-set", "base-url-wrong-host", "base-url-wrong-path", "provider-env-diverts-routing")
ELSEWHERE = May(ANY, certain=False, found=(BASE_URL,), not_claimed=NO_BLAME | KEY_IS_BAD)
"""The app's request goes to another host, and the probe's went to the gateway."""
AT_MOST_POSSIBLE = May(WELL, not_claimed=BLAMES, not_certain=frozenset({"base-url-wrong-path", "base-url-wrong-host"}))
"""The variable is one that this client reads only where the app's code passes it."""


def _openai(base: str, key: str = KEY) -> Place:
    return on_laptop(OPENAI_API_KEY=key, OPENAI_BASE_URL=base)


def _anthropic(base: str) -> Place:
    return on_vercel(ANTHROPIC_API_KEY=KEY, ANTHROPIC_BASE_URL=base)


def _claude(base: str | None) -> Place:
    address = {} if base is None else {"ANTHROPIC_BASE_URL": base}
    return on_laptop(ANTHROPIC_AUTH_TOKEN=KEY, ANTHROPIC_API_KEY="").having(address)


def _litellm(base: str) -> Place:
    return on_vercel(VERCEL_AI_GATEWAY_API_KEY=KEY, VERCEL_AI_GATEWAY_API_BASE=base)


WORLDS: tuple[World, ...] = (
    by(
        "openai",
        "the gateway by http, which the edge sends on to https",
        _openai("http://ai-gateway.vercel.sh/v1"),
        May(ANY, certain=False, not_claimed=NO_BLAME | KEY_IS_BAD),
        GOOD,
    ),
    by("openai", "the whole path of its door as base URL", _openai(f"{GATEWAY}/v1/chat/completions"), WRONG_PATH, GOOD),
    by(
        "openai-responses",
        "the whole path of its door as base URL",
        _openai(f"{GATEWAY}/v1/responses"),
        WRONG_PATH,
        GOOD,
    ),
    by("openai", "the gateway's key and OpenAI's own address", _openai("https://api.openai.com/v1"), ELSEWHERE, GOOD),
    by(
        "openai-responses",
        "the gateway's key and OpenAI's own address",
        _openai("https://api.openai.com/v1"),
        ELSEWHERE,
        GOOD,
    ),
    by("openai", "a base URL that is empty", _openai(""), ELSEWHERE, GOOD),
    by(
        "openai",
        "another company's gateway",
        _openai("https://gateway.ai.cloudflare.com/v1/fake/fake/openai"),
        ELSEWHERE,
        GOOD,
    ),
    by("openai", "the host in capitals", _openai("https://AI-Gateway.Vercel.sh/v1"), SERVED, GOOD),
    by("openai", "the port of https spelled out", _openai(f"{GATEWAY}:443/v1"), SERVED, GOOD),
    by(
        "openai",
        "an organisation and a project of OpenAI's, which go as headers",
        _openai(f"{GATEWAY}/v1").having({"OPENAI_ORG_ID": "org-FAKE", "OPENAI_PROJECT_ID": "proj_FAKE"}),
        SERVED,
        GOOD,
    ),
    by("openai-responses", "the path that Codex asks at", _openai(f"{GATEWAY}/codex/v1"), SERVED, GOOD),
    by(
        "openai",
        "a line's end behind the base URL",
        _openai(f"{GATEWAY}/v1\n"),
        May(ANY, not_silent=True, not_claimed=NO_BLAME | KEY_IS_BAD),
        GOOD,
    ),
    by("anthropic", "the whole path of its door as base URL", _anthropic(f"{GATEWAY}/v1/messages"), WRONG_PATH, GOOD),
    by(
        "anthropic",
        "the gateway's key and Anthropic's own address",
        _anthropic("https://api.anthropic.com"),
        ELSEWHERE,
        GOOD,
    ),
    by(
        "anthropic",
        "OpenAI's variables point at the gateway, its own do not",
        on_laptop(ANTHROPIC_API_KEY=KEY, OPENAI_API_KEY=KEY, OPENAI_BASE_URL=f"{GATEWAY}/v1"),
        ELSEWHERE,
        GOOD,
    ),
    by(
        "ai-sdk-anthropic",
        "the whole path of its door as base URL",
        _anthropic(f"{GATEWAY}/v1/messages"),
        WRONG_PATH,
        GOOD,
    ),
    by("ai-sdk-anthropic", "the gateway's key and no base URL", on_laptop(ANTHROPIC_API_KEY=KEY), ELSEWHERE, GOOD),
    by("ai-sdk-anthropic", "the path of the AI SDK as base URL", _anthropic(f"{GATEWAY}/v4/ai"), WRONG_PATH, GOOD),
    by(
        "claude-code",
        "the base URL that its set-up writes, with a slash",
        _claude(f"{GATEWAY}/claude-code/"),
        May(ANY, not_claimed=NO_BLAME | KEY_IS_BAD, not_certain=frozenset({"base-url-wrong-path"})),
        GOOD,
    ),
    by("claude-code", "the whole path of its door as base URL", _claude(f"{GATEWAY}/v1/messages"), WRONG_PATH, GOOD),
    by("claude-code", "the gateway's key and no base URL", _claude(None), ELSEWHERE, GOOD),
    by(
        "claude-code",
        "the gateway's key and Anthropic's own address",
        _claude("https://api.anthropic.com"),
        ELSEWHERE,
        GOOD,
    ),
    by("claude-code", "a proxy of the company's own in the base URL", _claude(PROXY), THROUGH_A_PROXY, GOOD),
    by("litellm", "a slash behind /v1", _litellm(f"{GATEWAY}/v1/"), SERVED, GOOD),
    by("litellm", "its own proxy on this machine", _litellm("http://localhost:4000"), ELSEWHERE, GOOD),
    by(
        "litellm",
        "the whole path of its door as base",
        _litellm(f"{GATEWAY}/v1/chat/completions"),
        May(ANY, not_silent=True, not_claimed=NO_BLAME | KEY_IS_BAD),
        GOOD,
    ),
    by(
        "litellm",
        "OpenAI's base URL leads elsewhere, which this provider of it does not read",
        on_laptop(VERCEL_AI_GATEWAY_API_KEY=KEY, OPENAI_BASE_URL="https://api.openai.com/v1", OPENAI_API_KEY=""),
        UNCHANGED,
        GOOD,
    ),
    by("litellm", "the path of the AI SDK as base", _litellm(f"{GATEWAY}/v4/ai"), WRONG_PATH, GOOD),
    by(
        "pydantic-ai",
        "LiteLLM's base leads elsewhere, which it does not read",
        _litellm("https://nowhere.example/v1"),
        UNCHANGED,
        GOOD,
    ),
    by(
        "llama-index",
        "OpenAI's base URL is wrong, which it does not read",
        on_vercel(VERCEL_AI_GATEWAY_API_KEY=KEY, OPENAI_BASE_URL=f"{GATEWAY}/v4/ai", OPENAI_API_KEY=KEY),
        UNCHANGED,
        GOOD,
    ),
    by(
        "ai-sdk-7",
        "a base URL on this machine, which it does not read",
        on_laptop(KEY, AI_GATEWAY_BASE_URL="http://localhost:3000/v4/ai"),
        AT_MOST_POSSIBLE,
        GOOD,
    ),
    by(
        "ai-sdk-6",
        "the base URL of line 7, which it does not read",
        on_vercel(KEY, TOKEN, AI_GATEWAY_BASE_URL=f"{GATEWAY}/v4/ai"),
        AT_MOST_POSSIBLE,
        GOOD,
    ),
    by(
        "ai-sdk-5",
        "OpenAI's path as base URL, which it does not read",
        on_vercel(None, TOKEN, AI_GATEWAY_BASE_URL=f"{GATEWAY}/v1"),
        AT_MOST_POSSIBLE,
        GOOD,
    ),
    by(
        "ai-python",
        "the base URL of line 5, which it does not read",
        on_laptop(KEY, AI_GATEWAY_BASE_URL=f"{GATEWAY}/v1/ai"),
        AT_MOST_POSSIBLE,
        GOOD,
    ),
    by(
        "ai-sdk-7",
        "OpenAI's base URL names the gateway, and its key is missing",
        on_vercel(KEY, TOKEN, OPENAI_BASE_URL=f"{GATEWAY}/v1"),
        UNCHANGED,
        GOOD,
    ),
    by(
        "openai",
        "its own key at the origin of the gateway, deployed",
        on_vercel(OPENAI_API_KEY="sk-proj-FAKE" + "b" * 60, OPENAI_BASE_URL=GATEWAY),
        May(NOT_HEALTHY, names=(("base-url-wrong-path",), ("key-is-provider-key",)), not_claimed=NO_BLAME),
        GOOD,
    ),
)
