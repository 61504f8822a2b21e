"""Several things differ between the places, and not all of them are why: an innocent difference is never blamed."""

from tests.worlds import parts
from tests.worlds.abreast.stating import INVALID, as_paid, by_key, by_other_key, decided, doubted, preview_by
from tests.worlds.expectation import KEY_IS_BAD
from tests.worlds.places import ABOUT_KEYS, ORIGIN
from tests.worlds.usual_places import CLOSED, LOCAL, PRODUCTION, REVOKED, WELL
from tests.worlds.world import CONTROL, KEY, OTHER_KEY, REVOKED_KEY, TIER, on_laptop, on_vercel

OTHER_WELL = by_other_key(parts.OTHER_PAID)
OTHER_PREVIEW = preview_by(OTHER_KEY)
TAGS = {"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(tags=["shop"])}
ZERO = {"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(zeroDataRetention=True)}
AS_OPENAI = {
    "GATEWAY_PROBE_CLIENT": "openai",
    "OPENAI_API_KEY": KEY,
    "OPENAI_BASE_URL": "https://ai-gateway.vercel.sh/v1",
}
UNPAID = "byok-needs-paid-tier"

WORLDS = (
    # The tier stops it with the options and without.
    decided(
        "tags in production alone, and its key's team is on the free tier",
        (PRODUCTION.having(TAGS), by_key(parts.FREE_WITH_BYOK)),
        (OTHER_PREVIEW, OTHER_WELL),
        UNPAID,
        not_likely=frozenset({"options-differ"}),
    ),
    # A key that nobody knows is unknown at every door.
    decided(
        "a revoked key for the AI SDK, and a good one for OpenAI's client on the laptop",
        (on_vercel(REVOKED_KEY), REVOKED),
        (on_laptop(None).having(AS_OPENAI), WELL),
        INVALID,
        not_likely=frozenset({"protocol-differs"}),
        not_said=ORIGIN,
    ),
    # What the gateway cannot do at this moment says nothing of headers, keys or tiers.
    doubted(
        "the gateway answers 503 to production, and the laptop with the same key is served",
        (PRODUCTION, by_key(parts.PAID, parts.always(parts.GENERATE, parts.UNAVAILABLE))),
        (LOCAL, WELL),
        but="gateway-5xx",
        not_likely=ORIGIN,
        not_said=ABOUT_KEYS | KEY_IS_BAD,
    ),
    # Without the filter the same key is served.
    decided(
        "another key and a filter for a provider that does not exist in production",
        (on_vercel(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["azzure"])), WELL),
        (OTHER_PREVIEW, OTHER_WELL),
        "only-filter-matches-nothing options-refused",
        not_likely=ABOUT_KEYS,
    ),
    # Its own key is served there without the headers; the laptop's key and model do not matter.
    decided(
        "a rule against deployments, and the laptop has another key and another model",
        (PRODUCTION, CLOSED),
        (on_laptop(OTHER_KEY, model=CONTROL), OTHER_WELL),
        "refusal-depends-on-origin",
        not_certain=ABOUT_KEYS,
        not_likely=frozenset({"model-differs", "key-of-other-team"}),
    ),
    # Served as a plain answer with the same key there.
    decided(
        "streams are refused to production's key, and preview asks plainly with another",
        (on_vercel(KEY, GATEWAY_PROBE_STREAMING="on"), by_key(parts.PAID, parts.STREAM_DENIED)),
        (preview_by(OTHER_KEY, GATEWAY_PROBE_STREAMING="off"), OTHER_WELL),
        "stream-refused error-inside-200-stream refusal-depends-on-streaming streaming-differs",
        certain="stream-refused error-inside-200-stream refusal-depends-on-streaming",
        not_certain=ABOUT_KEYS,
    ),
    # Without the wish the same refusal came; and the very key is on another tier in preview.
    doubted(
        "zero retention in production alone, and a model for payers that one key gets in preview",
        (on_vercel(KEY, model=TIER).having(ZERO), by_key(parts.FREE)),
        (preview_by(KEY, model=TIER), by_key(as_paid(parts.FREE))),
        not_likely=frozenset({"options-differ"}),
    ),
)
