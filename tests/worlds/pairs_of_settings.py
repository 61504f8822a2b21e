"""Two places that ask for different things: the model, the options, the client, the address."""

from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, NETWORK, NOT_THE_GATEWAY, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, NOTHING, ORIGIN, MayExplain, Places, pair
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import KEY, REVOKED_KEY, on_vercel

PAID = parts.PAID
SEED = parts.FREE_WITH_BYOK
NOT_OF_KEYS = ABOUT_KEYS | OTHER_TEAM
ONLY_NOWHERE = {"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(only=["mistral"])}
TAGS = {"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(tags=["shop"])}

WORLDS: tuple[Places, ...] = (
    pair("two sets of options, and both are served", (PRODUCTION.having(TAGS), WELL), (PREVIEW, WELL), NOTHING),
    pair(
        "two models, and both are served",
        (replace(PRODUCTION, model="google/gemini-3-flash"), WELL),
        (PREVIEW, WELL),
        NOTHING,
    ),
    pair(
        "two ways of streaming, and both are served",
        (PRODUCTION.having({"GATEWAY_PROBE_STREAMING": "off"}), WELL),
        (PREVIEW.having({"GATEWAY_PROBE_STREAMING": "on"}), WELL),
        NOTHING,
    ),
    pair(
        "two clients, and both are served",
        (PRODUCTION.having({"GATEWAY_PROBE_CLIENT": "openai"}), WELL),
        (PREVIEW.having({"GATEWAY_PROBE_CLIENT": "ai-sdk-5"}), WELL),
        NOTHING,
    ),
    pair(
        "harmless options beside a revoked key",
        (on_vercel(REVOKED_KEY).having(TAGS), Gateway((Key(REVOKED_KEY, PAID, revoked=True),))),
        (PREVIEW, WELL),
        MayExplain(leads=("key-invalid-revoked-or-expired",), not_said=ORIGIN | OTHER_TEAM),
    ),
    pair(
        "harmless options beside the gateway's refusal of a free team, the same key",
        (PRODUCTION.having(TAGS), parts.by_key_alone(SEED)),
        (PREVIEW, parts.by_key_alone(SEED)),
        MayExplain("same", not_said=ORIGIN | NOT_OF_KEYS | {"options-refused"}),
    ),
    pair(
        "a model of the paid tier in production and a free one in preview, both of one free team",
        (replace(PRODUCTION, model="anthropic/claude-sonnet-4.5"), parts.by_key_alone(parts.FREE)),
        (PREVIEW, parts.by_key_alone(parts.FREE)),
        MayExplain(
            explains=(("free-tier-model-restricted", "model-differs"),),
            not_said=ORIGIN | NOT_OF_KEYS,
            leads_not=FACTORS,
        ),
    ),
    pair(
        "another address in production, where nothing listens",
        (PRODUCTION.having({"GATEWAY_PROBE_BASE_URL": "http://127.0.0.1:9"}), WELL),
        (PREVIEW, WELL),
        MayExplain(
            explains=(tuple(sorted(NETWORK | NOT_THE_GATEWAY | {"gateway-differs"})),), not_said=ORIGIN | NOT_OF_KEYS
        ),
    ),
    pair(
        "a stranger's page with 200 on the laptop",
        (PRODUCTION, WELL),
        (LOCAL, parts.by_key_alone(PAID, parts.always(parts.EVERYTHING, parts.FOREIGN_PAGE))),
        MayExplain(explains=(tuple(sorted(NOT_THE_GATEWAY)),), not_said=ORIGIN | NOT_OF_KEYS),
    ),
    pair(
        "an embedding model in production, a language model in preview, asked alike",
        (replace(PRODUCTION, model="openai/text-embedding-3-small"), WELL),
        (PREVIEW, WELL),
        MayExplain("", not_said=ORIGIN | NOT_OF_KEYS),
    ),
    pair(
        "an option that decides, and two models that do not",
        (replace(PRODUCTION, model="google/gemini-3-flash").having(ONLY_NOWHERE), WELL),
        (PREVIEW, WELL),
        MayExplain(
            leads=("only-filter-matches-nothing", "options-refused", "options-differ"), not_said=ORIGIN | NOT_OF_KEYS
        ),
    ),
    pair(
        "two models of which one is always refused in the seed's words, the experiments tell nothing",
        (
            replace(PRODUCTION, model="google/gemini-3-flash", experiments="none"),
            parts.by_key_alone(
                PAID, parts.always(Where("generate", model="google/gemini-3-flash"), parts.BYOK_REFUSAL)
            ),
        ),
        (PREVIEW, WELL),
        MayExplain(explains=(("model-differs", "byok-needs-paid-tier"),), not_said=ORIGIN | NOT_OF_KEYS),
    ),
    pair(
        "deployment headers refused where they are sent, and the laptop sends none",
        (
            on_vercel(KEY, Token(PAID)),
            parts.one_team(PAID, Rule(Where("generate", header="ai-o11y-project-id"), parts.ACCESS_DENIED)),
        ),
        (LOCAL, WELL),
        MayExplain(leads=("refusal-depends-on-origin",), not_said=NOT_OF_KEYS),
    ),
)
