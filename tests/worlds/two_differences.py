"""Places that differ in two things at once, of which one may be innocent: nobody knows which, unless a run says so itself."""

from functools import partial

from tests.standin import Credential, Gateway, Key, Rule, Team, Token
from tests.worlds import parts
from tests.worlds.places import ABOUT_KEYS, BLAMES_KEYS, ORIGIN, MayExplain, Places, explained, pair
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, on_vercel

SONNET = "anthropic/claude-sonnet-4.5"
NOWHERE = "openai/gpt-9-nowhere"
preview_by = partial(on_vercel, environment="preview")
PREVIEW_BY_OTHER = preview_by(OTHER_KEY)


def two_keys(of_first: Team, of_second: Team, *rules: Rule, **more: object) -> Gateway:
    """KEY and OTHER_KEY, of the same team or of two."""
    return Gateway((Key(KEY, of_first), Key(OTHER_KEY, of_second)), rules=rules, **more)  # type: ignore[arg-type]


def at_once(name: str, gateway: Gateway, first: Place, second: Place, may: MayExplain) -> Places:
    """Both places ask the very same gateway in the same minute."""
    return pair(name, (first, gateway), (second, gateway), may)


ONE_TEAM = two_keys(parts.PAID, parts.PAID)
PAID_TOKEN, PAID_PREVIEW = Token(parts.PAID), Token(parts.PAID, environment="preview")
KEY_SAYS = "key-invalid-revoked-or-expired bad-key-shadows-oidc"
NO_MODEL = "model-differs model-unknown-or-retired"
WITH_REVOKED = Gateway((Key(KEY, parts.PAID), Key(REVOKED_KEY, parts.PAID, revoked=True)))
ONLY_ANTHROPIC = parts.options(only=["anthropic"])
TAGGED = parts.options(tags=["checkout"])

OF_MODEL = (
    at_once(
        "an unknown model, and another good key of the same team",
        ONE_TEAM,
        on_vercel(KEY, model=NOWHERE),
        PREVIEW_BY_OTHER,
        explained("model-differs|model-unknown-or-retired", certain=NO_MODEL, sure=NO_MODEL, leads_not=ABOUT_KEYS),
    ),
    at_once(
        "the key of a free team asks a model for payers, the other's asks a free one",
        two_keys(parts.FREE, parts.OTHER_PAID),
        on_vercel(KEY, model=SONNET),
        PREVIEW_BY_OTHER,
        explained("free-tier-model-restricted", certain="free-tier-model-restricted", not_said=ORIGIN),
    ),
    at_once(
        "the key of a free team asks through BYOK, the other's asks a model without it",
        two_keys(parts.FREE_WITH_BYOK, parts.OTHER_PAID),
        PRODUCTION,
        preview_by(OTHER_KEY, model="openai/gpt-4o-mini"),
        explained(
            "byok-needs-paid-tier|purchase-not-effective-yet",
            "different-key-same-length|key-of-other-team|credential-differs",
            certain="byok-needs-paid-tier",
            not_said=ORIGIN,
        ),
    ),
    at_once(
        "an unknown model, and the token of another team in the served place",
        Gateway((Key(KEY, parts.PAID),), (Token(parts.OTHER_PAID, environment="preview"),)),
        on_vercel(KEY, model=NOWHERE),
        preview_by(None, Token(parts.OTHER_PAID, environment="preview")),
        explained("model-differs|model-unknown-or-retired", certain=NO_MODEL, not_said=ORIGIN),
    ),
    at_once(
        "a model that an alias of a provider names, and a revoked key",
        WITH_REVOKED,
        on_vercel(REVOKED_KEY, model="azure/gpt-5.4-mini"),
        PREVIEW,
        explained("key-invalid-revoked-or-expired", certain=KEY_SAYS, not_likely=frozenset({"model-differs"})),
    ),
    pair(
        "another model whose provider is down, and another key",
        (
            on_vercel(KEY, model="zai/glm-5"),
            two_keys(parts.PAID, parts.PAID, system={"zai": "down", "deepinfra": "down"}),
        ),
        (PREVIEW_BY_OTHER, ONE_TEAM),
        explained(
            "provider-route-down-for-model|provider-overloaded-or-slow|model-differs",
            certain="provider-route-down-for-model provider-overloaded-or-slow model-differs",
            leads_not=ABOUT_KEYS,
        ),
    ),
)

OF_OPTIONS = (
    at_once(
        "options that do no harm, and a revoked key",
        WITH_REVOKED,
        on_vercel(REVOKED_KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=TAGGED),
        PREVIEW,
        explained("key-invalid-revoked-or-expired", certain=KEY_SAYS, not_likely=frozenset({"options-differ"})),
    ),
    at_once(
        "a filter that leaves no provider, and another good key",
        ONE_TEAM,
        on_vercel(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=ONLY_ANTHROPIC),
        PREVIEW_BY_OTHER,
        explained(
            "only-filter-matches-nothing|options-differ|options-refused",
            certain="only-filter-matches-nothing options-differ options-refused",
            sure="only-filter-matches-nothing options-differ options-refused",
            leads_not=ABOUT_KEYS,
        ),
    ),
    at_once(
        "zero data retention in production alone keeps a free team from its own refused credential",
        parts.by_key_alone(parts.FREE_WITH_BYOK),
        on_vercel(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(zeroDataRetention=True)),
        PREVIEW,
        explained(
            "byok-needs-paid-tier|options-differ|purchase-not-effective-yet",
            certain="byok-needs-paid-tier options-differ",
            not_said=ABOUT_KEYS | ORIGIN,
        ),
    ),
    at_once(
        "a filter in production alone takes the way round a broken stored credential",
        parts.by_key_alone(Team(stored={"azure": Credential("bad-key")}), system={"azure": "none"}),
        on_vercel(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["azure"])),
        PREVIEW,
        explained(
            "byok-azure-wrong-key-or-resource|byok-credential-refused|options-differ",
            certain="byok-azure-wrong-key-or-resource byok-credential-refused options-differ options-refused",
            not_said=BLAMES_KEYS | ORIGIN,
        ),
    ),
    at_once(
        "options that do no harm, and a rule against deployments beside a laptop",
        parts.by_key_alone(parts.PAID, parts.REFUSES_DEPLOYMENTS),
        on_vercel(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=TAGGED),
        LOCAL,
        explained(
            "refusal-depends-on-origin",
            certain="refusal-depends-on-origin",
            sure="refusal-depends-on-origin",
            not_likely=frozenset({"options-differ"}),
        ),
    ),
    at_once(
        "a team's allowlist, and options that only the other team's place sends",
        two_keys(parts.NOT_ALLOWED, parts.OTHER_PAID),
        PRODUCTION,
        preview_by(OTHER_KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=TAGGED),
        explained(
            "provider-or-model-allowlist",
            certain="provider-or-model-allowlist",
            not_said=ORIGIN,
            not_likely=frozenset({"options-differ"}),
        ),
    ),
    at_once(
        "two filters, both of which are good, and a budget that one key has spent",
        Gateway((Key(KEY, parts.PAID, budget_left=False), Key(OTHER_KEY, parts.PAID))),
        on_vercel(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["openai"])),
        preview_by(OTHER_KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["azure"])),
        explained("budget-reached", certain="budget-reached", not_likely=frozenset({"options-differ"})),
    ),
)

WORLDS = (*OF_MODEL, *OF_OPTIONS)
