"""Explanations by what was answered: the failing place's own cause, a change in between, or nothing that differs."""

from gateway_probe.comparison.align import minutes_apart
from gateway_probe.comparison.causes.keys import env_scope_mismatch
from gateway_probe.comparison.difference import DIFFERENCES, Accounts, difference
from gateway_probe.comparison.pairs import Pair
from gateway_probe.register import step

_THREAD = "https://community.vercel.com/t/44229"

ABSENCES = frozenset({"refusal-depends-on-origin", "nothing-accounts-for-it"})
"""Explanations that rest on nothing but that no difference was seen."""

_OF_A_PLACE = ("platform", "environment", "region", "project", "deployment", "headers")
"""By which one place is told from another. Two laptops have none of these, and may be two places all the same."""


@difference(
    "changed-between-runs",
    "It may have changed between the runs",
    next_steps=[step("Run both places again, one right after the other.")],
    sources=["https://community.vercel.com/t/41127"],
)
def changed_between_runs(pair: Pair) -> Accounts | None:
    """Tiers, balances and rules move; runs that are far apart say little about a place."""
    moved = pair.differs("key") is False and (pair.differs("granted") or pair.differs("granted-band"))
    if not pair.seems_apart and not moved:
        return None
    minutes = minutes_apart([pair.served, pair.failing])
    apart = f"{minutes:.0f} minutes" if minutes >= 1.5 else "about a minute" if minutes >= 0.5 else "seconds"
    what = (
        "the credits of the same key are not the same in both" if moved else "tiers, balances and rules move meanwhile"
    )
    return Accounts(
        text=f"The runs are {apart} apart, and {what}.",
        fields=("baseline", *(("granted", "granted-band", "credits") if moved else ())),
        # Where both are served, what is worse in one is that place's own.
        basis="sign" if (moved or pair.clocks_are_known) and not pair.failing.served else "hint",
        test="both runs again, one right after the other",
    )


@difference(
    "own-cause",
    "What the failing place's own run shows",
    next_steps=[step("Follow the steps of that place's own verdict.")],
    sources=[_THREAD],
)
def own_cause(pair: Pair) -> Accounts | None:
    """The run in the failing place named a cause by itself, which the place that is served does not have."""
    verdict = pair.failing.verdict
    if verdict.status not in {"failing", "degraded"}:
        return None
    # A place without any credential lacks what lets the other be served, whatever both are told besides.
    if verdict.code == pair.served.verdict.code and not pair.seen.has_no_credential:
        return None
    if verdict.code == "key-absent" and pair.together and env_scope_mismatch(pair) is not None:
        return None
    return Accounts(
        code=verdict.code,
        title=verdict.title or verdict.code,
        text=f"{_runs_of(pair)} {verdict.summary}",
        fields=("baseline",),
        basis="fact",
        proven=verdict.confidence,
        next_steps=tuple(verdict.next_steps),
        test="the next steps of that place's own verdict",
    )


def _runs_of(pair: Pair) -> str:
    *others, last = pair.failing_names
    if others:
        return f"The runs in {', '.join(others)} and {last} show it by themselves."
    return f"The run in {last} shows it by itself."


@difference(
    "refusal-depends-on-origin",
    "Nothing that was compared differs but the place itself",
    next_steps=[step("Send the failing place's headers from the other one: compare local-as:FAILING.json with it.")],
    sources=[_THREAD],
)
def refusal_depends_on_origin(pair: Pair) -> Accounts | None:
    """The same credential, model and options at nearly the same time, served in one place and refused in the other."""
    if not pair.together or pair.relevant_differences or not pair.has_one_credential:
        return None
    if pair.failing.verdict.confidence != "possible" or not pair.seen.refused or pair.seen.comes_and_goes:
        return None
    if pair.is_compared("environment") and not any(map(pair.differs, _OF_A_PLACE)):
        return None
    return Accounts(
        text=f"The same credential, model and options are served in {pair.served_name} and refused in {pair.failing_name}.",
        fields=("key", "model", "options", "headers", "baseline"),
        basis="hint",
        test=f"the request of {pair.served_name} with {pair.failing_name}'s five ai-o11y-* headers, within minutes",
    )


@difference(
    "nothing-accounts-for-it",
    "Nothing that was compared accounts for it",
    next_steps=[step("Run both places again within five minutes, at the private level, and compare.")],
    sources=[_THREAD],
)
def nothing_accounts_for_it(pair: Pair) -> Accounts | None:
    """What differs was not compared, or could not be: another salt, another level, a field that one place lacks."""
    if any(
        assess(pair) is not None
        for assess in (other.assess for other in DIFFERENCES.values() if other.code != "nothing-accounts-for-it")
    ):
        return None
    return Accounts(
        text=f"{pair.served_name} is served and {pair.failing_name} is not; what was compared does not say why.",
        fields=("baseline",),
        basis="hint",
        test="both runs within five minutes, at one level and with one salt",
    )
