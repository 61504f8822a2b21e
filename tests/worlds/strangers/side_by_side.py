"""Two to four places beside each other, as a judge would set them: who of them fails, by what, and what may be held against what."""

from dataclasses import replace
from typing import Any

from tests.standin import Answer, Gateway, Key, Rule, Team, Token, Where, html_page
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, Seen
from tests.worlds.strangers.asked import by, worded
from tests.worlds.usual_places import CLOSED, LAMBDA, LOCAL, PREVIEW, PRODUCTION, SILENT, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, on_laptop, on_vercel

KEYS = ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD
ALL = KEYS | MONEY
RENEWED = ("key-invalid-revoked-or-expired", "different-key-same-length", "env-changed-not-redeployed")
SALT = {"GATEWAY_PROBE_FINGERPRINT_SALT": "a-salt-of-a-judge-1"}
BOTH_KEYS = Gateway((Key(KEY, parts.PAID), Key(OTHER_KEY, parts.PAID)))
OTHERS = on_vercel(OTHER_KEY)
LAMBDAS = on_laptop(KEY).having(LAMBDA)

# How one place fails by itself: with the usual key, whose team is in this state, and what its own run shows.
STATES: dict[str, tuple[Gateway, tuple[str, ...], dict[str, str]]] = {
    "no card": (parts.by_key_alone(parts.NO_CARD), ("no-card-on-file",), {}),
    "no money": (parts.by_key_alone(parts.NO_MONEY), ("byok-blocked-at-zero-balance", "free-credit-used-up"), {}),
    "a used budget": (parts.by_key_alone(parts.SPENT), ("budget-reached",), {}),
    "a rule": (parts.by_key_alone(parts.DENIED), ("routing-rule-denied",), {}),
    "an allowlist": (parts.by_key_alone(parts.NOT_ALLOWED), ("provider-or-model-allowlist",), {}),
    "a block": (parts.by_key_alone(parts.BLOCKED), ("team-blocked",), {}),
    "the tier": (parts.by_key_alone(parts.FREE_WITH_BYOK), ("byok-needs-paid-tier",), {}),
    "the free limit": (parts.by_key_alone(replace(parts.FREE, free_requests=0)), ("free-tier-rate-limit",), {}),
    "a revoked key": (Gateway((Key(KEY, parts.PAID, revoked=True),)), ("key-invalid-revoked-or-expired",), {}),
    "a model that is gone": (WELL, ("model-unknown-or-retired", "model-differs"), {"GATEWAY_PROBE_MODEL": "openai/gpt-4.1-gone"}),
    "a filter": (WELL, ("only-filter-matches-nothing", "options-refused", "options-differ"), {"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(only=["groq"])}),
    "a fault": (parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, worded(500, "internal_server_error", "Internal server error"))), ("gateway-5xx",), {}),
    "a proxy": (parts.by_key_alone(parts.PAID, Rule(parts.EVERYTHING, by("squid/6.6", 403, html_page("ERR_ACCESS_DENIED")))), ("proxy-or-egress-filter", "not-the-gateway"), {"HTTPS_PROXY": "http://proxy.example:3128"}),
}  # fmt: skip
OWN = {"a model that is gone", "a filter", "a proxy"}
"""States that come with the place, not with the team: the others move with time where the key is the same."""


def state(name: str, place: Place = PRODUCTION) -> tuple[Place, Gateway, tuple[str, ...]]:
    gateway, codes, settings = STATES[name]
    return place.having(settings), gateway, codes


def alike(name: str) -> Places:
    """Two places in one state."""
    (first, gateway, _), (second, _, _) = state(name), state(name, LOCAL)
    return Places(
        f"judged: both fail by {name}",
        (Seen("production", first, gateway), Seen("local", second, gateway)),
        MayExplain("same", not_said=ORIGIN | ABOUT_KEYS | {"changed-between-runs"}),
    )


def later(name: str) -> Places:
    """Refused five hours ago, served now: the same place, key and settings."""
    gateway, codes, _ = STATES[name]
    seen = (Seen("before", PRODUCTION, gateway, minutes_ago=300), Seen("after", PRODUCTION, WELL))
    return Places(
        f"judged: {name} five hours ago, all well now",
        seen,
        MayExplain(
            explains=(("changed-between-runs", *codes),),
            not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM,
            speaks_of=("before",),
        ),
    )


def own(name: str) -> Places:
    """One place fails by its own settings, another with the same key is served."""
    place, gateway, codes = state(name)
    seen = (Seen("production", place, gateway), Seen("preview", PREVIEW, WELL))
    return Places(
        f"judged: production alone fails by {name}, with the same key",
        seen,
        MayExplain(of={"production": codes}, not_said=ORIGIN | ALL | {"changed-between-runs"}, sure=codes),
    )


def of_another(name: str) -> Places:
    """Production's key is another one, of a team in this state."""
    gateway, codes, _ = STATES[name]
    team = replace(gateway.keys[0].team, id="team_FAKEelse", balance=gateway.keys[0].team.balance)
    seen = (
        Seen("production", OTHERS, replace(gateway, keys=(Key(OTHER_KEY, team, revoked=gateway.keys[0].revoked),))),
        Seen("preview", PREVIEW, WELL),
    )
    return Places(f"judged: production's key is another one, and fails by {name}", seen,
                  MayExplain(of={"production": (*codes, "different-key-same-length", "key-of-other-team", "env-changed-not-redeployed")}, not_said=ORIGIN, leads_not=ORIGIN | {"changed-between-runs"}))  # fmt: skip


ALIKE = tuple(
    alike(name)
    for name in (
        "no card",
        "a used budget",
        "a rule",
        "a block",
        "the tier",
        "a revoked key",
        "a model that is gone",
        "a fault",
        "a proxy",
    )
)
LATER = tuple(
    later(name) for name in ("no card", "no money", "a used budget", "a rule", "the tier", "a fault", "a block")
)
ALONE = tuple(own(name) for name in sorted(OWN))
OF_ANOTHER = tuple(
    of_another(name)
    for name in (
        "no card",
        "no money",
        "a used budget",
        "a rule",
        "an allowlist",
        "a block",
        "the tier",
        "the free limit",
        "a revoked key",
    )
)


def hide(tree: dict[str, Any]) -> None:
    """The fingerprints are taken out, as from a Document of a key that could be guessed."""
    for variable in tree["variables"]:
        variable |= {"fingerprint": None, "bare_fingerprint": None}


def without_clock(tree: dict[str, Any]) -> None:
    """Nobody knows how right its clock was."""
    for check in tree["gateway"]["checks"]:
        if isinstance(check.get("response"), dict):
            check["response"].pop("date", None)


ODD_KEY, ODD_OTHER = "secret-of-a-person-1", "secret-of-a-person-2"
KNOWS_ODD = Gateway((Key(ODD_KEY, parts.PAID), Key(ODD_OTHER, parts.FREE_WITH_BYOK)))
TIER = STATES["the tier"][0]
TOKENS = Gateway((Key(KEY, parts.FREE_WITH_BYOK),), (Token(parts.PAID), Token(parts.PAID, environment="preview")))
BY_LUCK = parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, parts.BYOK_REFUSAL, p=0.5), seed=11)
SHOWN = (
    Places("judged: both keys are no key's shape and hidden, one is refused by the tier", (Seen("production", on_vercel(ODD_OTHER), KNOWS_ODD), Seen("preview", on_vercel(ODD_KEY, environment="preview"), KNOWS_ODD)),
           MayExplain(not_said=ORIGIN | {"different-key-same-length"}, alike_not=("key",), speaks_of=("production",), not_certain=ORIGIN)),
    Places("judged: both hidden keys are one key, and deployments are refused", (Seen("production", on_vercel(ODD_KEY), replace(CLOSED, keys=(Key(ODD_KEY, parts.PAID),))), Seen("local", on_laptop(ODD_KEY), KNOWS_ODD)),
           MayExplain(not_said=ABOUT_KEYS, alike_not=("key",))),
    Places("judged: one salt, two keys, production's team is on the free tier", (Seen("production", on_vercel(OTHER_KEY).having(SALT), Gateway((Key(OTHER_KEY, parts.FREE_WITH_BYOK),))), Seen("local", LOCAL.having(SALT), WELL)),
           MayExplain(of={"production": ("byok-needs-paid-tier", "key-of-other-team", "different-key-same-length")}, not_said=ORIGIN | KEY_IS_BAD)),
    Places("judged: one place salted, two keys, production's is revoked", (Seen("production", on_vercel(REVOKED_KEY).having(SALT), Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),))), Seen("local", LOCAL, WELL)),
           MayExplain(of={"production": ("key-invalid-revoked-or-expired",)}, not_said=ORIGIN | ABOUT_KEYS | MONEY, differs_not=("key",), alike_not=("key",))),
    Places("judged: one fingerprint is hidden, one key, deployments are refused", (Seen("production", PRODUCTION, CLOSED), Seen("local", LOCAL, WELL, edited=hide)),
           MayExplain(explains=(("refusal-depends-on-origin",),), not_said=ABOUT_KEYS | KEY_IS_BAD, alike_not=("key",), differs_not=("key",))),
    Places("judged: an old private Document of the tier beside a public one that is served", (Seen("production", PRODUCTION, TIER, level="private", recorded=True, minutes_ago=2000), Seen("local", LOCAL, WELL)),
           MayExplain(explains=(("changed-between-runs", "byok-needs-paid-tier"),), not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM)),
    Places("judged: an old Document that is served beside one of now that the tier refuses", (Seen("local", LOCAL, WELL, recorded=True, minutes_ago=90), Seen("production", PRODUCTION, TIER)),
           MayExplain(explains=(("changed-between-runs", "byok-needs-paid-tier"),), not_said=ABOUT_KEYS | KEY_IS_BAD, leads_not=ORIGIN, not_certain=ORIGIN)),
    Places("judged: neither run knows its clock, deployments are refused", (Seen("production", PRODUCTION, CLOSED, edited=without_clock), Seen("local", LOCAL, WELL, edited=without_clock)),
           MayExplain(explains=(("refusal-depends-on-origin",),), not_said=ABOUT_KEYS | KEY_IS_BAD)),
    Places("judged: production asks by its key, preview by its token, and the key's team is free", (Seen("production", PRODUCTION, TOKENS), Seen("preview", on_vercel(None, Token(parts.PAID, environment="preview"), environment="preview"), TOKENS)),
           MayExplain(explains=(("byok-needs-paid-tier", "key-of-other-team", "credential-differs"),), not_said=ORIGIN | KEY_IS_BAD)),
    Places("judged: production's key is refused and its token is another team's, preview by token is served", (Seen("production", on_vercel(KEY, Token(parts.PAID)), TOKENS), Seen("preview", on_vercel(None, Token(parts.PAID, environment="preview"), environment="preview"), TOKENS)),
           MayExplain(of={"production": ("byok-needs-paid-tier", "key-of-other-team", "credential-differs", "refusal-depends-on-credential")}, not_said=ORIGIN | KEY_IS_BAD)),
    Places("judged: production is refused at random, preview is served", (Seen("production", PRODUCTION, BY_LUCK), Seen("preview", PREVIEW, WELL)),
           MayExplain("", not_certain=ORIGIN | FACTORS | MONEY, not_said=KEYS)),
    Places("judged: both are asked at random, with one luck each", (Seen("production", PRODUCTION, BY_LUCK), Seen("preview", PREVIEW, replace(BY_LUCK, seed=12))),
           MayExplain("", not_certain=ORIGIN | FACTORS | MONEY, not_said=KEYS)),
    Places("judged: production's gateway gives no answer, the laptop's does", (Seen("production", PRODUCTION.having({"GATEWAY_PROBE_TIME_BUDGET": "2"}), SILENT), Seen("local", LOCAL, WELL)),
           MayExplain(not_said=KEYS | MONEY, speaks_of=("production",))),
    Places("judged: production is throttled, preview is served a minute later", (Seen("production", PRODUCTION, parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, parts.THROTTLED)), minutes_ago=1), Seen("preview", PREVIEW, WELL)),
           MayExplain("", not_certain=ORIGIN | {"free-tier-rate-limit"}, not_said=KEYS)),
    Places("judged: production is one AI SDK's door that is refused, preview asks at another", (Seen("production", PRODUCTION.having({"GATEWAY_PROBE_CLIENT": "ai-sdk-7"}), parts.by_key_alone(parts.PAID, Rule(Where("generate", protocol="ai-sdk"), parts.BYOK_REFUSAL))), Seen("preview", PREVIEW.having({"GATEWAY_PROBE_CLIENT": "openai"}), parts.by_key_alone(parts.PAID, Rule(Where("generate", protocol="ai-sdk"), parts.BYOK_REFUSAL)))),
           MayExplain(explains=(("refusal-depends-on-protocol", "protocol-differs"),), not_said=ORIGIN | KEYS)),
    Places("judged: production streams, and streams are refused; preview does not", (Seen("production", PRODUCTION.having({"GATEWAY_PROBE_STREAMING": "on"}), parts.by_key_alone(parts.PAID, Rule(Where("generate", streamed=True), parts.ACCESS_DENIED))), Seen("preview", PREVIEW.having({"GATEWAY_PROBE_STREAMING": "off"}), parts.by_key_alone(parts.PAID, Rule(Where("generate", streamed=True), parts.ACCESS_DENIED)))),
           MayExplain(explains=(("stream-refused", "streaming-differs", "refusal-depends-on-streaming"),), not_said=ORIGIN | KEYS)),
    Places("judged: production's variable is empty, and its token serves; the laptop's key is revoked", (Seen("production", on_vercel("", Token(parts.PAID)), Gateway((), (Token(parts.PAID),))), Seen("local", on_laptop(REVOKED_KEY), Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),)))),
           MayExplain(of={"local": ("key-invalid-revoked-or-expired", "credential-differs")}, not_said=ORIGIN | MONEY | OTHER_TEAM)),
    Places("judged: the laptop's file holds the placeholder, production is served by its key", (Seen("production", PRODUCTION, WELL), Seen("local", on_laptop("[SENSITIVE]"), WELL)),
           MayExplain(of={"local": ("key-redacted-placeholder",)}, not_said=ORIGIN | MONEY | OTHER_TEAM)),
    Places("judged: nothing in preview, a key in production, and a Lambda with the same key", (Seen("production", PRODUCTION, WELL), Seen("preview", on_vercel(None, environment="preview"), WELL), Seen("lambda", LAMBDAS, WELL)),
           MayExplain(of={"preview": ("env-scope-mismatch", "key-absent", "env-changed-not-redeployed")}, not_said=ORIGIN | MONEY | OTHER_TEAM, together=(("env-scope-mismatch", "env-changed-not-redeployed"),))),
)  # fmt: skip


def four(name: str, first: str, second: str, third: str) -> Places:
    """Three places, each with a key of its own and a fault of its own, beside one that is served."""
    seen, of = [Seen("well", LOCAL, WELL)], {}
    for number, fault in enumerate((first, second, third)):
        gateway, codes, settings = STATES[fault]
        key = f"vck_FAKE-four{number}-".ljust(60, "z")
        place = on_vercel(key, environment=("production", "preview", "development")[number]).having(settings)
        owner = gateway.keys[0]
        seen.append(
            Seen(
                f"place{number}",
                place,
                replace(
                    gateway, keys=(Key(key, replace(owner.team, id=f"team_FAKEfour{number}"), revoked=owner.revoked),)
                ),
            )
        )
        of[f"place{number}"] = (*codes, "different-key-same-length", "key-of-other-team", "env-changed-not-redeployed")
    return Places(f"judged: {name}", tuple(seen), MayExplain(of=of, not_said=ORIGIN))


def mixed(name: str, *rows: tuple[str, Place, Gateway], may: MayExplain) -> Places:
    """Places in a row."""
    return Places(f"judged: {name}", tuple(Seen(called, place, gateway) for called, place, gateway in rows), may)


MANY = (
    four("three teams: no card, no money, a block", "no card", "no money", "a block"),
    four("three teams: a rule, the tier, a revoked key", "a rule", "the tier", "a revoked key"),
    four("three teams: a budget, an allowlist, a model that is gone", "a used budget", "an allowlist", "a model that is gone"),
    four("three teams: the free limit, a fault, a filter", "the free limit", "a fault", "a filter"),
    mixed("none is served: a proxy here, a revoked key there", ("local", *state("a proxy", LOCAL)[:2]), ("production", on_vercel(REVOKED_KEY), Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),))),
          may=MayExplain("", not_said=ORIGIN | MONEY | OTHER_TEAM, speaks_of=("production", "local"))),
    mixed("none is served: the tier by two keys of one team", ("production", OTHERS, Gateway((Key(OTHER_KEY, parts.FREE_WITH_BYOK),))), ("preview", PREVIEW, TIER), may=MayExplain("", not_said=ORIGIN | OTHER_TEAM | KEY_IS_BAD)),
    mixed("none is served: a block in three places with one key", ("production", PRODUCTION, STATES["a block"][0]), ("preview", PREVIEW, STATES["a block"][0]), ("local", LOCAL, STATES["a block"][0]), may=MayExplain("same", not_said=ORIGIN | KEYS)),
    mixed("one of four is refused as a deployment, by an origin rule that is about Production alone", ("local", LOCAL, WELL), ("preview", PREVIEW, WELL), ("lambda", LAMBDAS, WELL), ("production", PRODUCTION, CLOSED), may=MayExplain(leads=("refusal-depends-on-origin",), not_said=KEYS, speaks_of=("production",))),
    mixed("two deployments are refused by an origin rule, laptop and Lambda are served", ("local", LOCAL, CLOSED), ("lambda", LAMBDAS, CLOSED), ("preview", PREVIEW, CLOSED), ("production", PRODUCTION, CLOSED), may=MayExplain(leads=("refusal-depends-on-origin",), not_said=KEYS, speaks_of=("production", "preview"))),
    mixed("all are served, by key, by token and by another key of the team", ("local", LOCAL, WELL), ("preview", on_vercel(None, Token(parts.PAID, environment="preview"), environment="preview"), TOKENS), ("production", OTHERS, BOTH_KEYS), may=MayExplain("same", not_said=ORIGIN | ALL)),
    mixed("a proxy breaks the laptop alone, three deployments are served", ("local", *state("a proxy", LOCAL)[:2]), ("preview", PREVIEW, WELL), ("production", PRODUCTION, WELL), may=MayExplain(of={"local": ("proxy-or-egress-filter", "not-the-gateway")}, not_said=ORIGIN | ALL)),
    mixed("two models and one key: production's is for payers, the team is free", ("production", on_vercel(KEY, model="zai/glm-5"), parts.by_key_alone(parts.FREE)), ("preview", PREVIEW, parts.by_key_alone(parts.FREE)), may=MayExplain(of={"production": ("free-tier-model-restricted", "model-differs")}, not_said=ORIGIN | KEYS)),
    mixed("two teams are named, one of them to no avail", ("production", PRODUCTION.having({"GATEWAY_PROBE_TEAM": "team_FAKEstranger"}), parts.by_key_alone(parts.PAID, Rule(Where("generate", header="x-vercel-ai-gateway-team"), worded(403, "forbidden", "Not your team.")))), ("preview", PREVIEW, WELL), may=MayExplain(of={"production": ("refusal-depends-on-named-team", "named-team-differs")}, not_said=ORIGIN | MONEY | KEY_IS_BAD)),
    mixed("the own credential is bad for one team, and served over the gateway's in the other", ("production", OTHERS, Gateway((Key(OTHER_KEY, Team("team_FAKEelse", balance="41.07", used="8.93")),))), ("preview", PREVIEW, WELL), may=MayExplain("", not_said=ORIGIN | KEY_IS_BAD | MONEY)),
    mixed("an answer of Deployment Protection in preview, all well in production", ("preview", PREVIEW, parts.by_key_alone(parts.PAID, Rule(parts.EVERYTHING, Answer(401, html_page("Authentication Required"), {"set-cookie": "_vercel_sso_nonce=FAKE"})))), ("production", PRODUCTION, WELL), may=MayExplain("", not_said=ORIGIN | ALL, speaks_of=("preview",))),
)  # fmt: skip
WORLDS = (*ALIKE, *LATER, *ALONE, *OF_ANOTHER, *SHOWN, *MANY)
