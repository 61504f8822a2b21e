"""The account as a test report of CI: it fails where the command's exit code is not 0."""

from gateway_probe.account.account_outline import status_of
from gateway_probe.account.report import AccountReport
from gateway_probe.reports.suite import Case, Result, Suite


def account_suite(report: AccountReport) -> Suite:
    """Whether it could be asked, each finding, each cause that was ruled out, and each that stays open."""
    asked: Result = "error" if status_of(report) == "inconclusive" else "passed"
    cases = [
        Case("the account was asked", asked, report.trouble or report.summary, report.summary),
        *(
            Case(
                _name("finding", item.code, item.place),
                "passed" if item.severity == "info" else "failure",
                f"{item.title} ({item.confidence})",
                item.explanation,
            )
            for item in report.findings
        ),
        *(Case(_name("ruled out", item.code, item.place), "passed") for item in report.against),
        *(Case(_name("open", item.code, item.place), "skipped", item.decided_by) for item in report.undecided),
    ]
    facts = {
        "disclosure": report.disclosure,
        **{place.name: f"{place.live.status} {place.live.code}" for place in report.places if place.live is not None},
    }
    account = report.account
    began = account.read_at.isoformat(timespec="seconds")
    return Suite("gateway-probe account", cases, facts, began, account.duration_ms / 1000)


def _name(kind: str, code: str, place: str | None) -> str:
    return f"{kind} {code}" + (f" ({place})" if place else "")
