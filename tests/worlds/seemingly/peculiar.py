"""Each client, set up as its users have it, with what is peculiar around it and no fault."""

from collections.abc import Iterator

from tests.standin import Gateway, Key, Rule, Token
from tests.worlds import parts
from tests.worlds.client_faults import GATEWAY, SET_UPS, set_up
from tests.worlds.expectation import BLAMES, May
from tests.worlds.seemingly.edits import each, everywhere, headed
from tests.worlds.world import KEY, World, on_laptop

SURE = May(("healthy",), certain=True, not_claimed=BLAMES)
EDGE = headed(
    x_vercel_cache="MISS",
    age="0",
    cache_control="public, max-age=0, must-revalidate",
    strict_transport_security="max-age=63072000",
    x_ratelimit_remaining_requests="499",
)
BILLED = everywhere(lambda item: {**item, "surchargeCost": "0", "gatewayCost": "0"} if "marketCost" in item else item)
AROUND = {
    "Mastra": {"AI_GATEWAY_API_KEY": KEY, "MASTRA_TELEMETRY_DISABLED": "1", "MASTRA_DEV": "true"},
    "LangChain": {
        "OPENAI_API_KEY": KEY,
        "OPENAI_BASE_URL": f"{GATEWAY}/v1",
        "LANGSMITH_TRACING": "true",
        "LANGCHAIN_PROJECT": "shop",
        "GATEWAY_PROBE_CLIENT": "openai",
    },
    "LlamaIndex": {
        "VERCEL_AI_GATEWAY_API_KEY": KEY,
        "GATEWAY_PROBE_CLIENT": "llama-index",
        "LLAMA_INDEX_CACHE_DIR": "cache",
    },
    "curl": {"AI_GATEWAY_API_KEY": KEY, "GATEWAY_PROBE_CLIENT": "openai"},
    "a Next.js app in development": {"AI_GATEWAY_API_KEY": KEY, "NODE_ENV": "development", "NEXT_RUNTIME": "nodejs"},
    "an app with Sentry and OpenTelemetry": {
        "AI_GATEWAY_API_KEY": KEY,
        "SENTRY_DSN": "https://fake@o1.ingest.sentry.io/1",
        "OTEL_SERVICE_NAME": "shop",
    },
    "Claude Code on a developer's machine": {
        "ANTHROPIC_AUTH_TOKEN": KEY,
        "ANTHROPIC_API_KEY": "",
        "ANTHROPIC_BASE_URL": f"{GATEWAY}/claude-code",
        "CLAUDE_CODE_ENTRYPOINT": "cli",
        "GATEWAY_PROBE_CLIENT": "claude-code",
    },
}


def _of_clients() -> Iterator[World]:
    for client in SET_UPS:
        yield World(
            f"{client}: well, behind an edge that says what edges say",
            set_up(client, KEY, Token(parts.PAID)),
            parts.one_team(parts.PAID, Rule(parts.GENERATE, each(EDGE, BILLED))),
            SURE,
        )


def _of_laptops() -> Iterator[World]:
    for name, variables in AROUND.items():
        yield World(f"well on a laptop: {name}", on_laptop().having(variables), Gateway((Key(KEY, parts.PAID),)), SURE)


WORLDS: tuple[World, ...] = (*_of_clients(), *_of_laptops())
