"""Refusals that hang on one thing that the request says, whatever words they come in; and on two things at once."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Token, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.crossings import changed_on_the_way as changes
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import ASKED, CONTROL, KEY, TIER, World, on_laptop, on_vercel

TOKEN = Token(parts.PAID)
PLACE = on_vercel(KEY, TOKEN)
ANSWERS = (
    ("the BYOK words", parts.BYOK_REFUSAL),
    ("a block", parts.ACCESS_DENIED),
    ("no funds", parts.NO_FUNDS),
    ("a missing card", changes.NO_CARD),
    ("a used-up budget", changes.OVER_BUDGET),
    ("a word of tomorrow", changes.UNKNOWN_KIND),
    ("401", changes.UNAUTHORIZED),
    ("an unknown model", parts.unknown_model(ASKED)),
)
INNOCENT = KEY_IS_BAD | MONEY | OTHER_TEAM | {"model-unknown-or-retired"}


def _origins() -> Iterator[World]:
    for name, answer in ANSWERS:
        origin = May(("failing",), ("refusal-depends-on-origin",), certain=True, not_claimed=INNOCENT)
        # The headers name the project, and a budget may be the project's; but what a key spends is put down to none.
        either = May(
            ("failing",),
            names=(("budget-reached",), ("refusal-depends-on-origin",)),
            certain=False,
            not_claimed=INNOCENT - {"budget-reached"},
        )
        yield World(
            f"the deployment's headers get {name}",
            PLACE,
            parts.one_team(parts.PAID, Rule(Where("generate", origin=True), answer)),
            either if "budget" in name else origin,
        )
    for header in ("project-id", "region", "environment", "deployment-id", "request-id"):
        yield World(
            f"the header of the {header} alone decides",
            PLACE,
            parts.one_team(parts.PAID, Rule(Where("generate", header=f"ai-o11y-{header}"), changes.UNKNOWN_KIND)),
            May(
                ("failing",),
                ("refusal-depends-on-origin",),
                certain=True,
                # The limit has room to ask by the project id alone, beside four answers of each arm.
                said="ai-o11y-project-id" if header == "project-id" else "",
                # Of the five it alone comes with the request, and from no variable.
                step="" if header == "project-id" else "ai-o11y-request-id",
                not_claimed=INNOCENT,
            ),
        )

    def both(request: Request, ordinary: Answer) -> Answer:
        named = {"ai-o11y-project-id", "ai-o11y-environment"} <= set(request.headers)
        return changes.UNKNOWN_KIND if named else ordinary

    yield World(
        "two of the headers together decide",
        PLACE,
        parts.one_team(parts.PAID, Rule(parts.GENERATE, both)),
        May(("failing",), ("refusal-depends-on-origin",), certain=True, not_claimed=INNOCENT),
    )


def _options() -> Iterator[World]:
    for key, value in (
        ("tags", ["shop"]),
        ("user", "u1"),
        ("quotaEntityId", "q1"),
        ("serviceTier", "flex"),
        ("inferenceRegion", "eu"),
        ("sort", "cost"),
        ("caching", "auto"),
        ("disallowPromptTraining", True),
    ):
        options = parts.options(**{key: value})
        for name, answer in (ANSWERS[5], ANSWERS[1]):
            if key in {"tags", "caching"} or name == "a word of tomorrow":
                yield World(
                    f"the option {key} gets {name}",
                    on_laptop(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=options),
                    parts.by_key_alone(parts.PAID, Rule(Where("generate", option=key), answer)),
                    May(
                        ("failing",),
                        ("options-refused", "team-filter-leaves-no-provider"),
                        certain=True,
                        not_claimed=INNOCENT,
                    ),
                )

    def together(request: Request, ordinary: Answer) -> Answer:
        return changes.UNKNOWN_KIND if {"tags", "user"} <= set(request.gateway_options) else ordinary

    yield World(
        "two options are refused together and each alone is served",
        on_laptop(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(tags=["a"], user="u", sort="cost")),
        parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, together)),
        May(("failing",), ("options-refused",), not_claimed=INNOCENT),
    )


def _two_factors() -> Iterator[World]:
    where = Where("generate", credential="key", origin=True)
    for name, answer in ANSWERS[:2] + ANSWERS[5:6]:
        yield World(
            f"key and headers together get {name}, either alone is served",
            PLACE,
            parts.one_team(parts.PAID, Rule(where, answer)),
            May(
                ("failing",),
                ("refusal-depends-on-origin", "refusal-depends-on-credential"),
                names=(("refusal-depends-on-origin",), ("refusal-depends-on-credential",)),
                not_claimed=MONEY,
            ),
        )
        yield World(
            f"the key gets {name}, and so do the headers",
            PLACE,
            parts.one_team(
                parts.PAID,
                Rule(Where("generate", credential="key"), answer),
                Rule(Where("generate", origin=True), answer),
            ),
            # No change of one thing is served; the pair is, and neither half of it alone is to blame.
            May(BAD, not_certain=FACTORS | OTHER_TEAM, not_claimed=KEY_IS_BAD),
        )
    yield World(
        "the headers are refused for the asked model alone",
        PLACE,
        parts.one_team(parts.PAID, Rule(Where("generate", model=ASKED, origin=True), parts.BYOK_REFUSAL)),
        May(("failing",), ("refusal-depends-on-origin",), certain=True, not_claimed=INNOCENT),
    )
    yield World(
        "a free team, and headers that are refused with another word",
        on_vercel(KEY, Token(parts.FREE_WITH_BYOK)),
        parts.one_team(parts.FREE_WITH_BYOK, Rule(Where("generate", origin=True), changes.UNKNOWN_KIND)),
        # Without the headers the tier refuses: two faults, one behind the other.
        May(BAD, not_certain=FACTORS - {"refusal-depends-on-origin"} | KEY_IS_BAD | OTHER_TEAM, not_claimed=OTHER_TEAM),
    )


def _beyond_reach() -> Iterator[World]:
    def by_agent(request: Request, ordinary: Answer) -> Answer:
        return parts.BYOK_REFUSAL if "gateway-probe" in request.headers.get("user-agent", "") else ordinary

    for name, rule in (
        ("whoever names itself a probe", Rule(parts.GENERATE, by_agent)),
        ("the network that it is asked from", Rule(parts.GENERATE, parts.BYOK_REFUSAL)),
    ):
        yield World(
            f"refused is {name}, whatever is changed",
            PLACE,
            parts.one_team(parts.PAID, rule),
            May(BAD, certain=False, not_claimed=KEY_IS_BAD | OTHER_TEAM, not_certain=FACTORS),
        )
    yield World(
        "every model but the control one is refused with BYOK's words, on a team that paid",
        PLACE,
        parts.one_team(parts.PAID, Rule(Where("generate", model=(ASKED, TIER)), parts.BYOK_REFUSAL)),
        # BYOK's words for the oracle say nothing of its being reserved; a stored credential there would do the same.
        May(BAD, not_claimed=KEY_IS_BAD | OTHER_TEAM, not_certain=FACTORS),
    )


def _confirmation() -> Iterator[World]:
    by_origin = Rule(Where("generate", origin=True), changes.UNKNOWN_KIND)
    for first in (4, 5, 6, 8, 10):
        for name, answer in (("a rate limit", parts.THROTTLED), ("a firewall", parts.MITIGATED)):
            yield World(
                f"the headers decide, and from generation {first} on {name} answers",
                PLACE,
                parts.one_team(parts.PAID, Rule(parts.GENERATE, answer, first=first), by_origin),
                May(BAD, certain=False, not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM),
            )
    for second in (0.25, 0.5, 0.75):
        for seed in (1, 2, 3):
            yield World(
                f"the headers are refused {second} of the time, lot {seed}",
                PLACE,
                replace(
                    parts.one_team(parts.PAID, Rule(Where("generate", origin=True), changes.UNKNOWN_KIND, p=second)),
                    seed=seed,
                ),
                # The unchanged request is refused at times and served at times; luck may give it one face all along.
                May(("healthy", *NOT_HEALTHY), not_certain=BLAMES - {"refusal-depends-on-origin"}),
            )


def _credentials() -> Iterator[World]:
    for name, answer in ANSWERS[4:7]:
        yield World(
            f"the key gets {name}, the token of the same team is served",
            PLACE,
            parts.one_team(parts.PAID, Rule(Where("generate", credential="key"), answer)),
            May(
                ("failing",),
                ("refusal-depends-on-credential", "budget-reached", "key-of-other-team", "bad-key-shadows-oidc"),
                not_certain=KEY_IS_BAD | OTHER_TEAM,
            ),
        )
    expired = Token(parts.PAID, age_s=8000)
    yield World(
        "the key is refused with BYOK's words, and the token has expired",
        replace(PLACE, header_token=expired),
        Gateway((Key(KEY, parts.FREE_WITH_BYOK),), (expired,)),
        May(("failing",), names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD),
    )
    yield World(
        "the token of a preview, the key of another team, both served",
        on_vercel(KEY, Token(parts.OTHER_PAID, environment="preview"), environment="preview"),
        Gateway((Key(KEY, parts.PAID),), (Token(parts.OTHER_PAID, environment="preview"),)),
        May(("healthy", "degraded"), not_certain=BLAMES - OTHER_TEAM),
    )
    yield World(
        "the control model alone is refused, the asked one is served",
        PLACE,
        parts.one_team(parts.PAID, Rule(Where("generate", model=CONTROL), parts.ACCESS_DENIED)),
        May(("healthy",), ("healthy",), certain=True, generations=(2, 2)),
    )


WORLDS = (*_origins(), *_options(), *_two_factors(), *_beyond_reach(), *_confirmation(), *_credentials())
