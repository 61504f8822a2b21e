"""Where a command writes: the result alone on stdout, everything else on stderr."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

from gateway_probe.cli.exit_codes import WrongUse
from gateway_probe.disclosure import LeakPrevented, Secrets, last_gate
from gateway_probe.document import Document
from gateway_probe.document.comparison import Comparison
from gateway_probe.reports import Format, render

MARKS = {"passed": "ok", "refused": "refused", "failed": "failed", "errored": "no answer", "timed-out": "timed out"}


def say(line: str = "") -> None:
    """A line for the person, on stderr."""
    print(line, file=sys.stderr, flush=True)


def progress(check_id: str, state: str) -> None:
    """A line as each check ends; a check that begins is not news."""
    if state != "started":
        say(f"  {MARKS.get(state, state):<10} {check_id}")


def silent(_check_id: str, _state: str) -> None:
    """No progress."""


def write_report(subject: Document | Comparison, form: Format, secrets: Secrets, target: str | None) -> None:
    """Render, pass the last gate, and write to the file or to stdout. Raises `WrongUse` and `LeakPrevented`."""
    content = last_gate(render(subject, form), secrets)
    if target is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        Path(target).write_bytes(content)
    except OSError as error:
        raise WrongUse(f"{target} cannot be written: {error.strerror}") from None


@contextlib.contextmanager
def leaks_explained() -> Iterator[None]:
    """Turn a withheld answer into a message that says what happened."""
    try:
        yield
    except LeakPrevented:
        raise WrongUse(
            "the finished report held a secret of this place and was withheld; please report this without the value"
        ) from None
