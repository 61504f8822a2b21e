"""The header lines of each client's requests, in its order and its own spelling, as recorded over TLS.

A line may name what is filled in: {host}, {authorization}, {key}, {agent}, {length}, {timeout}, {os}, {arch},
{python}, for the AI SDK {method}, {model}, {streaming}, {specification}, and for Claude Code {session}, {betas}. The
line {deployment} stands for the five headers of a deployment, {team} for the header of a named team, {x-api-key} for a
key in that header where it has a place of its own; clients that send none of them have no such line. The encodings are
those that the client takes its answers in.
"""

_AI_SDK = """\
host: {host}
connection: keep-alive
ai-gateway-auth-method: {method}
ai-gateway-protocol-version: 0.0.1
ai-language-model-id: {model}
ai-language-model-specification-version: {specification}
ai-language-model-streaming: {streaming}
{deployment}
authorization: {authorization}
content-type: application/json
user-agent: {agent}
{team}
accept: */*
accept-language: *
sec-fetch-mode: cors
accept-encoding: br, gzip, deflate
content-length: {length}"""

_AI_SDK_EMBEDDING = """\
host: {host}
connection: keep-alive
ai-embedding-model-specification-version: {specification}
ai-gateway-auth-method: {method}
ai-gateway-protocol-version: 0.0.1
ai-model-id: {model}
{deployment}
authorization: {authorization}
content-type: application/json
user-agent: {agent}
{team}
accept: */*
accept-language: *
sec-fetch-mode: cors
accept-encoding: br, gzip, deflate
content-length: {length}"""

LOOK_UP = """\
host: {host}
connection: keep-alive
ai-gateway-auth-method: {method}
ai-gateway-protocol-version: 0.0.1
authorization: {authorization}
user-agent: {agent}
{team}
accept: */*
accept-language: *
sec-fetch-mode: cors
accept-encoding: br, gzip, deflate"""
"""A GET of the AI SDK's helpers (`getCredits` and the like)."""

PUBLIC_LOOK_UP = """\
host: {host}
connection: keep-alive
user-agent: {agent}
accept: */*
accept-language: *
sec-fetch-mode: cors
accept-encoding: br, gzip, deflate"""
"""A GET of what needs no credential."""

_AI_SDK_ANTHROPIC = """\
host: {host}
connection: keep-alive
anthropic-version: 2023-06-01
content-type: application/json
user-agent: {agent}
x-api-key: {key}
accept: */*
accept-language: *
sec-fetch-mode: cors
accept-encoding: br, gzip, deflate
content-length: {length}"""

_OPENAI_3 = """\
Host: {host}
Accept-Encoding: gzip, deflate
Connection: keep-alive
authorization: {authorization}
accept: application/json
content-type: application/json
user-agent: {agent}
x-stainless-lang: python
x-stainless-package-version: 3.57.0
x-stainless-os: {os}
x-stainless-arch: {arch}
x-stainless-runtime: CPython
x-stainless-runtime-version: {python}
x-stainless-async: false
x-stainless-retry-count: 0
x-stainless-read-timeout: 600
Content-Length: {length}"""

_OPENAI_3_RAW = _OPENAI_3.replace("async: false", "async: false\nx-stainless-raw-response: true").replace(
    "timeout: 600", "timeout: 600.0"
)

_OPENAI_3_PYDANTIC = _OPENAI_3.replace(
    "x-stainless-async: false",
    "http-referer: https://pydantic.dev/docs/ai/\nx-title: pydantic-ai\nx-stainless-async: async:asyncio",
)

_OPENAI_2_LLAMA_INDEX = """\
Host: {host}
Accept-Encoding: gzip, deflate
Connection: keep-alive
Authorization: {authorization}
Accept: application/json
Content-Type: application/json
User-Agent: {agent}
X-Stainless-Lang: python
X-Stainless-Package-Version: 2.54.0
X-Stainless-OS: {os}
X-Stainless-Arch: {arch}
X-Stainless-Runtime: CPython
X-Stainless-Runtime-Version: {python}
http-referer: https://www.llamaindex.ai/
x-title: LlamaIndex
X-Stainless-Async: false
x-stainless-retry-count: 0
x-stainless-read-timeout: 60.0
Content-Length: {length}"""

_ANTHROPIC_2 = """\
Host: {host}
Accept-Encoding: gzip, deflate
Connection: keep-alive
x-stainless-timeout: {timeout}
x-stainless-retry-count: 0
x-stainless-read-timeout: 600
Accept: application/json
Content-Type: application/json
User-Agent: {agent}
X-Stainless-Lang: python
X-Stainless-Package-Version: 2.13.0
X-Stainless-OS: {os}
X-Stainless-Arch: {arch}
X-Stainless-Runtime: CPython
X-Stainless-Runtime-Version: {python}
Authorization: {authorization}
X-Stainless-Async: false
anthropic-version: 2026-10-21
Content-Length: {length}"""

_AI_PYTHON = """\
Host: {host}
Accept: */*
Accept-Encoding: gzip, deflate
Connection: keep-alive
User-Agent: {agent}
ai-gateway-protocol-version: 0.0.1
Authorization: {authorization}
ai-gateway-auth-method: {method}
Content-Type: application/json
ai-language-model-specification-version: {specification}
ai-language-model-id: {model}
ai-language-model-streaming: {streaming}
Content-Length: {length}"""

_CLAUDE_CODE = """\
Accept: application/json
Authorization: {authorization}
Content-Type: application/json
User-Agent: {agent}
X-Claude-Code-Session-Id: {session}
X-Stainless-Arch: {arch}
X-Stainless-Lang: js
X-Stainless-OS: {os}
X-Stainless-Package-Version: 0.128.0
X-Stainless-Retry-Count: 0
X-Stainless-Runtime: node
X-Stainless-Runtime-Version: v26.12.1
X-Stainless-Timeout: {timeout}
anthropic-beta: {betas}
anthropic-dangerous-direct-browser-access: true
anthropic-version: 2023-06-01
{x-api-key}
x-app: cli
Connection: keep-alive
Host: {host}
Accept-Encoding: gzip, deflate, br, zstd
Content-Length: {length}"""

_LITELLM_EMBEDDING = """\
Host: {host}
Accept: */*
Accept-Encoding: gzip, deflate
Connection: keep-alive
User-Agent: litellm/1.110.2
Content-Type: application/json
Authorization: {authorization}
Content-Length: {length}"""

GENERATION: dict[str, str] = {
    "ai-sdk-7": _AI_SDK,
    "ai-sdk-6": _AI_SDK,
    "ai-sdk-5": _AI_SDK,
    "ai-python": _AI_PYTHON,
    "openai": _OPENAI_3,
    "openai-responses": _OPENAI_3,
    "anthropic": _ANTHROPIC_2,
    "ai-sdk-anthropic": _AI_SDK_ANTHROPIC,
    "claude-code": _CLAUDE_CODE,
    "litellm": _OPENAI_3_RAW,
    "pydantic-ai": _OPENAI_3_PYDANTIC,
    "llama-index": _OPENAI_2_LLAMA_INDEX,
}
"""A request for text, by the name of the client."""

EMBEDDING: dict[str, str] = {
    "ai-sdk-7": _AI_SDK_EMBEDDING,
    "ai-sdk-6": _AI_SDK_EMBEDDING,
    "ai-sdk-5": _AI_SDK_EMBEDDING,
    "openai": _OPENAI_3,
    "openai-responses": _OPENAI_3,
    "litellm": _LITELLM_EMBEDDING,
}
"""A request for an embedding, by the name of the client."""
