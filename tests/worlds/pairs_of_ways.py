"""Two places beside each other that reach the gateway in two ways, or prove themselves in two."""

from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Team, Token
from tests.standin.scripting import passed_on
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, NETWORK, NOT_THE_GATEWAY, OIDC, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, NOBODYS_FAULT, NOTHING, ORIGIN, MayExplain, pair
from tests.worlds.usual_places import BY_TOKEN, LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, on_laptop, on_vercel

FROM_ELSEWHERE = tuple(sorted(NOT_THE_GATEWAY | NETWORK | {"edge-answers-with-error"}))
NO_CREDENTIAL = ("key-absent", "credential-differs", "env-scope-mismatch", *sorted(OIDC))

WORLDS = (
    pair(
        "a proxy in the variables of one place, both served",
        (PRODUCTION, WELL),
        (LOCAL.having({"HTTPS_PROXY": "http://proxy.example:3128", "NODE_EXTRA_CA_CERTS": "/etc/ssl/corp.pem"}), WELL),
        NOTHING,
    ),
    pair(
        "a firewall denies the look-ups of production alone, the app is served",
        (PRODUCTION, parts.by_key_alone(parts.PAID, parts.always(parts.CREDITS, parts.MITIGATED))),
        (PREVIEW, WELL),
        MayExplain("same", not_said=ORIGIN | NOBODYS_FAULT),
    ),
    pair(
        "a proxy answers on the laptop, where the key is missing as well",
        (PRODUCTION, WELL),
        (on_laptop(), parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.FOREIGN_PAGE))),
        MayExplain(not_said=ORIGIN | OTHER_TEAM | MONEY | {"different-key-same-length"}, speaks_of=("local",)),
    ),
    pair(
        "a proxy answers on the laptop, where the key is another one",
        (PRODUCTION, WELL),
        (on_laptop(OTHER_KEY), parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.SQUID))),
        MayExplain(
            explains=(FROM_ELSEWHERE,),
            not_said=ORIGIN | OTHER_TEAM | MONEY | KEY_IS_BAD,
            leads=FROM_ELSEWHERE,
            not_likely=ABOUT_KEYS,
            speaks_of=("local",),
        ),
    ),
    pair(
        "every answer of the gateway is cut in production",
        (
            PRODUCTION,
            parts.by_key_alone(parts.PAID, Rule(parts.EVERYTHING, lambda _r, ordinary: replace(ordinary, cut=True))),
        ),
        (PREVIEW, WELL),
        MayExplain("", not_said=NOBODYS_FAULT | ORIGIN, speaks_of=("production",)),
    ),
    pair(
        "look-ups without an answer in one place, the app served in both",
        (
            PRODUCTION,
            parts.by_key_alone(
                parts.PAID, *(parts.always(where, parts.SILENCE) for where in (parts.CREDITS, parts.MODELS))
            ),
        ),
        (PREVIEW, WELL),
        MayExplain("same", not_said=ORIGIN | NOBODYS_FAULT),
    ),
    pair(
        "look-ups without an answer in the refused place, the tier refuses its key, the served key is of another team",
        (
            on_vercel(OTHER_KEY),
            Gateway(
                (Key(OTHER_KEY, parts.FREE_WITH_BYOK),),
                rules=tuple(parts.always(where, parts.SILENCE) for where in (parts.CREDITS, parts.MODELS)),
            ),
        ),
        (PREVIEW, WELL),
        MayExplain(
            explains=(("byok-needs-paid-tier", "key-of-other-team", "different-key-same-length"),),
            not_said=ORIGIN | KEY_IS_BAD,
            not_certain=OTHER_TEAM,
        ),
    ),
    pair(
        "a provider refuses the region of Lambda, not that of Vercel",
        (
            Place({"AI_GATEWAY_API_KEY": KEY, "AWS_LAMBDA_FUNCTION_NAME": "shop-fake", "AWS_REGION": "ap-east-1"}),
            parts.by_key_alone(Team(), system={"openai": "region", "azure": "none"}),
        ),
        (PREVIEW, parts.by_key_alone(Team())),
        MayExplain(not_said=NOBODYS_FAULT, not_certain=ORIGIN, speaks_of=("production",)),
    ),
    pair(
        "one region's answers take a second, both served",
        (PRODUCTION, parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, passed_on(delay_s=0.8)))),
        (PREVIEW.having({"VERCEL_REGION": "hnd1"}), WELL),
        NOTHING,
    ),
    pair(
        "no token in production since OIDC is off, a token in preview, no keys",
        (on_vercel(), parts.one_team(parts.PAID)),
        (BY_TOKEN, parts.one_team(parts.PAID)),
        MayExplain(
            explains=(NO_CREDENTIAL,), not_said=ORIGIN | OTHER_TEAM | MONEY | KEY_IS_BAD, speaks_of=("production",)
        ),
    ),
    pair(
        "the key of another team in production, beside a token of the team whose key is served in preview",
        (
            on_vercel(OTHER_KEY, Token(parts.PAID)),
            Gateway((Key(OTHER_KEY, parts.FREE_WITH_BYOK),), (Token(parts.PAID),)),
        ),
        (PREVIEW, WELL),
        MayExplain(
            explains=(("key-of-other-team",), ("byok-needs-paid-tier", "key-of-other-team")),
            not_said=ORIGIN | KEY_IS_BAD | {"env-scope-mismatch"},
            sure=("key-of-other-team",),
        ),
    ),
    pair(
        "the budget of preview's own key is used up, production is served by the token of the same team",
        (on_vercel(None, Token(parts.PAID)), parts.one_team(parts.PAID)),
        (PREVIEW, Gateway((Key(KEY, parts.PAID, budget_left=False),))),
        MayExplain(
            explains=(("budget-reached", "credential-differs"),),
            not_said=ORIGIN | OTHER_TEAM | KEY_IS_BAD | {"env-scope-mismatch", "different-key-same-length"},
            speaks_of=("preview",),
        ),
    ),
    pair(
        "a bad key hides a good token in both places",
        (
            on_vercel(REVOKED_KEY, Token(parts.PAID)),
            Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), (Token(parts.PAID),)),
        ),
        (
            on_vercel(REVOKED_KEY, Token(parts.PAID), environment="preview"),
            Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), (Token(parts.PAID),)),
        ),
        MayExplain("same", not_said=ORIGIN | OTHER_TEAM | MONEY | ABOUT_KEYS),
    ),
    pair(
        "an image model in production, a language model in preview",
        (replace(PRODUCTION, model="google/imagen-5"), WELL),
        (PREVIEW, WELL),
        MayExplain(
            explains=(("model-of-wrong-kind", "model-differs"),),
            not_said=ORIGIN | NOBODYS_FAULT,
            speaks_of=("production",),
        ),
    ),
    pair(
        "one model asked by two of its providers' names, one without a credential, both served",
        (replace(PRODUCTION, model="azure/gpt-5.4-mini"), parts.by_key_alone(Team())),
        (PREVIEW, parts.by_key_alone(Team())),
        MayExplain("", not_said=ORIGIN | NOBODYS_FAULT),
    ),
    pair(
        "the model is denied by a routing rule in the team of production's key",
        (
            on_vercel(OTHER_KEY),
            Gateway((Key(OTHER_KEY, replace(parts.OTHER_PAID, denied_by={"openai/gpt-5.4-mini": "rule_FAKE1"})),)),
        ),
        (PREVIEW, WELL),
        MayExplain(
            explains=(("routing-rule-denied",),), not_said=ORIGIN | KEY_IS_BAD | MONEY, sure=("routing-rule-denied",)
        ),
    ),
    pair(
        "an allow list of the team leaves out the model, one key, switched off four minutes later",
        (PRODUCTION, parts.by_key_alone(replace(parts.PAID, models_allowed=frozenset({"openai/gpt-4o-mini"})))),
        (PREVIEW, WELL),
        MayExplain(
            explains=(("provider-or-model-allowlist", "changed-between-runs"),),
            not_said=NOBODYS_FAULT,
            leads_not=ORIGIN,
            not_certain=ORIGIN,
        ),
        minutes_ago=4,
    ),
)
