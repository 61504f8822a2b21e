"""One change to a Document at a time: something taken away, an answer turned into one that says nothing, orders, names."""

import copy
import random
from collections.abc import Iterator
from typing import Any

Tree = dict[str, Any]
"""A Document as JSON."""

_TOLD = ("routing", "credits", "listing", "endpoints", "record", "stream", "content", "finish_reason", "generation_id")
"""What a check has from its answer alone."""


def _answered(outcome: str, answer: str, who: str | None, reason: str | None, response: Tree | None) -> Tree:
    told = {"code": reason, "text": "as if"} if reason else None
    return {
        "outcome": outcome,
        "answer": answer,
        "answered_by": who,
        "reason": told,
        "response": response,
        **dict.fromkeys(_TOLD),
    }


def _response(status: int, content: str, kind: str | None = None) -> Tree:
    error = {"type": kind, "message": "As if."} if kind else None
    return {"status": status, "content": content, "error": error}


SILENT: dict[str, Tree] = {
    "429": _answered("refused", "throttled", "gateway", None, _response(429, "json", "rate_limit_exceeded")),
    "503": _answered("failed", "failed", "gateway", "server-error", _response(503, "json", "internal_server_error")),
    "a page": _answered("failed", "foreign", "intermediary", "answered-by-intermediary", _response(200, "html")),
    "silence": _answered("errored", "none", None, "read-reset", None),
    "a time-out": _answered("timed-out", "none", None, "time-budget", None),
}
"""Answers that say nothing, as a run records them."""

HALF: dict[str, Tree] = {
    "only its status is 429": {"response.status": 429},
    "only its status is 503": {"response.status": 503},
    "only its outcome is failed": {"outcome": "failed"},
    "only its outcome is errored": {"outcome": "errored"},
    "only its outcome is timed-out": {"outcome": "timed-out"},
    "only its outcome is skipped": {"outcome": "skipped"},
    "only its answer is throttled": {"answer": "throttled"},
    "only its answer is none": {"answer": "none"},
}
"""The same as somebody would do it who changes a Document in one place."""


def asked_in(tree: Tree) -> Iterator[tuple[str, str]]:
    """Every check and experiment that was asked: its id and its JSON pointer."""
    for at, items in (("/gateway/checks", tree["gateway"]["checks"]), ("/experiments", tree["experiments"])):
        for index, item in enumerate(items):
            if item["outcome"] != "skipped":
                yield item["id"], f"{at}/{index}"


def turned(tree: Tree, pointer: str, into: Tree) -> Tree:
    """The Document with other values in the check or experiment at this pointer."""
    changed = copy.copy(tree)
    *parents, index = pointer.strip("/").split("/")
    holder = changed
    for name in parents[:-1]:
        holder[name] = copy.copy(holder[name])
        holder = holder[name]
    holder[parents[-1]] = list(holder[parents[-1]])
    item = copy.deepcopy(holder[parents[-1]][int(index)])
    for path, value in into.items():
        name, _, inside = path.partition(".")
        if not inside:
            item[name] = value
        elif isinstance(item.get(name), dict):
            item[name][inside] = value
    if "effect" in item and into.get("answer"):
        item |= {"effect": "undecided", "repeats": [], "chance": None, "decides": None, "enough": None}
    holder[parents[-1]][int(index)] = item
    return changed


def taken_away(tree: Tree) -> Iterator[tuple[str, Tree]]:
    """The Document without one check, experiment, repeat or variable, for each of them; and what is missing."""
    gateway, experiments = tree["gateway"], tree["experiments"]
    for name, checks in _without_one(gateway["checks"]):
        yield f"a check: {name}", {**tree, "gateway": {**gateway, "checks": checks}}
    for name, rest in _without_one(experiments):
        yield f"an experiment: {name}", {**tree, "experiments": rest}
    for name, rest in _without_one(tree["variables"]):
        yield f"a variable: {name}", {**tree, "variables": rest}
    for number, experiment in enumerate(experiments):
        for name, repeats in _without_one(experiment["repeats"]):
            fewer = [*experiments[:number], {**experiment, "repeats": repeats}, *experiments[number + 1 :]]
            yield f"repeat {name} of {experiment['id']}", {**tree, "experiments": fewer}


def copied_beside(tree: Tree) -> Iterator[tuple[str, Tree]]:
    """The Document with a copy of each experiment and each repeat beside it, or in the place of the next.

    An answer without an id of its own cannot be told from its copy.
    """
    experiments = tree["experiments"]
    for number, experiment in enumerate(experiments):
        name = experiment["id"]
        yield f"{name} twice", {**tree, "experiments": [*experiments, experiment]}
        repeats = experiment["repeats"]
        for index, repeat in enumerate(repeats):
            if not repeat["generation_id"]:
                continue
            for how, more in (
                (f"repeat {index} of {name} twice", [*repeats, repeat]),
                (f"repeat {index} of {name} for the next", [*repeats[: index + 1], repeat, *repeats[index + 2 :]]),
            ):
                changed = {**experiment, "repeats": more}
                yield how, {**tree, "experiments": [*experiments[:number], changed, *experiments[number + 1 :]]}
    baseline = next(item for item in tree["gateway"]["checks"] if item["id"] == "baseline")
    told = ("outcome", "answer", "answered_by", "reason", "response", "routing", "generation_id")
    for number, experiment in enumerate(experiments):
        if experiment["id"] == "baseline-repeat" and baseline["generation_id"]:
            changed = {**experiment, **{field: baseline[field] for field in told}}
            yield (
                "the baseline as its repeat",
                {**tree, "experiments": [*experiments[:number], changed, *experiments[number + 1 :]]},
            )


def _without_one(items: list[Tree]) -> Iterator[tuple[str, list[Tree]]]:
    for index, item in enumerate(items):
        yield str(item.get("id") or item.get("name") or index), [*items[:index], *items[index + 1 :]]


def shuffled(tree: Tree, seed: int) -> Tree:
    """The Document with its checks, experiments and variables in another order."""
    new = copy.deepcopy(tree)
    draw = random.Random(seed)  # noqa: S311
    for items in (new["gateway"]["checks"], new["experiments"], new["variables"]):
        draw.shuffle(items)
    return new


def renamed(tree: Any, names: dict[str, str]) -> Any:
    """The Document with these words replaced wherever they stand."""
    if isinstance(tree, dict):
        return {renamed(key, names): renamed(value, names) for key, value in tree.items()}
    if isinstance(tree, list):
        return [renamed(item, names) for item in tree]
    if isinstance(tree, str):
        for old, new in names.items():
            tree = tree.replace(old, new)
    return tree


def at(tree: Any, pointer: str) -> Any:
    """What a JSON pointer points to. Raises `LookupError` where it points to nothing."""
    for part in pointer.strip("/").split("/"):
        tree = tree[int(part)] if isinstance(tree, list) else tree[part]
    return tree
