"""From what the causes say of each place to findings, weighed by the engine that weighs those of a run."""

from collections.abc import Iterable
from typing import TypeVar

from gateway_probe.account.account_facts import Account
from gateway_probe.account.causes import CAUSES, TOPICS, AccountReading, PlaceReading, readings_of
from gateway_probe.account.gaps import close_gaps, name_gaps
from gateway_probe.account.places import Place
from gateway_probe.account.report import AccountReport, PlaceFinding, SpokenAgainst, Undecided
from gateway_probe.account.sequence import timeline
from gateway_probe.account.settlement import settle
from gateway_probe.account.side_by_side import side_by_side
from gateway_probe.causes.cause import Excluded, Observed, Open
from gateway_probe.causes.confidence import Assessed, Weighed, assess, weigh_by
from gateway_probe.document.judgement import SURENESS
from gateway_probe.register import Code

_SEVERITIES = ("error", "warning", "info")
# Where two are equally sure, what lies nearer to the start of a call is told first: a key of another team has that
# team's credentials too. The order decides nothing else.
_TOPICS = tuple(module.__name__ for module in TOPICS)


def judge_account(account: Account, places: list[Place], salt: str = "", trouble: Code | None = None) -> AccountReport:
    """The report at the private level. A pure function of what was read; `trouble` is why nothing was."""
    whole = AccountReading(account, tuple(places), salt)
    assessed = [(seen, assess(seen, CAUSES.values())) for seen in readings_of(whole)]
    broken = sorted({item.cause.code for _, items in assessed for item in items if item.broken})
    found = [
        _finding(item, seen) for seen, items in assessed for item in weigh_by(whole.strength, items, short=bool(broken))
    ]
    found.sort(key=_order)
    told = list(_once(found))
    against = _sort(_against(item, seen, broken=bool(broken)) for seen, items in assessed for item in items)
    undecided = _sort(_tell_undecided(item, seen) for seen, items in assessed for item in items)
    ran = [place for place in places if place.document is not None]
    failed = [place.name for place in ran if place.served is not True]
    closing = close_gaps(account, whole.joins, ran=bool(ran), failed=bool(failed))
    return AccountReport(
        summary=_summary(told, _why_nothing(account, trouble), name_gaps(account, whole.joins, ran=bool(ran)), failed),
        trouble=trouble.title if trouble else None,
        next_step=trouble.next_steps[0].text if trouble else closing,
        findings=told,
        left_out=broken,
        against=against,
        undecided=undecided,
        places=[
            facts.model_copy(update={"settled": settle(place, found, against, undecided)})
            for place, facts in zip(places, side_by_side(whole), strict=True)
        ],
        timeline=timeline(whole),
        joins=whole.joins,
        account=account,
    )


def is_settled(whole: AccountReading) -> bool:
    """Whether a documented fact says already what is wrong: a finding, and no mere information, that is certain."""
    return any(
        item.confidence == "certain" and item.severity != "info"
        for seen in readings_of(whole)
        for item in weigh_by(whole.strength, assess(seen, CAUSES.values()), short=False)
    )


def _finding(item: Weighed, seen: PlaceReading) -> PlaceFinding:
    return PlaceFinding(**dict(item.finding(item.cause.next_steps)), place=seen.place.name or None)


def _once(found: list[PlaceFinding]) -> Iterable[PlaceFinding]:
    """What is told of the account rather than of a place (a purchase) is told once, however many places there are."""
    known: set[tuple[str, str]] = set()
    for item in found:
        if item.severity == "info" and (item.code, item.explanation) in known:
            continue
        known.add((item.code, item.explanation))
        yield item


def _order(found: PlaceFinding) -> tuple[int, int, int, str, str]:
    topic = _TOPICS.index(CAUSES[found.code].assess.__module__)
    return _SEVERITIES.index(found.severity), SURENESS[found.confidence], topic, found.code, found.place or ""


def _against(item: Assessed, seen: PlaceReading, *, broken: bool) -> SpokenAgainst | None:
    """Excluded where everything behind it is documented, as a finding would be certain; else only spoken against."""
    found = item.assessment
    if not isinstance(found, Excluded):
        return None
    outright = seen.whole.strength(Observed(), found.evidence) == "certain" and not broken
    return SpokenAgainst(
        place=seen.place.name or None,
        code=item.cause.code,
        title=item.cause.title,
        because=found.because,
        excluded=outright,
        evidence=list(found.evidence),
    )


def _tell_undecided(item: Assessed, seen: PlaceReading) -> Undecided | None:
    found = item.assessment
    if not isinstance(found, Open):
        return None
    return Undecided(
        place=seen.place.name or None, code=item.cause.code, title=item.cause.title, decided_by=found.decided_by
    )


_Told = TypeVar("_Told", SpokenAgainst, Undecided)


def _sort(items: Iterable[_Told | None]) -> list[_Told]:
    return sorted((item for item in items if item is not None), key=lambda each: (each.code, each.place or ""))


def _why_nothing(account: Account, trouble: Code | None) -> str | None:
    if trouble is None:
        return None
    return f"The account {'told nothing' if account.source else 'was not asked'}: {trouble.title}."


def _summary(found: list[PlaceFinding], why_nothing: str | None, gaps: str, failed: list[str]) -> str:
    if why_nothing is not None:
        return why_nothing
    told = [each for each in found if each.severity != "info"]
    if told:
        return f"{told[0].place}: {told[0].explanation}" if told[0].place else told[0].explanation
    if gaps:
        return f"Nothing was found, and {gaps}."
    if failed:
        return f"Nothing that was found in the account says why {' and '.join(failed)} was not served."
    return "Nothing in the account speaks against a working call."
