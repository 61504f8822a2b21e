"""A client of the stand-in: what the AI SDK sends, and the answers to it."""

import asyncio
from typing import Any

import httpx

from tests.standin.account import Gateway, Key, Team, fake_key
from tests.standin.server import listen

KEY = fake_key("paid")
PROMPT = [{"role": "user", "content": [{"type": "text", "text": "ping"}]}]


def ask(gateway: Gateway, *requests: tuple[str, str, dict[str, Any]]) -> list[httpx.Response]:
    """The answers to (method, path, keywords of httpx), in turn, on one connection."""

    async def run() -> list[httpx.Response]:
        async with listen(gateway) as up, httpx.AsyncClient(base_url=up.origin, trust_env=False) as client:
            return [await client.request(method, path, **more) for method, path, more in requests]

    return asyncio.run(run())


def bearer(value: str) -> dict[str, str]:
    return {"authorization": f"Bearer {value}"}


def generate(
    model: str = "openai/gpt-5.4-mini", credential: str = KEY, streamed: bool = False, **options: Any
) -> tuple[str, str, dict[str, Any]]:
    """What line 7 of the AI SDK sends: the model and the way of answering are headers, not parts of the body."""
    headers = {
        **bearer(credential),
        "ai-language-model-id": model,
        "ai-language-model-specification-version": "4",
        "ai-language-model-streaming": str(streamed).lower(),
        "ai-gateway-protocol-version": "0.0.1",
    }
    body: dict[str, Any] = {"prompt": PROMPT, "maxOutputTokens": 16}
    if options:
        body["providerOptions"] = {"gateway": options}
    return "POST", "/v4/ai/language-model", {"headers": headers, "json": body}


def one_key(team: Team, **more: Any) -> Gateway:
    return Gateway((Key(KEY, team),), **more)
