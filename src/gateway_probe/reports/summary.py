"""The answer on one screen of 80 columns and 24 lines, with room for the prompt; the other formats show all.

A narrower screen gets as much of it, in more lines.
"""

from collections.abc import Iterator, Mapping

from gateway_probe.reports.blocks import STATUS_TONES, Block, Outline, Paragraph, Path, Steps, Table
from gateway_probe.reports.lines import WIDTH, line_width, wrap
from gateway_probe.reports.terminal import Toned, finish, tone_lines
from gateway_probe.reports.text import LABEL, block_lines, plain

MAX_LINES = 22
"""Of 24: the prompt and the line above it stay in sight."""
_MORE = "All of it: --verbose here, --format html to read (over HTTP: format=text)"
_LIMITS = {
    "Your error": 4,
    "Cause": 6,
    "Do this now": 5,
    "How sure": 4,
    "Beside it": 2,
    "Left open": 3,
    "Asked": 3,
    "Not tested": 2,
    "Not seen": 2,
    "Path": 2,
    "Key": 2,
}
"""The most lines of each block; what is cut ends in `…`."""
_GIVE_WAY = (
    ("Not tested", 1),
    ("Not seen", 1),
    ("Beside it", 1),
    ("Asked", 2),
    ("Left open", 2),
    ("Your error", 3),
    ("Cause", 5),
    ("How sure", 3),
    ("Cause", 4),
    ("Asked", 1),
)
"""Which blocks are cut further, and to how many lines, until everything fits: the least needed first."""
_OTHER = 1


def outline_summary(outline: Outline, *, colour: bool = False) -> str:
    """The answer alone, ending in a newline: at most `MAX_LINES` lines of 80 columns, but for a command."""
    most_lines = _in_this_width(MAX_LINES)
    limits = dict(_LIMITS)
    lines = list(_lines(outline, limits))
    for label, most in _GIVE_WAY:
        if len(lines) < most_lines:
            break
        limits[label] = most
        lines = list(_lines(outline, limits))
    more = tone_lines(wrap(_MORE, ""), "faint")
    return finish([*lines[: most_lines - len(more)], *more], colour=colour)


def _in_this_width(lines: int) -> int:
    """As many as hold what these lines of 80 columns hold, beside a label."""
    return -(-lines * (WIDTH - LABEL) // (line_width() - LABEL))


def _lines(outline: Outline, limits: Mapping[str, int]) -> Iterator[str]:
    tone = STATUS_TONES[outline.headline.status]
    yield from tone_lines(wrap(plain(outline.headline.words), "", "  ")[: _in_this_width(1)], tone)
    for block in outline.answer:
        shown = _cut(list(block_lines(block, "")), _limit(block, limits))
        yield from tone_lines(shown, tone) if isinstance(block, Path) else shown


def _limit(block: Block, limits: Mapping[str, int]) -> int:
    if isinstance(block, (Paragraph, Path, Steps)):
        return _in_this_width(limits.get(block.label, _OTHER))
    return _in_this_width(8 if isinstance(block, Table) else _OTHER)


def _cut(lines: list[str], limit: int) -> list[str]:
    """The first lines; a command at the end stays."""
    if len(lines) <= limit:
        return lines
    command = lines[-1:] if lines[-1].lstrip().startswith("$ ") else []
    *kept, last = lines[: limit - len(command)]
    ended = f"{last[: line_width() - 1].rstrip(' .,;:')}…"
    return [*kept, Toned(ended, last.tone) if isinstance(last, Toned) else ended, *command]
