"""Who asks: tokens near their end, of other projects and places, clocks that are off, keys of other shapes."""

from dataclasses import replace

from tests.standin import Gateway, Key, Team, Token
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, May
from tests.worlds.strangers.asked import beside
from tests.worlds.world import KEY, OTHER_KEY, World, on_laptop, on_vercel

NOBODY = FACTORS | MONEY | KEY_IS_BAD
ENDING = ("oidc-about-to-expire",)
PAID = Team()
DEVELOPMENT = {"environment": "development", "lifetime_s": 43_200}


def token(**parts_of_it: object) -> Token:
    """A token of the paid team."""
    return replace(Token(PAID), **parts_of_it)  # type: ignore[arg-type]


def by_token(name: str, held: Token, may: May, key: str | None = None, **settings: str) -> World:
    """Production asks by its header's token, which the gateway takes while it is current."""
    return beside(name, on_vercel(key, held).having(settings), Gateway((Key(KEY, PAID),), (held,)), may)


def pulled(name: str, held: Token, may: May, clock: float = 0) -> World:
    """A laptop asks by the token of a pulled file."""
    return beside(name, on_laptop(None, env_token=held), Gateway((), (held,), clock_offset_s=clock), may)


WORLDS = (
    by_token("a header's token with a minute to live", token(age_s=7140), May(("healthy", "degraded"), not_claimed=NOBODY | OTHER_TEAM)),
    by_token("a header's token that has ended an hour ago", token(age_s=10_800), May(("failing",), names=(("oidc-expired-locally", "oidc-cached-at-boot-or-build", "oidc-refused", "client-does-not-see-token", "key-absent"),), not_claimed=NOBODY, never=("vercel env pull",))),
    by_token("a header's token that has ended, and a good key", token(age_s=10_800), May(("healthy", "degraded"), not_claimed=NOBODY | OTHER_TEAM), KEY),
    by_token("a header's token of another project", token(project="prj_FAKEother"), May(("healthy", "degraded", "failing"), names=(("oidc-off-or-wrong-link",),), not_claimed=NOBODY)),
    by_token("a header's token of preview in production", token(environment="preview"), May(("healthy", "degraded"), not_claimed=NOBODY)),
    by_token("a header's token that is refused although it is current", token(refused=True), May(("failing",), ("oidc-refused",), at_least="likely", not_claimed=NOBODY)),
    by_token("a header's token that nobody signed", token(stranger=True), May(("failing",), names=(("oidc-refused", "oidc-malformed"),), not_claimed=NOBODY)),
    by_token("a header's token that is refused, and a good key", token(refused=True), May(("healthy", "degraded"), names=(("deployment-token-refused", "oidc-refused"),), not_claimed=NOBODY), KEY),
    by_token("a header's token, an empty key", token(), May(("healthy", "degraded"), names=(("key-empty",),), not_claimed=NOBODY), ""),
    by_token("a header's token, a key of white space", token(), May(("failing",), not_claimed=FACTORS | MONEY, names=(("key-trailing-newline", "key-empty", "key-quoted-or-prefixed", "key-absent", "bad-key-shadows-oidc", "key-invalid-revoked-or-expired"),)), "   "),
    by_token("a header's token, the key's placeholder", token(), May(("failing",), names=(("key-redacted-placeholder",),), not_claimed=FACTORS | MONEY), "[SENSITIVE]"),
    by_token("a header's token, an unexpanded name as the key", token(), May(("failing",), names=(("key-redacted-placeholder", "key-quoted-or-prefixed", "key-invalid-revoked-or-expired"),), not_claimed=FACTORS | MONEY), "$AI_GATEWAY_API_KEY"),
    by_token("a header's token that this client never looks at", token(), May(("failing",), names=(("client-does-not-see-token", "key-absent"),), not_claimed=FACTORS | MONEY), None, GATEWAY_PROBE_CLIENT="openai"),
    by_token("a header's token that Pydantic AI does not see", token(), May(("failing",), names=(("client-does-not-see-token", "key-absent"),), not_claimed=FACTORS | MONEY), None, GATEWAY_PROBE_CLIENT="pydantic-ai"),
    pulled("a pulled token with five minutes to live", token(**DEVELOPMENT, age_s=42_900), May(("healthy", "degraded"), names=(ENDING,), not_claimed=NOBODY | OTHER_TEAM)),
    pulled("a pulled token that ended a minute ago", token(**DEVELOPMENT, age_s=43_260), May(("failing",), ("oidc-expired-locally",), at_least="likely", not_claimed=NOBODY | OTHER_TEAM)),
    pulled("a pulled token, and the laptop's clock is an hour behind its making", token(**DEVELOPMENT, age_s=-3600), May(NOT_HEALTHY, names=(("clock-skew",),), not_claimed=NOBODY | OTHER_TEAM), 3600),
    pulled("a pulled token, and the laptop's clock is ten minutes fast", token(**DEVELOPMENT), May(("healthy", "degraded"), names=(("clock-skew",),), not_claimed=NOBODY | OTHER_TEAM), -600),
    pulled("a pulled token of yesterday, and the laptop's clock is right", parts.EXPIRED_PULL, May(("failing",), ("oidc-expired-locally",), at_least="likely", not_claimed=NOBODY | OTHER_TEAM)),
    pulled("a pulled token of production's kind on a laptop", token(lifetime_s=3600), May(("healthy", "degraded"), not_claimed=NOBODY | OTHER_TEAM)),
    pulled("a pulled token that is refused", token(**DEVELOPMENT, refused=True), May(("failing",), names=(("oidc-refused",),), not_claimed=NOBODY | OTHER_TEAM)),
    beside("nothing at all on a laptop", on_laptop(None), Gateway(), May(("failing",), ("key-absent",), at_least="likely", not_claimed=FACTORS | MONEY)),
    beside("nothing at all on Vercel", on_vercel(None), Gateway(), May(("failing",), ("key-absent", "oidc-off-or-wrong-link"), at_least="likely", not_claimed=FACTORS | MONEY)),
    beside("the key under a name of one's own on Vercel, with no token", on_vercel(None, VERCEL_AI_GATEWAY_API_KEY=KEY, GATEWAY_PROBE_CLIENT="ai-sdk-7"), Gateway((Key(KEY, PAID),)), May(("failing",), names=(("key-name-near-miss",),), not_claimed=FACTORS | MONEY)),
    beside("the key under AI_GATEWAY_TOKEN on a laptop", on_laptop(None, AI_GATEWAY_TOKEN=KEY), Gateway((Key(KEY, PAID),)), May(("failing",), ("key-name-near-miss", "key-absent"), (("key-name-near-miss",),), not_claimed=FACTORS | MONEY)),
    beside("the key begins with the word Bearer", on_laptop(f"Bearer {KEY}"), Gateway((Key(KEY, PAID),)), May(("failing",), ("key-quoted-or-prefixed",), at_least="likely", not_claimed=FACTORS | MONEY)),
    beside("the key ends with a newline", on_laptop(f"{KEY}\n"), Gateway((Key(KEY, PAID),)), May(("healthy", "degraded"), names=(("key-trailing-newline",),), not_claimed=FACTORS | MONEY)),
    beside("the key ends with a newline, for OpenAI's client in Python", on_laptop(f"{KEY}\n", GATEWAY_PROBE_CLIENT="openai", OPENAI_API_KEY=f"{KEY}\n"), Gateway((Key(KEY, PAID),)), May(NOT_HEALTHY, names=(("key-trailing-newline",),), not_claimed=FACTORS | MONEY)),
    beside("the key ends with a backslash and an n", on_laptop(f"{KEY}\\n"), Gateway((Key(KEY, PAID),)), May(("failing",), names=(("key-quoted-or-prefixed", "key-trailing-newline"),), not_claimed=FACTORS | MONEY)),
    beside("the key has a mark of zero width in it", on_laptop(f"{KEY[:30]}\u200b{KEY[30:]}"), Gateway((Key(KEY, PAID),)), May(("failing",), ("key-invisible-unicode",), at_least="likely", not_claimed=FACTORS | MONEY)),
    beside("the key is cut by ten characters", on_laptop(KEY[:-10]), Gateway((Key(KEY, PAID),)), May(("failing",), names=(("key-invalid-revoked-or-expired",),), not_claimed=FACTORS | MONEY)),
    beside("the key is an account token", on_laptop("FAKEtoken0123456789abcdE"), Gateway((Key(KEY, PAID),)), May(("failing",), names=(("key-is-account-token-or-jwt", "key-invalid-revoked-or-expired"),), not_claimed=FACTORS | MONEY)),
    beside("the key is Anthropic's", on_laptop("sk-ant-api03-FAKE" + "x" * 80), Gateway((Key(KEY, PAID),)), May(("failing",), ("key-is-provider-key",), at_least="likely", not_claimed=FACTORS | MONEY)),
    beside("the key is Google's", on_laptop("AIzaSyFAKE" + "x" * 29), Gateway((Key(KEY, PAID),)), May(("failing",), ("key-is-provider-key",), at_least="likely", not_claimed=FACTORS | MONEY)),
    beside("the key is a token of the deployment", on_vercel(Token(PAID).jwt(), Token(PAID)), Gateway((), (Token(PAID),)), May(("healthy", "degraded", "failing"), names=(("key-is-account-token-or-jwt",),), not_claimed=FACTORS | MONEY)),
    beside("two good keys of two teams for two clients, and all is served", on_laptop(KEY, VERCEL_AI_GATEWAY_API_KEY=OTHER_KEY, GATEWAY_PROBE_CLIENT="ai-sdk-7"), Gateway((Key(KEY, PAID), Key(OTHER_KEY, parts.OTHER_PAID))), May(("healthy", "degraded"), names=(("client-resolves-another-credential",),), not_claimed=FACTORS | MONEY | KEY_IS_BAD)),
)  # fmt: skip
