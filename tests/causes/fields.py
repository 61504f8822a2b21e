"""A Document with one field less: of an answer, a token or the runtime, or one provider attempt."""

from collections.abc import Iterator
from typing import Any

from gateway_probe.document.facts import RuntimeFacts
from tests.causes.changes import Tree

_FIELDS = [
    "reason",
    "request",
    "response",
    "routing",
    "generation_id",
    "credits",
    "listing",
    "endpoints",
    "record",
    "stream",
    "finish_reason",
    "content",
    "answered_by",
    "chance",
    "decides",
    "effect",
    "timing",
]
_INSIDE = {
    "response": ("error",),
    "listing": ("as_id", "kind", "control_listed", "tier_listed"),
    "stream": ("error",),
    "routing": (
        "original_model",
        "resolved_provider",
        "canonical_slug",
        "final_provider",
        "planning_reasoning",
        "total_provider_attempts",
        "model_attempts",
    ),
}


def fields_taken_away(tree: Tree) -> Iterator[tuple[str, Tree]]:
    """The Document without one field of an answer, of a token or of the runtime, or without one provider attempt."""
    for number, check in enumerate(tree["gateway"]["checks"]):
        for what, less in _check_with_less(check):
            checks = _replaced(tree["gateway"]["checks"], number, less)
            yield what, {**tree, "gateway": {**tree["gateway"], "checks": checks}}
    for number, item in enumerate(tree["experiments"]):
        for what, less in _check_with_less(item):
            yield what, {**tree, "experiments": _replaced(tree["experiments"], number, less)}
    tokens = tree["identity"]["tokens"]
    for number, token in enumerate(tokens):
        for what, rest in (
            ("", [*tokens[:number], *tokens[number + 1 :]]),
            ("'s claims", _replaced(tokens, number, {**token, "claims": None})),
        ):
            yield f"the token in {token['source']}{what}", {**tree, "identity": {**tree["identity"], "tokens": rest}}
    for name, value in tree["runtime"].items():
        if value is not None and RuntimeFacts.model_fields[name].default is None:
            yield f"the runtime's {name}", {**tree, "runtime": {**tree["runtime"], name: None}}


def _check_with_less(check: Tree) -> Iterator[tuple[str, Tree]]:
    if check["outcome"] == "skipped":
        return
    name = check["id"]
    for field in _FIELDS:
        if check.get(field) is not None:
            yield f"{field} of {name}", {**check, field: None}
    for field, inside in _INSIDE.items():
        for item in inside:
            held = check.get(field) or {}
            if held.get(item):
                yield f"{field}.{item} of {name}", {**check, field: {**held, item: _emptied(held[item])}}
    error = (check["response"] or {}).get("error") or {}
    for item, value in error.items():
        if value:
            response = {**check["response"], "error": {**error, item: _emptied(value)}}
            yield f"error.{item} of {name}", {**check, "response": response}
    yield from _attempts_with_less(check)


def _attempts_with_less(check: Tree) -> Iterator[tuple[str, Tree]]:
    models = (check["routing"] or {}).get("model_attempts") or []
    for number, model in enumerate(models):
        attempts = model["provider_attempts"]
        for index, attempt in enumerate(attempts):
            fewer = [("", [*attempts[:index], *attempts[index + 1 :]])]
            fewer += [
                (f"'s {item}", _replaced(attempts, index, {**attempt, item: _emptied(value)}))
                for item, value in attempt.items()
                if value not in (None, [])
            ]
            for what, rest in fewer:
                routing = {
                    **check["routing"],
                    "model_attempts": _replaced(models, number, {**model, "provider_attempts": rest}),
                }
                yield f"attempt {number}.{index}{what} of {check['id']}", {**check, "routing": routing}


def _replaced(items: list[Tree], number: int, item: Tree) -> list[Tree]:
    return [*items[:number], item, *items[number + 1 :]]


def _emptied(value: Any) -> Any:
    return [] if isinstance(value, list) else None
