"""Text as Markdown shows it: whatever it holds, it neither formats, links, mentions nor opens an element.

Written for CommonMark with GitHub's extensions (tables, bare links, mentions of people and issues).
"""

import re

from gateway_probe.reports.lines import inert

MAX_CELL = 300
MAX_PROSE = 2_000

_PUNCTUATION = re.compile(r"[\\`*_{}\[\]()<>#+\-.!|~&^$=:\"']")
# Bare addresses, people and issues become links without any mark-up; an empty comment keeps their parts from meeting.
_LINKED = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)(?=\w)|(?<=#)(?=\d)|(?<=GH-)(?=\d)", re.IGNORECASE)
_APART = "<!-- -->"


def prose(text: str, limit: int = MAX_PROSE) -> str:
    """One line of running text, every character of it shown as it is."""
    pieces = _LINKED.split(_one_line(text, limit))
    return _APART.join(_PUNCTUATION.sub(lambda found: "\\" + found[0], piece) for piece in pieces)


def code(text: object, limit: int = MAX_CELL) -> str:
    """A code span; in it nothing is interpreted. Empty text becomes a dash."""
    shown = _one_line(str(text), limit)
    if not shown:
        return "-"
    ticks = "`" * (_longest_run(shown) + 1)
    padding = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{ticks}{padding}{shown}{padding}{ticks}"


def cell(text: object, limit: int = MAX_CELL) -> str:
    """A code span in a table, where a pipe ends the cell even in code unless it is escaped."""
    return code(text, limit).replace("|", "\\|")


def fence(text: str, limit: int = 20_000) -> list[str]:
    """A code block, fenced by more backticks than the text has in a row."""
    lines = [inert(line) for line in text[:limit].splitlines()]
    ticks = "`" * max(3, _longest_run("\n".join(lines)) + 1)
    return [ticks, *lines, ticks]


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """A table of cells that are Markdown already."""
    return [_row(head), _row(["---"] * len(head)), *(_row(row) for row in rows)]


def fold(title: str, lines: list[str]) -> list[str]:
    """Details that open on a click; the title is ours."""
    return ["", f"<details><summary>{title}</summary>", "", *lines, "", "</details>"]


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _one_line(text: str, limit: int) -> str:
    line = inert(" ".join(text[: limit * 2].split())).rstrip()
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
