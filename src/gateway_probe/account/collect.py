"""Reading the account: what is wanted is asked at once, and what the answers lead to in the rounds after."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime

from gateway_probe.account.account_facts import Account, State, VariableSetting
from gateway_probe.account.answer_store import Ask, Held, Reply, Scope
from gateway_probe.account.api_answers import UnreadableAnswer, next_cursor, values_in
from gateway_probe.account.call_plan import list_wanted
from gateway_probe.account.calls import CALLS, UnusableParameter
from gateway_probe.account.parse import FactReader, without
from gateway_probe.account.places import Place
from gateway_probe.account.source import ApiAnswer, Source, no_answer
from gateway_probe.account.troubles import AccountUnreachable, Trouble
from gateway_probe.disclosure import Secrets

MAX_CALLS = 10
"""The command may add a request of its own to each (who is logged in): 20 requests are never exceeded."""

_MAX_ROUNDS = 6
_SUBJECTS = {"deployment": "deployment", "variables": "project", "shared-variables": "project"}

Progress = Callable[[str, str], None]


async def read_account(
    source: Source, places: list[Place], scope: Scope, timeout_s: float, progress: Progress
) -> tuple[Account, Secrets]:
    """The facts, and every value that was dropped while they were read. Raises `AccountUnreachable`."""
    began, read_at = time.monotonic(), datetime.now(UTC)
    held, dropped = Held(places, scope), Secrets()
    shown = {variable.name for place in places if place.document for variable in place.document.variables}
    shown |= {name for place in places for name in place.key_variables}
    for _ in range(_MAX_ROUNDS):
        left = MAX_CALLS - len(held.replies)
        asks = [ask for ask in dict.fromkeys(list_wanted(held)) if ask not in held.replies][:left]
        if not asks or time.monotonic() >= began + timeout_s:
            break
        answers = await asyncio.gather(*(_answer(source, ask, scope, began + timeout_s, progress) for ask in asks))
        if all(answer.trouble == "no-login" for answer in answers) and not held.replies:
            raise AccountUnreachable("no-login")
        told = list(zip(asks, answers, strict=True))
        # Of the whole round at once: what a set of secrets is searched by is made for each set anew.
        if values := [value for ask, answer in told for value in _values(ask, answer)]:
            dropped |= Secrets(values)
        held.replies.update((ask, _facts(ask, answer, dropped, shown)) for ask, answer in told)
    _note_left_out(held)
    for reply in held.replies.values():
        reply.facts = without(reply.facts, dropped)
    return held.account(source, read_at, (time.monotonic() - began) * 1000), dropped


def trouble_of(account: Account, scope: Scope) -> Trouble | None:
    """Why nothing was learnt, where that is so; None where at least one call was answered."""
    if scope.team is not None and account.team is None and account.teams.state in {"known", "absent"}:
        return "no-such-team"
    states = {asked.state for asked in account.every_call}
    if states & {"known", "absent"}:
        return None
    return "no-rights" if "refused" in states else "no-answer"


def _note_left_out(held: Held) -> None:
    """What the question still wants when time or calls are used up was not asked, which is no sign of its absence."""
    because = "no call was left for it" if len(held.replies) >= MAX_CALLS else "no time was left for it"
    while left := [ask for ask in dict.fromkeys(list_wanted(held)) if ask not in held.replies]:
        held.replies.update((ask, Reply(ApiAnswer("not-asked", because=because))) for ask in left)


async def _answer(source: Source, ask: Ask, scope: Scope, deadline: float, progress: Progress) -> ApiAnswer:
    parameters = {
        _SUBJECTS.get(ask.call, ""): ask.subject,
        "team": ask.team,
        "cursor": ask.cursor,
        "since": f"{scope.since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if ask.call == "events" else None,
    }
    given = {name: value for name, value in parameters.items() if value is not None}
    try:
        answer = await source.ask(CALLS[ask.call], given, deadline)
    except UnusableParameter as error:
        answer = ApiAnswer("not-asked", because=str(error))
    # What it is, none or unreadable too, shows reading it alone; what it holds is read once all secrets are known.
    progress(ask.call, _facts(ask, answer, Secrets(), set()).answer.state)
    return answer


def _values(ask: Ask, answer: ApiAnswer) -> list[str]:
    try:
        return list(values_in(ask.call, answer.body)) if answer.state == "known" else []
    except UnreadableAnswer:
        return []


def _facts(ask: Ask, answer: ApiAnswer, secrets: Secrets, shown: set[str]) -> Reply:
    """The answer as facts; its body is dropped here, and every variable that has nothing to do with the gateway."""
    if answer.state != "known":
        return Reply(answer)
    try:
        facts = FactReader(secrets, ask.team, ask.subject or "").read(ask.call, answer.body)
    except UnreadableAnswer as error:
        return Reply(no_answer(answer.asked_at, str(error)))
    state: State = "known" if facts else "absent"
    kept = [fact for fact in facts if not isinstance(fact, VariableSetting) or _is_of_gateway(fact.name, shown)]
    return Reply(ApiAnswer(state, answer.asked_at), kept, next_cursor(ask.call, answer.body))


def _is_of_gateway(name: str, shown: set[str]) -> bool:
    """The names that a Document shows, and those of the gateway itself; others are nobody's business here."""
    return name in shown or name.startswith(("AI_GATEWAY_", "VERCEL_AI_GATEWAY_", "GATEWAY_PROBE_"))
