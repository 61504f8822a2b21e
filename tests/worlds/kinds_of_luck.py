"""Worlds of luck of every kind: how a request is refused, which requests the luck is about, when, and who asks.

And their opposite: worlds in which one factor of the request decides every time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from tests.soaking import many
from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where, passed_on
from tests.standin.doors import Request
from tests.standin.generation import refused_in_stream
from tests.worlds import parts
from tests.worlds.world import ASKED, KEY, Visit, on_vercel, visit

Answers = Answer | Callable[[Request, Answer], Answer]
RUNS = many(240, 280)
"""Each answer with each of what it may be about, more than twice: about seven seconds of one core. In the long runs nearly three times."""


def _in_the_stream(request: Request, _ordinary: Answer) -> Answer:
    if request.streamed:
        return refused_in_stream(request, "Forbidden.", "access_denied")
    return parts.ACCESS_DENIED


WORDS: dict[str, Answer] = {
    "the BYOK gate": parts.BYOK_REFUSAL,
    "forbidden": parts.refusal(403, "forbidden", "Forbidden."),
    "an invalid request": parts.refusal(400, "invalid_request_error", "Invalid."),
    "a kind that nobody knows": parts.refusal(418, "teapot", "No."),
    "no funds": parts.NO_FUNDS,
    "not found": parts.refusal(404, "not_found", "Not found."),
}
"""Refusals that the look-ups of these worlds contradict, or that explain nothing by themselves."""

ANSWERS: tuple[Answers, ...] = (
    *WORDS.values(),
    parts.ACCESS_DENIED,
    parts.refusal(401, "authentication_error", "Authentication failed."),
    parts.refusal(404, "model_not_found", "Model not found"),
    parts.THROTTLED,
    parts.UNAVAILABLE,
    parts.SILENCE,
    passed_on(cut=True),
    _in_the_stream,
)
ABOUT: tuple[Where, ...] = (
    Where("generate"),
    Where("generate", model=ASKED),
    Where("generate", streamed=True),
    Where("generate", credential="key"),
    Where("generate", credential="token"),
    Where("generate", origin=True),
    Where("generate", protocol=("ai-sdk", "messages")),
)
"""The first two are about no factor of the request; in the others that factor is to blame, as often as luck has it."""
CLIENTS: tuple[dict[str, str], ...] = (
    {},
    {"GATEWAY_PROBE_CLIENT": "openai"},
    {"GATEWAY_PROBE_CLIENT": "claude-code", "ANTHROPIC_AUTH_TOKEN": KEY},
    {"GATEWAY_PROBE_STREAMING": "off"},
    {"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(tags=["x"])},
    {"GATEWAY_PROBE_CLIENT": "ai-sdk-anthropic", "ANTHROPIC_API_KEY": KEY},
    {"GATEWAY_PROBE_CLIENT": "ai-python"},
    {"GATEWAY_PROBE_STREAMING": "on"},
)


@dataclass(frozen=True)
class Lucky:
    """A run, and whether the luck was about every request for the model alike."""

    run: Visit
    about_no_factor: bool


@cache
def lucky_runs() -> tuple[Lucky, ...]:
    """Runs of which no two have the same luck; refused with p from 0.1 to 0.9, always, early alone or late alone."""
    return tuple(_lucky_runs())


def _lucky_runs() -> Iterator[Lucky]:
    team = Team()
    for number in range(RUNS):
        p = (1 + number % 9) / 10
        answer, about = ANSWERS[number % len(ANSWERS)], ABOUT[number // len(ANSWERS) % len(ABOUT)]
        turn = 3 + number % 9
        early, late = Rule(about, answer, p=max(p, 0.6), last=turn), Rule(about, answer, p=max(p, 0.6), first=turn)
        rule = (Rule(about, answer, p=p), early, Rule(about, answer, p=p), late, Rule(about, answer, p=p))[number % 5]
        tokens = (Token(team),) if number % 3 else ()
        gateway = Gateway((Key(KEY, team),), tokens, rules=(rule,), seed=31 * number + 7)
        place = on_vercel(KEY, tokens[0] if tokens else None).having(CLIENTS[number // 3 % len(CLIENTS)])
        place = replace(place, experiments="auto" if number % 11 else "all")
        yield Lucky(visit(place, gateway), about in ABOUT[:2])


@dataclass(frozen=True)
class Decided:
    """A factor that decides every request, and the cause that says so."""

    name: str
    about: Where
    code: str
    client: dict[str, str]
    answer: Answer


_FACTORS: tuple[tuple[str, Where, str, dict[str, str]], ...] = (
    ("the deployment's headers", Where("generate", origin=True), "refusal-depends-on-origin", {}),
    ("the door of the AI SDK", Where("generate", protocol="ai-sdk"), "refusal-depends-on-protocol", {}),
    ("the door of OpenAI's client", Where("generate", protocol="chat-completions"), "refusal-depends-on-protocol", CLIENTS[1]),
    ("the door of Claude Code", Where("generate", protocol="messages"), "refusal-depends-on-protocol", CLIENTS[2]),
    ("the header of Anthropic's key", Where("generate", header="x-api-key"), "refusal-depends-on-auth-header", CLIENTS[5]),
    ("an option of the app", Where("generate", option="tags"), "options-refused", CLIENTS[4]),
)  # fmt: skip
DECIDED = tuple(
    Decided(f"{factor}: {words}", about, code, client, answer)
    for (factor, about, code, client), (words, answer) in product(_FACTORS, WORDS.items())
)


def visit_decided(world: Decided) -> Visit:
    """A paid team's key on Vercel, no token, all else in order."""
    gateway = Gateway((Key(KEY, Team()),), rules=(Rule(world.about, world.answer),))
    return visit(on_vercel(KEY).having(world.client), gateway)
