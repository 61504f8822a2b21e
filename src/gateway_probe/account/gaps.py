"""What the account's answer lacks: facts that were not seen, a run that was not looked at, and what closes each gap."""

from collections.abc import Sequence
from typing import Any

from gateway_probe.account.account_facts import Account, CallAnswer
from gateway_probe.account.calls import CALLS
from gateway_probe.account.joins import OTHER_PROJECT, Join

_NAME_PROJECT = "Name the project: --project NAME (`vercel project ls` shows the names)."
_SHOW_KEY = (
    "Let the key be known by its ending (--env-file FILE, with the key of that place in it), "
    "or run the probe and this command one right after the other."
)
_ADD_ANSWERS = "Add the missing answers to the file, or leave out --from-file and ask the account."
_ADD_RUN = "Add a run: write its Document (`gateway-probe run --format json --output FILE`), and name FILE as a PLACE."


def name_unseen(account: Account, joins: Sequence[Join]) -> str:
    """Each list of facts that the question needed and that was not read, or not whole.

    Those of one reason stand together. A right that is missing comes first, beside each list that lacks it: where room
    is short, what is left out must not be that.
    """
    refused, others = list[str](), dict[str, list[str]]()
    for asked in account.every_call:
        name, reason = CALLS[asked.call].gives, _reason(asked)
        if asked.permission:
            refused.append(f"{name} ({reason})")
        elif reason:
            others.setdefault(reason, []).append(name)
    elsewhere = [
        f"{CALLS['variables'].gives} of {join.place} ({OTHER_PROJECT})"
        for join in joins
        if join.because == OTHER_PROJECT
    ]
    parts = refused + elsewhere + [f"{', '.join(dict.fromkeys(names))} ({reason})" for reason, names in others.items()]
    return "; ".join(dict.fromkeys(parts))


def name_gaps(account: Account, joins: Sequence[Join], *, ran: bool) -> str:
    """Why finding nothing is no answer yet, or an empty text; `ran` is whether a run was looked at."""
    unseen = name_unseen(account, joins)
    gaps = [] if ran else ["no run was looked at"]
    gaps += [f"not everything could be seen: {unseen}"] if unseen else []
    return ", and ".join(gaps)


def close_gaps(account: Account, joins: Sequence[Join], *, ran: bool, failed: bool) -> str | None:
    """What to add to the command, where that would show more; `failed` is whether a run was not served."""
    missed = [asked for asked in account.every_call if asked.missed]
    project_is_missing = account.variables.missed and account.project is None
    steps = [] if ran else [_ADD_RUN]
    steps += [_NAME_PROJECT] if project_is_missing or _is_wrong_project(account, joins) else []
    if failed and any(join.what == "key" and not join.joined for join in joins):
        steps.append(_SHOW_KEY)
    if account.source == "files" and len(missed) > project_is_missing:
        steps.append(_ADD_ANSWERS)
    return " ".join(steps) or None


def _is_wrong_project(account: Account, joins: Sequence[Join]) -> bool:
    """None that this login sees, or another than a place's."""
    unknown = account.variables.state == "refused" and account.variables.permission is None
    return unknown or any(join.because == OTHER_PROJECT for join in joins)


def _reason(asked: CallAnswer[Any]) -> str | None:
    if asked.state in {"refused", "unanswered"}:
        if asked.state == "refused" and not asked.permission:
            return asked.because or asked.state
        return f"{asked.state}, needs {asked.permission}" if asked.permission else asked.state
    if asked.missed:
        return asked.because or asked.state
    return None if asked.complete or asked.state == "not-asked" else "not every page"
