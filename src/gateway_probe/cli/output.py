"""Where a command writes: the result alone on stdout, everything else on stderr."""

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from gateway_probe.cli.columns import WIDTH, terminal_width
from gateway_probe.cli.exit_codes import WrongUse
from gateway_probe.cli.files import check_private, check_regular, write_file
from gateway_probe.cli.standard_streams import say, writing_stdout
from gateway_probe.disclosure import LeakPrevented, Secrets
from gateway_probe.releasing import PROBE_FAULT, release
from gateway_probe.reports import Format, Subject
from gateway_probe.reports.lines import in_columns

MARKS = {"passed": "ok", "refused": "refused", "failed": "failed", "errored": "no answer", "timed-out": "timed out"}


def progress(check_id: str, state: str) -> None:
    """A line as each check ends; a check that begins is not news."""
    if state != "started":
        say(f"  {MARKS.get(state, state):<10} {check_id}")


def silent(_check_id: str, _state: str) -> None:
    """No progress."""


def write_report(subject: Subject, form: Format, secrets: Secrets, target: str | None) -> None:
    """Render, pass the last gate, and write to the file or to stdout. Raises `WrongUse` and `LeakPrevented`.

    A file at the private level can be read by its owner alone.
    """
    write_reports([subject], form, secrets, target)


def write_reports(subjects: Sequence[Subject], form: Format, secrets: Secrets, target: str | None) -> None:
    """The same for several that follow each other, in a format in which they can."""
    colour = target is None and takes_colour()
    contents = []
    for subject in subjects:
        with in_columns(terminal_width() if target is None else WIDTH):
            released = release(subject, form, secrets, colour=colour)
        if released.broke(form):
            say(f"warning: the format {form} could not be made ({PROBE_FAULT}); this is JSON. Please report it.")
        contents.append(released.content)
    write_content(b"\n".join(contents), target, private=any(is_private(subject) for subject in subjects))


def write_content(content: bytes, target: str | None, *, private: bool) -> None:
    """Write what passed the last gate to the file or to stdout. Raises `WrongUse`."""
    if target is None:
        with writing_stdout():
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        return
    try:
        write_file(Path(target), content, private=private)
    except BrokenPipeError:
        return  # of `/dev/stdout`, whose reader has seen enough
    except OSError as error:
        # The run was made and paid for: its answer is not lost with the file.
        write_content(content, None, private=private)
        raise WrongUse(f"{target} cannot be written, so the report went to stdout: {error.strerror}") from None


def is_private(subject: Subject) -> bool:
    """Whether it shows ids in full."""
    from gateway_probe.document import Document  # not before there is one

    level = subject.probe.disclosure if isinstance(subject, Document) else subject.disclosure
    return level == "private"


def takes_colour() -> bool:
    """A terminal that can show it, and a person who has not said no (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def check_target(target: str | None, *, private: bool = False) -> None:
    """Raise `WrongUse` where the file could not be written: before the run, which is not free."""
    if target is None:
        return
    path = Path(target)
    try:
        if private:
            check_private(path)
        check_regular(path)
    except IsADirectoryError:
        pass
    except OSError as error:
        raise WrongUse(f"{target} cannot be written: {error.strerror}") from None
    if path.is_dir() or not path.parent.is_dir() or not os.access(path if path.exists() else path.parent, os.W_OK):
        raise WrongUse(f"{target} cannot be written: name a file in a folder that exists")


@contextlib.contextmanager
def leaks_explained() -> Iterator[None]:
    """Turn a withheld answer into a message that says what happened."""
    try:
        yield
    except LeakPrevented:
        raise WrongUse(
            "the finished report held a secret of this place and was withheld; please report this without the value"
        ) from None
