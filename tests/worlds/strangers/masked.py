"""Two causes at once, of which one hides the other: what is seen first may not be told as all there is."""

from dataclasses import replace

from tests.standin import Credential, Gateway, Key, Rule, Team, Token
from tests.worlds import parts
from tests.worlds.expectation import BAD, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, STORED_CREDENTIAL, May
from tests.worlds.strangers.asked import AS, alone, beside, both
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, on_laptop, on_vercel

NEEDS = ("byok-needs-paid-tier",)
KEY_BAD = ("key-invalid-revoked-or-expired",)
UNKNOWN = ("model-unknown-or-retired",)
EXPIRED = ("oidc-expired-locally", "oidc-cached-at-boot-or-build", "oidc-refused")
NOBODY = FACTORS | OTHER_TEAM
TYPO = "openai/gpt-5.4-minni"
OF_FREE, OF_PAID = Token(parts.FREE_WITH_BYOK), Token(parts.PAID)
REVOKED = Key(REVOKED_KEY, parts.PAID, revoked=True)
CARDLESS_WITH_BYOK = replace(parts.NO_CARD, stored=parts.AZURE)
BAD_AZURE = {"azure": Credential("bad-key")}


WORLDS = (
    both(CARDLESS_WITH_BYOK, May(("failing",), ("no-card-on-file",), at_least="likely", not_claimed=NOBODY | KEY_IS_BAD),
         "no card, and a stored credential that the tier would refuse next"),
    both(replace(CARDLESS_WITH_BYOK, blocked=True), May(("failing",), ("team-blocked",), (("card-not-accepted", "no-card-on-file"),), not_claimed=NOBODY | KEY_IS_BAD),
         "blocked, without a card besides", client="OpenAI's client"),
    both(replace(parts.NO_MONEY, budget_left=False), May(("failing",), not_claimed=NOBODY | KEY_IS_BAD, names=(("byok-blocked-at-zero-balance", "free-credit-used-up"),)),
         "no balance, and the budget is used up behind it"),
    both(replace(parts.SPENT, blocked=True), May(("failing",), ("team-blocked",), not_claimed=NOBODY | KEY_IS_BAD | {"budget-reached"}),
         "blocked, and a used budget behind the block"),
    both(parts.FREE_WITH_BYOK, May(("failing",), UNKNOWN, at_least="likely", not_claimed=NOBODY | KEY_IS_BAD),
         "a slip in the model's id hides the tier's refusal", GATEWAY_PROBE_MODEL=TYPO),
    both(parts.BLOCKED, May(("failing",), ("team-blocked",), not_claimed=NOBODY | KEY_IS_BAD, names=(UNKNOWN,)),
         "a block hides a slip in the model's id", GATEWAY_PROBE_MODEL=TYPO),
    beside("a revoked key hides a slip in the model's id", on_laptop(REVOKED_KEY, model=TYPO), Gateway((REVOKED,)),
           May(("failing",), KEY_BAD, (UNKNOWN,), not_claimed=NOBODY | MONEY)),
    beside("a revoked key hides an old token that hides nothing", on_laptop(REVOKED_KEY, env_token=parts.EXPIRED_PULL), Gateway((REVOKED,), (parts.EXPIRED_PULL,)),
           May(("failing",), (*KEY_BAD, "bad-key-shadows-oidc"), (KEY_BAD, EXPIRED), not_certain=frozenset({"bad-key-shadows-oidc"}), not_claimed=NOBODY)),
    beside("masked: a revoked key beside the token of a blocked team", on_vercel(REVOKED_KEY, Token(parts.BLOCKED)), Gateway((REVOKED,), (Token(parts.BLOCKED),)),
           May(("failing",), names=((*KEY_BAD, "bad-key-shadows-oidc"), ("team-blocked",)), not_certain=frozenset({"bad-key-shadows-oidc"}), not_claimed=FACTORS)),
    beside("masked: a revoked key beside the token of a team without money", on_vercel(REVOKED_KEY, Token(parts.NO_MONEY)), Gateway((REVOKED,), (Token(parts.NO_MONEY),)),
           May(("failing",), names=((*KEY_BAD, "bad-key-shadows-oidc"), ("byok-blocked-at-zero-balance", "free-credit-used-up")), not_certain=frozenset({"bad-key-shadows-oidc"}), not_claimed=FACTORS)),
    beside("masked: a revoked key beside the token of a team without a card", on_vercel(REVOKED_KEY, Token(parts.NO_CARD)), Gateway((REVOKED,), (Token(parts.NO_CARD),)),
           May(("failing",), names=((*KEY_BAD, "bad-key-shadows-oidc"), ("no-card-on-file",)), not_certain=frozenset({"bad-key-shadows-oidc"}), not_claimed=FACTORS)),
    beside("a provider's key in the gateway's variable, and no good token beside it", on_vercel("sk-proj-FAKE" + "x" * 60, Token(parts.PAID, refused=True)), Gateway((), (Token(parts.PAID, refused=True),)),
           May(("failing",), ("key-is-provider-key", *KEY_BAD, "bad-key-shadows-oidc"), (("key-is-provider-key",), ("oidc-refused",)), not_certain=frozenset({"bad-key-shadows-oidc"}), not_claimed=FACTORS | MONEY)),
    beside("two gateway keys in quotes, the asked client's is revoked as well", on_laptop(f'"{REVOKED_KEY}"', VERCEL_AI_GATEWAY_API_KEY=f'"{KEY}"'), Gateway((REVOKED, Key(KEY, parts.PAID))),
           May(("failing",), names=(("key-quoted-or-prefixed",), KEY_BAD), not_certain=frozenset({"key-quoted-or-prefixed"}), not_claimed=FACTORS | MONEY)),
    both(replace(parts.FREE, stored=BAD_AZURE), May(("failing",), names=(NEEDS,), not_claimed=NOBODY | KEY_IS_BAD | STORED_CREDENTIAL),
         "the tier hides a stored Azure key that is bad"),
    beside("a bad Azure key, and both of the gateway's own routes are down", on_vercel(KEY, OF_PAID), parts.one_team(replace(parts.PAID, stored=BAD_AZURE), system={"azure": "down", "openai": "down"}),
           May(("failing",), names=(("byok-azure-wrong-key-or-resource",), ("provider-route-down-for-model", "provider-overloaded-or-slow")), not_claimed=NOBODY | KEY_IS_BAD | MONEY)),
    both(parts.FREE_WITH_BYOK, May(("failing",), names=(NEEDS,), not_claimed=KEY_IS_BAD | OTHER_TEAM | {"refusal-depends-on-origin"}),
         "the tier's refusal, and streams are refused besides", parts.STREAM_DENIED),
    both(parts.PAID, May(NOT_HEALTHY, names=(("refusal-depends-on-origin",),), not_claimed=KEY_IS_BAD | MONEY | OTHER_TEAM, not_certain=frozenset({"stream-refused", "plain-answer-refused"})),
         "deployments are refused, and a stream is refused from everywhere", parts.REFUSES_DEPLOYMENTS, parts.STREAM_DENIED),
    beside("the key's team has no card, the token's team is paid and served", on_vercel(KEY, Token(parts.OTHER_PAID)), parts.two_teams(parts.NO_CARD, parts.OTHER_PAID),
           May(("failing",), names=(("no-card-on-file",), ("key-of-other-team", "refusal-depends-on-credential")), not_claimed=KEY_IS_BAD)),
    beside("the key's team has spent its budget, the token's team is another one and served", on_vercel(KEY, Token(parts.OTHER_PAID)), parts.two_teams(parts.SPENT, parts.OTHER_PAID),
           May(("failing",), names=(("budget-reached",), ("key-of-other-team", "refusal-depends-on-credential")), not_claimed=KEY_IS_BAD)),
    beside("masked: the key's own budget is used up, the token of the same team is served", on_vercel(KEY, OF_PAID), Gateway((Key(KEY, parts.PAID, budget_left=False),), (OF_PAID,)),
           May(("failing",), names=(("budget-reached",),), not_claimed=KEY_IS_BAD | {"key-of-other-team", "expected-team-differs"}, not_certain=OTHER_TEAM)),
    beside("Claude Code's key is revoked, the app's own is good", on_laptop(KEY).having({**AS["Claude Code"], "ANTHROPIC_AUTH_TOKEN": REVOKED_KEY}), Gateway((REVOKED, Key(KEY, parts.PAID))),
           May(NOT_HEALTHY, names=(KEY_BAD, ("other-client-served", "client-resolves-another-credential")), not_claimed=FACTORS | MONEY)),
    beside("the app's key is revoked, Claude Code's is good", on_laptop(REVOKED_KEY).having({**AS["AI SDK 7"], "ANTHROPIC_AUTH_TOKEN": KEY, "ANTHROPIC_BASE_URL": "https://ai-gateway.vercel.sh"}), Gateway((REVOKED, Key(KEY, parts.PAID))),
           May(("failing",), KEY_BAD, not_claimed=FACTORS | MONEY)),
    alone(replace(parts.FREE, free_requests=0), May(("failing",), names=(("free-tier-rate-limit",),), not_claimed=NOBODY | KEY_IS_BAD, certain=None),
          "the free limit is reached, behind a model that the tier would refuse", GATEWAY_PROBE_MODEL="zai/glm-5"),
    both(replace(parts.NOT_ALLOWED, stored=parts.AZURE), May(("failing",), names=(("provider-or-model-allowlist",),), not_claimed=NOBODY | KEY_IS_BAD | MONEY),
         "the allowlist leaves no provider, and `only` names one that does not have the model", GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["groq"])),
    beside("no key, and the token of this deployment is of a free team with a stored credential", on_vercel(None, OF_FREE), Gateway((), (OF_FREE,)),
           May(("failing",), NEEDS, at_least="likely", not_claimed=KEY_IS_BAD | FACTORS)),
    beside("an empty key, an old token in a variable, and the header's token is refused", on_vercel("", Token(parts.PAID, refused=True), env_token=parts.EXPIRED_PULL), Gateway((), (Token(parts.PAID, refused=True), parts.EXPIRED_PULL)),
           May(("failing",), names=(("oidc-refused",), ("key-empty", "key-absent")), not_claimed=FACTORS | MONEY)),
    both(parts.PAID, May(BAD, certain=False, not_claimed=KEY_IS_BAD | OTHER_TEAM | FACTORS - {"refusal-depends-on-origin"}),
         "deployments are refused until the limit is reached, then everybody is throttled", Rule(parts.GENERATE, parts.THROTTLED, first=4), parts.REFUSES_DEPLOYMENTS),
    both(replace(Team(), id="team_FAKEsame"), May(BAD, not_certain=frozenset({"byok-needs-paid-tier"}), not_claimed=KEY_IS_BAD | FACTORS),
         "the gate's words, and no credential is stored, and money is there", Rule(parts.GENERATE, parts.BYOK_REFUSAL)),
    beside("a key of a free team, and another client's key of a paid one", on_laptop(KEY).having({**AS["AI SDK 7"], "VERCEL_AI_GATEWAY_API_KEY": OTHER_KEY}), Gateway((Key(KEY, parts.FREE_WITH_BYOK), Key(OTHER_KEY, parts.OTHER_PAID))),
           May(("failing",), names=(NEEDS, ("client-resolves-another-credential", "other-client-served", "key-of-other-team", "different-key-same-length")), not_claimed=KEY_IS_BAD | FACTORS, not_certain=OTHER_TEAM)),
)  # fmt: skip
