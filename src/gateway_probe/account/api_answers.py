"""What answers of the Vercel API are made of: lists, pages, times, truth values, and what may be a secret in them."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from gateway_probe.account.calls import PAGE_SIZE, CallId

_LEAST_MILLISECONDS = 100_000_000_000
"""Smaller numbers are seconds: as milliseconds they would lie before Vercel existed."""
_FIRST_YEAR, _LAST_YEAR = 2000, 2200
_ID = re.compile(r"(?!(?:vc[a-z]|[rsp]k|hf|gsk|gh[a-z])[_-])[A-Za-z0-9_-]{1,64}")


# What a variable's entry says of it besides the value. Every other text in the entry is taken for a value.
_OF_A_VARIABLE = frozenset({
    "comment", "configurationId", "contentHint", "internalContentHint", "createdAt", "createdBy", "created",
    "customEnvironmentIds", "decrypted", "deletedAt", "deletedBy", "edgeConfigId", "edgeConfigTokenId",
    "gitBranch", "id", "key", "lastEditedByDisplayName", "ownerId", "projectId", "securityIssues",
    "sunsetSecretId", "system", "target", "type", "uid", "updatedAt", "updatedBy", "visibility",
    "applyToAllCustomEnvironments",
})  # fmt: skip


class UnreadableAnswer(ValueError):
    """An answer that is not of the call's kind at all. The message never says what it held."""


def moment(value: object) -> datetime | None:
    """A time given in milliseconds, in seconds, or as ISO 8601, in UTC; None for anything else.

    Vercel's API gives milliseconds; its generated examples print numbers as text.
    """
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 16:
        value = int(value)
    try:
        if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
            found = datetime.fromtimestamp(value / 1000 if value >= _LEAST_MILLISECONDS else value, UTC)
        elif isinstance(value, str):
            found = datetime.fromisoformat(value[:40])
            found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        else:
            return None
    except (ValueError, OverflowError, OSError):
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def yes_or_no(value: object) -> bool | None:
    """A truth value, also where it is printed as text."""
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value) if isinstance(value, str) else None


def ending(value: object) -> str | None:
    """The last characters of a key as Vercel shows them; how many there are is not documented.

    Anything long enough to be a key itself is not kept.
    """
    if not isinstance(value, str):
        return None
    shown = value.strip().lstrip(".…*•")
    return shown if re.fullmatch(r"[A-Za-z0-9_-]{3,8}", shown) else None


def next_cursor(call: CallId, answer: Any) -> str | None:
    """What asks for the next page, or None on the last one."""
    if call == "events":
        return _before_the_oldest(answer)
    pagination = answer.get("pagination") if isinstance(answer, dict) else None
    found = pagination.get("next") if isinstance(pagination, dict) else None
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) and found else None


def _before_the_oldest(answer: Any) -> str | None:
    """The log has no cursor: a full page is followed by what happened until the time of its oldest entry."""
    times = [at for entry in entries("events", answer) if (at := moment(entry.get("createdAt"))) is not None]
    return min(times).isoformat(timespec="milliseconds").replace("+00:00", "Z") if len(times) >= PAGE_SIZE else None


def values_in(call: CallId, answer: Any) -> Iterator[str]:
    """Every text in an answer that is, or may be, a secret: values of variables, whatever the field is called."""
    if call not in {"variables", "shared-variables"}:
        return
    for entry in entries(call, answer):
        for name, value in entry.items():
            if name not in _OF_A_VARIABLE:
                yield from _texts(value)


def _texts(value: Any) -> Iterator[str]:
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict | list):
            pending.extend(item.values() if isinstance(item, dict) else item)


# Where the list lies in an answer; the first that is there.
_LISTS: Mapping[CallId, tuple[str, ...]] = {
    "teams": ("teams",),
    "variables": ("envs",),
    "shared-variables": ("data", "envs"),
    "keys": ("apiKeys", "keys", "data"),
    "byok": ("credentials", "byokCredentials", "data"),
    "events": ("events",),
    "budgets": ("budgets",),
    "rules": ("rules",),
}


def entries(call: CallId, answer: Any) -> list[Mapping[str, Any]]:
    """The entries of the list in an answer. Raises `UnreadableAnswer`."""
    if call == "deployment":
        if not isinstance(answer, dict) or id_of(answer) is None:
            raise UnreadableAnswer("the answer is no deployment")
        items: Any = [answer]
    elif isinstance(answer, list):
        items = answer
    elif isinstance(answer, dict):
        items = next((answer[name] for name in _LISTS[call] if isinstance(answer.get(name), list)), None)
        if items is None and call == "variables" and "key" in answer:
            items = [answer]  # the published type allows a single variable for a list of one
    else:
        items = None
    if not isinstance(items, list):
        raise UnreadableAnswer("the answer holds no such list")
    return [item for item in items if isinstance(item, dict)]


def id_of(entry: Mapping[str, Any]) -> str | None:
    return identifier(entry.get("id") or entry.get("uid"))


def identifier(value: object) -> str | None:
    """An id that Vercel makes, or None where it is none. A key is no id, in whatever field it stands."""
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


def used_up(quota: Mapping[str, Any]) -> bool | None:
    """Whether as much is spent as the limit allows; None where either is not known."""
    limit, spent = quota.get("limitAmount"), quota.get("currentSpend")
    numbers = [item for item in (limit, spent) if isinstance(item, int | float) and not isinstance(item, bool)]
    return numbers[1] >= numbers[0] if len(numbers) == 2 else None
