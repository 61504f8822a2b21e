"""What a world wants answered otherwise than its gateway would: which requests, which answer, how often."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tests.standin.answers import Answer
from tests.standin.doors import Request


@dataclass(frozen=True)
class Where:
    """A choice of requests; what is left out does not matter."""

    door: str | tuple[str, ...] = ()
    """`models`, `endpoints`, `credits`, `record`, `config` or `generate`."""
    credential: str | tuple[str, ...] = ()
    """`key`, `token`, `made-up` or `none`."""
    model: str | tuple[str, ...] = ()
    protocol: str | tuple[str, ...] = ()
    """`ai-sdk`, `chat-completions`, `responses`, `messages`, `embeddings` or `ai-sdk-embedding`."""
    streamed: bool | None = None
    origin: bool | None = None
    """Whether the headers that name a deployment came along."""
    header: str = ""
    option: str = ""
    """A key of `providerOptions.gateway`, or `any`."""
    without: str = ""
    """A header or a gateway option that must not have come along."""
    node: tuple[int, int] | None = None
    """Of so many nodes the one with this number from 0; connections go to them in turn."""
    kept: bool | None = None
    """Whether its connection had carried a request before."""

    def fits(self, request: Request) -> bool:
        """Whether the request is meant."""
        options = request.gateway_options
        return (
            _among(request.door, self.door)
            and _among(request.credential, self.credential)
            and _among(request.model, self.model)
            and _among(request.protocol, self.protocol)
            and self.streamed in {None, request.streamed}
            and self.origin in {None, request.names_deployment}
            and (not self.header or self.header in request.headers)
            and (not self.option or (bool(options) if self.option == "any" else self.option in options))
            and (not self.without or (self.without not in request.headers and self.without not in options))
            and (self.node is None or request.connection % self.node[0] == self.node[1])
            and self.kept in {None, request.turn > 1}
        )


def _among(value: str, wanted: str | tuple[str, ...]) -> bool:
    return not wanted or value in ((wanted,) if isinstance(wanted, str) else wanted)


@dataclass(frozen=True)
class Rule:
    """Requests that fit get this answer. `first` and `last` count the requests that fit, from 1, without those
    that a rule before it has answered."""

    where: Where
    answer: Answer | Callable[[Request, Answer], Answer]
    p: float = 1.0
    first: int = 1
    last: int | None = None


class Script:
    """The rules of one gateway in use: they count, and they draw lots from a seed."""

    def __init__(self, rules: tuple[Rule, ...], seed: int) -> None:
        self._rules = rules
        self._counts = [0] * len(rules)
        self._random = random.Random(seed)  # noqa: S311

    def apply(self, request: Request, ordinary: Answer) -> Answer:
        """The answer of the first rule that fits, else the ordinary one."""
        for index, rule in enumerate(self._rules):
            if not rule.where.fits(request):
                continue
            self._counts[index] += 1
            count = self._counts[index]
            if count < rule.first or (rule.last is not None and count > rule.last):
                continue
            if rule.p < 1 and self._random.random() >= rule.p:
                continue
            return rule.answer(request, ordinary) if callable(rule.answer) else rule.answer
        return ordinary


def passed_on(**changes: Any) -> Callable[[Request, Answer], Answer]:
    """The ordinary answer with some of its fields replaced: `passed_on(delay_s=2.5)`."""
    return lambda _request, ordinary: replace(ordinary, **changes)
