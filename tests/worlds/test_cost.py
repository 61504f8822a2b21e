"""What a run costs: generations, time in requests that wait for each other, and work of its own."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from gateway_probe.document import Document
from gateway_probe.probe import Inputs, diagnose
from gateway_probe.settings import Settings
from tests.standin import Answer, Gateway, Key, Rule, Token, Where, listen
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.virtual_time import run_in_virtual_time
from tests.worlds.world import KEY, REVOKED_KEY, Place, on_vercel

LATENCY_S = 0.2
REQUESTS_IN_TIME = 3.3
MOST_WORK_S = 1.0
SEED, PAID, FREE = parts.FREE_WITH_BYOK, parts.PAID, parts.FREE
HERE = on_vercel(KEY, Token(PAID))


def refusing(*where: Where) -> Gateway:
    """The gateway of a paid team that refuses these requests as the seed's was refused."""
    return parts.one_team(PAID, *(Rule(one, parts.BYOK_REFUSAL) for one in where))


CARD = parts.refusal(403, "customer_verification_required", "AI Gateway requires a valid credit card on file.")
BY_PATH = Where("generate", protocol="ai-sdk")
BY_KEY, WITH_HEADERS = Where("generate", credential="key"), Where("generate", origin=True)

CASES = [
    pytest.param(HERE, parts.one_team(PAID), 2, id="healthy"),
    pytest.param(on_vercel(KEY, Token(SEED)), parts.one_team(SEED), 6, id="refused and explained"),
    pytest.param(
        on_vercel(REVOKED_KEY, Token(PAID)),
        Gateway((Key(REVOKED_KEY, PAID, revoked=True),), (Token(PAID),)),
        6,
        id="a revoked key beside a token that is served",
    ),
    pytest.param(HERE, refusing(Where("generate", origin=True)), 14, id="headers flip"),
    pytest.param(on_vercel(KEY, Token(parts.SPENT)), parts.one_team(parts.SPENT), 6, id="a budget is used up"),
    pytest.param(on_vercel(KEY, Token(parts.NO_MONEY)), parts.one_team(parts.NO_MONEY), 6, id="no funds"),
    pytest.param(on_vercel(KEY, Token(parts.NO_CARD)), parts.one_team(parts.NO_CARD), 6, id="no card"),
    pytest.param(
        on_vercel(KEY, Token(FREE)), parts.one_team(FREE, Rule(BY_PATH, parts.BYOK_REFUSAL)), 14, id="the path flips"
    ),
    pytest.param(HERE, parts.one_team(PAID, Rule(BY_PATH, CARD)), 14, id="the path flips what is said of a card"),
    pytest.param(HERE, refusing(Where("generate", header="ai-o11y-environment")), 14, id="one header flips"),
    pytest.param(HERE, refusing(Where("generate", streamed=True)), 14, id="a stream is refused"),
    pytest.param(HERE, refusing(Where("generate", streamed=False)), 14, id="a plain answer is refused"),
]


async def run(place: Place, gateway: Gateway) -> tuple[Document, int, float]:
    """The Document, how many generations were asked for, and the seconds that the loop says it took."""
    async with listen(gateway) as up:
        environ = place.variables(up.origin)
        settings = Settings.from_environ(environ)
        inputs = Inputs(settings, environ, place.request_headers(), served=True, model=place.model)
        begun = asyncio.get_running_loop().time()
        document = (await diagnose(inputs)).document("public")
        return document, up.generations, asyncio.get_running_loop().time() - begun


SURE_OF_TWO = [
    pytest.param(refusing(BY_KEY, WITH_HEADERS), "refusal-depends-on-origin", id="key and headers flip together"),
    pytest.param(refusing(BY_PATH), "refusal-depends-on-protocol", id="protocol flips"),
    pytest.param(
        parts.one_team(PAID, Rule(BY_KEY, parts.ACCESS_DENIED), Rule(WITH_HEADERS, parts.ACCESS_DENIED)),
        "refusal-depends-on-origin",
        id="key and headers flip together what is denied",
    ),
]
"""Told in the second round of experiments, which brings its repeats along."""


def slowly(gateway: Gateway) -> Gateway:
    """Every answer is held back for as long as a real one takes, on a clock that counts nothing but waiting."""
    rules = (*gateway.rules, Rule(Where(), lambda _request, ordinary: ordinary))
    return replace(gateway, rules=tuple(replace(rule, answer=_hold_back(rule.answer)) for rule in rules))


def _hold_back(answer: Answer | Callable[[Request, Answer], Answer]) -> Callable[[Request, Answer], Answer]:
    return lambda request, ordinary: replace(
        answer(request, ordinary) if callable(answer) else answer, delay_s=LATENCY_S
    )


@pytest.mark.parametrize(("place", "gateway", "generations"), CASES)
def test_a_run_is_certain_within_its_generations_and_three_requests_of_time(
    place: Place, gateway: Gateway, generations: int
) -> None:
    document, asked, seconds = run_in_virtual_time(run(place, slowly(gateway)))
    assert document.verdict.confidence == "certain"
    assert asked <= generations
    assert LATENCY_S <= seconds <= REQUESTS_IN_TIME * LATENCY_S


@pytest.mark.parametrize(("gateway", "code"), SURE_OF_TWO)
def test_what_is_asked_where_no_factor_flips_is_repeated_within_the_same_time(gateway: Gateway, code: str) -> None:
    document, asked, seconds = run_in_virtual_time(run(HERE, slowly(gateway)))
    assert (document.verdict.code, document.verdict.confidence) == (code, "likely")
    assert asked <= 14
    assert seconds <= REQUESTS_IN_TIME * LATENCY_S


def test_every_answer_that_was_paid_for_is_told_whatever_came_of_it() -> None:
    """The pair is asked as often where it leaves the refusal as it was, and no chance is told of what flips nothing."""
    document, asked, _ = run_in_virtual_time(
        run(HERE, slowly(parts.one_team(PAID, Rule(Where("generate"), parts.ACCESS_DENIED))))
    )
    pair = document.experiment("credential-and-headers")
    assert pair is not None
    assert (pair.effect, pair.chance) == ("same", None)
    assert [item.arm for item in pair.repeats].count("baseline") == 4
    assert [item.arm for item in pair.repeats].count("variant") == 4
    told = sum(item.asked for item in document.experiments) + len(pair.repeats) - 1
    assert asked == document.probe.generations == 1 + told


def test_neither_arm_of_a_confirmation_is_every_second_request() -> None:
    """Where one of two nodes refuses, both arms meet it, and neither is blamed for it."""
    document, _, _ = run_in_virtual_time(run(HERE, slowly(refusing(WITH_HEADERS))))
    flip = document.experiment("headers-none")
    assert flip is not None
    arms = [item.arm for item in flip.repeats[1:]]  # the first is the experiment `baseline-repeat`
    assert [set(arms[0::2]), set(arms[1::2])] == [{"baseline", "variant"}] * 2


def test_a_run_is_little_work_of_its_own() -> None:
    """Processor time, which other work on the machine adds little to; some fifty times what it is."""
    asyncio.run(run(HERE, parts.one_team(PAID)))
    begun = time.process_time()
    asyncio.run(run(HERE, parts.one_team(PAID)))
    assert time.process_time() - begun < MOST_WORK_S
