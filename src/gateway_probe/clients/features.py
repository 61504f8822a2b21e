"""What Claude Code turns on by the model that it asks: its beta features, and how the model is to think.

Recorded of the release that the table names (`tests/contract/recorded/reduced`). A model that thinks within a budget is
asked for nothing of it: the budget is of a thousand tokens at least, and the probe asks for sixteen.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Features(NamedTuple):
    """What travels with a request to these models."""

    models: tuple[str, ...]
    """How their names begin, without the creator's; the empty beginning is any other's."""
    betas: str
    """The value of `anthropic-beta`."""
    fields: Mapping[str, Any]
    """What the body holds beside the question."""


def _adaptive(effort: str) -> dict[str, Any]:
    return {
        "thinking": {"type": "adaptive", "display": "omitted"},
        "context_management": {"edits": [{"type": "clear_thinking_20251015", "keep": "all"}]},
        "output_config": {"effort": effort},
    }


OF_CLAUDE_CODE: tuple[Features, ...] = (
    Features(
        ("claude-opus-5",),
        "claude-code-20250219,interleaved-thinking-2025-05-14,context-management-2025-06-27,per-turn-control-2026-07-01,"
        "mid-conversation-tool-changes-2026-07-01,thinking-token-count-2026-05-13,advanced-tool-use-2025-11-20,"
        "effort-2025-11-24",
        _adaptive("medium"),
    ),
    Features(
        ("claude-sonnet-5",),
        "claude-code-20250219,interleaved-thinking-2025-05-14,context-management-2025-06-27,"
        "thinking-token-count-2026-05-13,advanced-tool-use-2025-11-20,effort-2025-11-24",
        _adaptive("high"),
    ),
    Features(
        ("claude-haiku-4",),
        "interleaved-thinking-2025-05-14,context-management-2025-06-27,claude-code-20250219,"
        "thinking-token-count-2026-05-13,advanced-tool-use-2025-11-20",
        {},
    ),
    Features(
        ("claude-sonnet-4", "claude-opus-4"),
        "claude-code-20250219,interleaved-thinking-2025-05-14,context-management-2025-06-27,"
        "thinking-token-count-2026-05-13,advanced-tool-use-2025-11-20",
        {},
    ),
    Features(("claude-3",), "claude-code-20250219,advanced-tool-use-2025-11-20", {}),
    Features(
        ("",),
        "claude-code-20250219,interleaved-thinking-2025-05-14,context-management-2025-06-27,"
        "mid-conversation-tool-changes-2026-07-01,thinking-token-count-2026-05-13,advanced-tool-use-2025-11-20,"
        "effort-2025-11-24",
        _adaptive("high"),
    ),
)


def features_for(features: tuple[Features, ...], model: str) -> Features | None:
    """Those for a model as its creator and name, or its name alone; None where the client turns on none."""
    name = model.rpartition("/")[2]
    return next((item for item in features if name.startswith(item.models)), None)
