"""What a served generation holds: whether it said anything, and why it ended."""

from typing import Any

from gateway_probe.document.vocabulary import LIMIT_REACHED
from gateway_probe.gateway.bodies import at, integer, word


def finish_reason(body: Any) -> str | None:
    """Why the generation ended, in the answer's own word."""
    places = (
        at(body, "finishReason", "unified"),
        at(body, "finishReason"),
        at(body, "choices", 0, "finish_reason"),
        at(body, "stop_reason"),
        at(body, "incomplete_details", "reason"),
        at(body, "status"),
    )
    return next((place for place in places if isinstance(place, str) and place), None)


def holds_content(body: Any) -> bool | None:
    """Whether there is any text, tool call or embedding in it.

    None where there is nothing to see but reasoning, or an end at the limit of tokens: a model that reasons may use up
    the few that are asked for before it says a word. A stream of chat completions tells no usage unless it is asked to.
    """
    parts, output, vector = at(body, "content"), at(body, "output"), _vector(body)
    if isinstance(parts, list):
        found, thought = any(map(_says, parts)), any(map(_is_thought, parts))
    elif isinstance(output, list):
        found, thought = any(map(_says_in_output, output)), any(map(_is_thought, output))
    elif vector is not None:
        found, thought = _is_vector(vector), False
    else:
        message = at(body, "choices", 0, "message")
        if message is None:
            return None
        found = _is_said(at(message, "content")) or bool(at(message, "tool_calls"))
        thought = any(bool(at(message, name)) for name in _THOUGHTS_OF_CHAT)
    if found:
        return True
    return None if thought or (finish_reason(body) in LIMIT_REACHED and not _spent_nothing(body)) else False


_THOUGHTS = frozenset({"reasoning", "thinking", "redacted_thinking"})
_THOUGHTS_OF_CHAT = ("reasoning", "reasoning_content", "reasoning_details")


def _says(part: Any) -> bool:
    if not isinstance(part, dict):
        return False
    kind = word(part.get("type"))
    return _is_said(part.get("text")) if kind == "text" else kind not in {None, "source", *_THOUGHTS}


def _is_thought(part: Any) -> bool:
    """Reasoning, which no app shows: an item of it, or a part that has a word of it."""
    if not isinstance(part, dict) or word(part.get("type")) not in _THOUGHTS:
        return False
    words = [part[name] for name in ("text", "thinking") if name in part]
    return not words or any(map(_is_said, words))


def _says_in_output(item: Any) -> bool:
    """An item of OpenAI's Responses: a message says what its pieces say, any other item but reasoning is a call."""
    if not isinstance(item, dict) or not isinstance(item.get("type"), str):
        return False
    pieces = item.get("content")
    if item["type"] != "message":
        return item["type"] not in _THOUGHTS
    return any(_is_said(at(piece, "text")) for piece in pieces) if isinstance(pieces, list) else False


def _is_vector(vector: list[Any] | str) -> bool:
    """Whether there is a number in each place; a text is base64 of numbers."""
    return bool(vector) and (isinstance(vector, str) or all(map(_is_number, vector)))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_said(text: Any) -> bool:
    """White space is no word; a message may also be a list of pieces."""
    return bool(text.strip()) if isinstance(text, str) else bool(text)


def _vector(body: Any) -> list[Any] | str | None:
    """The first embedding, in numbers or their base64 form."""
    found = at(body, "embeddings", 0) or at(body, "data", 0, "embedding")
    return found if isinstance(found, list | str) else None


def _spent_nothing(body: Any) -> bool:
    """Whether the usage says so; one that is not told says nothing."""
    usage = at(body, "usage")
    counts = (
        at(usage, "outputTokens", "total"),
        at(usage, "outputTokens"),
        at(usage, "completion_tokens"),
        at(usage, "output_tokens"),
    )
    told = [spent for count in counts if (spent := integer(count)) is not None]
    return bool(told) and not any(told)
