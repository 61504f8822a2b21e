"""Three places or more beside each other, each in a state of its own."""

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, NOBODYS_FAULT, ORIGIN, MayExplain, Places, Seen
from tests.worlds.usual_places import BY_TOKEN, CLOSED, LOCAL, PREVIEW, PRODUCTION, REVOKED, SILENT, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, on_vercel

STAGING = on_vercel(KEY, environment="staging")

WORLDS = (
    Places(
        "five places in five states",
        (
            Seen("production", PRODUCTION, CLOSED),
            Seen("staging", on_vercel(REVOKED_KEY, environment="staging"), REVOKED),
            Seen("preview", on_vercel(environment="preview"), WELL),
            Seen("office", LOCAL, SILENT),
            Seen("home", LOCAL, WELL),
        ),
        MayExplain(
            explains=(
                ("refusal-depends-on-origin",),
                ("key-invalid-revoked-or-expired",),
                ("key-absent", "env-scope-mismatch"),
            ),
            not_said=OTHER_TEAM | MONEY,
            speaks_of=("production", "staging", "preview", "office", "home"),
        ),
    ),
    Places(
        "five places of which one alone is served, the rest have the key of a free team",
        (
            *(
                Seen(name, on_vercel(OTHER_KEY, environment=name), Gateway((Key(OTHER_KEY, parts.FREE_WITH_BYOK),)))
                for name in ("production", "staging", "preview", "canary")
            ),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain(
            explains=(("byok-needs-paid-tier", "key-of-other-team", "different-key-same-length"),),
            not_said=ORIGIN | KEY_IS_BAD,
            speaks_of=("production", "staging", "preview", "canary"),
        ),
    ),
    Places(
        "four places: two refused for their headers, one for its tier, one served",
        (
            Seen("production", PRODUCTION, CLOSED),
            Seen("staging", STAGING, CLOSED),
            Seen(
                "preview", on_vercel(OTHER_KEY, environment="preview"), Gateway((Key(OTHER_KEY, parts.FREE_WITH_BYOK),))
            ),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain(
            explains=(
                ("refusal-depends-on-origin",),
                ("byok-needs-paid-tier", "key-of-other-team", "different-key-same-length"),
            ),
            not_said=KEY_IS_BAD,
            speaks_of=("production", "staging", "preview"),
        ),
    ),
    Places(
        "three places: served by key, by token, and not by the token of a stranger's project",
        (
            Seen("production", PRODUCTION, parts.one_team(parts.PAID)),
            Seen("preview", BY_TOKEN, parts.one_team(parts.PAID)),
            Seen(
                "fork",
                on_vercel(None, Token(parts.OTHER_PAID, stranger=True), environment="preview", project="prj_FAKEfork"),
                Gateway(tokens=(Token(parts.OTHER_PAID, stranger=True),)),
            ),
        ),
        MayExplain(
            explains=(("oidc-refused", "oidc-off-or-wrong-link"),),
            not_said=ORIGIN | MONEY | KEY_IS_BAD | ABOUT_KEYS - OTHER_TEAM,
            speaks_of=("fork",),
        ),
    ),
    Places(
        "three places of one key, and the middle one is answered by an old gateway without routing",
        tuple(
            Seen(name, place, parts.by_key_alone(parts.PAID, metadata=metadata))
            for name, place, metadata in (
                ("production", PRODUCTION, "new"),
                ("preview", PREVIEW, "none"),
                ("local", LOCAL, "old"),
            )
        ),
        MayExplain("same", not_said=ORIGIN | NOBODYS_FAULT),
    ),
    Places(
        "three places, one whose stored credential is out of funds and is asked for alone",
        (
            Seen(
                "production",
                PRODUCTION.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(only=["openai"])}),
                parts.by_key_alone(Team(stored={"openai": Credential("no-funds")}), system={"openai": "none"}),
            ),
            Seen("preview", PREVIEW, WELL),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain(
            explains=(("upstream-account-out-of-funds", "options-differ", "provider-rate-limit"),),
            not_said=ORIGIN
            | OTHER_TEAM
            | KEY_IS_BAD
            | ABOUT_KEYS
            | {"team-blocked", "budget-reached", "free-credit-used-up"},
            speaks_of=("production",),
        ),
    ),
    Places(
        "two places that differ in nothing but an answer of 500 for one of them",
        (
            Seen("production", PRODUCTION, parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, Answer(500, None)))),
            Seen("preview", PREVIEW, WELL),
        ),
        MayExplain(not_said=NOBODYS_FAULT, not_certain=ORIGIN, speaks_of=("production",)),
    ),
)
