"""`--account`: what `gateway-probe account` says, added to what `run` and `compare` say."""

import argparse
from collections.abc import Mapping

from gateway_probe.account.beside import Beside
from gateway_probe.account.places import Place
from gateway_probe.account.report import AccountReport
from gateway_probe.cli.account import Wanted, ending_of, read, scope_of, to_show
from gateway_probe.cli.documents import judge_again
from gateway_probe.cli.environment import load_environment
from gateway_probe.cli.event_loop import run_to_end
from gateway_probe.cli.exit_codes import HEALTHY, NO_DOCUMENT, PROBLEM
from gateway_probe.cli.output import leaks_explained, write_content, write_report, write_reports
from gateway_probe.cli.place_names import Answered
from gateway_probe.disclosure import LeakPrevented, Secrets
from gateway_probe.document import Document
from gateway_probe.document.comparison import Comparison

LIMIT_S = 20.0
_READ_ON = ("summary", "text", "markdown", "annotations")
"""Formats that a second report can follow; of the others there is one, which holds both."""


def write_with_account(
    first: Document | Comparison,
    answered: list[Answered],
    hosts: Mapping[str, str],
    options: argparse.Namespace,
    code: int,
) -> int:
    """Write the first and then the account, or both in one; the exit code of the first, or the account's where it is 0.

    What was run and paid for is written before the account is asked, wherever it need not wait for it.
    """
    secrets = Secrets()
    for place in answered:
        secrets |= place.secrets
    follows = options.format in _READ_ON
    with leaks_explained():
        if follows or options.output is not None:
            write_report(first, options.format, secrets, options.output)
        variables = load_environment(options.env_file).variables
        # Of a comparison some may be anybody's.
        documents = [item.document if first is item.document else judge_again(item.document) for item in answered]
        places = [
            Place(item.name, hosts.get(item.name), document, ending_of(document, variables))
            for item, document in zip(answered, documents, strict=True)
        ]
        wanted = Wanted(places, scope_of(options, places, variables), variables, None, LIMIT_S, options.quiet)
        report, dropped = run_to_end(read(wanted))
        shown, secrets = to_show(report, options, secrets | dropped, variables)
        if not follows:
            _write_as_one(first, shown, options, secrets)
        elif options.output is not None:
            write_reports([first, shown], options.format, secrets, options.output)
        else:
            write_content(b"\n", None, private=False)
            write_report(shown, options.format, secrets, None)
    return code or _code(report)


def _write_as_one(
    first: Document | Comparison, account: AccountReport, options: argparse.Namespace, secrets: Secrets
) -> None:
    try:
        write_report(Beside(first, account), options.format, secrets, options.output)
    except LeakPrevented:
        # What the account adds must not cost the run's own answer; a file holds that already.
        if options.output is None:
            write_report(first, options.format, secrets, None)
        raise


def _code(report: AccountReport) -> int:
    """A finding of the account is one; that it could not see everything leaves the good news of a run as it is."""
    if report.trouble is not None:
        return NO_DOCUMENT
    return PROBLEM if any(item.severity != "info" for item in report.findings) else HEALTHY
