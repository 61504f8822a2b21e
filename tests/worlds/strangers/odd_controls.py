"""Controls that go astray, refusals that change their words, and ways and credentials that are each refused otherwise."""

from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where, html_page
from tests.worlds import parts
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.strangers.asked import beside, both, by, worded
from tests.worlds.world import ASKED, CONTROL, KEY, TIER, World, on_laptop, on_vercel

INNOCENT = FACTORS | OTHER_TEAM | KEY_IS_BAD
GATE = frozenset({"byok-needs-paid-tier"})
NO_AUTH = worded(401, "authentication_error", "Authentication failed.")
RESTRICTED = worded(
    403, "no_providers_available", "Free tier users do not have access to this model.", name="RestrictedModelsError"
)
ALLOWLIST = worded(
    403, "no_providers_available", "Your team has restricted access to this provider.", name="RestrictedProvidersError"
)
RULE = worded(403, "forbidden", "Request denied by routing rule", ruleId="rule_FAKE")
CARD = worded(
    403, "customer_verification_required", "AI Gateway requires a valid credit card on file to service requests."
)
BUDGET = worded(402, "quota_for_entity_exceeded", "Team budget exceeded.")
PAGE = by("nginx", 403, html_page("Forbidden"))
ODD: dict[str, Answer] = {
    "429": parts.THROTTLED,
    "503": parts.UNAVAILABLE,
    "404": worded(404, "model_not_found", "Model not found"),
    "401": NO_AUTH,
    "a page": PAGE,
    "a block": parts.ACCESS_DENIED,
    "silence": parts.SILENCE,
    "418": worded(418, "teapot", "No."),
}
ASKED_ALONE = Where("generate", model=ASKED)


def controlled(name: str, refusal: Answer, may: May, model: str, odd: str, team: Team = parts.PAID) -> World:
    """The asked model gets one answer, the control or oracle another that says little."""
    which = "control" if model == CONTROL else "oracle"
    return both(
        team,
        may,
        f"{name}, and the {which} gets {odd}",
        Rule(ASKED_ALONE, refusal),
        Rule(Where("generate", model=model), ODD[odd]),
    )


ORACLES = tuple(
    controlled("the gate", parts.BYOK_REFUSAL, May(BAD, names=(("byok-needs-paid-tier",),), not_claimed=INNOCENT, not_certain=GATE), TIER, odd, parts.FREE_WITH_BYOK) for odd in ODD
)  # fmt: skip
CONTROLS = (
    *(controlled("an allowlist", ALLOWLIST, May(("failing",), ("provider-or-model-allowlist",), not_claimed=INNOCENT | MONEY), CONTROL, odd) for odd in ("429", "503", "a page", "418")),
    *(controlled("a rule", RULE, May(("failing",), ("routing-rule-denied",), at_least="likely", not_claimed=INNOCENT | MONEY), CONTROL, odd) for odd in ("429", "silence", "404")),
    *(controlled("a free tier's restriction", RESTRICTED, May(("failing",), ("free-tier-model-restricted",), not_claimed=INNOCENT), CONTROL, odd, parts.FREE) for odd in ("503", "401")),
)  # fmt: skip


def in_turn(*answers: Answer) -> tuple[Rule, ...]:
    """The refusals take turns."""
    # Each rule answers the first request that none before it has answered.
    return tuple(Rule(parts.GENERATE, answers[turn % len(answers)], last=1) for turn in range(1, 30))


PAIRS_OF_WORDS: tuple[tuple[str, Answer, Answer, frozenset[str]], ...] = (
    ("the gate and no card", parts.BYOK_REFUSAL, CARD, frozenset({"byok-needs-paid-tier", "no-card-on-file"})),
    ("no funds and a budget", parts.NO_FUNDS, BUDGET, frozenset({"byok-blocked-at-zero-balance", "budget-reached"})),
    # Each word names a setting of the team, and a team may have both: what the gateway says twice is so.
    ("a rule and an allowlist", RULE, ALLOWLIST, frozenset()),
    ("a block and a bad key", parts.ACCESS_DENIED, NO_AUTH, frozenset({"team-blocked"}) | KEY_IS_BAD),
    ("the gate and a fault", parts.BYOK_REFUSAL, parts.UNAVAILABLE, GATE),
    ("a budget and a limit", BUDGET, parts.THROTTLED, frozenset({"budget-reached"})),
    ("a card and a page", CARD, PAGE, frozenset({"no-card-on-file"})),
)
TURNS = tuple(
    both(parts.PAID, May(BAD, not_claimed=FACTORS | OTHER_TEAM, not_certain=codes), f"in turn {name}", *in_turn(one, other))
    for name, one, other, codes in PAIRS_OF_WORDS
)  # fmt: skip
WAYS = tuple(
    both(parts.PAID, May(BAD, not_claimed=INNOCENT - {"stream-refused"}, not_certain=FACTORS | {"plain-answer-refused"}), f"plain and streamed: {name}",
         Rule(Where("generate", streamed=False), one), Rule(Where("generate", streamed=True), other), client=client)
    for (name, one, other, _), client in zip(PAIRS_OF_WORDS[:5], ("AI SDK 7", "OpenAI's client", "Responses", "AI SDK 6", "Claude Code"), strict=True)
)  # fmt: skip
BY_WHOM = tuple(
    both(parts.PAID, May(BAD, not_claimed=FACTORS | OTHER_TEAM, not_certain=FACTORS | OTHER_TEAM), f"by key and by token: {name}",
         Rule(Where("generate", credential="key"), one), Rule(Where("generate", credential="token"), other))
    for name, one, other, _ in (*PAIRS_OF_WORDS[:4], PAIRS_OF_WORDS[5])
)  # fmt: skip
REVERSED = (
    # A block is what the gateway says; that it is about the headers cannot be seen at a door that sends none.
    both(parts.PAID, May(BAD, not_claimed=KEY_IS_BAD | OTHER_TEAM, not_certain=frozenset({"team-blocked"})), "only requests that name a deployment are served", Rule(Where("generate", origin=False), parts.ACCESS_DENIED), client="OpenAI's client"),
    both(parts.PAID, May(("healthy", "degraded"), not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM | FACTORS), "only requests that name a deployment are served", Rule(Where("generate", origin=False), parts.ACCESS_DENIED)),
    beside("a laptop is refused because it names no deployment", on_laptop(KEY), Gateway((Key(KEY, parts.PAID),), rules=(Rule(Where("generate", origin=False), worded(403, "forbidden", "Forbidden.")),)),
           May(BAD, not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM)),
    beside("two factors, of which either change is enough: the headers, or the door", on_vercel(KEY), parts.by_key_alone(parts.PAID, Rule(Where("generate", origin=True, protocol="ai-sdk"), parts.ACCESS_DENIED)),
           May(BAD, names=(("refusal-depends-on-origin", "refusal-depends-on-protocol"),), not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM, not_certain=frozenset({"refusal-depends-on-protocol", "team-blocked"}))),
    beside("both factors have to change: the headers and the key", on_vercel(KEY, Token(parts.PAID)), parts.one_team(parts.PAID, Rule(Where("generate", origin=True), parts.ACCESS_DENIED), Rule(Where("generate", credential="key"), parts.ACCESS_DENIED)),
           May(BAD, not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM, not_certain=frozenset({"team-blocked"}))),
    both(replace(Team(), balance="4.10", used="0.90"), May(BAD, not_certain=GATE | {"positive-balance-is-free-credit"}, not_claimed=INNOCENT), "the gate's words on a small paid team, whose oracle is served", Rule(ASKED_ALONE, parts.BYOK_REFUSAL)),
)  # fmt: skip
WORLDS = (*ORACLES, *CONTROLS, *TURNS, *WAYS, *BY_WHOM, *REVERSED)
