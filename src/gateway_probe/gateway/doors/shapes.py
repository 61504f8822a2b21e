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
FIRST_ANSWER = "pong"
IMAGE_TYPE = "image/png"
# A grey square: some providers refuse images of fewer pixels.
IMAGE = "iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAAAAABWESUoAAAAFklEQVR42mNoIAAYRhWMKhhVMFIVAABCAAAfN5c2AAAAAABJRU5ErkJggg=="
