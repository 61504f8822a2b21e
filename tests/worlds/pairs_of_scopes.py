"""Two places beside each other whose variables differ: set here and not there, renewed, deployed again, of two teams."""

from dataclasses import replace

from tests.standin import Gateway, Key, Token
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, Seen, pair
from tests.worlds.usual_places import LAMBDA, LOCAL, PREVIEW, PRODUCTION, ROTATED, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, on_laptop, on_vercel

NOT_SET = ("env-scope-mismatch", "key-absent")
PREVIEW_TOKEN = Token(parts.PAID, environment="preview")
RENEWED = ("key-invalid-revoked-or-expired", "different-key-same-length", "env-changed-not-redeployed")

WORLDS = (
    pair(
        "set for the deployments, and not on the laptop",
        (PRODUCTION, WELL),
        (on_laptop(), WELL),
        MayExplain(explains=(NOT_SET,), not_said=ORIGIN | OTHER_TEAM | MONEY, speaks_of=("local",)),
    ),
    pair(
        "set on the laptop, and not in production, where there is no token either",
        (on_vercel(), WELL),
        (LOCAL, WELL),
        MayExplain(explains=(NOT_SET,), not_said=ORIGIN | OTHER_TEAM | MONEY, speaks_of=("production",)),
    ),
    pair(
        "set in preview, and not in production, which is served by its token of the same team",
        (on_vercel(None, Token(parts.PAID)), parts.one_team(parts.PAID)),
        (PREVIEW, parts.one_team(parts.PAID)),
        MayExplain("same", not_said=ORIGIN | OTHER_TEAM | MONEY | KEY_IS_BAD),
    ),
    pair(
        "set in preview, and not in production, whose token belongs to a free team",
        (on_vercel(None, Token(parts.FREE_WITH_BYOK)), parts.two_teams(parts.PAID, parts.FREE_WITH_BYOK)),
        (PREVIEW, parts.two_teams(parts.PAID, parts.FREE_WITH_BYOK)),
        MayExplain(
            explains=(("byok-needs-paid-tier", "credential-differs", "env-scope-mismatch", "key-of-other-team"),),
            not_said=ORIGIN | {"different-key-same-length"},
        ),
    ),
    pair(
        "a custom environment that nobody ticked",
        (on_vercel(environment="preview", VERCEL_TARGET_ENV="staging"), WELL),
        (PREVIEW, WELL),
        MayExplain(explains=(NOT_SET,), not_said=ORIGIN | OTHER_TEAM | MONEY),
    ),
    pair(
        "a variable of another client beside the key, in production only",
        (PRODUCTION.having({"GOOGLE_GENERATIVE_AI_API_KEY": "AIzaFAKE".ljust(39, "x")}), WELL),
        (PREVIEW, WELL),
        MayExplain("same", not_said=ORIGIN | ABOUT_KEYS | MONEY | KEY_IS_BAD),
    ),
    pair(
        "a variable of another client in the refused place, beside an origin rule",
        (
            PRODUCTION.having({"OPENAI_API_KEY": "sk-FAKE".ljust(51, "x")}),
            parts.by_key_alone(parts.PAID, parts.REFUSES_DEPLOYMENTS),
        ),
        (LOCAL, WELL),
        MayExplain(leads=("refusal-depends-on-origin",), not_said=ABOUT_KEYS | KEY_IS_BAD),
    ),
    pair(
        "white space in place of the key in preview",
        (PRODUCTION, WELL),
        (on_vercel("   ", environment="preview"), WELL),
        MayExplain(
            explains=(("key-empty", "env-scope-mismatch", "key-absent"),),
            not_said=ORIGIN | OTHER_TEAM | MONEY,
            speaks_of=("preview",),
        ),
    ),
    Places(
        "two deployments of production, the older with the key that was revoked since",
        (
            Seen("dpl-old", on_vercel(REVOKED_KEY, VERCEL_DEPLOYMENT_ID="dpl_FAKEold"), ROTATED),
            Seen("dpl-new", PRODUCTION, ROTATED),
        ),
        MayExplain(explains=(RENEWED,), not_said=ORIGIN | OTHER_TEAM | MONEY, speaks_of=("dpl-old",)),
    ),
    Places(
        "the same deployment before and after its key was revoked",
        (
            Seen("before", PRODUCTION, WELL, minutes_ago=60),
            Seen("after", PRODUCTION, Gateway((Key(KEY, parts.PAID, revoked=True),))),
        ),
        MayExplain(
            explains=(("key-invalid-revoked-or-expired",),),
            not_said=ORIGIN | OTHER_TEAM | MONEY | {"different-key-same-length", "env-changed-not-redeployed"},
            speaks_of=("after",),
        ),
    ),
    Places(
        "deployed again with a second key of the same team, served before and after",
        (
            Seen("before", PRODUCTION, WELL, minutes_ago=8),
            Seen(
                "after",
                on_vercel(OTHER_KEY, VERCEL_DEPLOYMENT_ID="dpl_FAKEnew"),
                Gateway((Key(OTHER_KEY, parts.PAID),)),
            ),
        ),
        MayExplain("same", not_said=ORIGIN | OTHER_TEAM | MONEY | KEY_IS_BAD),
    ),
    pair(
        "two keys of one team, and the budget of production's is used up",
        (on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.PAID, budget_left=False),))),
        (PREVIEW, WELL),
        MayExplain(explains=(("budget-reached",),), not_said=ORIGIN | OTHER_TEAM | KEY_IS_BAD),
    ),
    pair(
        "two branches of preview, one with a key of its own that the gateway does not know",
        (on_vercel(REVOKED_KEY, environment="preview", VERCEL_GIT_COMMIT_REF="feature"), ROTATED),
        (on_vercel(KEY, environment="preview", VERCEL_GIT_COMMIT_REF="main"), ROTATED),
        MayExplain(explains=(RENEWED,), not_said=ORIGIN | OTHER_TEAM | MONEY),
    ),
    pair(
        "tokens of two teams, the free one in production",
        (on_vercel(None, Token(parts.FREE_WITH_BYOK)), Gateway(tokens=(Token(parts.FREE_WITH_BYOK),))),
        (on_vercel(None, PREVIEW_TOKEN, environment="preview", project="prj_FAKE"), Gateway(tokens=(PREVIEW_TOKEN,))),
        MayExplain(
            explains=(("byok-needs-paid-tier", "key-of-other-team"),),
            not_said=ORIGIN | {"different-key-same-length", "env-scope-mismatch", "env-changed-not-redeployed"},
        ),
    ),
    pair(
        "production is served by its token, the laptop's key belongs to a free team",
        (on_vercel(None, Token(parts.PAID)), parts.two_teams(parts.FREE_WITH_BYOK, parts.PAID)),
        (LOCAL, parts.two_teams(parts.FREE_WITH_BYOK, parts.PAID)),
        MayExplain(
            explains=(("byok-needs-paid-tier", "key-of-other-team", "credential-differs"),),
            not_said=ORIGIN | KEY_IS_BAD | {"different-key-same-length"},
            speaks_of=("local",),
        ),
    ),
    pair(
        "quotes around the key in preview's file, none in production",
        (PRODUCTION, WELL),
        (on_vercel(f'"{KEY}"', environment="preview"), WELL),
        MayExplain(
            explains=(("key-quoted-or-prefixed", "same-key-with-a-defect"),),
            not_said=ORIGIN | OTHER_TEAM | MONEY | {"different-key-same-length"},
        ),
    ),
    pair(
        "a key of the shell on the laptop, of a team that has to verify its card",
        (PRODUCTION, WELL),
        (on_laptop(OTHER_KEY), Gateway((Key(OTHER_KEY, replace(parts.FREE, card=False)),))),
        MayExplain(explains=(("no-card-on-file",),), not_said=ORIGIN | KEY_IS_BAD, speaks_of=("local",)),
    ),
    pair(
        "no key on Lambda, and the token serves on Vercel",
        (Place(LAMBDA), parts.one_team(parts.PAID)),
        (on_vercel(None, Token(parts.PAID), environment="preview"), parts.one_team(parts.PAID)),
        MayExplain(
            explains=(("key-absent", "credential-differs", "env-scope-mismatch"),), not_said=ORIGIN | OTHER_TEAM | MONEY
        ),
    ),
    Places(
        "a container and a deployment with one key, and the deployment's headers are refused",
        (
            Seen("production", PRODUCTION, parts.by_key_alone(parts.PAID, parts.REFUSES_DEPLOYMENTS)),
            Seen("docker", Place({"AI_GATEWAY_API_KEY": KEY, "HOSTNAME": "0123456789ab"}), WELL),
        ),
        MayExplain(leads=("refusal-depends-on-origin",), not_said=ABOUT_KEYS, speaks_of=("production",)),
    ),
    Places(
        "a container with a token that was pulled yesterday, and a deployment with its own",
        (
            Seen("docker", Place({}, env_token=Token(parts.PAID, age_s=90_000)), parts.one_team(parts.PAID)),
            Seen("production", on_vercel(None, Token(parts.PAID)), parts.one_team(parts.PAID)),
        ),
        MayExplain(explains=(("oidc-expired-locally",),), not_said=ORIGIN | OTHER_TEAM | MONEY, speaks_of=("docker",)),
    ),
)
