"""A gateway that becomes another while a run looks at it: at the n-th generation, or at a moment of its clock."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from weakref import WeakKeyDictionary

from tests.standin import Answer, Gateway, Rule, Where, passed_on
from tests.standin.doors import Request
from tests.standin.gateway import RunningGateway

Answers = Callable[[Request, Answer], Answer]
EVERYTHING = Where()
TAKES_S = 0.2
"""How long an answer takes where a world turns at a moment."""


class _State:
    """What one run has seen of a gateway that turns."""

    def __init__(self, first: Gateway, later: Gateway) -> None:
        self.first, self.later = RunningGateway(first), RunningGateway(later)
        self.begun = asyncio.get_running_loop().time()
        self.generations = 0


def turns(first: Gateway, later: Gateway, turned: Callable[[_State], bool], takes_s: float = 0.0) -> Gateway:
    """The first gateway, whose answers are those of the later one once it has turned. Each run begins anew."""
    states: WeakKeyDictionary[asyncio.AbstractEventLoop, _State] = WeakKeyDictionary()

    def answer(request: Request, _ordinary: Answer) -> Answer:
        loop = asyncio.get_running_loop()
        state = states.setdefault(loop, states.get(loop) or _State(first, later))
        state.generations += request.door == "generate"
        given = (state.later if turned(state) else state.first).answer(request)
        return replace(given, delay_s=takes_s) if takes_s else given

    return replace(first, rules=(Rule(EVERYTHING, answer),))


def after(generations: int, first: Gateway, later: Gateway) -> Gateway:
    """It turns once so many generations were answered."""
    return turns(first, later, lambda state: state.generations > generations)


def at(seconds: float, first: Gateway, later: Gateway) -> Gateway:
    """It turns at this moment of a run whose every answer takes a fifth of a second."""
    return turns(first, later, lambda state: asyncio.get_running_loop().time() - state.begun >= seconds - 1e-6, TAKES_S)


def slowly(gateway: Gateway, seconds: float) -> Gateway:
    """The same, and every answer takes so long."""
    return turns(gateway, gateway, lambda _state: False, seconds)


def once(where: Where, answer: Answer | Answers, turn: int = 1) -> Rule:
    """One of the requests that fit gets this answer, the others what they always get."""
    return Rule(where, answer, first=turn, last=turn)


CUT = passed_on(cut=True)
