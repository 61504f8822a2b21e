"""A place whose own verdict stands firm, the served place that is most like it, and a third that speaks against the verdict."""

from dataclasses import replace

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where
from tests.standin.account import CATALOGUE
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, STORED_CREDENTIAL
from tests.worlds.innocent_differences import sends
from tests.worlds.places import ABOUT_KEYS, MayExplain, Places, Seen
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, REVOKED, WELL
from tests.worlds.verdicts_beside import STRIPPED
from tests.worlds.world import ASKED, KEY, OTHER_KEY, REVOKED_KEY, on_laptop, on_vercel

FREE = parts.FREE_WITH_BYOK
BAD_AZURE = Team(stored={"azure": Credential("bad-key")})
BLOCKED = Team(blocked=True)
HIDDEN_MODEL = parts.by_key_alone(parts.PAID, models=CATALOGUE[1:])
SLOWED = parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.THROTTLED))
QUOTED = f'"{KEY}"'
OF_ANOTHER_KEY = Seen("local", on_laptop(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.PAID),)))
OF_ANOTHER_MODEL = Seen("local", on_laptop(KEY, model="openai/gpt-4o-mini"), WELL)
UNKNOWN = Rule(Where(("credits", "generate"), credential="key"), parts.refusal(401, "authentication_error"))
BOUGHT = replace(FREE, tier="paid", stored={"anthropic": Credential()})
REVOKED_IN_STAGING = on_vercel(REVOKED_KEY, environment="staging")
ANY_BALANCE = Answer(200, {"balance": "1.00", "total_used": "0.00"})
NOT_OF_PRODUCTION = MayExplain(certain_of={"production": ()})
STAYS_CERTAIN = MayExplain(
    certain_of={"production": ("key-invalid-revoked-or-expired",)}, leads=("key-invalid-revoked-or-expired",)
)
NO_BAD_KEY = MayExplain(
    not_likely=KEY_IS_BAD - {"bad-key-shadows-oidc"} | ABOUT_KEYS, not_certain=frozenset({"bad-key-shadows-oidc"})
)
"""The key is good, and so is each other key."""

WORLDS = (
    Places(
        "an unknown key that serves a third place past its bad credential at azure",
        (
            Seen("production", PRODUCTION, STRIPPED),
            Seen("staging", PREVIEW, parts.by_key_alone(BAD_AZURE)),
            OF_ANOTHER_KEY,
        ),
        NO_BAD_KEY,
    ),
    Places(
        "an unknown key that serves a third place another model, by another client and with options",
        (
            Seen("production", PRODUCTION, STRIPPED),
            Seen(
                "staging",
                on_laptop(KEY, model="anthropic/claude-sonnet-4.5", GATEWAY_PROBE_CLIENT="ai-sdk-5").having(
                    sends(only=["bedrock"])
                ),
                WELL,
            ),
            OF_ANOTHER_KEY,
        ),
        NO_BAD_KEY,
    ),
    Places(
        "an unknown key beside a token that is served, and a third place is served by that key",
        (
            Seen("production", on_vercel(KEY, Token(parts.PAID)), parts.one_team(parts.PAID, UNKNOWN)),
            Seen("staging", PREVIEW, parts.by_key_alone(BAD_AZURE)),
            OF_ANOTHER_KEY,
        ),
        NO_BAD_KEY,
    ),
    Places(
        "quotes around a key that is unknown, with which a third place is served, quotes and all",
        (
            Seen("production", on_vercel(QUOTED), WELL),
            Seen("staging", on_vercel(QUOTED, environment="staging"), Gateway((Key(QUOTED, BAD_AZURE),))),
            OF_ANOTHER_KEY,
        ),
        NOT_OF_PRODUCTION,
    ),
    Places(
        "an unknown key with a newline behind it, and the same without is served",
        (Seen("production", on_vercel(f"{KEY}\n"), STRIPPED), Seen("local", LOCAL, WELL)),
        MayExplain(not_certain=KEY_IS_BAD | {"same-key-with-a-defect"}, alike_not=("key-defects",)),
    ),
    Places(
        "an unknown key, and the same one is served where a team is named",
        (
            Seen("production", PRODUCTION, STRIPPED),
            Seen("local", LOCAL.having({"GATEWAY_PROBE_TEAM": "shop-fake"}), WELL),
        ),
        NO_BAD_KEY,
    ),
    Places(
        "an unknown key, and the same one is served under LiteLLM's name for it",
        (
            Seen("production", PRODUCTION, STRIPPED),
            Seen("local", on_laptop(None, VERCEL_AI_GATEWAY_API_KEY=KEY, GATEWAY_PROBE_CLIENT="litellm"), WELL),
        ),
        NO_BAD_KEY,
    ),
    Places(
        "an unknown key where streams are asked for, and the same one is served plain answers",
        (
            Seen("production", PRODUCTION.having({"GATEWAY_PROBE_STREAMING": "on"}), STRIPPED),
            Seen("local", LOCAL.having({"GATEWAY_PROBE_STREAMING": "off"}), WELL),
        ),
        NO_BAD_KEY,
    ),
    Places(
        "the free tier for certain, and the same key pays by BYOK for another model",
        (
            Seen("production", on_vercel(KEY, Token(FREE)), parts.one_team(FREE)),
            Seen("local", on_laptop(KEY, model="anthropic/claude-sonnet-4.5"), parts.by_key_alone(BOUGHT)),
        ),
        MayExplain(not_certain=MONEY),
    ),
    Places(
        "no card for certain, and the same key reached a provider that is down",
        (
            Seen("production", on_vercel(KEY, Token(parts.NO_CARD)), parts.one_team(parts.NO_CARD)),
            Seen(
                "staging",
                PREVIEW,
                parts.by_key_alone(replace(parts.NO_CARD, card=True), system={"openai": "down", "azure": "down"}),
            ),
            OF_ANOTHER_KEY,
        ),
        NOT_OF_PRODUCTION,
    ),
    Places(
        "a blocked team, and the same key reads its balance where it is throttled",
        (
            Seen("production", on_vercel(KEY, Token(BLOCKED)), parts.one_team(BLOCKED)),
            Seen("staging", PREVIEW, SLOWED),
            OF_ANOTHER_KEY,
        ),
        NOT_OF_PRODUCTION,
    ),
    Places(
        "no money for certain, and the same key reads ninety dollars where it is throttled",
        (
            Seen("production", PRODUCTION, parts.by_key_alone(Team(balance="0.00", used="100.00"))),
            Seen("staging", PREVIEW, SLOWED),
            OF_ANOTHER_KEY,
        ),
        NOT_OF_PRODUCTION,
    ),
    Places(
        "an unknown model, which a third place is served with a key of its own past a bad credential",
        (
            Seen("production", PRODUCTION, HIDDEN_MODEL),
            Seen("staging", on_vercel(OTHER_KEY, environment="staging"), Gateway((Key(OTHER_KEY, BAD_AZURE),))),
            OF_ANOTHER_MODEL,
        ),
        NOT_OF_PRODUCTION,
    ),
    Places(
        "an unknown model, which the list of a third place has, where it is refused for its tier",
        (
            Seen("production", PRODUCTION, HIDDEN_MODEL),
            Seen("staging", on_vercel(OTHER_KEY, environment="staging"), Gateway((Key(OTHER_KEY, FREE),))),
            OF_ANOTHER_MODEL,
        ),
        NOT_OF_PRODUCTION,
    ),
    Places(
        "a rule denies the model, and the same key gets it served past a bad credential",
        (
            Seen("production", PRODUCTION, parts.by_key_alone(parts.DENIED)),
            Seen("staging", PREVIEW, parts.by_key_alone(replace(BAD_AZURE, id=parts.DENIED.id))),
            OF_ANOTHER_KEY,
        ),
        NOT_OF_PRODUCTION,
    ),
    Places(
        "an allow list shuts the providers, and the same key is served by them for another client",
        (
            Seen("production", PRODUCTION, parts.by_key_alone(parts.NOT_ALLOWED)),
            Seen(
                "staging",
                on_vercel(KEY, environment="staging", GATEWAY_PROBE_CLIENT="ai-sdk-5"),
                parts.by_key_alone(Team(parts.NOT_ALLOWED.id)),
            ),
            OF_ANOTHER_KEY,
        ),
        NOT_OF_PRODUCTION,
    ),
    Places(
        "the credential at azure is refused, and serves the same team under the model's other name",
        (
            Seen(
                "production",
                on_vercel(KEY, model="azure/gpt-5.4-mini"),
                parts.without_fallback("azure", "bad-key", ASKED),
            ),
            Seen("local", LOCAL.having(sends(only=["azure"])), WELL),
        ),
        MayExplain(not_certain=STORED_CREDENTIAL),
    ),
    Places(
        "a revoked key that the firewall turns away in a third place, before anybody looks at it",
        (
            Seen("production", on_vercel(REVOKED_KEY), REVOKED),
            Seen(
                "staging",
                REVOKED_IN_STAGING,
                replace(REVOKED, rules=(parts.always(parts.EVERYTHING, parts.CHALLENGE),)),
            ),
            Seen("local", LOCAL, WELL),
        ),
        STAYS_CERTAIN,
    ),
    Places(
        "a revoked key in a third place whose gateway shows a balance to any key",
        (
            Seen("production", on_vercel(REVOKED_KEY), REVOKED),
            Seen(
                "staging",
                REVOKED_IN_STAGING,
                Gateway((Key(REVOKED_KEY, parts.PAID),), rules=(parts.always(parts.CREDITS, ANY_BALANCE),)),
            ),
            Seen("local", LOCAL, WELL),
        ),
        STAYS_CERTAIN,
    ),
    Places(
        "a key that look-ups do not know in one place, and that serves another",
        (
            Seen("production", PRODUCTION.having({"GATEWAY_PROBE_MAX_GENERATIONS": "0"}), STRIPPED),
            Seen("local", LOCAL, WELL),
        ),
        NOT_OF_PRODUCTION,
    ),
    Places(
        "a key that is unknown in one place, and that the look-ups of a third know, which asks for no generation",
        (
            Seen("production", PRODUCTION, STRIPPED),
            Seen("staging", PREVIEW.having({"GATEWAY_PROBE_MAX_GENERATIONS": "0"}), WELL),
            OF_ANOTHER_KEY,
        ),
        NOT_OF_PRODUCTION,
    ),
)
