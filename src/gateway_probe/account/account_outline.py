"""What is told of the account, in the same order as of a run: the answer first, then everything that it rests on."""

from gateway_probe.account.account_sections import details_of, name_with_place
from gateway_probe.account.gaps import name_gaps, name_unseen
from gateway_probe.account.report import AccountReport, PlaceFinding
from gateway_probe.document.judgement import NextStep, Status
from gateway_probe.reports.blocks import (
    AsIs,
    Headline,
    Outline,
    Paragraph,
    Steps,
    Words,
    drop_empty,
    drop_silent,
    words,
)

_BROKEN = "a part of this program broke and was left out"
_ALSO = 2
"""Findings beside the first that the answer names; all of them stand below."""


def account_outline(report: AccountReport) -> Outline:
    first = first_of(report)
    broken = ", ".join(report.left_out)
    answer = drop_silent(
        Paragraph(_errors(report), "Your error", "title"),
        Paragraph(_cause(report, first), "Cause"),
        Steps(_first_step(report, first), "Do this now"),
        Paragraph(_how_sure(report, first), "How sure"),
        Paragraph(_list_left_open(report), "Left open"),
        Paragraph(words(tell_who_was_asked(report)), "Asked"),
        Paragraph(words(name_unseen(report.account, report.joins)), "Not seen", "doubtful"),
        Paragraph(words(f"{_BROKEN}: {broken}; please report it" if broken else None), "Warning", "doubtful"),
    )
    return Outline(Headline(status_of(report), headline(report)), answer, drop_empty(*details_of(report, first)))


def first_of(report: AccountReport) -> PlaceFinding | None:
    """The finding that is told first; mere information is none."""
    return next((item for item in report.findings if item.severity != "info"), None)


def status_of(report: AccountReport) -> Status:
    """What colours the report: nothing that could not be seen is told as health."""
    worst = first_of(report)
    if worst is not None:
        return "failing" if worst.severity == "error" else "degraded"
    return "inconclusive" if report.trouble or _has_gaps(report) or _is_unexplained(report) else "healthy"


def headline(report: AccountReport) -> Words:
    """The account's answer in a line."""
    first = first_of(report)
    if first is not None:
        return words("ACCOUNT: ", AsIs(first.code), f" ({first.confidence})")
    if report.trouble:
        return words("ACCOUNT: ", "told nothing" if report.account.source else "not asked")
    if _has_gaps(report):
        return words("ACCOUNT: nothing found, and not everything was looked at")
    return words("ACCOUNT: nothing found", " that explains the run" if _is_unexplained(report) else None)


def _has_gaps(report: AccountReport) -> bool:
    return bool(name_gaps(report.account, report.joins, ran=any(place.live for place in report.places)))


def _is_unexplained(report: AccountReport) -> bool:
    """A run was not served: where nothing was found, that is no good news."""
    return any(place.live is not None and place.live.served is not True for place in report.places)


def tell_who_was_asked(report: AccountReport) -> str:
    """Who was asked, when, how much, at which level."""
    account = report.account
    by = {"vercel-cli": f"vercel {account.cli}", "files": "saved answers", None: "nobody"}[account.source]
    return (
        f"{by}, {account.read_at:%Y-%m-%d %H:%M:%S} UTC, "
        f"{account.requests} calls in {account.duration_ms / 1000:.1f} s, {report.disclosure} level."
    )


def _errors(report: AccountReport) -> Words:
    live = [(place.name, place.live) for place in report.places if place.live is not None]
    if not live:
        return words(f"no run was looked at: name its Document{' beside the address' if report.places else ''}")
    failing = [(name, item) for name, item in live if item.served is not True]
    if not failing:
        return words("none: every run was served")
    parts: list[str] = []
    for name, item in failing:
        parts += ["; "] if parts else []
        parts += [f"{name}: ", AsIs(item.error or item.code)]
    return words(*parts)


def _cause(report: AccountReport, first: PlaceFinding | None) -> Words:
    if first is None:
        return words(report.summary)
    return words(f"{first.title}. ", name_with_place(first))


def _first_step(report: AccountReport, first: PlaceFinding | None) -> tuple[NextStep, ...]:
    if first is not None:
        return tuple(first.next_steps[:1])
    return (NextStep(text=report.next_step),) if report.next_step else ()


def _how_sure(report: AccountReport, first: PlaceFinding | None) -> Words:
    parts = _word_claim(report, first) if first is not None else ["Nothing is claimed."]
    for item in report.undecided[:_ALSO]:
        parts += [" Not decided: ", AsIs(item.code), f"; what would decide: {item.decided_by.rstrip('.')}."]
    return words(*parts)


def _word_claim(report: AccountReport, first: PlaceFinding) -> list[str]:
    failing = any(place.name == first.place and place.live and place.live.served is not True for place in report.places)
    # What the account states is certain as a fact; why a request was refused is more than any account can state.
    fact = ", as a fact: whether it is why the request failed shows a run after this step"
    parts: list[str] = [f"{first.confidence.capitalize()}{fact if failing and first.confidence == 'certain' else ''}."]
    parts += [f" Against it: {item.text.rstrip('.')}." for item in first.contradictions]
    others = [item for item in report.findings if item is not first and item.severity != "info"]
    for other in others[:_ALSO]:
        parts += [" Also: ", AsIs(other.code), f" ({other.confidence})."]
    return [*parts, *([f" And {len(others) - _ALSO} more."] if len(others) > _ALSO else [])]


def _list_left_open(report: AccountReport) -> Words:
    """What the runs could not decide, with the account's word for each."""
    parts: list[str] = []
    for place in report.places:
        for item in place.settled:
            sure = f", {item.confidence}" if item.confidence else ""
            parts += ["; "] if parts else []
            parts += words(f"{place.name}: " if len(report.places) > 1 else None)
            parts += [AsIs(item.code), f" ({item.account.replace('-', ' ')}{sure})"]
    return words(*parts)
