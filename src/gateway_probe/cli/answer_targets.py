"""Where a run's answer goes besides the screen: looked at before the run, which is not free, and written whatever
becomes of the rest."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gateway_probe.cli.exit_codes import WrongUse
from gateway_probe.cli.output import check_target
from gateway_probe.cli.standard_streams import say
from gateway_probe.disclosure import LeakPrevented
from gateway_probe.places.unknown import PlaceUnknown
from gateway_probe.releasing import PROBE_FAULT, release

if TYPE_CHECKING:
    from gateway_probe.cli.place_names import Answered


def check_targets(options: argparse.Namespace, *, keeps: bool = True) -> None:
    """Raise `WrongUse` where `--output` could not be written, or `--history` where this run `keeps` something there."""
    check_target(options.output, private=options.disclosure == "private")
    if keeps and options.history is not None:
        from gateway_probe.cli.history import History  # a run keeps none, mostly

        History(options.history).check()


@contextmanager
def paid_for(answers: Sequence[Answered], folder: Path | None) -> Iterator[None]:
    """Around the report: the Documents are kept as well, and whatever breaks, they go to stdout as JSON.

    Raises `WrongUse`, `PlaceUnknown` and `LeakPrevented`.
    """
    try:
        with _keep_too(answers, folder):
            yield
    except (WrongUse, PlaceUnknown, LeakPrevented):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the runs are paid for
        say(f"warning: the report could not be written ({PROBE_FAULT}: {type(error).__name__}); this is JSON.")
        made = [release(answer.document, "json", answer.secrets).content for answer in answers]
        # By nothing of ours: what broke may be what writes a report.
        sys.stdout.buffer.write(made[0] if len(made) == 1 else b"[" + b",".join(made) + b"]\n")
        sys.stdout.buffer.flush()


@contextmanager
def _keep_too(answers: Sequence[Answered], folder: Path | None) -> Iterator[None]:
    """Keep the Documents when the report is written, and also where it is not."""
    try:
        yield
    finally:
        if folder is not None:
            from gateway_probe.cli.history import History

            for answer in answers:
                History(folder).keep(answer.name, answer.document, answer.secrets)
