"""HTML that is escaped as it is made: the only way to mark-up is an element, and all else in it is text."""

import html
from typing import Union

from gateway_probe.reports.lines import MAX_LINE, inert

Child = Union["Html", str, None, list["Child"]]


class Html(str):
    """Mark-up of ours. A plain `str` beside it is text, whatever it holds."""

    __slots__ = ()


def el(tag: str, /, *children: Child, **attributes: str | int | float | bool | None) -> Html:
    """An element. `class_` is the attribute `class`, `_` stands for `-`; None and False leave an attribute out."""
    opened = "".join(_attribute(name, value) for name, value in attributes.items() if value is not None)
    return Html(f"<{tag}{opened}>{text(*children)}</{tag}>")


def text(*children: Child) -> Html:
    """Children one after another: mark-up as it is, text as text."""
    return Html("".join(_show(child) for child in children))


def block(words: str) -> Html:
    """Text of several lines, for a `pre`."""
    return Html("\n".join(html.escape(inert(line)) for line in words[: MAX_LINE * 50].splitlines()))


def _show(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, list):
        return "".join(_show(item) for item in child)
    # A newline is text here, of which one space remains; blocks of lines have their own way.
    return child if isinstance(child, Html) else html.escape(inert(" ".join(child[: MAX_LINE * 2].split("\n"))))


def _attribute(name: str, value: str | float | bool) -> str:  # noqa: FBT001 - an attribute's value
    key = name.rstrip("_").replace("_", "-")
    if value is True:
        return f" {key}"
    return "" if value is False else f' {key}="{_show(str(value))}"'
