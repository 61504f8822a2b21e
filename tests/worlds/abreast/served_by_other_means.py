"""The other place is served by something else: another credential, client, protocol, provider, host, or a store on the way."""

from tests.standin import Credential, Gateway, Rule, Team, Token
from tests.standin.scripting import passed_on
from tests.worlds import parts
from tests.worlds.abreast.stating import INVALID, as_paid, by_key, by_other_key, by_token, decided, doubted, preview_by
from tests.worlds.expectation import KEY_IS_BAD
from tests.worlds.places import ABOUT_KEYS, ORIGIN
from tests.worlds.usual_places import PREVIEW, PRODUCTION, REVOKED, WELL
from tests.worlds.world import KEY, REVOKED_KEY, on_laptop, on_vercel

GLM = "zai/glm-5"
GLM_DOWN = {"zai": "down", "deepinfra": "down"}
STORED = Rule(
    parts.GENERATE, passed_on(headers={"server": "varnish", "age": "120", "x-cache": "HIT"}, by_gateway=False)
)
BAD_AZURE = Team(stored={"azure": Credential("bad-key")})

WORLDS = (
    # Sums that are equal, and not zero, are of one team, and one team is on one tier.
    doubted(
        "production's key is on the free tier, and preview's token shows the very sums and is served with its own credential",
        (PRODUCTION, by_key(parts.FREE_WITH_BYOK)),
        by_token(as_paid(parts.FREE_WITH_BYOK), "preview"),
        but="",
        not_said=ORIGIN,
    ),
    # The second model served, and production named none.
    decided(
        "both providers of the model are down, and preview names a fallback model",
        (on_vercel(KEY, model=GLM), by_key(parts.PAID, system=GLM_DOWN)),
        (
            preview_by(KEY, model=GLM, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(models=["openai/gpt-4o-mini"])),
            by_key(parts.PAID, system=GLM_DOWN),
        ),
        "provider-route-down-for-model provider-overloaded-or-slow options-differ",
        certain="provider-route-down-for-model provider-overloaded-or-slow",
        not_said=ABOUT_KEYS | ORIGIN | KEY_IS_BAD,
    ),
    decided(
        "a store on preview's way hands out its answers, and production's own key is revoked",
        (on_vercel(REVOKED_KEY), REVOKED),
        (PREVIEW, by_key(parts.PAID, STORED)),
        INVALID,
        outcome="",
        not_said=ORIGIN,
    ),
    # LiteLLM looks for the token in a variable that a function does not have.
    decided(
        "LiteLLM does not see production's token, and has a key in preview",
        (on_vercel(None, Token(parts.PAID), GATEWAY_PROBE_CLIENT="litellm"), Gateway((), (Token(parts.PAID),))),
        (on_vercel(None, environment="preview", GATEWAY_PROBE_CLIENT="litellm", VERCEL_AI_GATEWAY_API_KEY=KEY), WELL),
        "client-does-not-see-token key-absent env-scope-mismatch",
        not_said=ORIGIN,
    ),
    # In preview another credential served behind the very same failing one, which bears production out.
    decided(
        "the own Azure credential fails in both, and only preview has the gateway's to fall back on",
        (PRODUCTION, by_key(BAD_AZURE, system=parts.NO_ROUTE)),
        (PREVIEW, by_key(BAD_AZURE)),
        "byok-azure-wrong-key-or-resource",
        not_said=ABOUT_KEYS | ORIGIN | KEY_IS_BAD,
    ),
    # The laptop's key is empty there, so it is served by its token and says nothing of production's key.
    doubted(
        "production's key is unknown, and the laptop, whose key is empty, is served by a token",
        (PRODUCTION, by_other_key(parts.PAID)),
        (
            on_laptop("", env_token=Token(parts.PAID, environment="development")),
            Gateway((), (Token(parts.PAID, environment="development"),)),
        ),
        INVALID,
        but=INVALID,
        not_said=ORIGIN | ABOUT_KEYS,
    ),
)
