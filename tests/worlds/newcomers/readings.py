"""Worlds whose look-ups move while the run reads them: sums, lists, and what a look-up alone refuses."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tests.standin import Answer, Rule, Team, Token, Where, error_body
from tests.standin.doors import Request
from tests.standin.generation import served
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.world import ASKED, KEY, TIER, World, on_vercel

SERVED = ("healthy", "degraded")
PAID, SEED = parts.PAID, parts.FREE_WITH_BYOK
HERE, FREE_HERE = on_vercel(KEY, Token(PAID)), on_vercel(KEY, Token(SEED))
TEAM_OF_KEY = frozenset({"key-of-other-team"})


def _sum(balance: Any, used: Any) -> Answer:
    return Answer(200, {"balance": balance, "total_used": used})


def _spending(start: int, used: int, step: int = 1) -> tuple[Rule, ...]:
    """Each reading finds some cents spent since the last."""
    known = Where("credits", ("key", "token"))
    return tuple(
        Rule(known, _sum(f"{(start - step * n) / 100:.2f}", f"{(used + step * n) / 100:.2f}"), last=1)
        for n in range(12)
    )


def _lists(edit: Callable[[list[Any]], list[Any]], last: int | None = None) -> Rule:
    def answer(_request: Request, ordinary: Answer) -> Answer:
        return replace(ordinary, body={**ordinary.body, "data": edit(ordinary.body["data"])})

    return Rule(parts.MODELS, answer, last=last)


def _without(model: str) -> Callable[[list[Any]], list[Any]]:
    return lambda listed: [item for item in listed if item["id"] != model]


LISTS: dict[str, Callable[[list[Any]], list[Any]]] = {
    "lacks the model": _without(ASKED),
    "is empty": lambda _: [],
    "names every model twice": lambda listed: [*listed, *listed],
    "has no kinds": lambda listed: [{name: value for name, value in item.items() if name != "type"} for item in listed],
    "holds things that are no models": lambda listed: [None, 7, "x", {}, {"id": None}, *listed],
    "has its ids in capitals": lambda listed: [{**item, "id": item["id"].upper()} for item in listed],
}
NO_KEY_FOR_LOOKUPS = error_body("Authentication failed.", "authentication_error")
MODEL_CODES = frozenset({"model-unknown-or-retired", "model-of-wrong-kind", "model-id-without-creator"})


def _sums() -> Iterator[World]:
    yield World(
        "cents are spent between any two readings, and all is served",
        HERE,
        parts.one_team(PAID, *_spending(9550, 450)),
        May(SERVED, not_claimed=BLAMES),
    )
    yield World(
        "cents are spent between any two readings behind the seed's refusal",
        FREE_HERE,
        parts.one_team(SEED, *_spending(380, 120)),
        # The sum is the 5.00 that every team of the free tier was granted: of another team nobody can be sure.
        May(("failing",), ("byok-needs-paid-tier",), at_least="likely", not_claimed=OTHER_TEAM | KEY_IS_BAD | FACTORS),
    )
    yield World(
        "cents are spent between any two readings of an odd sum behind the seed's refusal",
        FREE_HERE,
        parts.one_team(SEED, *_spending(361, 373)),
        May(("failing",), ("byok-needs-paid-tier",), at_least="likely", not_claimed=OTHER_TEAM | KEY_IS_BAD | FACTORS),
    )
    yield World(
        "dollars are spent between any two readings behind an origin rule",
        HERE,
        parts.one_team(PAID, parts.REFUSES_DEPLOYMENTS, *_spending(95500, 4500, 310)),
        May(("failing",), ("refusal-depends-on-origin",), not_claimed=OTHER_TEAM | KEY_IS_BAD | MONEY),
    )
    for name, team in (("the seed", SEED), ("a team that ran out", replace(parts.NO_MONEY))):
        yield World(
            f"{name}: twenty dollars were bought between two readings",
            on_vercel(KEY, Token(team)),
            parts.one_team(
                team,
                Rule(parts.CREDITS, lambda _, it: it, last=1),
                Rule(Where("credits", ("key", "token")), _sum("23.80", team.used)),
            ),
            May(
                ("failing", "inconclusive"),
                names=(("purchase-not-effective-yet", "byok-blocked-at-zero-balance"),),
                not_certain=OTHER_TEAM | FACTORS,
                not_claimed=KEY_IS_BAD,
            ),
        )
    yield World(
        "two teams with one sum of balance and use: the key's is free, the token's pays",
        on_vercel(KEY, Token(Team("team_FAKEpays", "paid", "1.00", "4.00", stored=parts.AZURE))),
        parts.two_teams(
            Team("team_FAKEfree", "free", "3.80", "1.20", stored=parts.AZURE),
            Team("team_FAKEpays", "paid", "1.00", "4.00", stored=parts.AZURE),
        ),
        May(("failing",), names=(("key-of-other-team",),), not_ruled_out=TEAM_OF_KEY, not_claimed=KEY_IS_BAD),
    )
    yield World(
        "two teams that have never used anything, and both are out of money",
        on_vercel(KEY, Token(Team("team_FAKEtwo", "free", "0.00", "0.00"))),
        parts.two_teams(Team("team_FAKEone", "free", "0.00", "0.00"), Team("team_FAKEtwo", "free", "0.00", "0.00")),
        May(
            ("failing",),
            names=(("byok-blocked-at-zero-balance",),),
            not_ruled_out=TEAM_OF_KEY,
            not_claimed=OTHER_TEAM | KEY_IS_BAD | FACTORS,
        ),
    )
    yield World(
        "two paid teams topped up to the same sum, one is blocked: the key's",
        on_vercel(KEY, Token(parts.OTHER_PAID)),
        parts.two_teams(
            replace(PAID, id="team_FAKEtwin", balance="41.07", used="8.93", blocked=True), parts.OTHER_PAID
        ),
        May(("failing",), names=(("team-blocked",), ("key-of-other-team",)), not_ruled_out=TEAM_OF_KEY),
    )


BALANCES: tuple[object, ...] = (
    "0.000000001",
    "95.50 USD",
    "95,50",
    " 95.50",
    "NaN",
    "Infinity",
    "-0",
    "1e2",
    "٩٥",
    "",
    None,
    95.5,
    True,
    [],
)


def _odd_sums() -> Iterator[World]:
    for balance in BALANCES:
        odd = Rule(Where("credits", ("key", "token")), _sum(balance, "4.50"))
        yield World(
            f"all is served, and the balance is {balance!r}",
            HERE,
            parts.one_team(PAID, odd),
            May(SERVED, not_claimed=BLAMES),
        )
        yield World(
            f"BYOK is refused to a free team, and its balance is {balance!r}",
            FREE_HERE,
            parts.one_team(SEED, odd),
            May(
                ("failing",),
                names=(("byok-needs-paid-tier",),),
                not_claimed=OTHER_TEAM | KEY_IS_BAD | FACTORS,
                not_certain=frozenset({"positive-balance-is-free-credit", "byok-blocked-at-zero-balance"}),
            ),
        )
    yield World(
        "a balance below nothing",
        on_vercel(KEY, Token(Team("team_FAKEowes", "paid", "-0.12", "40.12"))),
        parts.one_team(Team("team_FAKEowes", "paid", "-0.12", "40.12")),
        May(
            ("failing",), ("byok-blocked-at-zero-balance",), certain=True, not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM
        ),
    )


def _of_lists() -> Iterator[World]:
    for name, edit in LISTS.items():
        yield World(
            f"the list {name}, and the model is served",
            HERE,
            parts.one_team(PAID, _lists(edit)),
            May(SERVED, not_claimed=BLAMES | MODEL_CODES),
        )
        yield World(
            f"the list {name} behind the seed's refusal",
            FREE_HERE,
            parts.one_team(SEED, _lists(edit)),
            May(("failing",), ("byok-needs-paid-tier",), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM | MODEL_CODES),
        )
        yield World(
            f"the list {name} once and has it later, and the model is served",
            HERE,
            parts.one_team(PAID, _lists(edit, last=1)),
            May(SERVED, not_claimed=BLAMES | MODEL_CODES),
        )
    yield World(
        "the list has the model, and the gateway does not know it",
        HERE,
        parts.one_team(PAID, Rule(Where("generate", model=ASKED), parts.unknown_model(ASKED))),
        May(("failing",), names=(("model-unknown-or-retired",),), not_claimed=BLAMES),
    )
    yield World(
        "the gateway does not know the model once, and serves it ever after",
        HERE,
        parts.one_team(PAID, Rule(Where("generate", model=ASKED), parts.unknown_model(ASKED), last=1)),
        May(("failing", "degraded", "inconclusive"), certain=False, not_claimed=BLAMES),
    )


def _refused_look_ups() -> Iterator[World]:
    for whose, where in (
        ("the key", Where("credits", "key")),
        ("the token", Where("credits", "token")),
        ("everybody", parts.CREDITS),
    ):
        for status, body in ((401, NO_KEY_FOR_LOOKUPS), (403, error_body("Forbidden.", "forbidden"))):
            yield World(
                f"credits are refused to {whose} with {status}, and generations are served",
                HERE,
                parts.one_team(PAID, Rule(where, Answer(status, body))),
                May(SERVED, not_claimed=BLAMES | {"oidc-refused", "routing-rule-denied"}),
            )
            yield World(
                f"credits are refused to {whose} with {status}, behind the seed's refusal",
                FREE_HERE,
                parts.one_team(SEED, Rule(where, Answer(status, body))),
                # The gateway knew whose request it refused: 403 for BYOK is no word about a key that it does not know.
                May(
                    ("failing",),
                    names=(("byok-needs-paid-tier",),),
                    not_certain=KEY_IS_BAD | OTHER_TEAM | FACTORS,
                    not_ruled_out=frozenset({"byok-needs-paid-tier"}),
                ),
            )
    yield World(
        "the oracle's model is served to a team that BYOK is refused to, and twenty dollars lie there",
        on_vercel(KEY, Token(replace(SEED, balance="24.00"))),
        parts.one_team(
            replace(SEED, balance="24.00"), Rule(Where("generate", model=TIER), lambda request, it: _as_paid(request))
        ),
        May(
            BAD,
            names=(("purchase-not-effective-yet",),),
            not_certain=frozenset({"byok-needs-paid-tier", "positive-balance-is-free-credit"}) | OTHER_TEAM,
        ),
    )


def _as_paid(request: Request) -> Answer:
    return served(request, request.model, "gen_FAKE0000000000000000000001", {})


WORLDS: tuple[World, ...] = (*_sums(), *_odd_sums(), *_of_lists(), *_refused_look_ups())
