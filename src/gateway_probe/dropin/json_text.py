"""Members of a JSON object added and taken out in its text, so that the rest keeps the form its author gave it."""

import json
import re
from dataclasses import dataclass
from typing import Any

_DECODER = json.JSONDecoder()
_WHITE_SPACE = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True)
class _Member:
    """Where a member's name and its value start, and where its value ends."""

    start: int
    value: int
    end: int


_Members = dict[str, _Member]


def merge(text: str, ours: dict[str, Any], path: tuple[str, ...] = ()) -> str:
    """Add what is missing, in front: platforms take the first entry that matches. What is there is kept."""
    for name, value in ours.items():
        start, members = _object_at(text, path)
        if name not in members:
            text = _insert(text, start, members, name, value)
        elif isinstance(value, dict) and text[members[name].value] == "{":
            text = merge(text, value, (*path, name))
    return text


def take_out(text: str, ours: dict[str, Any], path: tuple[str, ...] = ()) -> str:
    """Take out every member that is as `merge` adds it, and each object that is empty then."""
    for name, value in ours.items():
        _, members = _object_at(text, path)
        if name not in members:
            continue
        there, added = _value(text, members[name]), value
        if there != added and isinstance(added, dict) and isinstance(there, dict):
            text = take_out(text, added, (*path, name))
            _, members = _object_at(text, path)
            there, added = _value(text, members[name]), {}
        if there == added:
            text = _cut(text, members, name)
    return text


def _object_at(text: str, path: tuple[str, ...]) -> tuple[int, _Members]:
    """Where the object starts, and its members."""
    start = text.index("{")
    members = _members(text, start)
    for name in path:
        start = members[name].value
        members = _members(text, start)
    return start, members


def _members(text: str, start: int) -> _Members:
    members: _Members = {}
    position = _skip(text, start + 1)
    while text[position] != "}":
        name_start = position
        name, position = _DECODER.raw_decode(text, position)
        value_start = _skip(text, _skip(text, position) + 1)
        _, value_end = _DECODER.raw_decode(text, value_start)
        members[name] = _Member(name_start, value_start, value_end)
        position = _skip(text, value_end)
        if text[position] == ",":
            position = _skip(text, position + 1)
    return members


def _skip(text: str, position: int) -> int:
    found = _WHITE_SPACE.match(text, position)
    return found.end() if found else position


def _value(text: str, member: _Member) -> Any:
    return json.loads(text[member.value : member.end])


def _insert(text: str, start: int, members: _Members, name: str, value: Any) -> str:
    unit = _indent_of(text)
    line = text[text.rfind("\n", 0, start) + 1 : start]
    outer = line[: len(line) - len(line.lstrip())]
    newline = "\r\n" if "\r\n" in text else "\n"
    written = json.dumps(value, indent=unit, ensure_ascii=False).replace("\n", f"\n{outer}{unit}")
    member = f"\n{outer}{unit}{json.dumps(name)}: {written}".replace("\n", newline)
    rest = text[start + 1 :]
    if not members:
        return f"{text[: start + 1]}{member}{newline}{outer}{rest.lstrip()}"
    if not rest.startswith(("\n", "\r\n")):
        rest = f"{newline}{outer}{unit}{rest.lstrip()}"
    return f"{text[: start + 1]}{member},{rest}"


def _cut(text: str, members: _Members, name: str) -> str:
    names = list(members)
    place = names.index(name)
    if place + 1 < len(names):
        return text[: members[name].start] + text[members[names[place + 1]].start :]
    if place:
        return text[: members[names[place - 1]].end] + text[members[name].end :]
    opening = text.rindex("{", 0, members[name].start)
    return text[: opening + 1] + text[_skip(text, members[name].end) :]


def _indent_of(text: str) -> str:
    found = re.search(r"\{\r?\n([ \t]+)", text)
    return found[1] if found else "  "
