"""The clients by which apps reach AI Gateway, a row each: where they ask, with which key, in which words.

Every value was taken from the named release as it talked to a recorder on loopback (`tests/contract/recorded`). Adding
a client is a row here, a recording there, and, for an unknown protocol, a door in `gateway_probe.gateway.doors`.
"""

from gateway_probe.clients.features import OF_CLAUDE_CODE
from gateway_probe.clients.row import AnswerTool, Client, Protocol

GATEWAY_KEY = "AI_GATEWAY_API_KEY"
"""Where the gateway's own clients look for a key; others have names of their own."""
VERCEL_GATEWAY_KEY = "VERCEL_AI_GATEWAY_API_KEY"
DEFAULT_CLIENT = "ai-sdk-7"
CLAUDE_CODE = "2.1.332"
"""The release whose requests these are; `tests/node/package.json` installs it for the tests."""

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
        names_team=True,
        deployment_headers=True,
        user_agent="ai/7.0.173 ai-sdk-provider-utils/5.0.81 node.js/24",
        helper_agent="ai-sdk-gateway/4.0.146 ai-sdk-provider-utils/5.0.81 node.js/24",
        body_agent="ai/7.0.173",
        embeds="values",
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
        embeds="values",
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
        embeds="input",
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
        body_keys=("maxOutputTokens", "providerOptions", "prompt"),
    ),
    Client(
        name="openai",
        title="OpenAI's client (chat completions)",
        release="openai 3.57.0 (PyPI)",
        language="python",
        protocol="chat-completions",
        path="/v1/chat/completions",
        specification=None,
        key_variables=("OPENAI_API_KEY",),
        keys_in_code=(GATEWAY_KEY,),
        base_url_variables=("OPENAI_BASE_URL",),
        asks_elsewhere=True,
        base_urls_in_code=("AI_GATEWAY_BASE_URL",),
        # The others are endpoints of the gateway for coding agents.
        base_paths=("/v1", "/coding-agent/v1", "/cursor/v1"),
        user_agent="OpenAI/Python 3.57.0",
        body_keys=("model", "stream", "messages", "max_tokens"),
        embeds="base64",
    ),
    Client(
        name="openai-responses",
        title="OpenAI's client (Responses)",
        release="openai 3.57.0 (PyPI)",
        language="python",
        protocol="responses",
        path="/v1/responses",
        specification=None,
        key_variables=("OPENAI_API_KEY",),
        keys_in_code=(GATEWAY_KEY,),
        base_url_variables=("OPENAI_BASE_URL",),
        asks_elsewhere=True,
        base_urls_in_code=("AI_GATEWAY_BASE_URL",),
        # The second is Codex's endpoint.
        base_paths=("/v1", "/codex/v1"),
        user_agent="OpenAI/Python 3.57.0",
        body_keys=("model", "stream", "input", "max_output_tokens"),
        embeds="base64",
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
        asks_elsewhere=True,
        base_paths=("",),
        user_agent="Anthropic/Python 2.13.0",
        timeouts=("NOT_GIVEN", "600"),
        body_keys=("max_tokens", "messages", "model", "stream"),
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
        asks_elsewhere=True,
        # It adds /messages to its base; Anthropic's own SDK adds /v1/messages.
        base_paths=("/v1",),
        user_agent="ai/7.0.173 ai-sdk-provider-utils/5.0.81 node.js/24",
        body_keys=("model", "max_tokens", "output_config", "messages", "stream"),
        tool_choice=True,
        answer_tool=AnswerTool(
            "json", "Respond with a JSON object.", {"type": "any", "disable_parallel_tool_use": True}, but_for="claude"
        ),
        helper_agent="ai-sdk-anthropic/4.0.105 ai-sdk-provider-utils/5.0.81 node.js/24",
        message_pieces=True,
        # Options of other names than its own stay behind.
        carries_options=False,
    ),
    Client(
        name="claude-code",
        title="Claude Code",
        release=f"@anthropic-ai/claude-code {CLAUDE_CODE}",
        language="javascript",
        protocol="messages",
        path="/v1/messages?beta=true",
        specification=None,
        key_variables=("ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_API_KEY"),
        x_api_key_variables=("ANTHROPIC_API_KEY",),
        trims_keys=True,
        # It wishes for a long context.
        model_suffix="[1m]",
        base_url_variables=("ANTHROPIC_BASE_URL",),
        asks_elsewhere=True,
        # `vercel ai-gateway setup` writes the first, the documentation also the bare origin.
        base_paths=("/claude-code", "/coding-agent", ""),
        is_a_tool=True,
        left_empty=("ANTHROPIC_API_KEY",),
        streams=True,
        asks_again_plain=True,
        user_agent=f"claude-cli/{CLAUDE_CODE} (external, sdk-cli)",
        timeouts=("600", "300"),
        body_keys=("model", "messages", "max_tokens", "thinking", "context_management", "output_config", "stream"),
        says_stream=True,
        message_pieces=True,
        features=OF_CLAUDE_CODE,
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
        sends_any_token=True,
        # Without a key it makes OpenAI's client without one, which reads its own variable;
        # embeddings it asks for without that client.
        keys_after_token=("OPENAI_API_KEY",),
        model_prefix="vercel_ai_gateway/",
        base_url_variables=("VERCEL_AI_GATEWAY_API_BASE",),
        base_paths=("/v1",),
        user_agent="OpenAI/Python 3.57.0",
        body_keys=("model", "messages", "max_tokens", "stream"),
        embeds="list",
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
        sends_any_token=True,
        model_prefix="vercel:",
        base_paths=("/v1",),
        user_agent="pydantic-ai/2.68.0",
        body_keys=("model", "stream", "messages", "max_completion_tokens", "stream_options"),
        says_stream=True,
        tool_choice=True,
        answer_tool=AnswerTool("final_result", "The final response which ends this conversation", "required"),
        type_last=True,
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
        sends_any_token=True,
        keys_after_token=("OPENAI_API_KEY",),
        base_paths=("/v1",),
        user_agent="OpenAI/Python 2.54.0",
        body_keys=("messages", "model", "max_tokens", "response_format", "stream", "temperature"),
        says_stream=True,
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
