"""What Claude Code turns on by the model that it asks: its beta features, and how the model is to think.

Recorded of the release that the table names (`tests/contract/recorded/reduced`). A model that thinks within a budget is
asked for nothing of it: the budget is of a thousand tokens at least, and the probe asks for sixteen.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple


class Features(NamedTuple):
    """What travels with a request to these models."""

    models: str
    """How their names begin, without the creator's, as a pattern; the empty one is any other's."""
    betas: str
    """The value of `anthropic-beta`."""
    fields: Mapping[str, Any]
    """What the body holds beside the question."""


_ITSELF = "claude-code-20250219"
_THINKING = ("interleaved-thinking-2025-05-14", "context-management-2025-06-27")
_TURNS = "per-turn-control-2026-07-01"
_CHANGES = "mid-conversation-tool-changes-2026-07-01"
_COUNT = "thinking-token-count-2026-05-13"
_TOOLS = "advanced-tool-use-2025-11-20"
_EFFORT = "effort-2025-11-24"
# No minor version more; a date may follow.
_NO_MORE = r"(?![.-]\d\b)"


def _adaptive(effort: str) -> dict[str, Any]:
    return {
        "thinking": {"type": "adaptive", "display": "omitted"},
        "context_management": {"edits": [{"type": "clear_thinking_20251015", "keep": "all"}]},
        "output_config": {"effort": effort},
    }


def _describe_thinking(models: str, fields: Mapping[str, Any], *betas: str) -> Features:
    """Of models that think: Haiku's have the first features in another order."""
    first = (*_THINKING, _ITSELF) if "haiku" in models else (_ITSELF, *_THINKING)
    return Features(models, ",".join((*first, *betas)), fields)


OF_CLAUDE_CODE: tuple[Features, ...] = (
    _describe_thinking(r"claude-(opus|sonnet)-5[.-]5", _adaptive("medium"), _TURNS, _CHANGES, _COUNT, _TOOLS, _EFFORT),
    _describe_thinking(r"claude-haiku-5[.-]5", _adaptive("medium"), _TURNS, _CHANGES, _COUNT, _TOOLS, _EFFORT),
    _describe_thinking(
        rf"claude-(sonnet-5{_NO_MORE}|(opus|sonnet)-4[.-]6)", _adaptive("high"), _COUNT, _TOOLS, _EFFORT
    ),
    _describe_thinking(r"claude-opus-4[.-]7", _adaptive("xhigh"), _COUNT, _TOOLS, _EFFORT),
    _describe_thinking(r"claude-opus-4[.-]5", {"output_config": {"effort": "high"}}, _COUNT, _TOOLS, _EFFORT),
    _describe_thinking(rf"claude-(opus-4([.-]1)?|sonnet-4([.-]5)?){_NO_MORE}", {}, _COUNT, _TOOLS),
    _describe_thinking(r"claude-haiku-4[.-]5", {}, _COUNT, _TOOLS),
    Features(r"claude-3\.", f"{_ITSELF},{_TOOLS}", {}),
    Features(r"claude-3-", _ITSELF, {}),
    _describe_thinking(r"claude-haiku-", _adaptive("high"), _CHANGES, _COUNT, _TOOLS, _EFFORT),
    _describe_thinking("", _adaptive("high"), _CHANGES, _COUNT, _TOOLS, _EFFORT),
)


def features_for(features: tuple[Features, ...], model: str) -> Features | None:
    """Those for a model as its creator and name, or its name alone; None where the client turns on none."""
    name = model.rpartition("/")[2]
    return next((item for item in features if re.match(item.models, name)), None)
