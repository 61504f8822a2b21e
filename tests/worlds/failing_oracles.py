"""The seed's refusal where the model that would show the tier answers otherwise: what that leaves of the proof."""

from collections.abc import Iterator

from tests.standin import Answer, Rule, Token, Where, error_body
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, May
from tests.worlds.shapeless_answers import BODIES
from tests.worlds.world import CONTROL, KEY, TIER, World, on_laptop, on_vercel

ALLOWLIST = Answer(
    403,
    error_body(
        "Your team has restricted access to this provider.",
        "no_providers_available",
        {"name": "RestrictedProvidersError"},
    ),
)
RULE = Answer(403, error_body("Denied by rule.", "forbidden", {"ruleId": "rule_FAKE"}))
ORACLES = {
    "is unknown there": parts.unknown_model(TIER),
    "is throttled": parts.THROTTLED,
    "fails": parts.UNAVAILABLE,
    "stays silent": parts.SILENCE,
    "is kept off by an allowlist": ALLOWLIST,
    "is denied by a routing rule": RULE,
    "meets a firewall": parts.CHALLENGE,
    "meets a proxy": parts.SQUID,
    "meets a word that nobody knows": parts.refusal(403, "tier_of_tomorrow", "Not now."),
    "is refused as a provider refuses": parts.tried("anthropic", "system", 403, "Forbidden", {"error": "forbidden"}),
    "gets an empty page": Answer(403, BODIES["a page of HTML"]),
}


def _worlds() -> Iterator[World]:
    for name, answer in ORACLES.items():
        may = May(
            ("failing",),
            names=(("byok-needs-paid-tier",),),
            not_certain=frozenset({"byok-needs-paid-tier", "positive-balance-is-free-credit"}),
            not_claimed=KEY_IS_BAD | FACTORS,
        )
        rule = Rule(Where("generate", model=TIER), answer)
        yield World(
            f"the seed's refusal on Vercel, and the tier's model {name}",
            on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
            parts.one_team(parts.FREE_WITH_BYOK, rule),
            may,
        )
        yield World(
            f"the seed's refusal on a laptop, and the tier's and the control's model {name}",
            on_laptop(KEY),
            parts.by_key_alone(parts.FREE_WITH_BYOK, rule, Rule(Where("generate", model=CONTROL), answer)),
            may,
        )


WORLDS = tuple(_worlds())
