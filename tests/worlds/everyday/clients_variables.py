"""Clients other than the AI SDK: which variable wins, which is not read at all, and where the base URL leads."""

from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where
from tests.standin.doors import Request
from tests.standin.generation import served
from tests.worlds import parts
from tests.worlds.client_faults import GATEWAY, set_up
from tests.worlds.everyday.machines import CONTAINER, LAMBDA, on
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OIDC, OTHER_TEAM, May
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, World

TEAM = Team()
BOTH = Gateway((Key(KEY, TEAM), Key(OTHER_KEY, TEAM), Key(REVOKED_KEY, TEAM, revoked=True)), (Token(TEAM),))
ANTHROPICS = "sk-ant-api03-FAKE" + "w8Kd" * 20
INVALID = "key-invalid-revoked-or-expired"
SONNET = "anthropic/claude-sonnet-4.5"
WELL = May(("healthy",), not_claimed=BLAMES)
BAD_KEY = May(("failing",), names=((INVALID,),), not_claimed=MONEY | FACTORS | OTHER_TEAM, at_least="likely")
ASIDE = MONEY | FACTORS | OTHER_TEAM


def as_client(client: str, machine: dict[str, str], **variables: str) -> Place:
    """An app of this client on this machine, with just these variables."""
    return on(machine, GATEWAY_PROBE_CLIENT=client, **variables)


def _by_bare_name(request: Request, ordinary: Answer) -> Answer:
    """As the gateway answers Claude Code, which sends no creator."""
    return served(request, SONNET, "gen_FAKE0000000000000000000077", {}) if ordinary.status == 404 else ordinary


BARE_NAMES = parts.by_key_alone(TEAM, Rule(Where("generate", protocol="messages"), _by_bare_name))

WORLDS: tuple[World, ...] = (
    World(
        # The token goes first in Claude Code, and the gateway does not know it: the new key beside it helps nobody.
        "claude code: the key was renewed in one of its two variables, and not in the one that wins",
        as_client(
            "claude-code",
            {},
            ANTHROPIC_BASE_URL=f"{GATEWAY}/claude-code",
            ANTHROPIC_AUTH_TOKEN=REVOKED_KEY,
            ANTHROPIC_API_KEY=KEY,
        ),
        BOTH,
        replace(BAD_KEY, step="ANTHROPIC_AUTH_TOKEN"),
    ),
    World(
        # The form says whose key it is, the gateway refuses it, and it is the variable that goes first.
        "anthropic's sdk: anthropic's own key wins over the gateway's, and the base url is the gateway's",
        as_client(
            "anthropic", CONTAINER, ANTHROPIC_BASE_URL=GATEWAY, ANTHROPIC_API_KEY=ANTHROPICS, ANTHROPIC_AUTH_TOKEN=KEY
        ),
        BOTH,
        May(
            ("failing",),
            verdict=("key-is-provider-key",),
            at_least="likely",
            not_claimed=ASIDE,
            step="ANTHROPIC_API_KEY",
        ),
    ),
    World(
        # The AI SDK's provider reads ANTHROPIC_API_KEY alone: nothing is sent, and the remedy is the name.
        "the ai sdk's anthropic provider: the gateway's key lies under the name of claude code's token",
        as_client("ai-sdk-anthropic", CONTAINER, ANTHROPIC_BASE_URL=f"{GATEWAY}/v1", ANTHROPIC_AUTH_TOKEN=KEY),
        BOTH,
        May(
            ("failing",),
            names=(("key-absent", "key-name-near-miss"),),
            at_least="likely",
            not_claimed=ASIDE | {INVALID},
            step="ANTHROPIC_API_KEY",
            generations=(0, 0),
        ),
    ),
    World(
        # Nobody named the client: one of two is served and the other not, so no one of them decides.
        "nobody's client: litellm's key is good, the ai sdk's revoked, in one container",
        on(CONTAINER, REVOKED_KEY, VERCEL_AI_GATEWAY_API_KEY=KEY),
        BOTH,
        May(NOT_HEALTHY, certain=False, names=((INVALID, "other-client-served", "other-client-not-served"),)),
    ),
    World(
        # The whole address of the door was pasted: the client adds its path once more.
        "litellm: the base url is the whole address of the door",
        as_client(
            "litellm",
            CONTAINER,
            VERCEL_AI_GATEWAY_API_KEY=KEY,
            VERCEL_AI_GATEWAY_API_BASE=f"{GATEWAY}/v1/chat/completions",
        ),
        BOTH,
        May(NOT_HEALTHY, found=(("base-url-wrong-path",),), not_claimed=BLAMES, said="ai-gateway.vercel.sh/v1"),
    ),
    World(
        # `docker --env-file` keeps the quotes: that is no address at all, and no client can ask there.
        "openai's sdk: the base url stands in quotes, as an env file of docker keeps them",
        as_client("openai", CONTAINER, OPENAI_BASE_URL=f'"{GATEWAY}/v1"', OPENAI_API_KEY=KEY),
        BOTH,
        May(
            NOT_HEALTHY, found=(("base-url-wrong-path", "base-url-wrong-host", "base-url-not-set"),), not_claimed=BLAMES
        ),
    ),
    World(
        # The real package takes the empty text for its address and finds no host in it.
        "openai's sdk: the base url is there and empty",
        as_client("openai", CONTAINER, OPENAI_BASE_URL="", OPENAI_API_KEY=KEY),
        BOTH,
        May(
            NOT_HEALTHY,
            found=(("base-url-wrong-host",),),
            certain=False,
            at_least="likely",
            said="names no address",
            not_claimed=BLAMES,
        ),
    ),
    World(
        # The real package asks the gateway all the same.
        "litellm: the base url is there and empty",
        as_client("litellm", CONTAINER, VERCEL_AI_GATEWAY_API_BASE="", VERCEL_AI_GATEWAY_API_KEY=KEY),
        BOTH,
        WELL,
    ),
    World(
        # LiteLLM's prefix names the gateway and never reaches it: the app is served, and the id is LiteLLM's own.
        "litellm: the model by the name that litellm wants, its prefix of the gateway in front",
        replace(
            as_client("litellm", CONTAINER, VERCEL_AI_GATEWAY_API_KEY=KEY),
            model="vercel_ai_gateway/openai/gpt-5.4-mini",
        ),
        BOTH,
        May(
            ("healthy", *NOT_HEALTHY),
            not_claimed=BLAMES,
            not_certain=frozenset({"model-unknown-or-retired"}),
            said="openai/gpt-5.4-mini",
        ),
    ),
    World(
        # Claude Code sends its models without a creator, and is served: the list's longer name is no fault.
        "claude code: a model without a creator is served",
        replace(set_up("claude-code", KEY), model="claude-sonnet-4.5"),
        BARE_NAMES,
        May(("healthy", "degraded"), not_claimed=BLAMES | {"model-unknown-or-retired", "model-id-without-creator"}),
    ),
    World(
        # The gateway says that it has no such model, and one id of the list ends in it.
        "anthropic's sdk: a model without a creator is not found",
        replace(
            as_client("anthropic", LAMBDA, ANTHROPIC_BASE_URL=GATEWAY, ANTHROPIC_API_KEY=KEY), model="claude-sonnet-4.5"
        ),
        BOTH,
        May(("failing",), names=(("model-id-without-creator",),), at_least="likely", not_claimed=BLAMES, said=SONNET),
    ),
    World(
        # Pydantic AI sends the token of the file, old as it is; the good key lies under a name that it does not read.
        "pydantic ai: an old token is sent, while a good key lies under the ai sdk's name",
        replace(as_client("pydantic-ai", {}, AI_GATEWAY_API_KEY=KEY), env_token=parts.EXPIRED_PULL),
        Gateway((Key(KEY, TEAM),), (parts.EXPIRED_PULL,)),
        May(("failing",), names=(tuple(sorted(OIDC)),), not_claimed=ASIDE | KEY_IS_BAD),
    ),
    World(
        # The streams that the Python SDK lives on are cut for it, the plain answers that it never asks for are whole.
        "the ai sdk for python, which only streams, and streams are throttled",
        as_client("ai-python", LAMBDA, AI_GATEWAY_API_KEY=KEY),
        parts.by_key_alone(TEAM, parts.always(Where("generate", streamed=True), parts.THROTTLED)),
        May(BAD, certain=False, not_claimed=BLAMES - {"refusal-depends-on-streaming", "stream-refused"}),
    ),
)
