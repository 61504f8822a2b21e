"""The clients by which apps reach AI Gateway, a row each: where they ask, with which key, in which words.

Every value was taken from the named release of the package as it talked to a recorder over TLS on loopback; the
recordings are in `tests/contract/recorded`, and the contract tests make them anew. Adding a client is a row here, a
recording there, and, where it speaks no known protocol, a door in `gateway_probe.gateway.doors`.

The module imports nothing that takes time: a deployed function loads it at each cold start.
"""

from typing import Literal, NamedTuple

Protocol = Literal["v4", "v3", "v1", "chat-completions", "responses", "messages"]
"""How a generation is asked for: the AI SDK's `/v4/ai`, `/v3/ai` and `/v1/ai`, OpenAI's chat completions and
Responses, Anthropic's Messages."""

AuthHeader = Literal["bearer", "x-api-key"]
OidcPlace = Literal["header", "file", "environment"]

GATEWAY_KEY = "AI_GATEWAY_API_KEY"
VERCEL_GATEWAY_KEY = "VERCEL_AI_GATEWAY_API_KEY"
DEFAULT_CLIENT = "ai-sdk-7"


class Client(NamedTuple):
    """One client: what it reads from the environment, and what it sends."""

    name: str
    """As in `GATEWAY_PROBE_CLIENT`."""
    title: str
    """As a person calls it."""
    release: str
    """The package and version that was recorded."""
    language: Literal["javascript", "python"]
    """Python's HTTP clients refuse header values that Node's fetch trims and sends."""
    protocol: Protocol
    path: str
    """Where a generation is asked for, below the gateway's origin."""
    specification: str | None
    """The AI SDK's specification version; `None` for other protocols."""
    key_variables: tuple[str, ...]
    """Variables that it takes its key from, the first that is set winning."""
    keys_in_code: tuple[str, ...] = ()
    """Variables that Vercel's documentation has an app read and pass as the key."""
    oidc_places: tuple[OidcPlace, ...] = ()
    """Where it looks for the OIDC token by itself, where no key is set; empty: nowhere."""
    auth_header: AuthHeader = "bearer"
    base_url_variables: tuple[str, ...] = ()
    """Variables that move it to another host; empty: its host is set in code alone."""
    base_urls_in_code: tuple[str, ...] = ()
    """Variables that apps are known to read and pass as the base URL."""
    base_paths: tuple[str, ...] = ()
    """Paths that may end such a base URL, the usual one first. The empty one means the bare origin."""
    left_empty: tuple[str, ...] = ()
    """Variables that its set-up instructions leave empty."""
    deployment_headers: bool = False
    """Whether it adds the five `ai-o11y-*` headers in a Vercel deployment."""
    streams: bool = False
    """Whether it streams unless told otherwise."""
    user_agent: str = ""
    helper_agent: str = ""
    """The user agent of its helpers and of streamed generations, where that is another one."""
    body_agent: str = ""
    """The user agent that it repeats inside the body of a plain generation."""
    headers: tuple[tuple[str, str], ...] = ()
    """Fixed headers of its own, by which it names itself."""


CLIENTS: tuple[Client, ...] = (
    Client(
        name="ai-sdk-7",
        title="AI SDK 7",
        release="ai 7.0.173, @ai-sdk/gateway 4.0.146",
        language="javascript",
        protocol="v4",
        path="/v4/ai/language-model",
        specification="4",
        key_variables=(GATEWAY_KEY,),
        oidc_places=("header", "environment"),
        base_urls_in_code=("AI_GATEWAY_BASE_URL",),
        base_paths=("/v4/ai",),
        deployment_headers=True,
        user_agent="ai/7.0.173 ai-sdk-provider-utils/5.0.81 node.js/24",
        helper_agent="ai-sdk-gateway/4.0.146 ai-sdk-provider-utils/5.0.81 node.js/24",
        body_agent="ai/7.0.173",
    ),
    Client(
        name="ai-sdk-6",
        title="AI SDK 6",
        release="ai 6.0.326, @ai-sdk/gateway 3.0.232",
        language="javascript",
        protocol="v3",
        path="/v3/ai/language-model",
        specification="3",
        key_variables=(GATEWAY_KEY,),
        oidc_places=("header", "environment"),
        base_urls_in_code=("AI_GATEWAY_BASE_URL",),
        base_paths=("/v3/ai",),
        deployment_headers=True,
        user_agent="ai/6.0.326 ai-sdk/provider-utils/4.0.65 runtime/node.js/24",
        helper_agent="ai-sdk/gateway/3.0.232 ai-sdk/provider-utils/4.0.65 runtime/node.js/24",
        body_agent="ai/6.0.326",
    ),
    Client(
        name="ai-sdk-5",
        title="AI SDK 5",
        release="ai 5.0.277, @ai-sdk/gateway 2.0.168",
        language="javascript",
        protocol="v1",
        path="/v1/ai/language-model",
        specification="2",
        key_variables=(GATEWAY_KEY,),
        oidc_places=("header", "environment"),
        base_urls_in_code=("AI_GATEWAY_BASE_URL",),
        base_paths=("/v1/ai",),
        deployment_headers=True,
        user_agent="ai/5.0.277 ai-sdk/provider-utils/3.0.41 runtime/node.js/24",
        helper_agent="ai-sdk/gateway/2.0.168 ai-sdk/provider-utils/3.0.41 runtime/node.js/24",
        body_agent="ai/5.0.277",
    ),
    Client(
        name="ai-python",
        title="AI SDK for Python",
        release="ai 0.8.0 (PyPI)",
        language="python",
        protocol="v4",
        path="/v4/ai/language-model",
        specification="4",
        key_variables=(GATEWAY_KEY,),
        # The header counts only where the app hands its request's headers over (vercel.headers.set_headers).
        oidc_places=("environment", "file"),
        base_paths=("/v4/ai",),
        streams=True,
        user_agent="python-httpx2/2.16.2",
    ),
    Client(
        name="openai",
        title="OpenAI SDK, chat completions",
        release="openai 3.57.0 (PyPI)",
        language="python",
        protocol="chat-completions",
        path="/v1/chat/completions",
        specification=None,
        key_variables=("OPENAI_API_KEY",),
        keys_in_code=(GATEWAY_KEY,),
        base_url_variables=("OPENAI_BASE_URL",),
        base_urls_in_code=("AI_GATEWAY_BASE_URL",),
        base_paths=("/v1",),
        user_agent="OpenAI/Python 3.57.0",
    ),
    Client(
        name="openai-responses",
        title="OpenAI SDK, Responses",
        release="openai 3.57.0 (PyPI)",
        language="python",
        protocol="responses",
        path="/v1/responses",
        specification=None,
        key_variables=("OPENAI_API_KEY",),
        keys_in_code=(GATEWAY_KEY,),
        base_url_variables=("OPENAI_BASE_URL",),
        base_urls_in_code=("AI_GATEWAY_BASE_URL",),
        # The second is Codex's endpoint.
        base_paths=("/v1", "/codex/v1"),
        user_agent="OpenAI/Python 3.57.0",
    ),
    Client(
        name="anthropic",
        title="Anthropic SDK",
        release="anthropic 2.13.0 (PyPI)",
        language="python",
        protocol="messages",
        path="/v1/messages",
        specification=None,
        key_variables=("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"),
        keys_in_code=(GATEWAY_KEY,),
        base_url_variables=("ANTHROPIC_BASE_URL",),
        base_paths=("",),
        user_agent="Anthropic/Python 2.13.0",
        headers=(("anthropic-version", "2026-10-21"),),
    ),
    Client(
        name="ai-sdk-anthropic",
        title="Anthropic provider of the AI SDK",
        release="@ai-sdk/anthropic 4.0.105, ai 7.0.173",
        language="javascript",
        protocol="messages",
        path="/v1/messages",
        specification=None,
        key_variables=("ANTHROPIC_API_KEY",),
        keys_in_code=(GATEWAY_KEY,),
        auth_header="x-api-key",
        base_url_variables=("ANTHROPIC_BASE_URL",),
        # It adds /messages to its base; Anthropic's own SDK adds /v1/messages.
        base_paths=("/v1",),
        user_agent="ai/7.0.173 ai-sdk-provider-utils/5.0.81 node.js/24",
        headers=(("anthropic-version", "2023-06-01"),),
    ),
    Client(
        name="claude-code",
        title="Claude Code",
        release="@anthropic-ai/claude-code 2.1.331",
        language="javascript",
        protocol="messages",
        path="/v1/messages?beta=true",
        specification=None,
        key_variables=("ANTHROPIC_AUTH_TOKEN",),
        base_url_variables=("ANTHROPIC_BASE_URL",),
        # `vercel ai-gateway setup` writes the first, the documentation also the bare origin.
        base_paths=("/claude-code", ""),
        left_empty=("ANTHROPIC_API_KEY",),
        streams=True,
        user_agent="claude-cli/2.1.331 (external, sdk-cli)",
        headers=(
            ("anthropic-dangerous-direct-browser-access", "true"),
            ("anthropic-version", "2023-06-01"),
            ("x-app", "cli"),
        ),
    ),
    Client(
        name="litellm",
        title="LiteLLM",
        release="litellm 1.110.2 (PyPI), openai 3.57.0",
        language="python",
        protocol="chat-completions",
        path="/v1/chat/completions",
        specification=None,
        key_variables=(VERCEL_GATEWAY_KEY,),
        oidc_places=("environment",),
        base_url_variables=("VERCEL_AI_GATEWAY_API_BASE",),
        base_paths=("/v1",),
        user_agent="OpenAI/Python 3.57.0",
    ),
    Client(
        name="pydantic-ai",
        title="Pydantic AI",
        release="pydantic-ai-slim 2.68.0 (PyPI), openai 3.57.0",
        language="python",
        protocol="chat-completions",
        path="/v1/chat/completions",
        specification=None,
        key_variables=(VERCEL_GATEWAY_KEY,),
        oidc_places=("environment",),
        base_paths=("/v1",),
        user_agent="pydantic-ai/2.68.0",
        headers=(("http-referer", "https://pydantic.dev/docs/ai/"), ("x-title", "pydantic-ai")),
    ),
    Client(
        name="llama-index",
        title="LlamaIndex",
        release="llama-index-llms-vercel-ai-gateway 0.3.1 (PyPI), openai 2.54.0",
        language="python",
        protocol="chat-completions",
        path="/v1/chat/completions",
        specification=None,
        key_variables=(VERCEL_GATEWAY_KEY,),
        oidc_places=("environment",),
        base_paths=("/v1",),
        user_agent="OpenAI/Python 2.54.0",
        headers=(("http-referer", "https://www.llamaindex.ai/"), ("x-title", "LlamaIndex")),
    ),
)
CLIENT_NAMES: tuple[str, ...] = tuple(client.name for client in CLIENTS)
_BY_NAME = {client.name: client for client in CLIENTS}


def client_of(name: str) -> Client:
    """The row of that name. Raises KeyError."""
    return _BY_NAME[name]


def client_for(protocol: Protocol) -> Client:
    """The client that is meant where only a protocol was named: the first that speaks it."""
    return next(client for client in CLIENTS if client.protocol == protocol)
