"""What a run costs: generations, and time in requests that wait for each other."""

import asyncio
import time
from dataclasses import replace

import pytest

from gateway_probe.document import Document
from gateway_probe.probe import Inputs, diagnose
from gateway_probe.settings import Settings
from tests.standin import Gateway, Rule, Token, Where, listen
from tests.worlds import parts
from tests.worlds.world import KEY, Place, on_vercel

LATENCY_S = 0.2
REQUESTS_IN_TIME = 3.3
SEED, PAID = parts.FREE_WITH_BYOK, parts.PAID
REFUSES_DEPLOYMENTS = Rule(Where("generate", origin=True), replace(parts.BYOK_REFUSAL, delay_s=LATENCY_S))
CASES = [
    pytest.param(on_vercel(KEY, Token(PAID)), parts.one_team(PAID), 2, id="healthy"),
    pytest.param(on_vercel(KEY, Token(SEED)), parts.one_team(SEED), 6, id="refused and explained"),
    pytest.param(on_vercel(KEY, Token(PAID)), parts.one_team(PAID, REFUSES_DEPLOYMENTS), 14, id="a flip, confirmed"),
]


def timed(place: Place, gateway: Gateway) -> tuple[Document, int, float]:
    """The Document, how many generations were asked for, and the seconds from the start of the run to the Document."""

    async def run() -> tuple[Document, int, float]:
        async with listen(gateway) as up:
            environ = place.variables(up.origin)
            inputs = Inputs(Settings.from_environ(environ), environ, place.request_headers(), served=True)
            begun = time.perf_counter()
            document = (await diagnose(inputs)).document("public")
            return document, up.generations, time.perf_counter() - begun

    return asyncio.run(run())


@pytest.mark.parametrize(("place", "gateway", "generations"), CASES)
def test_a_run_is_certain_within_its_generations_and_three_requests_of_time(
    place: Place, gateway: Gateway, generations: int
) -> None:
    """The best of fifteen: other work on the machine only ever adds time."""
    late = Rule(Where(), lambda _request, ordinary: replace(ordinary, delay_s=LATENCY_S))
    took: list[float] = []
    while len(took) < 15 and (not took or min(took) > REQUESTS_IN_TIME * LATENCY_S):
        document, asked, seconds = timed(place, replace(gateway, rules=(*gateway.rules, late)))
        took.append(seconds)
        assert document.verdict.confidence == "certain"
        assert asked <= generations
    assert min(took) <= REQUESTS_IN_TIME * LATENCY_S, took
