"""Which rule of a scenario speaks to which request."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from starlette.requests import Request

from gateway_simulator.world import Endpoint, Rule, When

_AI_SDK = {"language-model", "embedding-model", "config"}

AnyRule = TypeVar("AnyRule", bound=Rule)


@dataclass(frozen=True)
class ParsedRequest:
    """What conditions look at in a request."""

    endpoint: Endpoint
    method: str
    headers: dict[str, str]
    credential: str | None = None
    model: str | None = None
    streaming: bool | None = None
    provider: str | None = None
    options: dict[str, Any] | None = None


async def asked(endpoint: Endpoint, request: Request) -> ParsedRequest:
    """The request before anybody has understood its body."""
    token = credential_of(request)
    credential = None if not token else "oidc" if token.startswith("eyJ") else "api-key"
    streaming = await streamed(request) if request.method == "POST" else None
    return ParsedRequest(endpoint, request.method, dict(request.headers), credential, streaming=streaming)


async def streamed(request: Request) -> bool:
    """Whether a stream is asked for: the AI SDK says so in a header, other clients in the body."""
    told = request.headers.get("ai-language-model-streaming")
    if told is not None:
        return told == "true"
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError):
        return False
    return isinstance(body, dict) and body.get("stream") is True


def credential_of(request: Request) -> str | None:
    """The key or token: a bearer, or at Anthropic's door alone the header that its clients know."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return token
    return request.headers.get("x-api-key") if request.url.path.endswith("/messages") else None


def holds(when: When, this: ParsedRequest) -> bool:
    """Whether every condition that is given holds. A condition on what is not known yet does not."""
    protocol = "ai-sdk" if this.endpoint in _AI_SDK else this.endpoint
    conditions = (
        when.endpoint in {"*", this.endpoint},
        when.method in {None, this.method},
        when.header is None or when.header in this.headers,
        when.header_absent is None or when.header_absent not in this.headers,
        when.model in {None, this.model},
        when.protocol in {None, protocol},
        when.credential in {None, this.credential},
        when.streaming in {None, this.streaming},
        when.provider in {None, this.provider},
        when.option is None or when.option in (this.options or {}),
        when.option_absent is None or (this.options is not None and when.option_absent not in this.options),
    )
    return all(conditions)


class Rules(Generic[AnyRule]):
    """The rules of one kind in their order, with a count of the requests that each has seen."""

    def __init__(self, rules: Sequence[AnyRule]) -> None:
        self._rules = rules
        self._seen: Counter[int] = Counter()

    def striking(self, this: ParsedRequest) -> AnyRule | None:
        """The first rule that strikes. Those behind it do not count the request as seen."""
        for index, rule in enumerate(self._rules):
            if not holds(rule.when, this):
                continue
            self._seen[index] += 1
            if self._seen[index] > rule.after and (rule.times is None or self._seen[index] <= rule.after + rule.times):
                return rule
        return None
