"""Worlds of luck: a paid team whose generations are refused, or fail, at random and for no reason in the request."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import product

from tests.soaking import many
from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, OTHER_TEAM
from tests.worlds.world import ASKED, KEY, Visit, on_laptop, on_vercel, visit

RUNS = many(50, 60)
"""Of each of the six kinds of world."""

KINDS = [(p, with_token) for p in (0.2, 0.5, 0.8) for with_token in (True, False)]
"""How likely a refusal is, and whether the place has an OIDC token beside its key."""

BLAMED = (
    FACTORS
    | OTHER_TEAM
    | {
        "deployment-token-refused",
        "experiment-flips-while-served",
        "plain-answer-refused",
        "provider-route-down-for-model",
        "refusal-depends-on-auth-header",
        "refusal-depends-on-named-team",
        "stored-credential-decides",
    }
)
"""Causes that a flip by chance looks like."""

ASKED_AS: tuple[dict[str, str], ...] = (
    {},
    {"GATEWAY_PROBE_CLIENT": "openai"},
    {"GATEWAY_PROBE_STREAMING": "off"},
    {"GATEWAY_PROBE_CLIENT": "claude-code", "ANTHROPIC_AUTH_TOKEN": KEY},
    {"GATEWAY_PROBE_STREAMING": "on"},
)
"""Clients and ways of answering that the runs take turns with."""

REFUSALS: tuple[Answer, ...] = (parts.BYOK_REFUSAL, parts.ACCESS_DENIED, parts.BYOK_REFUSAL)
FAILURES: tuple[Answer, ...] = (parts.UNAVAILABLE, parts.THROTTLED, parts.FAILED_DEPENDENCY, parts.SILENCE)


@cache
def runs(p: float, with_token: bool) -> tuple[Visit, ...]:
    """Runs in worlds that differ in nothing but the luck of the draw and the refusal's words."""
    return tuple(_runs(p, with_token))


def _runs(p: float, with_token: bool) -> Iterator[Visit]:
    team = Team()
    for number in range(RUNS):
        at_random = Rule(Where("generate", model=ASKED), REFUSALS[number % len(REFUSALS)], p=p)
        tokens = (Token(team),) if with_token else ()
        gateway = Gateway((Key(KEY, team),), tokens, rules=(at_random,), seed=number + int(1000 * p))
        on_a_laptop = not with_token and number % 2
        place = on_laptop(KEY) if on_a_laptop else on_vercel(KEY, tokens[0] if tokens else None)
        yield visit(place.having(ASKED_AS[number % len(ASKED_AS)]), gateway)


@cache
def failing_runs(p: float) -> tuple[Visit, ...]:
    """Runs in which generations fail at random, without a word about key, team or money."""
    team = Team()
    worlds = [
        Gateway((Key(KEY, team),), (Token(team),), rules=(Rule(Where("generate"), failure, p=p),), seed=seed)
        for seed in range(10)
        for failure in FAILURES
    ]
    return tuple(visit(on_vercel(KEY, Token(team)), gateway) for gateway in worlds)


@cache
def runs_in_turn() -> tuple[Visit, ...]:
    """Runs against a row of two to five servers that answer in turn, of which some always refuse: every such row."""
    team = Team()
    return tuple(
        visit(on_vercel(KEY, Token(team)), Gateway((Key(KEY, team),), (Token(team),), rules=tuple(rules)))
        for where in (Where("generate"), Where("generate", model=ASKED))
        for servers in range(2, 6)
        for bad in product((True, False), repeat=servers)
        if any(bad) and not all(bad)
        for rules in [
            [
                # A rule does not count what those before it have answered.
                Rule(where, parts.BYOK_REFUSAL, first=turn - at, last=turn - at)
                for at, turn in enumerate(turn for turn in range(1, 25) if bad[turn % servers])
            ]
        ]
    )


def baseline_was(visited: Visit, outcome: str) -> bool:
    """Whether the run's first question came out so."""
    return any(check.id == "baseline" and check.outcome == outcome for check in visited.document.gateway.checks)


def blames(visited: Visit, confidence: str) -> bool:
    """One factor is the verdict with this confidence, or an error among the findings."""
    verdict = visited.document.verdict
    said = [(verdict.code, verdict.confidence)]
    said += [(item.code, item.confidence) for item in visited.document.findings if item.severity == "error"]
    return any(code in BLAMED and sure == confidence for code, sure in said)


def tally(visits: list[Visit]) -> str:
    """How often each verdict was said, and how surely."""
    return str(Counter((run.document.verdict.code, run.document.verdict.confidence) for run in visits))
