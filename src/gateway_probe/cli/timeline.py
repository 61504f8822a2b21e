"""`gateway-probe timeline`: what the verdict of each place was over time, from the Documents of a history."""

import argparse
from pathlib import Path

from gateway_probe.cli.course import Courses, course_of
from gateway_probe.cli.exit_codes import HEALTHY, PROBLEM, WrongUse
from gateway_probe.cli.history import History
from gateway_probe.cli.output import check_target, leaks_explained, write_report
from gateway_probe.cli.place_names import told_name
from gateway_probe.cli.shared_options import add_target_options
from gateway_probe.cli.standard_streams import say
from gateway_probe.disclosure import Secrets

MAX_RUNS = 1_000
"""Documents of one place that are read: the newest."""


def add_timeline_options(parser: argparse.ArgumentParser) -> None:
    parser.description = """Tells when the verdict of each place changed, and whether commit, key or model were
others then. Nothing is asked: the Documents are those that --history kept.

examples:
  gateway-probe timeline --history probe-history
  gateway-probe timeline production --history probe-history \\
    --format html --output timeline.html

0 where the last verdict of every place is good news."""
    parser.add_argument("place", metavar="PLACE", nargs="*", help="a place by its name there (default: all)")
    parser.add_argument("--history", metavar="FOLDER", type=Path, required=True, help="where the Documents are kept")
    add_target_options(parser)


def timeline(options: argparse.Namespace) -> int:
    """Print the courses; 0 where the last verdict of every place is good news. Raises `WrongUse`."""
    check_target(options.output)
    history = History(options.history)
    courses = []
    for place in options.place or history.places():
        documents = list(history.newest(place, MAX_RUNS + 1))
        if not documents:
            raise WrongUse(f"nothing is kept of {place} in {options.history}")
        if len(documents) > MAX_RUNS:
            say(f"of {place} the newest {MAX_RUNS:,} runs are told")
        courses.append(course_of(told_name(place), documents[:MAX_RUNS]))
    if not courses:
        raise WrongUse(f"{options.history} holds no Documents; `--history` of run, fetch, compare and watch keeps them")
    told = Courses(courses=courses)
    with leaks_explained():
        write_report(told, options.format, Secrets(), options.output)
    return HEALTHY if all(course.now.good_news for course in courses) else PROBLEM
