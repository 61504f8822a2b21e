"""What a person declares of a place, met and not met, beside faults and beside none."""

from dataclasses import replace

from gateway_probe.disclosure.fingerprint import fingerprint
from tests.standin import Credential, Gateway, Key, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, OIDC, OTHER_TEAM, May
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, World, on_laptop, on_vercel

PAID = parts.PAID
THIS = str(fingerprint(KEY))
REVOKED = str(fingerprint(REVOKED_KEY))
DIFFERENT = frozenset({"different-key-same-length"})
WELL = ("healthy", "degraded")
UNWELL = ("degraded", "failing")
SURE = May(("healthy",), certain=True, not_claimed=BLAMES)

WORLDS: tuple[World, ...] = (
    World(
        "the declared key is there and served",
        on_vercel(KEY, Token(PAID), GATEWAY_PROBE_EXPECT_KEY=THIS),
        parts.one_team(PAID),
        SURE,
    ),
    World(
        "the declared key is there with a newline behind it",
        on_vercel(f"{KEY}\n", Token(PAID), GATEWAY_PROBE_EXPECT_KEY=THIS),
        parts.one_team(PAID),
        May(WELL, names=(("key-trailing-newline",),), not_named=DIFFERENT, not_claimed=BLAMES),
    ),
    World(
        "the declared key is there in quotes",
        on_vercel(f'"{KEY}"', Token(PAID), GATEWAY_PROBE_EXPECT_KEY=THIS),
        parts.one_team(PAID),
        # It hides a token that would be served as well: either may lead.
        May(
            ("failing",),
            names=(("key-quoted-or-prefixed",),),
            not_claimed=DIFFERENT | MONEY | FACTORS | OTHER_TEAM | {"key-invalid-revoked-or-expired"},
        ),
    ),
    World(
        "the declared key is there and revoked",
        on_vercel(REVOKED_KEY, Token(PAID), GATEWAY_PROBE_EXPECT_KEY=REVOKED),
        Gateway((Key(REVOKED_KEY, PAID, revoked=True),), (Token(PAID),)),
        May(
            ("failing",),
            ("key-invalid-revoked-or-expired", "bad-key-shadows-oidc"),
            not_named=DIFFERENT,
            not_claimed=MONEY | FACTORS | OTHER_TEAM,
        ),
    ),
    World(
        "another key than the declared one is there, and it is revoked",
        on_vercel(REVOKED_KEY, GATEWAY_PROBE_EXPECT_KEY=THIS),
        Gateway((Key(REVOKED_KEY, PAID, revoked=True), Key(KEY, PAID))),
        May(
            ("failing",),
            names=(("key-invalid-revoked-or-expired",), ("different-key-same-length",)),
            not_claimed=MONEY | FACTORS,
        ),
    ),
    World(
        "another key than the declared one is there, of a team that is blocked",
        on_vercel(OTHER_KEY, Token(PAID), GATEWAY_PROBE_EXPECT_KEY=THIS),
        Gateway((Key(OTHER_KEY, parts.BLOCKED), Key(KEY, PAID)), (Token(PAID),)),
        May(
            ("failing",),
            names=(("team-blocked",), ("different-key-same-length", "key-of-other-team")),
            not_claimed=KEY_IS_BAD,
        ),
    ),
    World(
        "a key was declared, and a provider's key is in its place",
        on_vercel("sk-proj-FAKE" + "a" * 52, GATEWAY_PROBE_EXPECT_KEY=THIS),
        parts.by_key_alone(PAID),
        May(
            ("failing",),
            names=(("key-is-provider-key",),),
            # It has no fingerprint, and it is there all the same.
            not_named=frozenset({"expected-key-absent"}),
            not_claimed=MONEY | FACTORS | OTHER_TEAM,
        ),
    ),
    World(
        "a key was declared without a salt, and this place has one",
        on_vercel(
            KEY, Token(PAID), GATEWAY_PROBE_EXPECT_KEY=THIS, GATEWAY_PROBE_FINGERPRINT_SALT="fake-salt-0123456789"
        ),
        parts.one_team(PAID),
        May(WELL, not_claimed=BLAMES | DIFFERENT),
    ),
    World(
        "the declared key is absent, and no token is there either",
        on_vercel(GATEWAY_PROBE_EXPECT_KEY=THIS),
        Gateway(),
        May(
            ("failing",),
            names=(("key-absent", "oidc-off-or-wrong-link", "expected-key-absent"),),
            not_claimed=MONEY | FACTORS | OTHER_TEAM,
            generations=(0, 0),
        ),
    ),
    World(
        "the declared key is empty, and the token serves",
        on_vercel("", Token(PAID), GATEWAY_PROBE_EXPECT_KEY=THIS),
        Gateway((), (Token(PAID),)),
        May(UNWELL, found=(("expected-key-absent", "key-empty"),), not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "the declared key lies under another name, and the token serves",
        on_vercel(None, Token(PAID), AI_GATEWAY_TOKEN=KEY, GATEWAY_PROBE_EXPECT_KEY=THIS),
        parts.one_team(PAID),
        May(UNWELL, found=(("expected-key-absent", "key-name-near-miss"),), not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "the declared team is that of a header token, an old token of another lies among the variables",
        on_vercel(None, Token(PAID), env_token=Token(parts.OTHER_PAID, age_s=8000), GATEWAY_PROBE_EXPECT_TEAM=PAID.id),
        Gateway((), (Token(PAID),)),
        May(WELL, not_claimed=BLAMES | {"expected-team-differs"}),
    ),
    World(
        "the declared team is that of a token that has expired, the key is served",
        on_vercel(KEY, Token(PAID, age_s=8000), GATEWAY_PROBE_EXPECT_TEAM=PAID.id),
        parts.by_key_alone(PAID),
        May(WELL, not_claimed=BLAMES | {"expected-team-differs"}),
    ),
    World(
        "the declared team, its key and its token are three teams, and the key is of the free tier",
        on_vercel(KEY, Token(parts.OTHER_PAID), GATEWAY_PROBE_EXPECT_TEAM="team_FAKEthird"),
        parts.two_teams(parts.FREE_WITH_BYOK, parts.OTHER_PAID),
        May(("failing",), names=(("key-of-other-team",), ("expected-team-differs",)), not_claimed=KEY_IS_BAD),
    ),
    World(
        "the declared team is met, and the gateway refuses its token",
        on_vercel(None, Token(PAID, refused=True), GATEWAY_PROBE_EXPECT_TEAM=PAID.id),
        Gateway((), (Token(PAID, refused=True),)),
        May(
            ("failing",),
            names=(tuple(sorted(OIDC)),),
            not_claimed=MONEY | FACTORS | KEY_IS_BAD | {"expected-team-differs"},
        ),
    ),
    World(
        "BYOK was declared, and the app's options leave its provider out",
        on_vercel(
            KEY,
            Token(PAID),
            GATEWAY_PROBE_EXPECT_CREDENTIAL="byok",
            GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["openai"]),
        ),
        parts.one_team(PAID),
        May(
            UNWELL, found=(("expected-credential-not-used", "byok-credential-missing-or-disabled"),), not_claimed=BLAMES
        ),
    ),
    World(
        "BYOK was declared, and a key of another team serves without any",
        on_vercel(KEY, Token(PAID), GATEWAY_PROBE_EXPECT_CREDENTIAL="byok"),
        parts.two_teams(replace(parts.OTHER_PAID, stored={}), PAID),
        May(
            UNWELL,
            names=(("expected-credential-not-used", "byok-credential-missing-or-disabled"), ("key-of-other-team",)),
            not_claimed=KEY_IS_BAD | MONEY | FACTORS,
        ),
    ),
    World(
        "the gateway's credential was declared, and the team's failed before it served",
        on_vercel(KEY, Token(PAID), GATEWAY_PROBE_EXPECT_CREDENTIAL="system"),
        parts.one_team(Team(stored={"azure": Credential("bad-key")})),
        May((*WELL, "failing"), certain=None, not_silent=True, not_claimed=KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "a provider was declared, and it is the one that is down",
        on_vercel(KEY, Token(PAID), GATEWAY_PROBE_EXPECT_PROVIDER="azure"),
        parts.one_team(Team(), system={"azure": "down"}),
        May(UNWELL, found=(("expected-provider-not-used",),), not_claimed=BLAMES),
    ),
    World(
        "a provider and its credential were declared, and the tier forbids both",
        on_vercel(
            KEY,
            Token(parts.FREE_WITH_BYOK),
            GATEWAY_PROBE_EXPECT_CREDENTIAL="byok",
            GATEWAY_PROBE_EXPECT_PROVIDER="azure",
        ),
        parts.one_team(parts.FREE_WITH_BYOK),
        May(("failing",), ("byok-needs-paid-tier",), certain=True, not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
    ),
    World(
        "everything was declared, and everything is met",
        on_vercel(
            KEY,
            Token(PAID),
            GATEWAY_PROBE_EXPECT_KEY=THIS,
            GATEWAY_PROBE_EXPECT_TEAM=PAID.id,
            GATEWAY_PROBE_EXPECT_CREDENTIAL="byok",
            GATEWAY_PROBE_EXPECT_PROVIDER="azure",
        ),
        parts.one_team(PAID),
        SURE,
    ),
    World(
        "everything was declared, and the records are not to be had",
        on_vercel(KEY, Token(PAID), GATEWAY_PROBE_EXPECT_KEY=THIS, GATEWAY_PROBE_EXPECT_CREDENTIAL="byok"),
        parts.one_team(PAID, parts.always(Where("record"), parts.UNAVAILABLE)),
        May(WELL, not_claimed=BLAMES | {"expected-credential-not-used"}),
    ),
    World(
        "a key was declared on a laptop, and another one is there and served",
        on_laptop(OTHER_KEY, GATEWAY_PROBE_EXPECT_KEY=THIS),
        Gateway((Key(OTHER_KEY, parts.OTHER_PAID),)),
        May(UNWELL, found=(("different-key-same-length",),), not_claimed=MONEY | FACTORS | KEY_IS_BAD),
    ),
    World(
        "the key that was declared is the one under another client's name",
        on_laptop(OTHER_KEY, OPENAI_API_KEY=KEY, GATEWAY_PROBE_CLIENT="ai-sdk-7", GATEWAY_PROBE_EXPECT_KEY=THIS),
        Gateway((Key(OTHER_KEY, parts.OTHER_PAID), Key(KEY, PAID))),
        May(UNWELL, found=(("different-key-same-length",),), not_claimed=MONEY | FACTORS | KEY_IS_BAD),
    ),
)
