"""Where a run's answer goes besides the screen: looked at before the run, which is not free, and written whatever
becomes of the rest."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from gateway_probe.cli.history import History
from gateway_probe.cli.output import check_target
from gateway_probe.cli.place_names import Answered


def check_targets(options: argparse.Namespace, *, keeps: bool = True) -> None:
    """Raise `WrongUse` where `--output` could not be written, or `--history` where this run `keeps` something there."""
    check_target(options.output, private=options.disclosure == "private")
    if keeps and options.history is not None:
        History(options.history).check()


@contextmanager
def keep_too(folder: Path | None, answers: Sequence[Answered]) -> Iterator[None]:
    """Keep the Documents when the report is written, and also where it is not. Raises `WrongUse`, `LeakPrevented`."""
    try:
        yield
    finally:
        if folder is not None:
            for answer in answers:
                History(folder).keep(answer.name, answer.document, answer.secrets)
