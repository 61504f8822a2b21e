"""Runs one real Python client against a gateway and prints what came of each call, as JSON.

Usage: python client.py CLIENT ORIGIN CALL…   CALL is plain, streamed, embedded or a shape, of which SHAPES (JSON) holds the
pieces; with +options behind it the options in PROVIDER_OPTIONS (JSON) travel. Keys come from the client's own variables; MODEL and EMBEDDING_MODEL say what to ask. Runs
in an environment of its own (`make clients`).
"""

import asyncio
import base64
import json
import os
import sys
from collections.abc import Callable
from typing import Any

PROMPT = "ping"
LIMIT = 16
MESSAGES = [{"role": "user", "content": PROMPT}]

NAME, ORIGIN, *CALLS = sys.argv[1:]
MODEL = os.environ.get("MODEL", "azure/gpt-5.4-mini")
EMBEDDING_MODEL = os.environ.get("EMBEDDING_MODEL", "openai/text-embedding-3-small")
V1 = f"{ORIGIN}/v1"

SHAPES = json.loads(os.environ.get("SHAPES", "{}"))
TURNS = [*MESSAGES, {"role": "assistant", "content": SHAPES.get("firstAnswer")}, *MESSAGES]
URL = f"data:{SHAPES.get('imageType')};base64,{SHAPES.get('image')}"

Calls = dict[str, Callable[[], Any]]
Extra = dict[str, Any]
"""What goes into a body beside the client's own: nothing, or the provider options under `extra_body`."""


def chat_shapes(ask: Callable[..., Any]) -> Calls:
    """The shapes of a chat completion, asked for by a client that takes them as OpenAI's does."""
    function = {
        "name": SHAPES.get("tool"),
        "description": SHAPES.get("description"),
        "parameters": SHAPES.get("toolSchema"),
    }
    schema = {"name": SHAPES.get("answer"), "schema": SHAPES.get("schema"), "strict": True}
    pieces = [{"type": "text", "text": PROMPT}, {"type": "image_url", "image_url": {"url": URL}}]
    return {
        "tool": lambda: ask(tools=[{"type": "function", "function": function}]),
        "two-turns": lambda: ask(TURNS),
        "json-schema": lambda: ask(response_format={"type": "json_schema", "json_schema": schema}),
        "image": lambda: ask([{"role": "user", "content": pieces}]),
    }


def openai_chat(extra: Extra) -> Calls:
    from openai import OpenAI

    client = OpenAI(base_url=V1, max_retries=0)
    ask = client.chat.completions.create

    def streamed() -> str:
        chunks = ask(model=MODEL, messages=MESSAGES, max_tokens=LIMIT, stream=True, **extra)
        return "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)

    def shaped(messages: Any = MESSAGES, **more: Any) -> Any:
        return ask(model=MODEL, messages=messages, max_tokens=LIMIT, **more).choices[0].message.content

    return {
        **chat_shapes(shaped),
        "plain": lambda: ask(model=MODEL, messages=MESSAGES, max_tokens=LIMIT, **extra).choices[0].message.content,
        "streamed": streamed,
        "embedded": lambda: len(client.embeddings.create(model=EMBEDDING_MODEL, input=PROMPT).data),
    }


def openai_responses(extra: Extra) -> Calls:
    from openai import OpenAI

    client = OpenAI(base_url=V1, max_retries=0)
    ask = client.responses.create

    def streamed() -> str:
        events = list(ask(model=MODEL, input=PROMPT, max_output_tokens=LIMIT, stream=True, **extra))
        if events[-1].type != "response.completed":
            raise RuntimeError(f"the stream ended with {events[-1].type}")
        return "".join(event.delta for event in events if event.type == "response.output_text.delta")

    def shaped(question: Any = PROMPT, **more: Any) -> Any:
        return ask(model=MODEL, input=question, max_output_tokens=LIMIT, **more).output_text

    tool = {
        "type": "function",
        "name": SHAPES.get("tool"),
        "description": SHAPES.get("description"),
        "parameters": SHAPES.get("toolSchema"),
        "strict": True,
    }
    schema = {"type": "json_schema", "name": SHAPES.get("answer"), "schema": SHAPES.get("schema"), "strict": True}
    pieces = [{"type": "input_text", "text": PROMPT}, {"type": "input_image", "image_url": URL}]
    return {
        "tool": lambda: shaped(tools=[tool]),
        "two-turns": lambda: shaped(TURNS),
        "json-schema": lambda: shaped(text={"format": schema}),
        "image": lambda: shaped([{"role": "user", "content": pieces}]),
        "plain": lambda: ask(model=MODEL, input=PROMPT, max_output_tokens=LIMIT, **extra).output_text,
        "streamed": streamed,
        "embedded": openai_chat(extra)["embedded"],
    }


def anthropic(extra: Extra) -> Calls:
    from anthropic import Anthropic

    client = Anthropic(base_url=ORIGIN, max_retries=0)
    asked: dict[str, Any] = {"model": MODEL, "max_tokens": LIMIT, "messages": MESSAGES, **extra}

    def streamed() -> str:
        events = client.messages.create(stream=True, **asked)
        return "".join(event.delta.text for event in events if event.type == "content_block_delta")

    def shaped(**more: Any) -> Any:
        return client.messages.create(**{**asked, **more}).content[0].text

    tool = {
        "name": SHAPES.get("tool"),
        "description": SHAPES.get("description"),
        "input_schema": SHAPES.get("toolSchema"),
    }
    source = {"type": "base64", "media_type": SHAPES.get("imageType"), "data": SHAPES.get("image")}
    pieces = [{"type": "text", "text": PROMPT}, {"type": "image", "source": source}]
    return {
        "tool": lambda: shaped(tools=[tool]),
        "two-turns": lambda: shaped(messages=TURNS),
        "json-schema": lambda: shaped(
            output_config={"format": {"type": "json_schema", "schema": SHAPES.get("schema")}}
        ),
        "image": lambda: shaped(messages=[{"role": "user", "content": pieces}]),
        "plain": lambda: client.messages.create(**asked).content[0].text,
        "streamed": streamed,
    }


def ai_python(extra: Extra) -> Calls:
    import ai
    from pydantic import BaseModel

    async def streamed(messages: Any = None, **more: Any) -> str:
        provider = ai.get_provider("ai-gateway", base_url=f"{ORIGIN}/v4/ai")
        params = ai.InferenceRequestParams(output=ai.OutputParams(max_tokens=LIMIT), **extra)
        model = ai.Model(id=MODEL, provider=provider)
        text = ""
        async with ai.stream(model, messages or [ai.user_message(PROMPT)], params=params, **more) as events:
            async for event in events:
                if isinstance(event, ai.events.TextDelta):
                    text += event.chunk
        await provider.aclose()
        return text

    def shaped(*messages: Any, **more: Any) -> Callable[[], str]:
        return lambda: asyncio.run(streamed(list(messages), **more))

    class Answer(BaseModel):
        """The client takes a class of Pydantic's in place of a schema."""

        answer: str = ""

        @classmethod
        def model_json_schema(cls, *_: Any, **_more: Any) -> dict[str, Any]:
            return dict(SHAPES["schema"])

    Answer.__name__ = SHAPES.get("answer", "")
    spec = ai.types.tools.ToolSpec(description=SHAPES.get("description"), params=SHAPES.get("toolSchema") or {})
    tool = ai.Tool(kind="function", name=SHAPES.get("tool", ""), spec=spec)
    asked = ai.user_message(PROMPT)
    return {
        "streamed": lambda: asyncio.run(streamed()),
        "tool": shaped(asked, tools=[tool]),
        "two-turns": shaped(asked, ai.assistant_message(SHAPES.get("firstAnswer", "")), asked),
        "json-schema": shaped(asked, output_type=Answer),
        "image": shaped(ai.user_message(PROMPT, ai.file_part(URL, media_type=SHAPES.get("imageType")))),
    }


def litellm(extra: Extra) -> Calls:
    import litellm as library

    library.suppress_debug_info = True
    asked = {
        "model": f"vercel_ai_gateway/{MODEL}",
        "messages": MESSAGES,
        "max_tokens": LIMIT,
        "api_base": V1,
        "num_retries": 0,
        "max_retries": 0,
        **extra.get("extra_body", {}),
    }

    def streamed() -> str:
        chunks = library.completion(stream=True, **asked)
        return "".join(chunk.choices[0].delta.content or "" for chunk in chunks)

    def embedded() -> int:
        return len(library.embedding(model=f"vercel_ai_gateway/{EMBEDDING_MODEL}", input=[PROMPT], api_base=V1).data)

    def shaped(messages: Any = MESSAGES, **more: Any) -> Any:
        return library.completion(**{**asked, "messages": messages, **more}).choices[0].message.content

    return {
        **chat_shapes(shaped),
        "plain": lambda: library.completion(**asked).choices[0].message.content,
        "streamed": streamed,
        "embedded": embedded,
    }


def pydantic_ai(extra: Extra) -> Calls:
    from pydantic_ai import Agent
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.vercel import VercelProvider

    class Provider(VercelProvider):
        """The provider with this gateway in place of the public one, which it names in a property."""

        @property
        def base_url(self) -> str:
            return V1

    agent: Any = Agent(OpenAIChatModel(MODEL, provider=Provider()), retries=0)
    settings: dict[str, Any] = {"max_tokens": LIMIT, **extra}

    async def streamed() -> str:
        async with agent.run_stream(PROMPT, model_settings=settings) as result:
            return str(await result.get_output())

    from pydantic_ai import BinaryContent, StructuredDict, Tool
    from pydantic_ai.messages import ModelRequest, ModelResponse, TextPart, UserPromptPart

    def shaped(question: Any = PROMPT, history: Any = None, **more: Any) -> Any:
        asked: Any = Agent(OpenAIChatModel(MODEL, provider=Provider()), retries=0, **more)
        return asked.run_sync(question, model_settings=settings, message_history=history).output

    def tool() -> Any:
        named = {"name": SHAPES["tool"], "description": SHAPES["description"], "json_schema": SHAPES["toolSchema"]}
        return shaped(tools=[Tool.from_schema(lambda **_: "", **named)])

    def turns() -> Any:
        answer = ModelResponse(parts=[TextPart(SHAPES["firstAnswer"])])
        return shaped(history=[ModelRequest(parts=[UserPromptPart(PROMPT)]), answer])

    def image() -> Any:
        content = BinaryContent(data=base64.b64decode(SHAPES["image"]), media_type=SHAPES["imageType"])
        return shaped([PROMPT, content])

    return {
        "tool": tool,
        "two-turns": turns,
        "json-schema": lambda: shaped(output_type=StructuredDict(SHAPES["schema"], name=SHAPES["answer"])),
        "image": image,
        "plain": lambda: agent.run_sync(PROMPT, model_settings=settings).output,
        "streamed": lambda: asyncio.run(streamed()),
    }


def llama_index(extra: Extra) -> Calls:
    from llama_index.core.llms import ChatMessage, ImageBlock, TextBlock
    from llama_index.llms.vercel_ai_gateway import VercelAIGateway

    model: Any = VercelAIGateway(
        model=MODEL, max_tokens=LIMIT, api_base=V1, max_retries=0, additional_kwargs=extra or None
    )
    messages = [ChatMessage(role="user", content=PROMPT)]

    def shaped(said: Any = MESSAGES, **more: Any) -> Any:
        return model.chat([ChatMessage(**message) for message in said], **more).message.content

    def image() -> Any:
        block = ImageBlock(image=base64.b64decode(SHAPES["image"]), image_mimetype=SHAPES["imageType"])
        return model.chat([ChatMessage(role="user", blocks=[TextBlock(text=PROMPT), block])]).message.content

    return {
        **chat_shapes(shaped),
        "image": image,
        "plain": lambda: model.chat(messages).message.content,
        "streamed": lambda: "".join(part.delta or "" for part in model.stream_chat(messages)),
    }


CLIENTS: dict[str, Callable[[Extra], Calls]] = {
    "ai-python": ai_python,
    "openai": openai_chat,
    "openai-responses": openai_responses,
    "anthropic": anthropic,
    "litellm": litellm,
    "pydantic-ai": pydantic_ai,
    "llama-index": llama_index,
}


def described(error: BaseException) -> dict[str, Any]:
    """The error under the names that a person sees."""
    inner = error.__cause__
    status = getattr(error, "status_code", None) or getattr(inner, "status_code", None)
    return {"name": type(error).__name__, "statusCode": status, "message": str(error)[:500]}


def main() -> None:
    """Make every call and print the results."""
    options = json.loads(os.environ.get("PROVIDER_OPTIONS", "{}"))
    results: dict[str, Any] = {}
    for call in CALLS:
        name, _, with_options = call.partition("+")
        extra = {"extra_body": {"providerOptions": options}} if with_options else {}
        try:
            results[call] = {"ok": True, "value": CLIENTS[NAME](extra)[name]()}
        except Exception as error:  # noqa: BLE001 - what the client raises is what is asked for
            results[call] = {"ok": False, "error": described(error)}
    print(json.dumps(results))


main()
