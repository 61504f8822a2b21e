"""Two places beside each other: what differs between them, and what that accounts for."""

from dataclasses import replace

from tests.standin import Credential, Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, NOT_THE_GATEWAY, OTHER_TEAM, STORED_CREDENTIAL
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, Seen
from tests.worlds.world import ASKED, KEY, OTHER_KEY, REVOKED_KEY, Place, on_laptop, on_vercel

SEED = parts.FREE_WITH_BYOK
PAID = parts.PAID
PAID_LATER = replace(PAID, id=SEED.id)
PRODUCTION, PREVIEW = on_vercel(KEY), on_vercel(KEY, environment="preview")
LOCAL = on_laptop(KEY)
WELL = parts.by_key_alone(PAID)
BY_TOKEN = on_vercel(None, Token(PAID))
OTHER_KEYS = Gateway((Key(OTHER_KEY, PAID),))
DIFFERENT_KEYS = ("different-key-same-length", "env-changed-not-redeployed", "key-of-other-team", "credential-differs")
NOT_OF_KEYS = ABOUT_KEYS | OTHER_TEAM
REVOKED = Gateway((Key(REVOKED_KEY, PAID, revoked=True),))
SALT = {"GATEWAY_PROBE_FINGERPRINT_SALT": "salt-of-these-tests"}
NOTHING = MayExplain("same", nothing=True)
REFUSES_DEPLOYMENTS = Rule(Where("generate", origin=True), parts.BYOK_REFUSAL)
AZURE_ONLY = {"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(only=["azure"])}


def pair(
    name: str, first: tuple[Place, Gateway], second: tuple[Place, Gateway], may: MayExplain, *, minutes_ago: float = 0
) -> Places:
    """Production beside another place; production's run may lie in the past."""
    other = "preview" if "VERCEL" in second[0].env else "local"
    return Places(name, (Seen("production", *first, minutes_ago=minutes_ago), Seen(other, *second)), may)


WORLDS = (
    pair("two places that are served alike with one key", (PRODUCTION, WELL), (PREVIEW, WELL), NOTHING),
    pair("a laptop and a deployment that are served alike with one key", (PRODUCTION, WELL), (LOCAL, WELL), NOTHING),
    pair(
        "two places of a free team that are refused alike with one key",
        (PRODUCTION, parts.by_key_alone(SEED)),
        (PREVIEW, parts.by_key_alone(SEED)),
        MayExplain("same", not_said=ORIGIN | NOT_OF_KEYS),
    ),
    pair("two regions, served alike", (PRODUCTION, WELL), (PREVIEW.having({"VERCEL_REGION": "hnd1"}), WELL), NOTHING),
    pair(
        "a newline behind the key in one place, which is taken off",
        (PRODUCTION.having({"AI_GATEWAY_API_KEY": f"{KEY}\n"}), WELL),
        (PREVIEW, WELL),
        MayExplain("same", not_said=ORIGIN | NOT_OF_KEYS),
    ),
    pair(
        "a list of models that one place could not read",
        (PRODUCTION, parts.by_key_alone(PAID, parts.always(parts.MODELS, parts.UNAVAILABLE))),
        (PREVIEW, WELL),
        MayExplain("same", not_said=ORIGIN | NOT_OF_KEYS),
    ),
    pair(
        "a cent was spent between the two runs",
        (PRODUCTION, WELL),
        (PREVIEW, parts.by_key_alone(replace(PAID, balance="95.49", used="4.51"))),
        MayExplain("same", not_said=ORIGIN | OTHER_TEAM),
        minutes_ago=2,
    ),
    pair(
        "the key of another team in production, by key alone",
        (on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, SEED),))),
        (LOCAL, WELL),
        MayExplain(explains=(DIFFERENT_KEYS,), not_said=ORIGIN),
    ),
    pair(
        "an origin rule, which production proves by itself, the same key",
        (PRODUCTION, parts.by_key_alone(PAID, REFUSES_DEPLOYMENTS)),
        (LOCAL, WELL),
        MayExplain(leads=("refusal-depends-on-origin",), not_said=NOT_OF_KEYS),
    ),
    pair(
        "an origin rule that was proved six hours ago",
        (PRODUCTION, parts.by_key_alone(PAID, REFUSES_DEPLOYMENTS)),
        (LOCAL, WELL),
        MayExplain(explains=(("refusal-depends-on-origin", "changed-between-runs"),), not_said=NOT_OF_KEYS),
        minutes_ago=360,
    ),
    pair(
        "refused from one network whatever is sent, served from another, the same minute",
        (PRODUCTION, parts.by_key_alone(PAID, parts.always(Where("generate", model=ASKED), parts.BYOK_REFUSAL))),
        (LOCAL, WELL),
        MayExplain(not_said=NOT_OF_KEYS, not_certain=ORIGIN | {"byok-needs-paid-tier"}),
    ),
    pair(
        "no experiments were made in production",
        (replace(PRODUCTION, experiments="none"), parts.by_key_alone(PAID, REFUSES_DEPLOYMENTS)),
        (LOCAL, WELL),
        MayExplain(not_certain=ORIGIN, not_said=NOT_OF_KEYS),
    ),
    pair(
        "a filter that matches nothing, in production only",
        (PRODUCTION.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(only=["mistral"])}), WELL),
        (PREVIEW, WELL),
        MayExplain(
            leads=("options-differ", "only-filter-matches-nothing", "options-refused"), not_said=ORIGIN | NOT_OF_KEYS
        ),
    ),
    pair(
        "two protocols, of which one is refused",
        (PRODUCTION, parts.by_key_alone(PAID, parts.always(Where("generate", protocol="ai-sdk"), parts.ACCESS_DENIED))),
        (PREVIEW.having({"GATEWAY_PROBE_PROTOCOL": "chat-completions"}), WELL),
        MayExplain(explains=(("protocol-differs", "refusal-depends-on-protocol"),), not_said=NOT_OF_KEYS),
    ),
    pair(
        "two models, of which one is unknown",
        (replace(PRODUCTION, model="openai/gpt-9-nowhere"), WELL),
        (PREVIEW, WELL),
        MayExplain(leads=("model-differs", "model-unknown-or-retired"), not_said=ORIGIN | NOT_OF_KEYS),
    ),
    pair(
        "a laptop behind a proxy that fails",
        (PRODUCTION, WELL),
        (
            LOCAL.having({"HTTPS_PROXY": "http://proxy.example:3128"}),
            parts.by_key_alone(PAID, parts.always(parts.EVERYTHING, parts.SQUID)),
        ),
        MayExplain(explains=(tuple(sorted(NOT_THE_GATEWAY)),), not_said=ORIGIN | NOT_OF_KEYS),
    ),
    pair(
        "401 from everything on the laptop, by another server",
        (PRODUCTION, WELL),
        (LOCAL, parts.by_key_alone(PAID, parts.always(parts.EVERYTHING, parts.UVICORN_401))),
        MayExplain(not_said=ORIGIN | NOT_OF_KEYS),
    ),
    pair(
        "the firewall denies generations in production",
        (PRODUCTION, parts.by_key_alone(PAID, parts.always(parts.GENERATE, parts.MITIGATED))),
        (LOCAL, WELL),
        MayExplain(
            explains=(("firewall-blocks-gateway", "firewall-challenge"),), leads_not=ORIGIN, not_said=NOT_OF_KEYS
        ),
    ),
    pair(
        "quotes around the same key in production",
        (PRODUCTION.having({"AI_GATEWAY_API_KEY": f'"{KEY}"'}), WELL),
        (PREVIEW, WELL),
        MayExplain(explains=(("key-quoted-or-prefixed",),), not_said=ORIGIN | OTHER_TEAM),
    ),
    pair(
        "a placeholder on the laptop",
        (PRODUCTION, WELL),
        (on_laptop("[SENSITIVE]"), WELL),
        MayExplain(explains=(("key-redacted-placeholder",),), not_said=ORIGIN | OTHER_TEAM),
    ),
    pair(
        "a key that was renewed, and one deployment that still has the old one",
        (on_vercel(REVOKED_KEY), REVOKED),
        (PREVIEW, WELL),
        MayExplain(
            explains=(("env-changed-not-redeployed", "different-key-same-length", "key-invalid-revoked-or-expired"),),
            not_said=ORIGIN | OTHER_TEAM,
        ),
    ),
    pair(
        "the key lies under another name in production",
        (on_vercel(AI_GATEWAY_TOKEN=KEY), WELL),
        (LOCAL, WELL),
        MayExplain(explains=(("env-scope-mismatch", "key-name-near-miss"),), not_said=ORIGIN | OTHER_TEAM),
    ),
    pair(
        "a bad moment of 503 in production",
        (PRODUCTION, parts.by_key_alone(PAID, parts.always(parts.GENERATE, parts.UNAVAILABLE))),
        (PREVIEW, WELL),
        MayExplain(not_said=NOT_OF_KEYS, not_certain=FACTORS, leads_not=ORIGIN),
    ),
    pair(
        "throttled in production",
        (PRODUCTION, parts.by_key_alone(PAID, parts.always(parts.GENERATE, parts.THROTTLED))),
        (PREVIEW, WELL),
        MayExplain(not_said=NOT_OF_KEYS, not_certain=FACTORS, leads_not=ORIGIN),
    ),
    pair(
        "silence in production",
        (
            PRODUCTION.having({"GATEWAY_PROBE_TIME_BUDGET": "2"}),
            parts.by_key_alone(PAID, parts.always(parts.GENERATE, parts.SILENCE)),
        ),
        (PREVIEW, WELL),
        MayExplain(not_said=NOT_OF_KEYS, not_certain=FACTORS, leads_not=ORIGIN),
    ),
    pair(
        "two projects of two teams, by OIDC alone",
        (on_vercel(None, Token(SEED)), Gateway(tokens=(Token(SEED),))),
        (
            on_vercel(None, Token(parts.OTHER_PAID, environment="preview"), environment="preview"),
            Gateway(tokens=(Token(parts.OTHER_PAID, environment="preview"),)),
        ),
        MayExplain(
            explains=(("byok-needs-paid-tier", "key-of-other-team", "credential-differs", "team-differs"),),
            not_said=ORIGIN | {"different-key-same-length"},
        ),
    ),
    pair(
        "a key of a free team in production, the token of a paid one in preview",
        (PRODUCTION, parts.by_key_alone(SEED)),
        (
            on_vercel(None, Token(parts.OTHER_PAID, environment="preview"), environment="preview"),
            Gateway(tokens=(Token(parts.OTHER_PAID, environment="preview"),)),
        ),
        MayExplain(
            explains=(("credential-differs", "key-of-other-team", "env-scope-mismatch"),),
            not_said=ORIGIN | {"different-key-same-length"},
        ),
    ),
    pair(
        "a region that the provider refuses",
        (
            PRODUCTION.having({"VERCEL_REGION": "hkg1"}),
            parts.by_key_alone(Team(), system={"openai": "region", "azure": "none"}),
        ),
        (PREVIEW, parts.by_key_alone(Team())),
        MayExplain(explains=(("region-refused-by-provider",),), not_said=ORIGIN | NOT_OF_KEYS),
    ),
    pair(
        "the budget is used up where the token pays",
        (BY_TOKEN, Gateway(tokens=(Token(replace(PAID, budget_left=False)),))),
        (PREVIEW, WELL),
        MayExplain(explains=(("budget-reached", "credential-differs"),), not_said=ORIGIN),
    ),
    pair(
        "a model that was retired within ten days",
        (PRODUCTION, WELL),
        (PREVIEW, parts.by_key_alone(PAID, models=parts.CATALOGUE[1:])),
        MayExplain(explains=(("changed-between-runs", "model-unknown-or-retired"),), not_said=ORIGIN | NOT_OF_KEYS),
        minutes_ago=14_400,
    ),
    pair(
        "the team was blocked between two runs a day apart",
        (PRODUCTION, WELL),
        (PREVIEW, parts.by_key_alone(Team(blocked=True))),
        MayExplain(explains=(("team-blocked", "changed-between-runs"),), not_said=ORIGIN | NOT_OF_KEYS),
        minutes_ago=1440,
    ),
    pair(
        "the balance was zero four minutes ago, and topped up since",
        (PRODUCTION, parts.by_key_alone(Team(balance="0.00", used="100.00"))),
        (PREVIEW, parts.by_key_alone(Team(balance="20.00", used="100.00"))),
        MayExplain(
            explains=(("changed-between-runs", "byok-blocked-at-zero-balance", "free-credit-used-up"),),
            not_said=ORIGIN | NOT_OF_KEYS,
        ),
        minutes_ago=4,
    ),
    pair(
        "one salt in both places, and two keys",
        (on_vercel(OTHER_KEY).having(SALT), Gateway((Key(OTHER_KEY, SEED),))),
        (PREVIEW.having(SALT), WELL),
        MayExplain(explains=(DIFFERENT_KEYS,), not_said=ORIGIN),
    ),
    pair(
        "two salts, and one key",
        (PRODUCTION.having(SALT), parts.by_key_alone(SEED)),
        (PREVIEW.having({"GATEWAY_PROBE_FINGERPRINT_SALT": "another-salt-of-tests"}), parts.by_key_alone(PAID_LATER)),
        MayExplain(not_said=NOT_OF_KEYS),
    ),
    pair(
        "two salts, and every call served with one key",
        (PRODUCTION.having(SALT), WELL),
        (PREVIEW.having({"GATEWAY_PROBE_FINGERPRINT_SALT": "another-salt-of-tests"}), WELL),
        MayExplain("same", not_said=NOT_OF_KEYS | ORIGIN),
    ),
    pair(
        "a pulled token that has expired on the laptop",
        (BY_TOKEN, Gateway(tokens=(Token(PAID),))),
        (on_laptop(env_token=Token(PAID, environment="development", age_s=50_000, lifetime_s=43_200)), Gateway()),
        MayExplain(
            explains=(("oidc-expired-locally",),), not_said=ORIGIN | {"key-of-other-team", "different-key-same-length"}
        ),
    ),
    pair(
        "azure's deployment name is wrong, where azure alone is asked",
        (
            PRODUCTION.having(AZURE_ONLY),
            parts.by_key_alone(Team(stored={"azure": Credential("no-deployment")}), system={"azure": "none"}),
        ),
        (PREVIEW, parts.by_key_alone(Team(stored={"azure": Credential("no-deployment")}), system={"azure": "none"})),
        MayExplain(explains=(("options-differ", *sorted(STORED_CREDENTIAL)),), not_said=ORIGIN | NOT_OF_KEYS),
    ),
    pair(
        "the own credential serves in one place and the gateway's in another, by two keys",
        (
            replace(on_vercel(OTHER_KEY), model="azure/gpt-5.4-mini"),
            Gateway((Key(OTHER_KEY, Team("team_FAKEelse", balance="9.10", used="0.90")),)),
        ),
        (replace(PREVIEW, model="azure/gpt-5.4-mini"), WELL),
        MayExplain("", explains=((*DIFFERENT_KEYS, "byok-credential-missing-or-disabled"),), not_said=ORIGIN),
    ),
    pair(
        "no generation may be asked for in production",
        (PRODUCTION.having({"GATEWAY_PROBE_MAX_GENERATIONS": "0"}), WELL),
        (PREVIEW, WELL),
        MayExplain("", not_said=ORIGIN | NOT_OF_KEYS),
    ),
    pair(
        "streams are refused in production",
        (PRODUCTION, parts.by_key_alone(PAID, parts.STREAM_DENIED)),
        (PREVIEW, WELL),
        MayExplain(
            "",
            explains=(("stream-refused", "error-inside-200-stream", "experiment-flips-while-served"),),
            not_said=ORIGIN | NOT_OF_KEYS,
        ),
    ),
    pair(
        "two keys of one team, and the free limit is reached by one",
        (on_vercel(KEY, Token(parts.FREE)), parts.one_team(replace(parts.FREE, free_requests=0))),
        (
            on_vercel(OTHER_KEY, Token(parts.FREE, environment="preview"), environment="preview"),
            Gateway((Key(OTHER_KEY, parts.FREE),), (Token(parts.FREE, environment="preview"),)),
        ),
        MayExplain(explains=(("free-tier-rate-limit",),), not_said=ORIGIN | OTHER_TEAM),
    ),
)
