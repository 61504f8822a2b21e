"""Answers read into facts: whatever their shape, values are dropped and handed back, and nothing is made up."""

import json
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway_probe.account.account_facts import Deployment
from gateway_probe.account.api_answers import UnreadableAnswer, ending, moment, next_cursor, values_in, yes_or_no
from gateway_probe.account.calls import CALLS, CallId, UnusableParameter
from gateway_probe.account.parse import FactReader
from gateway_probe.disclosure import Secrets
from tests.account.account_api import CIPHER, VALUE, deployment, variable

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(
        ["envs", "key", "target", "value", "id", "teamId", "events", "type", "createdAt", "teams", "billing", "plan", "apiKeys", "partialKey", "quota", "credentials", "providerSlug", "active", "ready", "ownerId", "customEnvironment", "slug", "rules", "ruleId", "match", "pagination", "next", "data"]
    ), inner, max_size=6),
    max_leaves=20,
)  # fmt: skip


@pytest.mark.parametrize("call", get_args(CallId))
@given(answer=JSON)
@settings(max_examples=60)
def test_any_json_gives_facts_or_says_that_it_cannot_be_read(call: CallId, answer: Any) -> None:
    try:
        facts = FactReader(Secrets(), "team_FAKE1", "host").read(call, answer)
    except UnreadableAnswer:
        return
    json.dumps([fact.model_dump(mode="json") for fact in facts])
    assert next_cursor(call, answer) is None or isinstance(next_cursor(call, answer), str)


@given(value=st.text(min_size=8, max_size=60), field=st.text(min_size=1, max_size=20))
@settings(max_examples=100)
def test_a_value_under_any_name_is_dropped_and_handed_back(value: str, field: str) -> None:
    entry = variable("AI_GATEWAY_API_KEY", ["production"], 1_790_000_000.0)
    known = set(entry)
    if field in known or value in json.dumps(entry):
        return
    answer = {"envs": [{**entry, "value": value, f"new-{field}": {"inside": [value]}}]}
    assert list(values_in("variables", answer)).count(value) == 2
    facts = FactReader(Secrets()).read("variables", answer)
    kept = json.dumps([fact.model_dump(mode="json", exclude_defaults=True) for fact in facts], ensure_ascii=False)
    assert value not in kept or value in "AI_GATEWAY_API_KEY encrypted production"


def test_a_state_is_a_word_of_the_platform() -> None:
    """Letters alone in its place may be anything, so that their form says nothing."""
    entry = deployment("dpl_FAKE", "team_FAKE", "prj_FAKE", 1_790_000_000.0, readyState="FAKELETTERSALONE")
    told = FactReader(Secrets()).read("deployment", {**entry, "readySubstate": "FAKEMERGEROFTWO"})
    assert [(item.state, item.substate) for item in told if isinstance(item, Deployment)] == [(None, None)]


def test_the_values_of_every_entry_are_handed_back() -> None:
    answer = {
        "envs": [variable("A", "production", 1.0), variable("B", ["preview"], 2.0, vsmValue="FAKE-vsm-0123456789")]
    }
    assert set(values_in("variables", answer)) == {VALUE, CIPHER, "FAKE-vsm-0123456789"}


def test_a_name_stays_a_name_where_a_value_holds_it() -> None:
    answer = {"envs": [variable("AI_GATEWAY_API_KEY", ["production"], 1.0, value="process.env.AI_GATEWAY_API_KEY")]}
    facts = FactReader(Secrets(values_in("variables", answer))).read("variables", answer)
    assert [fact.model_dump()["name"] for fact in facts] == ["AI_GATEWAY_API_KEY"]


@pytest.mark.parametrize(
    ("given_", "read"),
    [
        (1_790_000_000_000, datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC)),
        ("1790000000000", datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC)),
        (1_790_000_000, datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC)),
        ("2026-09-21T14:13:20Z", datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC)),
        ("2026-09-21T16:13:20+02:00", datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC)),
        (None, None),
        (True, None),
        (0, None),
        (-1, None),
        ("soon", None),
        ([], None),
        (10**30, None),
        ("9" * 16, None),
    ],
)
def test_times_of_any_form_are_one(given_: object, read: datetime | None) -> None:
    assert moment(given_) == read


@pytest.mark.parametrize(
    ("shown", "kept"),
    [
        ("4wXy", "4wXy"),
        ("…4wXy", "4wXy"),
        ("****4wXy", "4wXy"),
        ("vck_FAKE0123456789abcdefghij", None),
        ("", None),
        (7, None),
    ],
)
def test_an_ending_is_kept_and_a_whole_key_is_not(shown: object, kept: str | None) -> None:
    assert ending(shown) == kept


@pytest.mark.parametrize(("given_", "read"), [(True, True), ("false", False), ("no", None), (1, None), (None, None)])
def test_truth_values_are_read_as_printed(given_: object, read: bool | None) -> None:
    assert yes_or_no(given_) is read


@pytest.mark.parametrize(
    ("call", "parameters"),
    [
        ("deployment", {"deployment": "app.example/../../v1/api-keys"}),
        ("deployment", {"deployment": "-X"}),
        ("deployment", {"deployment": "app.example?x=1"}),
        ("variables", {"project": "a b"}),
        ("variables", {"project": "app", "team": "team_1&decrypt=true"}),
        ("keys", {"cursor": "1&purpose=all"}),
        ("keys", {"cursor": "FAKEtokenFAKEtokenFAKE24"}),
    ],
)
def test_no_parameter_can_reach_another_path(call: CallId, parameters: dict[str, str]) -> None:
    with pytest.raises(UnusableParameter) as raised:
        CALLS[call].build(**parameters)
    assert not any(value in str(raised.value) for value in parameters.values())


def test_the_table_asks_for_no_values() -> None:
    for call in CALLS.values():
        assert "decrypt" not in call.path
        assert "withPayload" not in call.path
        assert call.path.startswith("/")
        assert call.source.startswith("https://vercel.com/docs/")
