"""The account's answer alone, for programs that read little."""

from typing import Any

from gateway_probe.account.account_outline import first_of, status_of
from gateway_probe.account.gaps import name_unseen
from gateway_probe.account.report import AccountReport
from gateway_probe.document import SCHEMA_VERSION


def account_brief(report: AccountReport) -> dict[str, Any]:
    """What was found, the surest first, and what could not be seen."""
    first = first_of(report)
    steps = first.next_steps[:1] if first is not None else []
    return {
        "schema_version": SCHEMA_VERSION,
        "status": status_of(report),
        "summary": report.summary,
        "trouble": report.trouble,
        "do_now": steps[0].model_dump(exclude_none=True) if steps else report.next_step,
        "findings": [
            {"code": item.code, "place": item.place, "confidence": item.confidence} for item in report.findings[:6]
        ],
        "settled": [
            {"place": place.name, "code": item.code, "account": item.account}
            for place in report.places[:4]
            for item in place.settled[:4]
        ],
        "not_seen": name_unseen(report.account, report.joins),
        "more": "format json has all of it; gateway-probe explain CODE says what a code means",
    }
