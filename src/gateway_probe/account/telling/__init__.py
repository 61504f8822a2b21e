"""The one way out of this room: a report in a format, at its level, searched for every secret of the run."""

from typing import Literal, get_args

from gateway_probe.account.report import AccountReport
from gateway_probe.disclosure import Secrets, disclose, last_gate, withhold
from gateway_probe.document import Level

AccountFormat = Literal["text", "json", "html", "markdown"]
FORMATS: tuple[AccountFormat, ...] = get_args(AccountFormat)


def at_level(report: AccountReport, level: Level, salt: str = "") -> AccountReport:
    """The report as this level shows it: at the public one ids become fingerprints, and names and hosts go."""
    account = report.account.model_copy(update={"disclosure": level})
    return disclose(report.model_copy(update={"disclosure": level, "account": account}), level, salt)


def release_account(report: AccountReport, form: AccountFormat, secrets: Secrets, *, colour: bool = False) -> bytes:
    """The report in this format, after the search. Raises `LeakPrevented`.

    A name of the account that holds a whole secret is hidden first, so that it does not cost the report.
    """
    report = withhold(report, secrets)
    plain = last_gate(_json(report), secrets)
    return plain if form == "json" else last_gate(_written(report, form, colour=colour), secrets)


def _json(report: AccountReport) -> bytes:
    from gateway_probe.reports.lines import inert_json

    return (inert_json(report.model_dump_json(indent=2)) + "\n").encode("utf-8", "replace")


def _written(report: AccountReport, form: AccountFormat, *, colour: bool) -> bytes:
    # Imported here: each run writes one format.
    if form == "html":
        from gateway_probe.account.telling.html import account_html

        return account_html(report).encode("utf-8", "replace")
    if form == "markdown":
        from gateway_probe.account.telling.markdown import account_markdown

        return account_markdown(report).encode("utf-8", "replace")
    from gateway_probe.account.telling.text import account_text

    return account_text(report, colour=colour).encode("utf-8", "replace")


__all__ = ["FORMATS", "AccountFormat", "at_level", "release_account"]
