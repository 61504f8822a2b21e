"""Places of several kinds beside each other: deployments, custom environments, Lambda functions, containers, laptops."""

from dataclasses import replace

from tests.standin import Answer, Gateway, Key, Rule, Token
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, NETWORK, NOT_THE_GATEWAY, OIDC, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, BLAMES_KEYS, ORIGIN, MayExplain, Places, Seen, pair
from tests.worlds.usual_places import CLOSED, LAMBDA, LOCAL, PREVIEW, PRODUCTION, ROTATED, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, on_laptop, on_vercel

CUSTOM = {"VERCEL_TARGET_ENV": "staging"}
CONTAINER = {"KUBERNETES_SERVICE_HOST": "10.0.0.1", "HOSTNAME": "shop-7d9f-fake"}
ON_LAMBDA, IN_CONTAINER = LOCAL.having(LAMBDA), LOCAL.having(CONTAINER)
NOT_SET = ("env-scope-mismatch", "key-absent")
TOLD_APART = (("env-scope-mismatch", "env-changed-not-redeployed"),)


def _of_project_b(request: Request, ordinary: Answer) -> Answer:
    return parts.BYOK_REFUSAL if request.headers.get("ai-o11y-project-id") == "prj_FAKEb" else ordinary


WORLDS = (
    Places(
        "a custom environment without the key, beside a preview and production with it",
        (
            Seen("staging", on_vercel(None, environment="preview").having(CUSTOM), WELL),
            Seen("preview", PREVIEW, WELL),
            Seen("production", PRODUCTION, WELL),
        ),
        MayExplain(
            of={"staging": NOT_SET}, together=TOLD_APART, not_said=ORIGIN | OTHER_TEAM | MONEY, speaks_of=("staging",)
        ),
    ),
    Places(
        "a custom environment with the key that was revoked, beside a preview and production with the new one",
        (
            Seen("staging", on_vercel(REVOKED_KEY, environment="preview").having(CUSTOM), ROTATED),
            Seen("preview", PREVIEW, ROTATED),
            Seen("production", PRODUCTION, ROTATED),
        ),
        MayExplain(
            leads=("key-invalid-revoked-or-expired",),
            explains=(("different-key-same-length", "env-changed-not-redeployed"),),
            of={"staging": ("key-invalid-revoked-or-expired",)},
            not_said=ORIGIN | OTHER_TEAM | MONEY,
        ),
    ),
    pair(
        "no key on Lambda and a pulled token that has expired, a deployment that has its own token",
        (Place(LAMBDA, env_token=Token(parts.PAID, age_s=90_000, lifetime_s=43_200)), parts.one_team(parts.PAID)),
        (on_vercel(None, Token(parts.PAID), environment="preview"), parts.one_team(parts.PAID)),
        MayExplain(
            explains=(tuple(sorted(OIDC | {"key-absent"})),),
            not_said=ORIGIN | MONEY | OTHER_TEAM,
            of={"production": tuple(sorted(OIDC | {"key-absent"}))},
        ),
    ),
    pair(
        "a container behind a proxy that fails, a Lambda function without one, one key",
        (
            IN_CONTAINER.having({"HTTPS_PROXY": "http://proxy.example:3128"}),
            parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.SQUID)),
        ),
        (ON_LAMBDA, WELL),
        MayExplain(
            explains=(tuple(sorted(NOT_THE_GATEWAY)),), not_said=ORIGIN | BLAMES_KEYS | MONEY, speaks_of=("production",)
        ),
    ),
    pair(
        "a container reads its key from a file with a newline behind it, a preview does not, both served",
        (on_laptop(f"{KEY}\n").having(CONTAINER), WELL),
        (PREVIEW, WELL),
        MayExplain("same", not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM | MONEY),
    ),
    Places(
        "the shell of a laptop has the key of a free team, two deployments have that of a paid one",
        (
            Seen("local", on_laptop(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.FREE_WITH_BYOK),))),
            Seen("preview", PREVIEW, WELL),
            Seen("production", PRODUCTION, WELL),
        ),
        MayExplain(
            of={"local": ("byok-needs-paid-tier", "key-of-other-team", "different-key-same-length")},
            explains=(("key-of-other-team", "different-key-same-length"), ("byok-needs-paid-tier",)),
            not_said=ORIGIN | KEY_IS_BAD,
        ),
    ),
    pair(
        "one laptop has the key and another has none",
        (LOCAL, WELL),
        (on_laptop(), WELL),
        MayExplain(of={"local": (*NOT_SET, "local-env-file-not-loaded")}, not_said=ORIGIN | OTHER_TEAM | MONEY),
    ),
    Places(
        "deployments are refused for their headers, a laptop and a Lambda function are not, one key in four places",
        (
            Seen("production", PRODUCTION, CLOSED),
            Seen("preview", PREVIEW, CLOSED),
            Seen("local", LOCAL, WELL),
            Seen("lambda", ON_LAMBDA, WELL),
        ),
        MayExplain(
            leads=("refusal-depends-on-origin",),
            of={"production": tuple(ORIGIN), "preview": tuple(ORIGIN)},
            not_said=BLAMES_KEYS | MONEY,
        ),
    ),
    pair(
        "two projects of one team with one key, and the gateway refuses what one of them names itself",
        (on_vercel(KEY, project="prj_FAKEb"), parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, _of_project_b))),
        (PREVIEW, parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, _of_project_b))),
        MayExplain(leads=("refusal-depends-on-origin",), not_said=BLAMES_KEYS | MONEY),
    ),
    pair(
        "the token of a custom environment is refused, that of production is not, no keys",
        (
            on_vercel(None, Token(parts.PAID, environment="staging", refused=True), environment="preview").having(
                CUSTOM
            ),
            Gateway(tokens=(Token(parts.PAID, environment="staging", refused=True),)),
        ),
        (on_vercel(None, Token(parts.PAID), environment="preview"), parts.one_team(parts.PAID)),
        MayExplain(explains=(tuple(sorted(OIDC)),), not_said=ORIGIN | BLAMES_KEYS | MONEY | {"env-scope-mismatch"}),
    ),
    pair(
        "503 in one region of a deployment, nothing amiss in another, one key",
        (
            PRODUCTION.having({"VERCEL_REGION": "hnd1"}),
            parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.UNAVAILABLE)),
        ),
        (PRODUCTION, WELL),
        MayExplain(
            explains=(("gateway-5xx",),),
            not_said=BLAMES_KEYS | MONEY,
            not_certain=FACTORS | {"gateway-5xx"},
            leads_not=ORIGIN,
        ),
    ),
    Places(
        "quotes around the key in preview, white space in place of it in staging, production is served",
        (
            Seen("preview", on_vercel(f'"{KEY}"', environment="preview"), WELL),
            Seen("staging", on_vercel("   ", environment="preview").having(CUSTOM), WELL),
            Seen("production", PRODUCTION, WELL),
        ),
        MayExplain(
            of={"preview": ("key-quoted-or-prefixed", "same-key-with-a-defect"), "staging": ("key-empty", *NOT_SET)},
            not_said=ORIGIN | OTHER_TEAM | MONEY,
        ),
    ),
    pair(
        "one deployment does not show its system variables, one key, both served",
        (replace(PRODUCTION, env={"VERCEL": "1", "AI_GATEWAY_API_KEY": KEY}), WELL),
        (PREVIEW, WELL),
        MayExplain("same", not_said=ORIGIN | BLAMES_KEYS | MONEY),
    ),
    pair(
        "a Lambda function has a provider's key alone, production has the gateway's",
        (Place({**LAMBDA, "OPENAI_API_KEY": "sk-proj-FAKE" + "b" * 60}), WELL),
        (PREVIEW, WELL),
        MayExplain(
            of={
                "production": (
                    *NOT_SET,
                    "provider-env-diverts-routing",
                    "key-name-near-miss",
                    "client-resolves-another-credential",
                    "key-is-provider-key",
                )
            },
            not_said=ORIGIN | OTHER_TEAM | MONEY | {"different-key-same-length"},
        ),
    ),
    Places(
        "the variable is set for production alone: a preview, a custom environment and a laptop lack it",
        (
            Seen("production", PRODUCTION, WELL),
            Seen("preview", on_vercel(None, environment="preview"), WELL),
            Seen("staging", on_vercel(None, environment="preview").having(CUSTOM), WELL),
            Seen("local", on_laptop(), WELL),
        ),
        MayExplain(
            of={"preview": NOT_SET, "staging": NOT_SET, "local": (*NOT_SET, "local-env-file-not-loaded")},
            together=TOLD_APART,
            not_said=ORIGIN | OTHER_TEAM | MONEY,
        ),
    ),
    pair(
        "nobody listens where a container asks, a laptop asks the gateway, one key",
        (IN_CONTAINER.having({"GATEWAY_PROBE_BASE_URL": "http://127.0.0.1:9"}), WELL),
        (LOCAL, WELL),
        MayExplain(explains=(tuple(sorted(NETWORK)),), not_said=ORIGIN | BLAMES_KEYS | MONEY),
    ),
    pair(
        "two deployments of one environment, an alias on the older one, whose key was made by another team",
        (
            on_vercel(OTHER_KEY, VERCEL_DEPLOYMENT_ID="dpl_FAKEold"),
            Gateway((Key(OTHER_KEY, replace(parts.FREE, card=False)),)),
        ),
        (PRODUCTION, WELL),
        MayExplain(
            leads=("no-card-on-file",),
            explains=(("different-key-same-length", "key-of-other-team"),),
            not_said=ORIGIN | KEY_IS_BAD,
        ),
    ),
)
