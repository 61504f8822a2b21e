"""The doors at which generations are asked for: how each is asked, and how each answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from starlette.requests import Request

from gateway_simulator import generations
from gateway_simulator.provider_choice import Route
from gateway_simulator.world import Endpoint

T = TypeVar("T")

AI_SDK_VERSIONS = {"v1": "v2", "v3": "v3", "v4": "v4"}
"""Each path of the AI SDK's protocol, and the specification that is spoken there."""


@dataclass(frozen=True)
class Wanted:
    """A request that was understood."""

    door: "Door"
    request: Request
    model: str
    streaming: bool
    body: dict[str, Any]

    @property
    def version(self) -> str:
        """The AI SDK's version in the path; empty at other doors."""
        return str(self.request.path_params.get("version", ""))


@dataclass(frozen=True)
class Door:
    """One door. `required` are fields of which a body must have one."""

    endpoint: Endpoint
    makes: Literal["language", "embedding"]
    required: tuple[str, ...]
    whole: Callable[[Wanted, Route, str], dict[str, Any]]
    events: Callable[[Wanted, Route, str], Iterator[str]] | None = None
    model_header: str | None = None
    """The header that names the model, where it is not in the body."""

    def understand(self, request: Request, body: Any) -> Wanted | None:
        """What is wanted, or None where the body is not of this door's kind."""
        if not isinstance(body, dict) or not any(_is_given(body, name) for name in self.required):
            return None
        model = request.headers.get(self.model_header, "") if self.model_header else body.get("model")
        if not isinstance(model, str) or not model:
            return None
        header = request.headers.get("ai-language-model-streaming") == "true"
        streaming = header if self.model_header else body.get("stream") is True
        return Wanted(self, request, model, streaming and self.events is not None, body)


def _is_given(body: dict[str, Any], name: str) -> bool:
    """A list; an input may be a text too."""
    return isinstance(body.get(name), list) or (name == "input" and isinstance(body.get(name), str))


def _for_any(make: Callable[[Route, str], T]) -> Callable[[Wanted, Route, str], T]:
    """What a door writes that is the same whatever was wanted there."""
    return lambda _, route, number: make(route, number)


LANGUAGE_MODEL = Door(
    "language-model",
    "language",
    ("prompt",),
    lambda wanted, route, number: generations.language_model_body(route, number, wanted.version),
    lambda wanted, route, number: generations.language_model_events(route, number, wanted.version),
    model_header="ai-language-model-id",
)
EMBEDDING_MODEL = Door(
    "embedding-model",
    "embedding",
    ("values", "input"),
    _for_any(generations.embedding_model_body),
    model_header="ai-model-id",
)
CHAT_COMPLETIONS = Door(
    "chat-completions",
    "language",
    ("messages",),
    _for_any(generations.completion_body),
    _for_any(generations.completion_events),
)
RESPONSES = Door(
    "responses", "language", ("input",), _for_any(generations.response_body), _for_any(generations.response_events)
)
MESSAGES = Door(
    "messages", "language", ("messages",), _for_any(generations.message_body), _for_any(generations.message_events)
)
EMBEDDINGS = Door(
    "embeddings",
    "embedding",
    ("input",),
    lambda wanted, route, number: generations.embeddings_body(
        route, number, base64_wanted=wanted.body.get("encoding_format") == "base64"
    ),
)
PATHS: dict[str, Door] = {
    "/{version:str}/ai/language-model": LANGUAGE_MODEL,
    "/{version:str}/ai/embedding-model": EMBEDDING_MODEL,
    "/v1/chat/completions": CHAT_COMPLETIONS,
    # Endpoints for coding agents.
    "/coding-agent/v1/chat/completions": CHAT_COMPLETIONS,
    "/coding-agent/v1/messages": MESSAGES,
    "/cursor/v1/chat/completions": CHAT_COMPLETIONS,
    "/v1/responses": RESPONSES,
    "/codex/v1/responses": RESPONSES,
    "/v1/messages": MESSAGES,
    # What `vercel ai-gateway setup` gives Claude Code as its base.
    "/claude-code/v1/messages": MESSAGES,
    "/v1/embeddings": EMBEDDINGS,
}
