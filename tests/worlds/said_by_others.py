"""402 and 429 that somebody else says in the gateway's place, and limits of rate that are not the free tier's."""

from collections.abc import Iterator

from tests.standin import Answer, Token, Where, error_body, html_page
from tests.worlds import parts
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.world import KEY, World, on_vercel

BOTH = on_vercel(KEY, Token(parts.PAID))
UNBLAMED = KEY_IS_BAD | FACTORS | OTHER_TEAM


def each(name: str, answer: Answer, may: May, where: Where = parts.GENERATE) -> World:
    """A paid team with 95 dollars, answered so each time."""
    return World(name, BOTH, parts.one_team(parts.PAID, parts.always(where, answer)), may)


def _by_others() -> Iterator[World]:
    """Not the gateway's own words, so nothing of its team's money."""
    not_the_teams = May(BAD, certain=False, not_claimed=MONEY | UNBLAMED)
    for name, answer in (
        (
            "the edge, for a deployment that was not paid for",
            Answer(402, "Payment required\nDEPLOYMENT_DISABLED", {"x-vercel-error": "DEPLOYMENT_DISABLED"}),
        ),
        ("a proxy's page", Answer(402, html_page("402 Payment Required"), {"server": "nginx"}, by_gateway=False)),
        (
            "a proxy of the company's, in JSON",
            Answer(402, {"detail": "team budget exceeded"}, {"server": "uvicorn"}, by_gateway=False),
        ),
    ):
        yield each(f"402 by {name}", answer, not_the_teams)
    for name, answer in (
        ("a proxy's page", Answer(429, html_page("429"), {"server": "cloudflare"}, by_gateway=False)),
        (
            "a proxy of the company's, in the gateway's form",
            Answer(
                429,
                error_body("Rate limit exceeded", "rate_limit_exceeded"),
                {"server": "envoy", "retry-after": "30"},
                by_gateway=False,
            ),
        ),
    ):
        yield each(f"429 by {name}", answer, May(BAD, certain=False, not_claimed=MONEY | UNBLAMED))


def _of_429() -> Iterator[World]:
    limited = May(BAD, not_certain=MONEY, not_claimed=UNBLAMED | {"free-tier-rate-limit"})
    for name, param, headers in (
        ("with a time to wait", None, {"retry-after": "60"}),
        ("with a time to wait of nothing", None, {"retry-after": "0"}),
        ("that names a rule of the team", {"ruleId": "rule_FAKE1", "name": "RateLimitedByRuleError"}, {}),
        ("that names its own class", {"name": "RateLimitExceededError", "statusCode": 429}, {"retry-after": "5"}),
    ):
        answer = Answer(429, error_body("Rate limit exceeded", "rate_limit_exceeded", param), headers)
        yield each(f"429 {name}, 95 dollars stand", answer, limited)


WORLDS: tuple[World, ...] = (*_by_others(), *_of_429())
