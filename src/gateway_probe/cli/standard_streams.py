"""The two streams of a command, the result on stdout and all else on stderr: either may be closed, full or unread."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from gateway_probe.cli.exit_codes import WrongUse


def say(line: str = "") -> None:
    """A line for the person, on stderr."""
    print(line, file=sys.stderr, flush=True)


def tell(*lines: str) -> None:
    """Lines of the result, on stdout. Raises `WrongUse`."""
    with writing_stdout():
        print(*lines, sep="\n", flush=True)


@contextmanager
def writing_stdout() -> Iterator[None]:
    """Around what is written and flushed there. Raises `WrongUse` where it cannot be.

    Whoever closed a pipe has seen enough, and the exit code still tells the verdict.
    """
    try:
        yield
    except BrokenPipeError:
        _forget_stdout()
    except OSError as error:
        _forget_stdout()
        raise WrongUse(f"stdout cannot be written: {error.strerror}; send it elsewhere") from None


def _forget_stdout() -> None:
    """Nothing more is written there, not even by the flush at exit, which would fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def replace_closed() -> None:
    """Give both streams their number again. For a stream that is None, `print` would take the other, and the next file
    or connection the number. What is written to such a stdout fails, and that is told; such a stderr takes all.
    """
    if sys.stdout is None:
        sys.stdout = os.fdopen(_open_nothing(1, os.O_RDONLY), "w")
    if sys.stderr is None:
        sys.stderr = os.fdopen(_open_nothing(2, os.O_WRONLY), "w")


def _open_nothing(number: int, mode: int) -> int:
    opened = os.open(os.devnull, mode)
    if opened != number:
        os.dup2(opened, number)
        os.close(opened)
    return number


def print_anything() -> None:
    """An arrow in a text must not end the command where the terminal knows ASCII alone."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
