"""The account in numbers, for a monitor: what was found, and whether it could be seen at all."""

from collections.abc import Iterator
from typing import get_args

from gateway_probe.account.account_facts import State
from gateway_probe.account.account_outline import status_of
from gateway_probe.account.report import AccountReport
from gateway_probe.document.judgement import Severity, Status
from gateway_probe.reports.openmetrics import Family, gauge, states, tally


def account_metrics(report: AccountReport) -> Iterator[Family]:
    """The status, the findings by severity, the calls by how they ended."""
    yield states("account", "What was found in the account.", get_args(Status), status_of(report))
    found = (item.severity for item in report.findings)
    yield tally("account_findings", "Findings of the account, by severity.", get_args(Severity), found, "severity")
    ended = (item.state for item in report.account.every_call)
    yield tally("account_calls", "Calls of the account API, by how they ended.", get_args(State), ended, "state")
    seconds = report.account.duration_ms / 1000
    yield gauge("account_duration_seconds", "How long the account was read.", seconds, "seconds")
