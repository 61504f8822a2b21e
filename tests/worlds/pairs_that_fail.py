"""Places beside each other of which none is served: for one cause, for two, or for nobody knows what."""

from dataclasses import replace

from tests.standin import Answer, Credential, Gateway, Key, Team, Token
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, NOT_THE_GATEWAY, OTHER_TEAM, STORED_CREDENTIAL
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, Seen, pair
from tests.worlds.usual_places import CLOSED, LOCAL, PREVIEW, PRODUCTION, REVOKED, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, on_laptop, on_vercel

TWO_REVOKED = Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True), Key(OTHER_KEY, parts.OTHER_PAID, revoked=True)))
BLAMES_NOBODY = ORIGIN | ABOUT_KEYS | OTHER_TEAM | MONEY | KEY_IS_BAD
NO_MATCH = Answer(529, parts.refusal(529, "overloaded_error", "Overloaded").body)
BOTH = ("production", "preview")
FREE_EACH = (
    Gateway((Key(KEY, parts.FREE_WITH_BYOK),)),
    Gateway((Key(OTHER_KEY, replace(parts.FREE_WITH_BYOK, id="team_FAKEthird", balance="1.11", used="3.89")),)),
)

WORLDS = (
    pair(
        "neither is served: an origin rule in production, a revoked key in preview",
        (PRODUCTION, CLOSED),
        (on_vercel(REVOKED_KEY, environment="preview"), REVOKED),
        MayExplain("", not_said=OTHER_TEAM | MONEY, not_certain=ABOUT_KEYS, speaks_of=BOTH),
    ),
    pair(
        "two keys of two free teams, both refused for the own credential",
        (PRODUCTION, FREE_EACH[0]),
        (on_vercel(OTHER_KEY, environment="preview"), FREE_EACH[1]),
        MayExplain("", not_said=ORIGIN | KEY_IS_BAD, not_certain=ABOUT_KEYS | OTHER_TEAM, speaks_of=BOTH),
    ),
    pair(
        "two keys, and the gateway knows neither",
        (on_vercel(REVOKED_KEY), TWO_REVOKED),
        (on_vercel(OTHER_KEY, environment="preview"), TWO_REVOKED),
        MayExplain("", not_said=ORIGIN | OTHER_TEAM | MONEY, not_certain=ABOUT_KEYS, speaks_of=BOTH),
    ),
    pair(
        "two blocked teams, one asked by key and one by token",
        (PRODUCTION, parts.by_key_alone(Team(blocked=True))),
        (
            on_vercel(None, Token(replace(parts.OTHER_PAID, blocked=True)), environment="preview"),
            Gateway(tokens=(Token(replace(parts.OTHER_PAID, blocked=True)),)),
        ),
        MayExplain("", not_said=ORIGIN | KEY_IS_BAD | {"env-scope-mismatch"}, speaks_of=BOTH),
    ),
    pair(
        "a placeholder in production, a revoked key in preview",
        (on_vercel("[SENSITIVE]"), REVOKED),
        (on_vercel(REVOKED_KEY, environment="preview"), REVOKED),
        MayExplain("", not_said=ORIGIN | OTHER_TEAM | MONEY | {"same-key-with-a-defect"}, speaks_of=BOTH),
    ),
    pair(
        "the keys of two providers where the gateway's belongs",
        (on_vercel("sk-proj-FAKE" + "b" * 60), WELL),
        (on_vercel("sk-ant-FAKE" + "b" * 60, environment="preview"), WELL),
        MayExplain("", not_said=ORIGIN | OTHER_TEAM | MONEY, speaks_of=BOTH),
    ),
    pair(
        "neither has a key, neither has a token",
        (on_vercel(), WELL),
        (on_laptop(), WELL),
        MayExplain("", not_said=ORIGIN | OTHER_TEAM | MONEY | {"env-scope-mismatch"}),
    ),
    pair(
        "silence in both places",
        (PRODUCTION, parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.SILENCE))),
        (LOCAL, parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.SILENCE))),
        MayExplain("", not_said=BLAMES_NOBODY),
    ),
    pair(
        "a proxy of one office answers 401 in both places, with two keys",
        (LOCAL, parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.UVICORN_401))),
        (on_laptop(OTHER_KEY), parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.UVICORN_401))),
        MayExplain("", not_said=BLAMES_NOBODY),
    ),
    pair(
        "every provider is down for everybody",
        (PRODUCTION, parts.by_key_alone(parts.PAID, system={"openai": "down", "azure": "down"})),
        (
            on_laptop(OTHER_KEY),
            Gateway((Key(OTHER_KEY, parts.OTHER_PAID),), system={"openai": "down", "azure": "down"}),
        ),
        MayExplain("", not_said=BLAMES_NOBODY),
    ),
    pair(
        "529 in production and 408 in preview",
        (PRODUCTION, parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, NO_MATCH))),
        (
            PREVIEW,
            parts.by_key_alone(
                parts.PAID, parts.always(parts.GENERATE, parts.refusal(408, "timeout_error", "Request timed out."))
            ),
        ),
        MayExplain("", not_said=BLAMES_NOBODY, speaks_of=BOTH),
    ),
    pair(
        "the free tier's limit in production, the same key's model of the paid tier in preview",
        (PRODUCTION, parts.by_key_alone(replace(parts.FREE, free_requests=0))),
        (replace(PREVIEW, model="zai/glm-5"), parts.by_key_alone(parts.FREE)),
        MayExplain("", not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD, speaks_of=BOTH),
    ),
    pair(
        "a firewall denies production, a checkpoint challenges preview",
        (PRODUCTION, parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.MITIGATED))),
        (PREVIEW, parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.CHALLENGE))),
        MayExplain("", not_said=BLAMES_NOBODY | {"provider-rate-limit", "free-tier-rate-limit"}, speaks_of=BOTH),
    ),
    pair(
        "the stored azure key is wrong for both, one place allows azure alone, the other begins with it",
        (
            PRODUCTION.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(only=["azure"])}),
            parts.by_key_alone(Team(stored={"azure": Credential("bad-key")}), system={"azure": "none"}),
        ),
        (
            replace(PREVIEW, model="azure/gpt-5.4-mini"),
            parts.by_key_alone(Team(stored={"azure": Credential("bad-key")}), system={"azure": "none"}),
        ),
        MayExplain(
            "",
            not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD,
            not_certain=frozenset({"options-differ", "model-differs"}),
            explains=(tuple(sorted(STORED_CREDENTIAL | {"options-differ", "model-differs"})),),
        ),
    ),
    pair(
        "an unknown model in both places, written in two ways",
        (replace(PRODUCTION, model="openai/gpt-9-nowhere"), WELL),
        (replace(PREVIEW, model="openai/gpt-9-nowehre"), WELL),
        MayExplain("", not_said=BLAMES_NOBODY | STORED_CREDENTIAL | NOT_THE_GATEWAY, speaks_of=BOTH),
    ),
    Places(
        "three places of which none is served, one cause, three keys",
        tuple(
            Seen(name, place, Gateway((Key(key, replace(parts.FREE, card=False)),)))
            for name, place, key in (
                ("production", PRODUCTION, KEY),
                ("preview", on_vercel(OTHER_KEY, environment="preview"), OTHER_KEY),
                ("local", on_laptop(REVOKED_KEY), REVOKED_KEY),
            )
        ),
        MayExplain("", not_said=ORIGIN | KEY_IS_BAD, not_certain=ABOUT_KEYS | OTHER_TEAM),
    ),
    Places(
        "three places: two are refused by the tier, the third was not asked for a generation",
        (
            Seen("production", PRODUCTION, parts.by_key_alone(parts.FREE_WITH_BYOK)),
            Seen("preview", PREVIEW, parts.by_key_alone(parts.FREE_WITH_BYOK)),
            Seen(
                "local", LOCAL.having({"GATEWAY_PROBE_MAX_GENERATIONS": "0"}), parts.by_key_alone(parts.FREE_WITH_BYOK)
            ),
        ),
        MayExplain("", not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD, never_told=("local is served",)),
    ),
)
