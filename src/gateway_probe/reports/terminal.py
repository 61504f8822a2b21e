"""Lines for a terminal: their tone, and how they are finished. Colour comes last: nothing foreign adds its own."""

from collections.abc import Iterable

from gateway_probe.reports.blocks import Tone
from gateway_probe.reports.lines import inert

# SGR parameters of ECMA-48; colours are the terminal's own, so that they suit light and dark ones.
_SGR: dict[Tone, str] = {"plain": "", "title": "1", "good": "32", "bad": "31", "doubtful": "33", "faint": "2"}


class Toned(str):
    """A line with a tone."""

    __slots__ = ("tone",)
    tone: Tone

    def __new__(cls, text: str, tone: Tone) -> "Toned":
        line = super().__new__(cls, text)
        line.tone = tone
        return line


def tone_lines(lines: Iterable[str], tone: Tone) -> list[str]:
    """All of these lines in one tone."""
    return [Toned(line, tone) for line in lines]


def finish(lines: Iterable[str], *, colour: bool) -> str:
    """The report: every line inert, then coloured where that is asked for, ending in a newline."""
    return "\n".join(_paint(inert(line).rstrip(), _tone(line) if colour else "plain") for line in lines) + "\n"


def _tone(line: str) -> Tone:
    return line.tone if isinstance(line, Toned) else "plain"


def _paint(text: str, tone: Tone) -> str:
    return f"\x1b[{_SGR[tone]}m{text}\x1b[0m" if _SGR[tone] and text else text
