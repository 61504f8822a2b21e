"""From the statements of the causes to findings, each as sure as its evidence makes it."""

from gateway_probe.account.causes import CAUSES, AccountReading, Cause, Excluded, Observed, Open, Supported, assess
from gateway_probe.account.facts import Account
from gateway_probe.account.joins import join_places
from gateway_probe.account.places import Place
from gateway_probe.account.report import AccountReport, PlaceFinding, SpokenAgainst, Undecided
from gateway_probe.account.side_by_side import side_by_side
from gateway_probe.account.timeline import timeline
from gateway_probe.document.judgement import SURENESS, Confidence, Contradiction

_SEVERITIES = ("error", "warning", "info")
# Where two are equally sure, what lies nearer to the start of a call is told first: a key of another team has that
# team's credentials too. The order decides nothing else.
_TOPICS = ("deployments", "variables", "keys", "tier", "limits", "byok", "changes", "agreement")


def judge_account(
    account: Account, places: list[Place], salt: str = "", trouble: tuple[str, str] | None = None
) -> AccountReport:
    """The report at the private level. A pure function of what was read; `trouble` is why nothing was."""
    seen = AccountReading(account, tuple(places), salt)
    found: list[PlaceFinding] = []
    against: list[SpokenAgainst] = []
    undecided: list[Undecided] = []
    assessed, broken = assess(seen)
    for item, assessment in assessed:
        if isinstance(assessment, Supported):
            found.append(_finding(item, assessment, broken=bool(broken)))
        elif isinstance(assessment, Excluded):
            against.append(_against(item, assessment))
        else:
            undecided.append(_undecided(item, assessment))
    found.sort(key=_order)
    return AccountReport(
        summary=_summary(account, found, trouble),
        trouble=trouble[0] if trouble else None,
        next_step=trouble[1] if trouble else None,
        findings=found,
        left_out=broken,
        against=sorted(against, key=lambda each: (each.code, each.place or "")),
        undecided=sorted(undecided, key=lambda each: (each.code, each.place or "")),
        places=side_by_side(seen),
        timeline=timeline(seen),
        joins=join_places(account, places, salt),
        account=account,
    )


def _order(found: PlaceFinding) -> tuple[int, int, int, str, str]:
    topic = _TOPICS.index(CAUSES[found.code].topic)
    return _SEVERITIES.index(found.severity), SURENESS[found.confidence], topic, found.code, found.place or ""


def _sureness(found: Supported, *, broken: bool) -> Confidence:
    """Certain by a documented field alone, and where no cause broke; contradicted, never more than possible."""
    if found.contradictions:
        return "possible"
    return "certain" if found.basis == Observed() and not broken else "likely"


def _finding(item: Cause, found: Supported, *, broken: bool) -> PlaceFinding:
    return PlaceFinding(
        code=item.code,
        severity=item.severity,
        confidence=_sureness(found, broken=broken),
        title=item.title,
        explanation=found.statement,
        evidence=list(dict.fromkeys(found.evidence)),
        next_steps=list(item.next_steps),
        sources=list(item.sources),
        place=found.place,
        contradictions=[Contradiction(code=item.code, text=text, evidence=[at]) for text, at in found.contradictions],
    )


def _against(item: Cause, found: Excluded) -> SpokenAgainst:
    return SpokenAgainst(
        place=found.place,
        code=item.code,
        title=item.title,
        because=found.because,
        excluded=found.basis == Observed(),
        evidence=list(found.evidence),
    )


def _undecided(item: Cause, found: Open) -> Undecided:
    return Undecided(place=found.place, code=item.code, title=item.title, decided_by=found.decided_by)


def _summary(account: Account, found: list[PlaceFinding], trouble: tuple[str, str] | None) -> str:
    if trouble is not None:
        return f"The account was not asked: {trouble[0]}."
    told = [each for each in found if each.severity != "info"]
    if told:
        return told[0].explanation
    unclear = _unclear(account)
    if unclear:
        return f"Nothing was found, and not everything could be seen: {', '.join(unclear)}."
    return "Nothing in the account speaks against a working call."


def _unclear(account: Account) -> list[str]:
    states = [(account.teams.call, account.teams.state), (account.variables.call, account.variables.state)]
    states += [(asked.call, asked.state) for asked in account.deployments]
    states += [(asked.call, asked.state) for asked in account.keys]
    states += [(asked.call, asked.state) for asked in account.byok]
    states += [(asked.call, asked.state) for asked in account.events]
    return list(dict.fromkeys(f"{call} {state}" for call, state in states if state in {"refused", "unanswered"}))
