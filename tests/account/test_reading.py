"""Reading the account: what is said meanwhile is what became of it, and a list that is not there has its true reason."""

import asyncio
import json
import time
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from gateway_probe.account.account_facts import Account
from gateway_probe.account.answer_store import Held, Scope
from gateway_probe.account.collect import MAX_CALLS, read_account
from gateway_probe.account.places import Place
from gateway_probe.account.source import SavedAnswers
from gateway_probe.disclosure import Secrets
from tests.account.account_api import event, variable
from tests.account.worlds import HOST, healthy_account, ids_of, seed

NO_PROJECT = "the project is not known: name it with --project"


def answers(**changed: Any) -> dict[str, Any]:
    """Every answer of a healthy account, as a file of saved ones holds them; None takes one away."""
    world = healthy_account(seed())
    given = {**world.saved(list(world.deployments)), **changed}
    return {name: answer for name, answer in given.items() if answer is not None}


def read(
    given: dict[str, Any], *places: Place, project: str | None = None, timeout_s: float = 30
) -> tuple[Account, list[tuple[str, str]]]:
    """The account, and what was said while it was read."""
    told: list[tuple[str, str]] = []
    saved = SavedAnswers.read(json.dumps(given).encode(), datetime.now(UTC))
    scope = Scope(datetime(2026, 1, 1, tzinfo=UTC), project=project)
    reading = read_account(saved, list(places), scope, timeout_s, lambda call, state: told.append((call, state)))
    return asyncio.run(reading)[0], told


def public_place() -> Place:
    """What a file handed on by somebody else shows: no project, no address."""
    return Place("production", document=seed("public"))


# What is said while it is read


def test_what_is_said_of_a_call_is_what_the_report_says_of_it() -> None:
    given = answers(events={"events": []}, keys={"apiKeys": []}, byok={"surprise": 1})
    account, told = read(given, public_place())
    assert {("events", "absent"), ("keys", "absent"), ("byok", "unanswered"), ("teams", "known")} <= set(told)
    assert sorted(told) == sorted((asked.call, asked.state) for asked in account.every_call if asked.asked_at)


# Why a list is not there


def test_shared_variables_are_not_said_to_be_needless_where_the_projects_own_were_not_read() -> None:
    account, _ = read(answers(), public_place())
    assert (account.variables.because, account.variables.missed) == (NO_PROJECT, True)
    assert account.shared_variables.because == NO_PROJECT
    unreadable, _ = read(answers(variables={"surprise": 1}), public_place(), project="fake-app")
    assert unreadable.shared_variables.because == "the project's own variables were not read"
    whole, _ = read(answers(), public_place(), project="fake-app")
    assert whole.shared_variables.because == "the project's own variables say enough"
    assert not whole.shared_variables.missed


def test_where_nobody_was_asked_no_list_has_another_reason() -> None:
    place = Place("production", HOST, seed())
    account = Held([place], Scope(datetime.now(UTC))).account(None, datetime.now(UTC), 0)
    assert {asked.because for asked in account.every_call} == {"the account was not asked"}


def test_only_a_list_that_was_answered_can_lack_pages() -> None:
    full = [event("ai-gateway-rule-updated", 1_790_000_000.0 + at) for at in range(100)]
    account, _ = read(answers(events={"events": full}, byok=None, keys={"surprise": 1}), public_place())
    lists = {asked.call: (asked.state, asked.complete) for asked in account.every_call}
    assert lists["byok"] == ("not-asked", True)
    assert lists["keys"] == ("unanswered", True)
    assert lists["events"] == ("known", False)


def test_what_no_time_was_left_for_is_missed() -> None:
    account, told = read(answers(), Place("production", HOST, seed()), timeout_s=0)
    assert told == []
    missed = {asked.call: asked.because for asked in account.every_call if asked.missed}
    assert missed == dict.fromkeys(
        ["teams", "deployment", "variables", "keys", "byok", "events"], "no time was left for it"
    )


def test_what_no_call_was_left_for_is_missed() -> None:
    hosts = [f"app-{at}.fake-acme.example" for at in range(MAX_CALLS)]
    _, project, deployment = ids_of(seed())
    found = {f"deployment:{host}": {"id": deployment, "projectId": project} for host in hosts}
    account, told = read(answers(**found), *(Place(host, host) for host in hosts))
    assert [call for call, _ in told] == ["deployment"] * MAX_CALLS
    assert (account.variables.state, account.variables.because) == ("not-asked", "no call was left for it")
    assert account.variables.missed


# How much it may hold


def test_thousands_of_variables_are_read_and_what_they_are_searched_for_is_made_once() -> None:
    values = [f"FAKE{at:05}" + sha256(f"{at}".encode()).hexdigest() * 4 for at in range(3_000)]
    many = [
        variable(f"FAKE_{at}", ["production"], 1_790_000_000.0, value=value, legacyValue=None)
        for at, value in enumerate(values)
    ]
    given = answers()
    given["variables"] = {"envs": [*given["variables"]["envs"], *many]}
    began = time.process_time()
    Secrets(values).spans("a text that holds none of them")
    once, began = time.process_time() - began, time.process_time()
    account, _ = read(given, Place("production", HOST, document=seed()))
    assert time.process_time() - began < 2.2 * once
    assert account.variables.state == "known"
    assert [fact.name for fact in account.variables.facts] == ["AI_GATEWAY_API_KEY"]
