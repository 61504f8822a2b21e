"""Credentials for providers, stored or sent along, and refused in each provider's own way."""

import json

from tests.standin import Credential, Gateway, Team, Words
from tests.worlds import parts
from tests.worlds.expectation import BAD, KEY_IS_BAD, MONEY, NOT_HEALTHY, STORED_CREDENTIAL, May
from tests.worlds.world import ASKED, KEY, World, on_vercel

GEMINI = "google/gemini-3-flash"
CLAUDE = "anthropic/claude-sonnet-4.5"
NO_FALLBACK = dict.fromkeys(("openai", "azure", "google", "vertex", "anthropic", "bedrock", "vertexAnthropic"), "none")
STORED = tuple(sorted(STORED_CREDENTIAL))
NOT_THE_GATEWAYS = KEY_IS_BAD | MONEY
"""A provider's word says nothing of the gateway's key, nor of the team's money there."""
EXPIRED_IN_REQUEST = json.dumps({"gateway": {"byok": {"azure": [{"apiKey": "FAKE", "fakeOutcome": "bad-key"}]}}})


def _stored(*, fallback: bool = False, **outcomes: str | Words) -> Gateway:
    """The team's own credentials come out so; the gateway has some of its own, or none."""
    team = Team(stored={provider: Credential(outcome) for provider, outcome in outcomes.items()})
    return parts.by_key_alone(team, system={} if fallback else NO_FALLBACK)


def _refused(name: str, model: str, gateway: Gateway, may: May, **settings: str) -> World:
    return World(name, on_vercel(KEY, model=model).having(settings), gateway, may)


def _of_itself(name: str, model: str, gateway: Gateway, **more: object) -> World:
    """The stored credential is what is refused, and nothing else says so."""
    may = May(("failing",), verdict=STORED, not_claimed=NOT_THE_GATEWAYS, **more)  # type: ignore[arg-type]
    return _refused(name, model, gateway, may)


_SUSPENDED = Words(403, "Permission denied: Consumer 'api_key:FAKE' has been suspended.", "PERMISSION_DENIED")
_GOOGLE_FREE = Words(
    429,
    "Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 0.",
    "RESOURCE_EXHAUSTED",
)
_UNVERIFIED = Words(
    403, "Your organization must be verified to use this model. Verify Organization.", "invalid_request_error"
)
_NO_ACCESS = Words(
    403, "Project `proj_FAKE` does not have access to model `gpt-5.4-mini`.", "invalid_request_error", "model_not_found"
)
_EXPIRED = Words(400, "API key expired. Please renew the API key.", "INVALID_ARGUMENT")
_PUBLISHER = Words(404, "Publisher Model was not found or your project does not have access to it.", "NOT_FOUND")
_PATH = Words(404, "Resource not found", "", "404")
_ON_DEMAND = Words(400, "Invocation of this model with on-demand throughput isn't supported.", "ValidationException")

WORLDS = (
    _of_itself("Azure refuses the stored key or its resource", ASKED, _stored(azure="bad-key"), certain=True),
    _of_itself("Azure knows no deployment of the name", ASKED, _stored(azure="no-deployment"), certain=True),
    _of_itself("Azure's resource name is an address", ASKED, _stored(azure="url-as-resource")),
    _of_itself(
        "Azure answers 404 of another kind: path, resource or version",
        ASKED,
        _stored(azure=_PATH),
        not_certain=frozenset({"byok-azure-deployment-name", "model-unknown-or-retired"}),
    ),
    _refused(
        "Azure's own network rules refuse what the gateway sends",
        ASKED,
        _stored(azure="network"),
        May(
            ("failing",),
            not_certain=frozenset({"byok-azure-wrong-key-or-resource"}),
            not_claimed=NOT_THE_GATEWAYS | {"firewall-blocks-gateway", "firewall-challenge"},
        ),
    ),
    _of_itself("OpenAI refuses the stored key", ASKED, _stored(openai="bad-key"), certain=True),
    _refused(
        "OpenAI wants the organization of the stored key verified",
        ASKED,
        _stored(openai=_UNVERIFIED),
        May(("failing",), not_claimed=NOT_THE_GATEWAYS, not_named=frozenset({"no-card-on-file"})),
    ),
    _refused(
        "the project of the stored key has no access to the model",
        ASKED,
        _stored(openai=_NO_ACCESS),
        May(("failing",), not_claimed=NOT_THE_GATEWAYS, not_certain=frozenset({"model-unknown-or-retired"})),
    ),
    _refused(
        "the account of the stored key does not have the model, or OpenAI no longer has it",
        ASKED,
        _stored(openai="no-model"),
        May(
            ("failing",),
            not_claimed=NOT_THE_GATEWAYS,
            not_certain=frozenset({"model-unknown-or-retired", "model-id-without-creator"}),
        ),
    ),
    _refused(
        "OpenAI does not serve the country, by the stored key",
        ASKED,
        _stored(openai="region"),
        May(("failing",), names=(("region-refused-by-provider",),), not_claimed=NOT_THE_GATEWAYS),
        VERCEL_REGION="hkg1",
    ),
    _refused(
        "the account behind the stored key of OpenAI has no money",
        ASKED,
        _stored(openai="no-funds"),
        May(("failing",), names=(("upstream-account-out-of-funds",),), not_claimed=NOT_THE_GATEWAYS),
    ),
    _refused(
        "the account behind the stored key of Anthropic has no money, with a 400",
        CLAUDE,
        _stored(anthropic="no-funds"),
        May(("failing",), verdict=("upstream-account-out-of-funds",), not_claimed=NOT_THE_GATEWAYS),
    ),
    _of_itself("Anthropic refuses the stored key with the gateway's own type", CLAUDE, _stored(anthropic="bad-key")),
    _of_itself("Google refuses the stored key as expired, with a 400", GEMINI, _stored(google=_EXPIRED)),
    _of_itself("Google has suspended the stored key", GEMINI, _stored(google=_SUSPENDED)),
    _of_itself("Google calls the stored key leaked", GEMINI, _stored(google="leaked")),
    _refused(
        "Google's free tier has no quota for the model, by the stored key",
        GEMINI,
        _stored(google=_GOOGLE_FREE),
        May(
            ("failing",),
            names=(("provider-rate-limit", "upstream-account-out-of-funds"),),
            not_claimed=NOT_THE_GATEWAYS,
            not_named=frozenset({"free-tier-rate-limit", "free-tier-model-restricted"}),
        ),
    ),
    _refused(
        "Google does not serve the place that the request comes from",
        GEMINI,
        _stored(google="region"),
        May(("failing",), names=(("region-refused-by-provider",),), not_certain=STORED_CREDENTIAL),
    ),
    _of_itself("Vertex's stored key is no key in form", GEMINI, _stored(vertex="malformed")),
    _of_itself("Vertex grants no prediction to the stored account", GEMINI, _stored(vertex="no-permission")),
    _refused(
        "Vertex does not have the model, or the project has no access to it",
        GEMINI,
        _stored(vertex=_PUBLISHER),
        May(("failing",), not_claimed=NOT_THE_GATEWAYS, not_certain=frozenset({"model-unknown-or-retired"})),
    ),
    _of_itself("Bedrock refuses the stored token", CLAUDE, _stored(bedrock="bad-key")),
    _refused(
        "Bedrock wants a profile for the model, not the request",
        CLAUDE,
        _stored(bedrock=_ON_DEMAND),
        May(BAD, not_certain=frozenset({"model-of-wrong-kind"}), not_claimed=NOT_THE_GATEWAYS),
    ),
    _refused(
        "two stored credentials, each with a fault of its own, and either repair would do",
        ASKED,
        _stored(azure="bad-key", openai="no-funds"),
        May(
            ("failing",),
            names=(("byok-azure-wrong-key-or-resource", "byok-credential-refused"), ("upstream-account-out-of-funds",)),
            not_claimed=NOT_THE_GATEWAYS,
        ),
    ),
    _refused(
        "one stored credential is refused, the other's provider has too much to do",
        CLAUDE,
        _stored(anthropic="overloaded", bedrock="bad-key"),
        May(
            ("failing",),
            names=(STORED, ("provider-overloaded-or-slow", "provider-route-down-for-model")),
            not_claimed=NOT_THE_GATEWAYS,
        ),
    ),
    _refused(
        "the stored credential is refused, and what the gateway has instead is down",
        ASKED,
        parts.by_key_alone(Team(stored={"azure": Credential("bad-key")}), system={"openai": "down", "azure": "down"}),
        May(
            ("failing",),
            names=(
                ("byok-azure-wrong-key-or-resource", "byok-credential-refused", "byok-failed-silent-system-fallback"),
                ("provider-route-down-for-model", "provider-overloaded-or-slow"),
            ),
            not_claimed=NOT_THE_GATEWAYS | {"gateway-5xx"},
        ),
    ),
    _refused(
        "the stored credential is refused, and the gateway's serves instead",
        ASKED,
        _stored(fallback=True, azure="bad-key"),
        May(
            ("degraded",),
            verdict=("byok-failed-silent-system-fallback", "byok-azure-wrong-key-or-resource"),
            certain=True,
            generations=(1, 6),
        ),
    ),
    _refused(
        "the stored credential is over its rate, and the gateway's serves instead",
        ASKED,
        _stored(fallback=True, azure="rate-limit"),
        May(
            ("degraded", "healthy"),
            found=(("byok-failed-silent-system-fallback", "provider-rate-limit"),),
            not_claimed=NOT_THE_GATEWAYS | STORED_CREDENTIAL,
        ),
    ),
    _refused(
        "a credential that the request brings is refused, the gateway's serves",
        ASKED,
        _stored(fallback=True, azure="served"),
        May(
            ("degraded",),
            found=(("byok-failed-silent-system-fallback", *STORED),),
            not_claimed=NOT_THE_GATEWAYS,
            step="providerOptions.gateway.byok",
            never=("BYOK page",),
            never_said=("stored credential",),
        ),
        GATEWAY_PROBE_PROVIDER_OPTIONS=EXPIRED_IN_REQUEST,
    ),
    _refused(
        "a credential that the request brings is refused, while the stored one is good",
        ASKED,
        _stored(azure="served"),
        May(
            ("failing",),
            names=((*STORED, "options-refused"),),
            not_claimed=NOT_THE_GATEWAYS,
            not_named=frozenset({"only-filter-matches-nothing"}),
            step="providerOptions.gateway.byok",
            never=("BYOK page",),
            never_said=("stored credential",),
        ),
        GATEWAY_PROBE_PROVIDER_OPTIONS=EXPIRED_IN_REQUEST,
    ),
    _refused(
        "a credential to try is refused as the stored one is",
        ASKED,
        _stored(azure="bad-key"),
        May(("failing",), verdict=STORED, not_claimed=NOT_THE_GATEWAYS | {"stored-credential-decides"}),
        GATEWAY_PROBE_BYOK=json.dumps({"azure": [{"apiKey": "FAKEkey0123456789", "fakeOutcome": "bad-key"}]}),
    ),
    _refused(
        "a credential to try is served, the stored one is not",
        ASKED,
        _stored(azure="bad-key"),
        May(("failing",), verdict=(*STORED, "stored-credential-decides"), at_least="likely"),
        GATEWAY_PROBE_BYOK=json.dumps({"azure": [{"apiKey": "FAKEkey0123456789", "resourceName": "fake"}]}),
    ),
    _refused(
        "own credentials are wanted, and none is stored",
        ASKED,
        _stored(fallback=True),
        May(NOT_HEALTHY, found=(("expected-credential-not-used", "byok-credential-missing-or-disabled"),)),
        GATEWAY_PROBE_EXPECT_CREDENTIAL="byok",
    ),
    _refused(
        "own credentials are wanted, and zero retention leaves them out",
        ASKED,
        _stored(fallback=True, azure="served"),
        May(NOT_HEALTHY, names=(("zdr-skips-byok",),)),
        GATEWAY_PROBE_EXPECT_CREDENTIAL="byok",
        GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(zeroDataRetention=True),
    ),
    _refused(
        "the gateway's credentials are wanted, and the stored one serves",
        ASKED,
        _stored(azure="served"),
        May(NOT_HEALTHY, found=(("expected-credential-not-used",),)),
        GATEWAY_PROBE_EXPECT_CREDENTIAL="system",
    ),
    _refused(
        "own credentials are wanted and serve",
        ASKED,
        _stored(fallback=True, azure="served"),
        May(("healthy",), certain=True, generations=(2, 2)),
        GATEWAY_PROBE_EXPECT_CREDENTIAL="byok",
    ),
    _refused(
        "Azure is wanted and serves by the gateway's credentials",
        ASKED,
        _stored(fallback=True),
        May(("healthy",), certain=True, generations=(2, 2)),
        GATEWAY_PROBE_EXPECT_PROVIDER="azure",
        GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["azure"]),
    ),
    _refused(
        "Azure is wanted and first, has too much to do, and OpenAI serves",
        ASKED,
        parts.by_key_alone(Team(), system={"azure": "rate-limit"}),
        May(NOT_HEALTHY, found=(("expected-provider-not-used",),), not_claimed=NOT_THE_GATEWAYS | STORED_CREDENTIAL),
        GATEWAY_PROBE_EXPECT_PROVIDER="azure",
        GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(order=["azure"]),
    ),
)
