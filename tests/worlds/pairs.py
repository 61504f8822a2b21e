"""Two places with one key beside each other: options, models, the network, and what changed in between."""

from dataclasses import replace

from tests.standin import Credential, Team, Where
from tests.standin.account import CATALOGUE
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, NOT_THE_GATEWAY, OTHER_TEAM, STORED_CREDENTIAL
from tests.worlds.places import ABOUT_KEYS, NOTHING, ORIGIN, MayExplain, Places, pair
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import ASKED

SEED = parts.FREE_WITH_BYOK
PAID = parts.PAID
NOT_OF_KEYS = ABOUT_KEYS | OTHER_TEAM
AZURE_ONLY = {"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(only=["azure"])}

WORLDS: tuple[Places, ...] = (
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
        "an origin rule, which production proves by itself, the same key",
        (PRODUCTION, parts.by_key_alone(PAID, parts.REFUSES_DEPLOYMENTS)),
        (LOCAL, WELL),
        MayExplain(leads=("refusal-depends-on-origin",), not_said=NOT_OF_KEYS),
    ),
    pair(
        "an origin rule that was proved six hours ago",
        (PRODUCTION, parts.by_key_alone(PAID, parts.REFUSES_DEPLOYMENTS)),
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
        (replace(PRODUCTION, experiments="none"), parts.by_key_alone(PAID, parts.REFUSES_DEPLOYMENTS)),
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
        "a region that the provider refuses",
        (
            PRODUCTION.having({"VERCEL_REGION": "hkg1"}),
            parts.by_key_alone(Team(), system={"openai": "region", "azure": "none"}),
        ),
        (PREVIEW, parts.by_key_alone(Team())),
        MayExplain(explains=(("region-refused-by-provider",),), not_said=ORIGIN | NOT_OF_KEYS),
    ),
    pair(
        "a model that was retired within ten days",
        (PRODUCTION, WELL),
        (PREVIEW, parts.by_key_alone(PAID, models=CATALOGUE[1:])),
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
        "azure's deployment name is wrong, where azure alone is asked",
        (
            PRODUCTION.having(AZURE_ONLY),
            parts.by_key_alone(Team(stored={"azure": Credential("no-deployment")}), system={"azure": "none"}),
        ),
        (PREVIEW, parts.by_key_alone(Team(stored={"azure": Credential("no-deployment")}), system={"azure": "none"})),
        MayExplain(explains=(("options-differ", *sorted(STORED_CREDENTIAL)),), not_said=ORIGIN | NOT_OF_KEYS),
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
        "a free team with BYOK: one place asks for the other provider alone",
        (PRODUCTION, parts.by_key_alone(SEED)),
        (PREVIEW.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(only=["openai"])}), parts.by_key_alone(SEED)),
        MayExplain(explains=(("options-differ", "byok-needs-paid-tier"),), not_said=ORIGIN | NOT_OF_KEYS),
    ),
)
