"""Of several options or headers none is named that decides nothing, however many of them do."""

from itertools import combinations

import pytest
from pydantic import SecretStr

from gateway_probe.document.exchange import Check, Experiment
from gateway_probe.experiments.halving import MAX_REQUESTS, Parts, name_part, parts_of
from gateway_probe.experiments.situation import Situation
from gateway_probe.gateway import Authorization, Generation
from tests.worlds.strangers.cut_short import OPTIONS
from tests.worlds.world import visit

SERVED = next(
    item for item in visit(OPTIONS[0].place, OPTIONS[0].gateway).document.experiments if item.id == "options-none"
)


def answered(flips: bool) -> Experiment:
    return SERVED.model_copy(update={"effect": "flips" if flips else "same"})


@pytest.mark.parametrize("number", range(1, 9))
def test_what_is_named_decides(number: int) -> None:
    parts = Parts(
        tuple(f"gateway.option{item}" for item in range(number)), "options", lambda _: pytest.fail("not asked")
    )
    for bad in (frozenset(some) for few in range(1, number + 1) for some in combinations(parts.names, few)):
        for room in range(min(parts.requests, MAX_REQUESTS) + 1):
            told = name_part(parts, [answered(bad <= group) for group in parts.groups[:room]])
            named = set((told or "").removesuffix(", perhaps with another").split(" or ")) - {""}
            assert not named or named & bad, (bad, room, told)
            if len(named) == 1 and told in named and number > 1:
                assert named == bad, (bad, room, told)
            if room == parts.requests and len(bad) == 1:
                assert named == bad, (bad, room, told)


def test_a_provider_of_which_no_option_is_left_is_not_named() -> None:
    asked = Generation(
        model="openai/gpt-5.4-mini", provider_options={"openai": {"user": "a"}, "gateway": {"tags": ["b"]}}
    )
    key = Authorization("api-key", "api-key", SecretStr("FAKE-key"))
    baseline = Check(id="baseline", question="?", outcome="failed", cost="metered")
    parts = parts_of(Situation(asked, key, baseline), "options-none")
    assert parts is not None
    assert parts.without(frozenset({"openai.user"})).provider_options == {"gateway": {"tags": ["b"]}}
