"""What a request can hold beside one short message, and what it costs to ask for it once."""

from typing import Literal, get_args

Shape = Literal["text", "tool", "two-turns", "json-schema", "image"]
"""What a request holds beside one short message."""

SHAPE_COSTS: dict[Shape, str] = {
    "text": "16 output tokens at most",
    "tool": "16 output tokens at most and about 60 input tokens more, for the description of one tool",
    "two-turns": "16 output tokens at most and about 10 input tokens more",
    "json-schema": "16 output tokens at most and about 40 input tokens more, for the schema",
    "image": "16 output tokens at most and the input tokens of one small image, 85 to 300 with most models",
}
"""What asking once in each shape costs, to be said before it is asked."""

SHAPES: tuple[Shape, ...] = get_args(Shape)


def parse_shapes(value: str) -> tuple[Shape, ...]:
    """Names of shapes, separated by commas. Raises ValueError saying what is wrong, without the value."""
    known = [shape for shape in SHAPES if shape != "text"]
    named = {name.strip() for name in value.split(",")}
    if not named <= set(known):
        raise ValueError("must be names of what a request may hold, separated by commas: " + ", ".join(known))
    return tuple(shape for shape in known if shape in named)
