"""Two places beside each other that ask for something else, or in another way: models, clients, options, addresses."""

from dataclasses import replace

from tests.standin import Answer, Credential, Gateway, Key, Rule, Where
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, Seen, pair
from tests.worlds.usual_places import CLOSED, LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import KEY, TIER, on_vercel

FREE = parts.by_key_alone(parts.FREE)
AZURE = "azure/gpt-5.4-mini"
NOT_BY_PLACE = ORIGIN | ABOUT_KEYS
ASKED_THERE = Where("generate", protocol="chat-completions")


def _old_line_refused(request: Request, ordinary: Answer) -> Answer:
    return parts.BYOK_REFUSAL if request.protocol == "ai-sdk" and request.version == 1 else ordinary


WORLDS = (
    pair(
        "a model of the paid tier on the laptop, a free one in production, one free team",
        (PRODUCTION, FREE),
        (replace(LOCAL, model=TIER), FREE),
        MayExplain(explains=(("model-differs", "free-tier-model-restricted"),), not_said=NOT_BY_PLACE),
    ),
    pair(
        "a model id without its creator in preview",
        (PRODUCTION, WELL),
        (replace(PREVIEW, model="gpt-5.4-mini"), WELL),
        MayExplain(
            explains=(("model-id-without-creator", "model-unknown-or-retired", "model-differs"),),
            not_said=NOT_BY_PLACE | MONEY | KEY_IS_BAD,
            speaks_of=("preview",),
        ),
    ),
    pair(
        "one provider named in the model id and none in the other, both served",
        (replace(PRODUCTION, model=AZURE), WELL),
        (PREVIEW, WELL),
        MayExplain("same", not_said=NOT_BY_PLACE | MONEY | KEY_IS_BAD),
    ),
    pair(
        "the own azure credential is refused where azure is asked for, and not used where openai is",
        (
            replace(PRODUCTION, model=AZURE),
            parts.by_key_alone(
                replace(parts.PAID, stored={"azure": Credential("bad-key")}), system={"azure": "none", "openai": "none"}
            ),
        ),
        (replace(PREVIEW, model="openai/gpt-4o-mini"), WELL),
        MayExplain(
            explains=(("byok-azure-wrong-key-or-resource", "byok-credential-refused", "model-differs"),),
            not_said=NOT_BY_PLACE | MONEY,
        ),
    ),
    pair(
        "the OpenAI client is refused at its door, the AI SDK is served at its own",
        (
            PRODUCTION.having({"GATEWAY_PROBE_CLIENT": "openai"}),
            parts.by_key_alone(parts.PAID, Rule(ASKED_THERE, parts.BYOK_REFUSAL)),
        ),
        (
            PREVIEW.having({"GATEWAY_PROBE_CLIENT": "ai-sdk-7"}),
            parts.by_key_alone(parts.PAID, Rule(ASKED_THERE, parts.BYOK_REFUSAL)),
        ),
        MayExplain(explains=(("refusal-depends-on-protocol", "protocol-differs"),), not_said=NOT_BY_PLACE | MONEY),
    ),
    pair(
        "AI SDK 5 is refused where AI SDK 7 is served",
        (
            PRODUCTION.having({"GATEWAY_PROBE_CLIENT": "ai-sdk-5"}),
            parts.by_key_alone(parts.PAID, Rule(Where("generate"), _old_line_refused)),
        ),
        (
            PREVIEW.having({"GATEWAY_PROBE_CLIENT": "ai-sdk-7"}),
            parts.by_key_alone(parts.PAID, Rule(Where("generate"), _old_line_refused)),
        ),
        MayExplain(explains=(("refusal-depends-on-protocol", "protocol-differs"),), not_said=NOT_BY_PLACE),
    ),
    pair(
        "a Python client that sends no deployment headers, and a Next.js app whose headers are refused",
        (PRODUCTION, CLOSED),
        (PREVIEW.having({"GATEWAY_PROBE_CLIENT": "ai-python", "VERCEL_OIDC_TOKEN": ""}), CLOSED),
        MayExplain(leads=("refusal-depends-on-origin",), not_said=ABOUT_KEYS | OTHER_TEAM),
    ),
    pair(
        "two lines of the AI SDK, both served",
        (PRODUCTION.having({"GATEWAY_PROBE_CLIENT": "ai-sdk-6"}), WELL),
        (PREVIEW.having({"GATEWAY_PROBE_CLIENT": "ai-sdk-7"}), WELL),
        MayExplain("same", not_said=NOT_BY_PLACE | MONEY),
    ),
    pair(
        "a provider that does not offer the model, in production's filter only",
        (PRODUCTION.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(only=["mistral"])}), WELL),
        (PREVIEW, WELL),
        MayExplain(
            explains=(("only-filter-matches-nothing", "options-refused", "options-differ"),),
            not_said=NOT_BY_PLACE | MONEY | OTHER_TEAM,
        ),
    ),
    pair(
        "a filter for one provider that is down, in production only",
        (
            PRODUCTION.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(only=["azure"])}),
            parts.by_key_alone(replace(parts.PAID, stored={}), system={"azure": "down"}),
        ),
        (PREVIEW, parts.by_key_alone(replace(parts.PAID, stored={}), system={"azure": "down"})),
        MayExplain(
            explains=(
                ("provider-route-down-for-model", "options-differ", "options-refused", "provider-overloaded-or-slow"),
            ),
            not_said=NOT_BY_PLACE | MONEY | KEY_IS_BAD,
        ),
    ),
    pair(
        "zero data retention in production only, which leaves the own credential out",
        (PRODUCTION.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(zeroDataRetention=True)}), WELL),
        (PREVIEW, WELL),
        MayExplain("", not_said=NOT_BY_PLACE | MONEY | KEY_IS_BAD),
    ),
    pair(
        "the same providers in another order, both served",
        (PRODUCTION.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(order=["azure", "openai"])}), WELL),
        (PREVIEW.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(order=["openai", "azure"])}), WELL),
        MayExplain("", not_said=NOT_BY_PLACE | MONEY | KEY_IS_BAD),
    ),
    pair(
        "the same options written in another order, beside an origin rule",
        (
            PRODUCTION.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": '{"gateway": {"only": ["openai"], "tags": ["a"]}}'}),
            CLOSED,
        ),
        (LOCAL.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": '{"gateway":{"tags":["a"],"only":["openai"]}}'}), WELL),
        MayExplain(leads=("refusal-depends-on-origin",), not_said=ABOUT_KEYS | {"options-differ"}),
    ),
    Places(
        "production asks a service of its own which knows no key, at another address",
        (
            Seen("production", PRODUCTION, Gateway(rules=(parts.always(parts.EVERYTHING, parts.UVICORN_401),))),
            Seen("preview", PREVIEW, WELL, elsewhere=True),
        ),
        MayExplain(
            explains=(("not-the-gateway", "gateway-differs", "proxy-or-egress-filter", "base-url-wrong-host"),),
            not_said=NOT_BY_PLACE | MONEY | KEY_IS_BAD,
        ),
    ),
    Places(
        "two addresses of which both serve",
        (Seen("production", PRODUCTION, WELL), Seen("preview", PREVIEW, WELL, elsewhere=True)),
        MayExplain("same", not_said=NOT_BY_PLACE | MONEY | KEY_IS_BAD),
    ),
    pair(
        "streams are asked for in production and refused, plain answers in preview",
        (PRODUCTION.having({"GATEWAY_PROBE_STREAMING": "on"}), parts.by_key_alone(parts.PAID, parts.STREAM_DENIED)),
        (PREVIEW.having({"GATEWAY_PROBE_STREAMING": "off"}), parts.by_key_alone(parts.PAID, parts.STREAM_DENIED)),
        MayExplain(
            explains=(("stream-refused", "refusal-depends-on-streaming", "error-inside-200-stream"),),
            not_said=NOT_BY_PLACE | {"team-blocked"},
        ),
    ),
    pair(
        "one generation is allowed in production and fourteen in preview, both served",
        (PRODUCTION.having({"GATEWAY_PROBE_MAX_GENERATIONS": "1"}), WELL),
        (PREVIEW, WELL),
        MayExplain("same", not_said=NOT_BY_PLACE | MONEY | KEY_IS_BAD),
    ),
    pair(
        "a model, a client and an option differ, and the key of production is unknown",
        (
            on_vercel("vck_FAKE-gone".ljust(60, "z"), model="openai/gpt-4o-mini").having(
                {"GATEWAY_PROBE_CLIENT": "openai", "GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(tags=["a"])}
            ),
            Gateway((Key(KEY, parts.PAID),)),
        ),
        (PREVIEW, WELL),
        MayExplain(explains=(("key-invalid-revoked-or-expired",),), not_said=ORIGIN | OTHER_TEAM | MONEY),
    ),
)
