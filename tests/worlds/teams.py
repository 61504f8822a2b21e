"""Worlds of whose key it is, and of refusals that hang on one factor of the request."""

from dataclasses import replace

from tests.standin import Answer, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.world import ASKED, CONTROL, KEY, World, on_laptop, on_vercel

BOTH = on_vercel(KEY, Token(parts.PAID))
SEED = parts.FREE_WITH_BYOK
TWINS = replace(SEED, balance="5.00", used="0.00")
PLAN_WORDS = parts.refusal(403, "forbidden", "Not available on this plan.")


def flips(code: str, **more: object) -> May:
    """One factor decides each time, and nothing else can account for it."""
    blames = (KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM) - {code}
    return replace(May(("failing",), verdict=(code,), certain=True, not_claimed=blames, generations=(4, 14)), **more)  # type: ignore[arg-type]


WORLDS = (
    World(
        "the headers of a deployment are refused each time, with the seed's words",
        BOTH,
        parts.one_team(parts.PAID, parts.always(Where("generate", origin=True), parts.BYOK_REFUSAL)),
        flips("refusal-depends-on-origin"),
    ),
    World(
        "the headers of a deployment are refused for the asked model alone",
        BOTH,
        parts.one_team(parts.PAID, parts.always(Where("generate", origin=True, model=ASKED), parts.BYOK_REFUSAL)),
        flips("refusal-depends-on-origin"),
    ),
    World(
        "the project's id alone is refused",
        BOTH,
        parts.one_team(parts.PAID, parts.always(Where("generate", header="ai-o11y-project-id"), parts.BYOK_REFUSAL)),
        flips("refusal-depends-on-origin"),
    ),
    World(
        "the headers of a deployment are refused, and there is no token",
        on_vercel(KEY),
        parts.by_key_alone(parts.PAID, parts.always(Where("generate", origin=True), parts.BYOK_REFUSAL)),
        flips("refusal-depends-on-origin", certain=None, at_least="likely"),
    ),
    World(
        "requests without the headers of a deployment are refused",
        on_laptop(KEY),
        parts.by_key_alone(parts.PAID, parts.always(Where("generate", origin=False), parts.BYOK_REFUSAL)),
        May(BAD, not_claimed=KEY_IS_BAD, not_certain=frozenset({"byok-needs-paid-tier"})),
    ),
    World(
        "the AI SDK's path is refused, chat completions are served",
        BOTH,
        parts.one_team(parts.PAID, parts.always(Where("generate", protocol="ai-sdk"), parts.BYOK_REFUSAL)),
        flips("refusal-depends-on-protocol", certain=None, at_least="likely"),
    ),
    World(
        "chat completions are refused, the AI SDK's path is served",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_PROTOCOL="chat-completions"),
        parts.one_team(parts.PAID, parts.always(Where("generate", protocol="chat-completions"), parts.BYOK_REFUSAL)),
        flips(
            "refusal-depends-on-protocol",
            certain=None,
            at_least="likely",
            not_certain=FACTORS - {"refusal-depends-on-protocol"},
            not_claimed=KEY_IS_BAD,
        ),
    ),
    World(
        "tags are refused with a word that nobody knows",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(tags=["shop"])),
        parts.one_team(parts.PAID, parts.always(Where("generate", option="tags"), PLAN_WORDS)),
        flips("options-refused", certain=None, at_least="likely", said="tags"),
    ),
    World(
        "one option of three is refused",
        on_vercel(
            KEY,
            Token(parts.PAID),
            GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(tags=["shop"], sort="cost", serviceTier="priority"),
        ),
        parts.one_team(parts.PAID, parts.always(Where("generate", option="serviceTier"), PLAN_WORDS)),
        flips("options-refused", certain=None, at_least="likely", said="serviceTier"),
    ),
    World(
        "tags are refused, but only together with the headers of a deployment",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(tags=["shop"])),
        parts.one_team(parts.PAID, parts.always(Where("generate", origin=True, option="tags"), PLAN_WORDS)),
        May(
            ("failing",),
            names=(("options-refused", "refusal-depends-on-origin"),),
            certain=False,
            not_claimed=KEY_IS_BAD | MONEY,
        ),
    ),
    World(
        "the key is refused in a deployment only, its token everywhere served",
        BOTH,
        parts.one_team(parts.PAID, parts.always(Where("generate", "key", origin=True), parts.BYOK_REFUSAL)),
        May(
            ("failing",),
            names=(("refusal-depends-on-credential", "refusal-depends-on-origin"),),
            not_certain=frozenset({"byok-needs-paid-tier"}),
            not_claimed=KEY_IS_BAD | OTHER_TEAM,
        ),
    ),
    World(
        "a free team's key beside the token of a paid team, with other sums",
        on_vercel(KEY, Token(parts.OTHER_PAID)),
        parts.two_teams(SEED, parts.OTHER_PAID),
        May(
            ("failing",),
            verdict=("key-of-other-team",),
            names=(("byok-needs-paid-tier",),),
            not_claimed=KEY_IS_BAD | FACTORS,
        ),
    ),
    World(
        "a paid team's key without BYOK beside the token of the team that has it",
        on_vercel(KEY, Token(parts.OTHER_PAID), model="azure/gpt-5.4-mini"),
        parts.two_teams(Team(), parts.OTHER_PAID),
        May(
            ("healthy", "degraded"),
            names=(("key-of-other-team",), ("byok-credential-missing-or-disabled", "expected-credential-not-used")),
            not_silent=True,
        ),
    ),
    World(
        "both teams are free and untouched: equal sums, and both refuse",
        on_vercel(KEY, Token(replace(TWINS, id="team_FAKEtwin"))),
        parts.two_teams(TWINS, replace(TWINS, id="team_FAKEtwin")),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",),),
            not_claimed=KEY_IS_BAD | FACTORS,
            not_ruled_out=frozenset({"key-of-other-team"}),
        ),
    ),
    World(
        "two teams with nothing at all: zero beside zero",
        on_vercel(KEY, Token(Team("team_FAKEnil", "paid", "0.00", "0.00"))),
        parts.two_teams(Team("team_FAKEzero", "paid", "0.00", "0.00"), Team("team_FAKEnil", "paid", "0.00", "0.00")),
        May(
            ("failing",),
            verdict=("byok-blocked-at-zero-balance", "free-credit-used-up"),
            not_claimed=KEY_IS_BAD | FACTORS,
            not_ruled_out=frozenset({"key-of-other-team"}),
        ),
    ),
    World(
        "one team whose balance moves by a cent between two reads, refused by its headers",
        BOTH,
        parts.one_team(
            parts.PAID,
            parts.always(Where("credits", "token"), Answer(200, {"balance": "95.49", "total_used": "4.51"})),
            parts.always(Where("generate", origin=True), parts.BYOK_REFUSAL),
        ),
        flips("refusal-depends-on-origin", certain=None, at_least="likely"),
    ),
    World(
        "one team that tops up between two reads of its credits",
        BOTH,
        parts.one_team(
            parts.PAID, Rule(Where("credits", "key"), Answer(200, {"balance": "0.50", "total_used": "4.50"}), last=1)
        ),
        May(("healthy", "degraded"), not_certain=frozenset({"key-of-other-team"})),
    ),
    World(
        "the team that was declared is not the token's",
        on_vercel(KEY, Token(parts.PAID), GATEWAY_PROBE_EXPECT_TEAM="team_FAKEsomebodyelse"),
        parts.one_team(parts.PAID),
        May(NOT_HEALTHY, names=(("expected-team-differs", "key-of-other-team"),)),
    ),
    World(
        "the key's team is out of money, the token's team is not",
        on_vercel(KEY, Token(parts.OTHER_PAID)),
        parts.two_teams(Team(balance="0.00", used="3.00"), parts.OTHER_PAID),
        May(
            ("failing",),
            names=(("byok-blocked-at-zero-balance", "free-credit-used-up"), ("key-of-other-team",)),
            not_claimed=KEY_IS_BAD,
        ),
    ),
    World(
        "the key's team has no card, the token's team is paid",
        on_vercel(KEY, Token(parts.OTHER_PAID)),
        parts.two_teams(Team("team_FAKEfree", "free", "5.00", "0.00", card=False), parts.OTHER_PAID),
        May(("failing",), names=(("no-card-on-file",), ("key-of-other-team",)), not_claimed=KEY_IS_BAD),
    ),
    World(
        "the token's team is blocked, the key's is served",
        on_vercel(KEY, Token(parts.BLOCKED)),
        parts.two_teams(parts.PAID, parts.BLOCKED),
        May(("healthy", "degraded"), not_silent=True),
    ),
    World(
        "only the control model is served, and that by chance of a rule on models",
        BOTH,
        parts.one_team(
            parts.PAID, Rule(Where("generate", model=ASKED), parts.refusal(403, "model_unavailable_in_region"))
        ),
        May(BAD, not_certain=MONEY, not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    ),
    World(
        "everything but the control model is refused with the seed's words on a paid team",
        BOTH,
        parts.one_team(
            parts.PAID, Rule(Where("generate", model=(ASKED, "anthropic/claude-sonnet-4.5")), parts.BYOK_REFUSAL)
        ),
        May(BAD, names=(("byok-needs-paid-tier",),), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM, certain=False),
    ),
    World(
        "an origin rule that also refuses the control model",
        BOTH,
        parts.one_team(
            parts.PAID, parts.always(Where("generate", origin=True, model=(ASKED, CONTROL)), parts.ACCESS_DENIED)
        ),
        flips("refusal-depends-on-origin", certain=None, at_least="likely"),
    ),
)
