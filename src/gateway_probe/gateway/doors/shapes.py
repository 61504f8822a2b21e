"""The pieces of the shapes that a request can have, the same at every door."""

from typing import Any

TOOL_NAME = "weather"
TOOL_DESCRIPTION = "The weather in a city."
TOOL_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"city": {"type": "string"}},
    "required": ["city"],
    "additionalProperties": False,
}
ANSWER_NAME = "answer"
ANSWER_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"answer": {"type": "string"}},
    "required": ["answer"],
    "additionalProperties": False,
}
ANSWER_SCHEMA_FOR_CLAUDE: dict[str, Any] = {
    name: ANSWER_SCHEMA[name] for name in ("type", "properties", "additionalProperties", "required")
}
"""As the AI SDK's Anthropic provider writes it for a model that takes it."""
FIRST_ANSWER = "pong"
IMAGE_TYPE = "image/png"
# A grey square: some providers refuse images of fewer pixels.
IMAGE = "iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAAAAABWESUoAAAAFklEQVR42mNoIAAYRhWMKhhVMFIVAABCAAAfN5c2AAAAAABJRU5ErkJggg=="
