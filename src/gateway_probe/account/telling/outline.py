"""What every format says of a report, in one order; a format decides looks and never content."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from gateway_probe.account.facts import Account, Asked
from gateway_probe.account.report import AccountReport, Configured, Lane, Live, PlaceFacts

LANES: dict[Lane, str] = {"run": "run", "deployment": "deploy", "variable": "var", "account": "account"}

_CALL_WORDS = {
    "teams": "teams of this login",
    "deployment": "deployment",
    "variables": "variables of the project",
    "shared-variables": "variables shared by the team",
    "keys": "gateway keys",
    "byok": "provider credentials",
    "events": "activity log",
    "budgets": "budgets",
    "rules": "routing rules",
}


def when(at: datetime | None) -> str:
    """A moment to the minute, in UTC."""
    return f"{at:%Y-%m-%d %H:%M}" if at is not None else "-"


def rows_of_place(place: PlaceFacts) -> list[tuple[str, str, str]]:
    """What, as configured, as a run saw it. A side that says nothing has a dash."""
    configured, live = place.configured, place.live
    return [
        ("environment", configured.environment or "-", (live.environment if live else None) or "-"),
        ("outcome", "-", _outcome(live)),
        ("AI_GATEWAY_API_KEY", _variable(configured), f"credential: {live.credential}" if live else "-"),
        ("deployment made", when(configured.deployment_created_at), when(live.at) + " (run)" if live else "-"),
        ("team of the key", configured.key_team, "-"),
        ("BYOK credentials", ", ".join(f"{item.provider}: {item.state}" for item in configured.byok) or "-", "-"),
        ("credits bought", when(configured.credits_purchased_at), "-"),
    ]


def rows_of_calls(account: Account) -> Iterator[tuple[str, str, str, str]]:
    """Each call: what it gives, its path, its state and how many facts, and when or why not."""
    yield from (_call(asked) for asked in account.every_call)


def joins_told(report: AccountReport) -> list[str]:
    """How each thing of the account was joined to a place, in a sentence."""
    return [
        f"{join.place}: {join.what} {'joined' if join.joined else 'not joined'}: {join.because}"
        + (f" (…{join.ending})" if join.ending and report.disclosure == "private" else "")
        for join in report.joins
    ]


def left_out(report: AccountReport) -> str | None:
    """The causes that broke and were left out: a fault of this program, and worth reporting."""
    if not report.left_out:
        return None
    return f"a part of this program broke and was left out: {', '.join(report.left_out)}; please report it"


def head(report: AccountReport) -> str:
    """Who was asked, when, how much, at which level."""
    account = report.account
    by = f"vercel {account.cli}" if account.cli else ("saved answers" if account.source == "files" else "nobody")
    return (
        f"account facts   {account.read_at:%Y-%m-%d %H:%M:%S} UTC   by {by}   {account.requests} calls, "
        f"{account.duration_ms / 1000:.1f} s   {report.disclosure} level"
    )


def _call(asked: Asked[Any]) -> tuple[str, str, str, str]:
    state = f"{asked.state}, {len(asked.facts)}" if asked.state == "known" else asked.state
    notes = [
        f"asked {asked.asked_at:%H:%M:%S}" if asked.asked_at else None,
        asked.because,
        f"needs {asked.permission}" if asked.permission else None,
        None if asked.complete else "not every page",
        None if asked.documented or asked.state != "known" else "fields not documented",
    ]
    return _CALL_WORDS[asked.call], f"GET {asked.path}", state, "; ".join(note for note in notes if note)


def _outcome(live: Live | None) -> str:
    if live is None:
        return "-"
    word = {True: "served", False: "refused", None: "undecided"}[live.served]
    return f"{word}{' with ' + live.error if live.error else ''}: {live.code} ({live.confidence})"


def _variable(configured: Configured) -> str:
    changed = f", changed {when(configured.key_variable_changed_at)}" if configured.key_variable_changed_at else ""
    return configured.key_variable + changed
