"""Worlds written once the rules had been read for their weak places: sums that lag, budgets of a project, proxies that strip or ask once."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where, error_body, html_page
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.newcomers.readings import FREE_HERE, HERE, PAID, SEED, SERVED
from tests.worlds.newcomers.wishes import refuse_options_of, set_options
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, World, on_laptop, on_vercel

KNOWN = Where("credits", ("key", "token"))
BUDGET = Answer(
    402,
    error_body('Quota limit exceeded for "project". Current spend: $5.00, limit: $5.00.', "quota_for_entity_exceeded"),
)
RULE = Answer(
    403,
    error_body(
        "Request denied by routing rule",
        "forbidden",
        {"statusCode": 403, "name": "ForbiddenError", "ruleId": "rule_FAKE"},
    ),
)
ONCE_A_CONNECTION = Answer(
    407,
    html_page("Proxy Authentication Required"),
    {"server": "squid/6.6", "proxy-authenticate": "NTLM"},
    by_gateway=False,
)


def lag(balance: int, used: int, cents: tuple[tuple[int, int], ...]) -> tuple[Rule, ...]:
    """Each reading some cents further; what was used is counted before the balance goes down, so that sums differ too."""
    return tuple(
        Rule(
            KNOWN,
            Answer(200, {"balance": f"{(balance - gone) / 100:.2f}", "total_used": f"{(used + more) / 100:.2f}"}),
            last=1,
        )
        for gone, more in cents
    )


LAGS = {
    "use is told a cent before the balance": ((0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (2, 3)),
    "the balance is told a cent before use": ((0, 0), (1, 0), (1, 1), (2, 1), (2, 2), (3, 2)),
    "use is told before the balance, each time": ((0, 1), (1, 3), (3, 4), (4, 7), (7, 8), (8, 9)),
}


def _of_lags() -> Iterator[World]:
    """One team whose app is spending: readings of it differ, and its sums by a cent or two."""
    for name, cents in LAGS.items():
        yield World(
            f"one team that spends, {name}: all is served",
            HERE,
            parts.one_team(PAID, *lag(9550, 450, cents)),
            May(SERVED, not_claimed=BLAMES, not_certain=OTHER_TEAM),
        )
        yield World(
            f"one team that spends, {name}: the seed",
            FREE_HERE,
            parts.one_team(SEED, *lag(381, 347, cents)),
            May(
                ("failing",),
                names=(("byok-needs-paid-tier",),),
                not_certain=OTHER_TEAM,
                not_claimed=KEY_IS_BAD | FACTORS,
            ),
        )
        yield World(
            f"one team that spends, {name}: an origin rule",
            HERE,
            parts.one_team(PAID, parts.REFUSES_DEPLOYMENTS, *lag(9550, 450, cents)),
            May(
                ("failing",),
                names=(("refusal-depends-on-origin",),),
                not_certain=OTHER_TEAM | MONEY,
                not_claimed=KEY_IS_BAD,
            ),
        )


def _of_project_budgets() -> Iterator[World]:
    """What is said of a project holds for what names that project."""
    for name, answer, code in (("budget", BUDGET, "budget-reached"), ("routing rule", RULE, "routing-rule-denied")):
        yield World(
            f"a {name} of the project, which the headers name",
            HERE,
            parts.one_team(PAID, Rule(Where("generate", header="ai-o11y-project-id"), answer)),
            May(
                ("failing",),
                (code, "refusal-depends-on-origin"),
                names=((code,),),
                not_ruled_out=frozenset({code}),
                not_claimed=KEY_IS_BAD | OTHER_TEAM,
            ),
        )
        yield World(
            f"a {name} of the project, which the token names: the key is served",
            HERE,
            parts.one_team(PAID, Rule(Where("generate", credential="token"), answer)),
            May(SERVED, not_claimed=BLAMES),
        )
        yield World(
            f"a {name} of the project, and no key",
            on_vercel(None, Token(PAID)),
            parts.one_team(PAID, Rule(Where("generate", credential="token"), answer)),
            May(("failing",), (code,), certain=True, not_claimed=BLAMES - {code}),
        )


def _stripped(_request: Request, ordinary: Answer) -> Answer:
    return replace(ordinary, by_gateway=False)


def _of_proxies() -> Iterator[World]:
    stripping = Rule(parts.EVERYTHING, _stripped)
    for name, key, team, codes in (
        ("all is served", KEY, PAID, ("healthy",)),
        ("the seed", KEY, SEED, ("byok-needs-paid-tier",)),
        ("no card", KEY, parts.NO_CARD, ("no-card-on-file",)),
        ("a revoked key", REVOKED_KEY, PAID, ("key-invalid-revoked-or-expired",)),
    ):
        yield World(
            f"a proxy strips every mark of the gateway: {name}",
            on_laptop(key),
            Gateway((Key(KEY, team), Key(REVOKED_KEY, team, revoked=True)), rules=(stripping,)),
            May((*SERVED, *BAD), names=(codes,), not_claimed=FACTORS | OTHER_TEAM),
        )
    login = Rule(Where(kept=False), ONCE_A_CONNECTION)
    for name, team in (("a paid team", PAID), ("the seed", SEED)):
        yield World(
            f"a proxy wants a login with the first request of each connection: {name}",
            on_laptop(KEY),
            parts.by_key_alone(team, login),
            May((*SERVED, *BAD), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM, not_certain=BLAMES - MONEY),
        )
    yield World(
        "a look-up of one reading does not know the token, all is served",
        HERE,
        parts.one_team(PAID, Rule(Where("credits", "token"), parts.refusal(401, "authentication_error"), last=1)),
        May(SERVED, not_claimed=BLAMES, not_certain=frozenset({"deployment-token-refused"})),
    )


def _of_options() -> Iterator[World]:
    option = set_options(openai={"reasoningEffort": "xxhigh"})
    words = "Unsupported value: 'reasoning_effort'."
    for p in (0.3, 0.6):
        yield World(
            f"a provider refuses at random, p = {p}, and the app sends it an option",
            HERE.having(option),
            replace(parts.one_team(PAID, replace(refuse_options_of("openai", words), p=p)), seed=5),
            May(("healthy", *NOT_HEALTHY), not_certain=FACTORS, not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM),
        )
    yield World(
        "one of four options is refused by the provider, the others are the gateway's",
        HERE.having(
            set_options(openai={"reasoningEffort": "xxhigh"}, gateway={"tags": ["a"], "user": "u", "caching": "auto"})
        ),
        parts.one_team(PAID, refuse_options_of("openai", words)),
        May(
            ("failing",),
            names=(("options-refused",),),
            said="openai.reasoningEffort",
            not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM,
        ),
    )
    for client in ("ai-sdk-7", "openai"):
        bad = Team(stored={"azure": Credential("bad-key")})
        yield World(
            f"{client}: only Azure is asked, which refuses the stored credential; without that option another serves",
            set_up(client, KEY, Token(bad)).having(set_options(gateway={"only": ["azure"]})),
            parts.one_team(bad, system={"azure": "none"}),
            May(
                ("failing",),
                ("byok-azure-wrong-key-or-resource", "byok-credential-refused"),
                not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM | FACTORS,
            ),
        )
    for outcome in ("no-deployment", "network", "rate-limit", "no-permission"):
        team = Team(stored={"azure": Credential(outcome)})
        yield World(
            f"only Azure is asked, whose credential ends in {outcome}; without that option another serves",
            on_vercel(KEY, Token(team)).having(set_options(gateway={"only": ["azure"]})),
            parts.one_team(team, system={"azure": "none"}),
            May(NOT_HEALTHY, not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM | FACTORS),
        )


def _of_two_keys() -> Iterator[World]:
    """Two keys for two clients, one of which is over its budget, or of a blocked team: the asked client's counts."""
    for name, other in (
        ("over its budget", Key(OTHER_KEY, PAID, budget_left=False)),
        ("of a blocked team", Key(OTHER_KEY, parts.BLOCKED)),
        ("of a free team", Key(OTHER_KEY, SEED)),
    ):
        yield World(
            f"LiteLLM's key is {name}, the AI SDK is asked as and served",
            HERE.having({"GATEWAY_PROBE_CLIENT": "ai-sdk-7", "VERCEL_AI_GATEWAY_API_KEY": OTHER_KEY}),
            Gateway((Key(KEY, PAID), other), (Token(PAID),)),
            May(("healthy",), certain=True, not_claimed=BLAMES, generations=(2, 2)),
        )
        yield World(
            f"LiteLLM's key is {name}, and LiteLLM is asked as",
            set_up("litellm", OTHER_KEY, Token(PAID)).having({"AI_GATEWAY_API_KEY": KEY}),
            Gateway((Key(KEY, PAID), other), (Token(PAID),)),
            May(
                ("failing",),
                names=(("budget-reached", "team-blocked", "key-of-other-team", "byok-needs-paid-tier"),),
                not_claimed=KEY_IS_BAD | {"refusal-depends-on-origin", "refusal-depends-on-protocol", "stream-refused"},
            ),
        )


WORLDS: tuple[World, ...] = (*_of_lags(), *_of_project_budgets(), *_of_proxies(), *_of_options(), *_of_two_keys())
