"""Refusals that hang on how many ask at once, on the turn, on luck, or on a value: the request itself is well."""

import asyncio
import json
from dataclasses import replace
from weakref import WeakKeyDictionary

from tests.standin import Answer, Rule, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.strangers.asked import Answers, both, by, worded
from tests.worlds.world import World

ANY = ("healthy", "degraded", "failing", "inconclusive")
NO_FACTOR = May(
    ANY, not_claimed=OTHER_TEAM | KEY_IS_BAD, not_certain=FACTORS | MONEY | {"plain-answer-refused", "stream-broken"}
)
"""Whatever came out by turn or by load, no factor of the request is to be told as proved."""
TAKES_S = 0.2


def at_most(places: int, refused: Answer) -> Answers:
    """So many generations at once are served, each for a fifth of a second; the others are refused at once."""
    until: WeakKeyDictionary[asyncio.AbstractEventLoop, list[float]] = WeakKeyDictionary()

    def answer(_request: Request, ordinary: Answer) -> Answer:
        loop = asyncio.get_running_loop()
        busy = [end for end in until.get(loop, []) if end > loop.time()]
        until[loop] = busy
        if len(busy) >= places:
            return refused
        busy.append(loop.time() + TAKES_S)
        return Answer(**{**vars(ordinary), "delay_s": TAKES_S})

    return answer


def longer_than(size: int, refused: Answer) -> Answers:
    """Bodies of more than so many bytes are refused."""
    return lambda request, ordinary: refused if len(json.dumps(request.body)) > size else ordinary


def naming(header: str, value: str, refused: Answer) -> Answers:
    """Requests whose header has this value are refused."""
    return lambda request, ordinary: refused if request.headers.get(header) == value else ordinary


LIMITS = {
    "the gateway's 429": parts.THROTTLED,
    "the gateway's 429 with an hour to wait": worded(429, "rate_limit_exceeded", "Rate limit exceeded").with_headers(retry_after="1"),
    "the gateway's 503": parts.UNAVAILABLE,
    "an nginx's 503": by("nginx", 503, "<html><h1>503 Service Temporarily Unavailable</h1></html>"),
    "the gateway's 403 without a type": worded(403, None, "Too many concurrent requests."),
}  # fmt: skip
AT_ONCE = tuple(
    both(parts.PAID, NO_FACTOR, f"more than {places} at once get {name}", Rule(parts.GENERATE, at_most(places, answer)), client=client)
    for (name, answer), places, client in zip(
        [*LIMITS.items(), *LIMITS.items()], (1, 1, 1, 1, 1, 2, 2, 3, 2, 2), ("AI SDK 7", "OpenAI's client", "Claude Code", "AI SDK 7", "Responses") * 2, strict=True
    )
)  # fmt: skip
WORDS = {
    "the gate's words": parts.BYOK_REFUSAL,
    "forbidden": worded(403, "forbidden", "Forbidden"),
    "no funds": parts.NO_FUNDS,
    "the word for a bad key": worded(401, "authentication_error", "Authentication failed."),
    "a free tier's restriction": worded(403, "no_providers_available", "Free tier users do not have access to this model.", name="RestrictedModelsError"),
}  # fmt: skip
EARLY = tuple(
    both(parts.PAID, May(ANY, not_certain=FACTORS | MONEY | KEY_IS_BAD | OTHER_TEAM, not_claimed=OTHER_TEAM), f"the first {turn} get {name}, and then all are served", Rule(parts.GENERATE, answer, last=turn))
    for turn, (name, answer) in zip((1, 2, 3, 4, 6), WORDS.items(), strict=True)
)  # fmt: skip
LATE = tuple(
    both(parts.PAID, May(ANY, not_certain=FACTORS | OTHER_TEAM, not_claimed=OTHER_TEAM), f"the first {turn} are served, and then all get {name}", Rule(parts.GENERATE, answer, first=turn + 1))
    for turn, (name, answer) in zip((1, 1, 2, 1, 1), WORDS.items(), strict=True)
)  # fmt: skip


def drawn(world: World, seed: int) -> World:
    """The same with a luck of its own."""
    return replace(world, gateway=replace(world.gateway, seed=seed))


BY_LUCK = tuple(
    drawn(both(parts.PAID, May(ANY, not_certain=FACTORS | OTHER_TEAM | {"stored-credential-decides", "provider-route-down-for-model", "experiment-flips-while-served"}, not_claimed=OTHER_TEAM), f"each with a chance of {p} gets {name}, draw {draw}",
               Rule(where, answer, p=p), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(tags=["a"]), client=client), draw)
    for draw, (p, (name, answer), where, client) in enumerate(
        zip((0.1, 0.3, 0.4, 0.6, 0.7, 0.9, 0.5, 0.35, 0.65, 0.85) * 2, [*WORDS.items()] * 4, (parts.GENERATE, Where("generate", model="openai/gpt-5.4-mini")) * 10,
            ("AI SDK 7", "AI SDK 6", "OpenAI's client", "Anthropic's client", "Responses") * 4, strict=True)
    )
)  # fmt: skip
# Which of the five headers decides is asked for within the limit of generations alone, so it need not be named.
BY_VALUE = (
    both(parts.PAID, May(("failing",), ("refusal-depends-on-origin",), certain=None, at_least="likely", not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM), "requests that name the region iad1 are refused",
         Rule(parts.GENERATE, naming("ai-o11y-region", "iad1", parts.BYOK_REFUSAL))),
    both(parts.PAID, May(("failing",), ("refusal-depends-on-origin",), at_least="likely", not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM), "requests that name Production are refused with words that nobody knows",
         Rule(parts.GENERATE, naming("ai-o11y-environment", "production", worded(403, "environment_not_allowed", "Not from this environment.")))),
    both(parts.PAID, May(("failing",), ("refusal-depends-on-origin",), at_least="likely", not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM), "requests that name the project get 401",
         Rule(parts.GENERATE, naming("ai-o11y-project-id", "prj_FAKE", worded(401, "authentication_error", "Authentication failed.")))),
    both(parts.PAID, May(("failing",), ("refusal-depends-on-origin",), at_least="likely", not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM), "requests that name the deployment get 404 for a model that is listed",
         Rule(parts.GENERATE, naming("ai-o11y-deployment-id", "dpl_FAKEproduction", worded(404, "model_not_found", "Model 'openai/gpt-5.4-mini' not found", modelId="openai/gpt-5.4-mini")))),
    both(parts.PAID, May(("healthy", "degraded"), not_claimed=BLAMES), "requests that name another region are refused", Rule(parts.GENERATE, naming("ai-o11y-region", "fra1", parts.BYOK_REFUSAL))),
    both(parts.PAID, May(BAD, not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM | {"refusal-depends-on-origin"}, not_certain=FACTORS), "bodies that are longer than a handful of bytes get 413 by a box", Rule(parts.GENERATE, longer_than(20, by("nginx/1.27", 413, "<html><h1>413 Request Entity Too Large</h1></html>")))),
    both(parts.PAID, May(NOT_HEALTHY, not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM, not_certain=frozenset({"options-refused"})), "a box cuts off bodies that options make longer", Rule(Where("generate", option="any"), by("nginx/1.27", 413, "<html><h1>413 Request Entity Too Large</h1></html>")), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(tags=["a" * 40])),
)  # fmt: skip
WORLDS = (*AT_ONCE, *EARLY, *LATE, *BY_LUCK, *BY_VALUE)
