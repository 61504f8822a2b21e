"""Worlds of scopes: a key for one project, a token of another environment, two teams' keys of which one ended, budgets of a key alone."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where, error_body
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import SET_UPS, set_up
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, OIDC, OTHER_TEAM, May
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, World, on_laptop, on_vercel

SERVED = ("healthy", "degraded")
PAID, SEED = parts.PAID, parts.FREE_WITH_BYOK
HERE = on_vercel(KEY, Token(PAID))
SCOPE_WORDS = "This API key is restricted to another project."
SCOPED = Answer(403, error_body(SCOPE_WORDS, "forbidden"))
NO_MONEY_NO_KEY = MONEY | KEY_IS_BAD


def _elsewhere(request: Request, ordinary: Answer) -> Answer:
    """The key is good for requests that name no project, or its own."""
    named = request.headers.get("ai-o11y-project-id")
    return SCOPED if named not in {None, "prj_OWN"} and request.credential == "key" else ordinary


def _of_projects() -> Iterator[World]:
    yield World(
        "a key of one project refuses every generation of another, whose own token is served",
        HERE,
        parts.one_team(PAID, Rule(Where("generate", credential="key"), SCOPED)),
        May(
            ("failing",),
            names=(("refusal-depends-on-credential", "refusal-of-unknown-kind"),),
            not_claimed=NO_MONEY_NO_KEY | OTHER_TEAM,
            not_certain=frozenset({"routing-rule-denied", "key-of-other-team"}),
        ),
    )
    yield World(
        "a key of one project, and no token in the other",
        on_vercel(KEY),
        parts.by_key_alone(PAID, Rule(parts.GENERATE, SCOPED)),
        May(
            BAD,
            not_claimed=NO_MONEY_NO_KEY | OTHER_TEAM | FACTORS,
            # It names no rule.
            not_certain=frozenset({"routing-rule-denied"}),
        ),
    )
    yield World(
        "a key of one project refuses what names another project",
        HERE,
        parts.one_team(PAID, Rule(parts.GENERATE, _elsewhere)),
        May(
            ("failing",),
            names=(("refusal-depends-on-origin",),),
            not_claimed=NO_MONEY_NO_KEY | OTHER_TEAM,
            not_certain=frozenset({"refusal-depends-on-credential"}),
            generations=(1, 14),
        ),
    )
    yield World(
        "a key of one project in that project",
        on_vercel(KEY, Token(PAID, project="prj_OWN"), project="prj_OWN"),
        Gateway((Key(KEY, PAID),), (Token(PAID, project="prj_OWN"),), rules=(Rule(parts.GENERATE, _elsewhere),)),
        May(("healthy",), certain=True, not_claimed=BLAMES, generations=(2, 2)),
    )


def _of_environments() -> Iterator[World]:
    preview = Token(PAID, environment="preview")
    served = May(SERVED, not_claimed=BLAMES)
    yield World("a key, and a token of preview in production", on_vercel(KEY, preview), _by(preview), served)
    yield World("no key, and a token of preview in production", on_vercel(None, preview), _by(preview), served)
    for lifetime in (3600, 7200, 43_200):
        refused = replace(preview, refused=True, lifetime_s=lifetime)
        yield World(
            f"no key, and a token of preview that production may not use, of {lifetime} s",
            on_vercel(None, refused),
            Gateway((), (refused,)),
            May(("failing",), names=(tuple(sorted(OIDC)),), not_claimed=BLAMES),
        )
    yield World(
        "no key, and a token of another project of the team",
        on_vercel(None, Token(PAID, project="prj_OTHER")),
        Gateway((), (Token(PAID, project="prj_OTHER"),)),
        May(SERVED, found=(("oidc-off-or-wrong-link",),), not_claimed=BLAMES),
    )
    yield World(
        "a token of development in production, whose team is free, and no key",
        on_vercel(None, Token(SEED, environment="development")),
        Gateway((), (Token(SEED, environment="development"),)),
        May(("failing",), ("byok-needs-paid-tier",), not_claimed=KEY_IS_BAD | FACTORS),
    )


def _by(token: Token) -> Gateway:
    return Gateway((Key(KEY, token.team),), (token,))


def _of_two_keys() -> Iterator[World]:
    """The client's own key has ended; a good one of another team lies under the other name, and so does its token."""
    ended, other = Team("team_FAKEended"), parts.OTHER_PAID
    gateway = Gateway((Key(REVOKED_KEY, ended, revoked=True), Key(OTHER_KEY, other)), (Token(other),))
    for client, (variable, _) in SET_UPS.items():
        beside = "VERCEL_AI_GATEWAY_API_KEY" if variable == "AI_GATEWAY_API_KEY" else "AI_GATEWAY_API_KEY"
        yield World(
            f"{client}: its key of one team has ended, key and token of another team are good",
            set_up(client, REVOKED_KEY, Token(other)).having({beside: OTHER_KEY}),
            gateway,
            May(
                ("failing",),
                names=(("key-invalid-revoked-or-expired", "bad-key-shadows-oidc"),),
                not_claimed=MONEY | FACTORS - {"refusal-depends-on-credential"},
                # Nobody can see whose a key was that the gateway does not know.
                not_certain=OTHER_TEAM | MONEY,
            ),
        )
        yield World(
            f"{client}: its key is good, the one under the other name has ended",
            set_up(client, OTHER_KEY, Token(other)).having({beside: REVOKED_KEY}),
            gateway,
            May(SERVED, not_claimed=BLAMES),
        )


def _of_budgets() -> Iterator[World]:
    spent = Key(KEY, PAID, budget_left=False)
    yield World(
        "the key's own budget is used up, the token of its team is served",
        HERE,
        Gateway((spent,), (Token(PAID),)),
        # That the token is served is a flip, and confirmed as one.
        May(("failing",), ("budget-reached",), certain=True, not_claimed=KEY_IS_BAD | OTHER_TEAM, generations=(1, 14)),
    )
    yield World(
        "the key's own budget is used up, and there is no token",
        on_laptop(KEY),
        Gateway((spent,)),
        May(("failing",), ("budget-reached",), certain=True, not_claimed=KEY_IS_BAD | OTHER_TEAM | FACTORS),
    )
    yield World(
        "the key's own budget is used up, and its team is another one than the token's",
        on_vercel(KEY, Token(parts.OTHER_PAID)),
        Gateway((spent,), (Token(parts.OTHER_PAID),)),
        May(("failing",), ("budget-reached",), not_claimed=KEY_IS_BAD, not_ruled_out=frozenset({"key-of-other-team"})),
    )
    yield World(
        "the key's own budget is used up after the first generation",
        HERE,
        parts.one_team(
            PAID,
            Rule(
                Where("generate", credential="key"),
                Answer(402, error_body('Quota limit exceeded for "api_key_id_fake".', "quota_for_entity_exceeded")),
                first=2,
            ),
        ),
        May(("healthy", "degraded", "failing"), not_claimed=KEY_IS_BAD | OTHER_TEAM, not_certain=FACTORS),
    )
    yield World(
        "a free team: its rate limit is reached with the first, and the asked model is for payers",
        on_vercel(KEY, Token(replace(parts.FREE, free_requests=1)), model="anthropic/claude-sonnet-4.5"),
        parts.one_team(replace(parts.FREE, free_requests=1)),
        May(("failing",), names=(("free-tier-model-restricted",),), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    )
    yield World(
        "a free team with BYOK at its rate limit: what it is told is the limit",
        on_vercel(KEY, Token(replace(SEED, free_requests=0))),
        parts.one_team(replace(SEED, free_requests=0)),
        May(
            ("failing",),
            names=(("free-tier-rate-limit",),),
            not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM,
            not_certain=frozenset({"byok-needs-paid-tier"}),
        ),
    )


def _of_declared() -> Iterator[World]:
    """What the person declared, in worlds that fail for another reason."""
    for name, settings in (
        ("BYOK", {"GATEWAY_PROBE_EXPECT_CREDENTIAL": "byok"}),
        ("azure", {"GATEWAY_PROBE_EXPECT_PROVIDER": "azure"}),
        ("the team", {"GATEWAY_PROBE_EXPECT_TEAM": "team_FAKEfree"}),
    ):
        yield World(
            f"the seed, where {name} is declared",
            on_vercel(KEY, Token(SEED)).having(settings),
            parts.one_team(SEED),
            May(
                ("failing",),
                ("byok-needs-paid-tier",),
                certain=True,
                not_claimed=KEY_IS_BAD
                | FACTORS
                | OTHER_TEAM
                | {"expected-credential-not-used", "expected-provider-not-used"},
            ),
        )
    yield World(
        "BYOK declared and served by the system on a team without any credential",
        on_vercel(KEY, Token(Team("team_FAKEnone"))).having({"GATEWAY_PROBE_EXPECT_CREDENTIAL": "byok"}),
        parts.one_team(Team("team_FAKEnone")),
        May(
            ("degraded", "failing"),
            found=(("expected-credential-not-used", "byok-credential-missing-or-disabled"),),
            not_claimed=BLAMES,
        ),
    )
    yield World(
        "the system declared and served by BYOK",
        HERE.having({"GATEWAY_PROBE_EXPECT_CREDENTIAL": "system"}),
        parts.one_team(PAID),
        May(("degraded", "failing"), found=(("expected-credential-not-used",),), not_claimed=BLAMES),
    )
    yield World(
        "another team declared than the token's, and all is served",
        HERE.having({"GATEWAY_PROBE_EXPECT_TEAM": "team_FAKEhoped"}),
        parts.one_team(PAID),
        May(("degraded", "failing"), found=(("expected-team-differs",),), not_claimed=KEY_IS_BAD | MONEY | FACTORS),
    )


WORLDS: tuple[World, ...] = (*_of_projects(), *_of_environments(), *_of_two_keys(), *_of_budgets(), *_of_declared())
