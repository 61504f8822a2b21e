"""What a served generation holds: whether it said anything, and why it ended."""

from typing import Any

from gateway_probe.gateway.bodies import at, integer


def finish_reason(body: Any) -> str | None:
    """Why the generation ended, in the answer's own word."""
    places = (
        at(body, "finishReason", "unified"),
        at(body, "finishReason"),
        at(body, "choices", 0, "finish_reason"),
        at(body, "stop_reason"),
        at(body, "status"),
    )
    return next((place for place in places if isinstance(place, str) and place), None)


def holds_content(body: Any) -> bool | None:
    """Whether there is any text, reasoning or tool call in it.

    None where there is nothing to see but tokens were spent: a model that reasons may use up the few tokens that are
    asked for before it says a word.
    """
    parts = at(body, "content")
    if isinstance(parts, list):
        found = any(_says(part) for part in parts)
    else:
        message = at(body, "choices", 0, "message")
        if message is None:
            return None
        found = bool(at(message, "content")) or bool(at(message, "tool_calls")) or bool(at(message, "reasoning"))
    if found:
        return True
    return None if _spent(body) and finish_reason(body) in {"length", "max_tokens"} else False


def _says(part: Any) -> bool:
    if not isinstance(part, dict):
        return False
    kind = part.get("type")
    return bool(part.get("text")) if kind in {"text", "reasoning"} else isinstance(kind, str) and kind != "source"


def _spent(body: Any) -> bool:
    usage = at(body, "usage")
    counts = (
        at(usage, "outputTokens", "total"),
        at(usage, "outputTokens"),
        at(usage, "completion_tokens"),
        at(usage, "output_tokens"),
    )
    return any((integer(count) or 0) > 0 for count in counts)
