"""What the account's answer rests on: findings, configured beside live, the timeline, joins, calls."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from gateway_probe.account.account_facts import Account, CallAnswer
from gateway_probe.account.calls import CALLS
from gateway_probe.account.lanes import Happening, Lanes
from gateway_probe.account.report import AccountReport, Configured, Lane, Live, Moment, PlaceFacts, PlaceFinding
from gateway_probe.reports.blocks import AsIs, Block, Paragraph, Row, Section, Steps, Table, Tone, Words, bullets, words

LANES: dict[Lane, str] = {"run": "run", "deployment": "made", "variable": "set", "account": "acct"}
"""What a lane is called: a run, a deployment that was made, a variable that was set, an event of the account."""

_TONES: Mapping[bool | None, Tone] = {True: "good", False: "bad", None: "plain"}


def details_of(report: AccountReport, first: PlaceFinding | None) -> Iterator[Section]:
    """Every part below the answer."""
    rest = tuple(first.next_steps[1:]) if first else ()
    yield Section("next", "What else to do", (Steps(rest),) if rest else ())
    others = tuple(_finding(item) for item in report.findings if item is not first)
    yield Section("findings", "What else the account shows", others)
    open_of_runs = tuple(_tabulate_settled(place) for place in report.places if place.settled)
    yield Section("settled", "What the run left open, and what the account says of it", open_of_runs)
    yield Section("places", "Configured and live, side by side", tuple(_place(place) for place in report.places))
    yield Section("timeline", "Timeline (UTC)", _timeline(report.timeline))
    against = tuple(
        words(
            _at(item.place), AsIs(item.code), f", {'excluded' if item.excluded else 'spoken against'}: {item.because}"
        )
        for item in report.against
    )
    yield Section("against", "Ruled out or spoken against", bullets(against), folded=True)
    undecided = tuple(
        words(_at(item.place), AsIs(item.code), f": decided by {item.decided_by}") for item in report.undecided
    )
    yield Section("undecided", "Not decided", bullets(undecided), folded=True)
    yield Section("joins", "How facts were joined to runs", bullets(_joins(report)), folded=True)
    yield Section("calls", "What was asked", (_calls(report.account),), folded=True)


def _at(place: str | None) -> str:
    return f"{place}: " if place else ""


def _finding(item: PlaceFinding) -> Section:
    blocks: list[Block] = [Paragraph(words(AsIs(item.code), f" ({item.confidence}). {name_with_place(item)}"))]
    blocks += [Paragraph(words(against.text), "Against it") for against in item.contradictions]
    if item.next_steps:
        blocks.append(Steps(tuple(item.next_steps)))
    return Section("", item.title, tuple(blocks))


def _tabulate_settled(place: PlaceFacts) -> Table:
    rows = tuple(
        Row(
            (
                words(AsIs(item.code)),
                words(item.account.replace("-", " "), f" ({item.confidence})" if item.confidence else None),
                words(item.because),
            ),
            "bad" if item.account == "supported" else "plain",
            decides=item.account == "supported",
        )
        for item in place.settled
    )
    return Table(f"{place.name}: left open", (place.name, "account", "because"), rows)


def _place(place: PlaceFacts) -> Table:
    rows = tuple(
        Row((words(what), words(configured), words(live)))
        for what, configured, live in rows_of_place(place)
        if (configured, live) != ("-", "-")
    )
    return Table(f"{place.name}: configured and live", (place.name, "configured", "live"), rows)


def rows_of_place(place: PlaceFacts) -> list[tuple[str, str, str]]:
    """What, as configured, as a run saw it. A side that says nothing has a dash."""
    configured, live = place.configured, place.live
    return [
        ("environment", configured.environment or "-", (live.environment if live else None) or "-"),
        ("outcome", "-", _outcome(live)),
        (configured.key_name, _variable(configured), f"credential: {live.credential}" if live else "-"),
        ("deployment made", when(configured.deployment_created_at), f"{when(live.at)} (run)" if live else "-"),
        ("team of the key", configured.key_team, "-"),
        ("BYOK credentials", ", ".join(f"{item.provider}: {item.state}" for item in configured.byok) or "-", "-"),
        ("credits bought", when(configured.credits_purchased_at), "-"),
    ]


def when(at: datetime | None) -> str:
    """A moment to the minute, in UTC."""
    return f"{at:%Y-%m-%d %H:%M}" if at is not None else "-"


def _outcome(live: Live | None) -> str:
    if live is None:
        return "-"
    word = {True: "served", False: "refused", None: "undecided"}[live.served]
    return f"{word}{' with ' + live.error if live.error else ''}: {live.code} ({live.confidence})"


def _variable(configured: Configured) -> str:
    changed = f", changed {when(configured.key_variable_changed_at)}" if configured.key_variable_changed_at else ""
    return configured.key_variable + changed


def _timeline(moments: list[Moment]) -> tuple[Block, ...]:
    if not moments:
        return ()
    happenings = tuple(
        Happening(when(moment.at), LANES[moment.lane], words(moment.place), words(moment.what), _TONES[moment.served])
        for moment in moments
    )
    caption = "Runs, deployments, variables and events of the account in the order in which they happened"
    return (Lanes(caption, tuple(LANES.values()), happenings),)


def _joins(report: AccountReport) -> Iterator[Words]:
    for join in report.joins:
        ending = f" (…{join.ending})" if join.ending and report.disclosure == "private" else ""
        slug = f" of {team}" if (team := _slug(report.account, join.team)) else ""
        how = f"{'joined' if join.joined else 'not joined'}: {join.because}{ending}"
        yield words(f"{join.place}: {join.what}{slug} {how}")


def _slug(account: Account, team: str | None) -> str | None:
    """What a team is called, which the private level alone shows."""
    return next((item.slug for item in account.teams.facts if team is not None and item.id == team), None)


def _calls(account: Account) -> Table:
    rows = tuple(Row(tuple(words(cell) for cell in _call(item, account))) for item in account.every_call)
    return Table("What was asked", ("what", "call", "state", "note"), rows)


def _call(item: CallAnswer[Any], account: Account) -> tuple[str, str, str, str]:
    state = f"{item.state}, {len(item.facts)}" if item.state == "known" else item.state
    notes = [
        f"asked {item.asked_at:%H:%M:%S}" if item.asked_at else None,
        item.because,
        f"needs {item.permission}" if item.permission else None,
        None if item.complete else "not every page",
        None if item.documented or item.state != "known" else "fields not documented",
    ]
    slug = f" of {team}" if (team := _slug(account, item.team)) else ""
    return CALLS[item.call].gives + slug, f"GET {item.path}", state, "; ".join(note for note in notes if note) or "-"


def name_with_place(item: PlaceFinding) -> str:
    """What a finding says, and of which place."""
    return f"{item.place}: {item.explanation}" if item.place else item.explanation
