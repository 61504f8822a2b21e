"""The account in numbers, for a monitor: what was found, and whether it could be seen at all."""

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from gateway_probe.account.account_facts import State
from gateway_probe.account.account_outline import status_of
from gateway_probe.account.report import AccountReport
from gateway_probe.document.judgement import Severity, Status
from gateway_probe.reports.openmetrics import Family, gauge, states


def account_metrics(report: AccountReport) -> Iterator[Family]:
    """The status, the findings by severity, the calls by how they ended."""
    yield states("account", "What was found in the account.", get_args(Status), status_of(report))
    severities = Counter(item.severity for item in report.findings)
    found = [(severity, severities[severity]) for severity in get_args(Severity)]
    yield Family("account_findings", "gauge", "Findings of the account, by severity.", found, "severity")
    ended = Counter(item.state for item in report.account.every_call)
    calls = [(state, ended[state]) for state in get_args(State)]
    yield Family("account_calls", "gauge", "Calls of the account API, by how they ended.", calls, "state")
    seconds = report.account.duration_ms / 1000
    yield gauge("account_duration_seconds", "How long the account was read.", seconds, "seconds")
