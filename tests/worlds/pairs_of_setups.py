"""Two places beside each other that were set up in two ways: clients with keys of their own, salts of more than the key, teams, streams."""

from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, Seen, pair
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, on_laptop, on_vercel

BOTH_KEYS = Gateway((Key(KEY, parts.PAID), Key(OTHER_KEY, parts.FREE_WITH_BYOK)))
SALT = {"GATEWAY_PROBE_FINGERPRINT_SALT": "a-salt-of-the-tests-1"}
SECOND_SALT = {"GATEWAY_PROBE_FINGERPRINT_SALT": "a-salt-of-the-tests-2"}
TAGGED = {"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(tags=["shop"])}
OPENAI = {"GATEWAY_PROBE_CLIENT": "openai"}
REFUSED_THERE = parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.ACCESS_DENIED))
STREAMS_DENIED = parts.by_key_alone(parts.PAID, parts.STREAM_DENIED)

WORLDS = (
    pair(
        "the OpenAI client's own variable in production and the gateway's in preview, one key, both served",
        (on_vercel(OPENAI_API_KEY=KEY).having(OPENAI), WELL),
        (PREVIEW.having(OPENAI), WELL),
        MayExplain("same", not_said=ORIGIN | ABOUT_KEYS | MONEY | KEY_IS_BAD),
    ),
    pair(
        "the OpenAI client's own variable holds the key of a free team, the gateway's variable that of a paid one",
        (on_vercel(KEY, OPENAI_API_KEY=OTHER_KEY).having(OPENAI), BOTH_KEYS),
        (PREVIEW.having(OPENAI), BOTH_KEYS),
        MayExplain(
            explains=(("byok-needs-paid-tier", "different-key-same-length", "key-of-other-team"),),
            not_said=ORIGIN | {"env-scope-mismatch", "changed-between-runs"},
            speaks_of=("production",),
        ),
    ),
    pair(
        "Anthropic's client with its key in production and with its token's variable in preview, one key",
        (on_vercel(ANTHROPIC_API_KEY=KEY, GATEWAY_PROBE_CLIENT="anthropic"), WELL),
        (on_vercel(environment="preview", ANTHROPIC_AUTH_TOKEN=KEY, GATEWAY_PROBE_CLIENT="anthropic"), WELL),
        MayExplain("same", not_said=ORIGIN | ABOUT_KEYS | MONEY | KEY_IS_BAD),
    ),
    pair(
        "LiteLLM's variable is missing in production, where only the AI SDK's is set",
        (on_vercel(KEY, GATEWAY_PROBE_CLIENT="litellm"), WELL),
        (on_vercel(environment="preview", VERCEL_AI_GATEWAY_API_KEY=KEY, GATEWAY_PROBE_CLIENT="litellm"), WELL),
        MayExplain(
            explains=(
                ("key-name-near-miss", "key-absent", "env-scope-mismatch", "client-resolves-another-credential"),
            ),
            not_said=ORIGIN | OTHER_TEAM | MONEY,
            speaks_of=("production",),
        ),
    ),
    pair(
        "two salts, and the same options in both places, all served",
        (PRODUCTION.having(SALT).having(TAGGED), WELL),
        (PREVIEW.having(SECOND_SALT).having(TAGGED), WELL),
        MayExplain("same", nothing=True, differs_not=("options", "key", "team")),
    ),
    pair(
        "two salts, the same options, and a team that is blocked in one minute only",
        (PRODUCTION.having(SALT).having(TAGGED), REFUSED_THERE),
        (PREVIEW.having(SECOND_SALT).having(TAGGED), WELL),
        MayExplain("", not_said=ABOUT_KEYS | {"options-differ"} | OTHER_TEAM, differs_not=("options", "key")),
    ),
    pair(
        "two salts, and tokens of one team",
        (on_vercel(None, Token(parts.PAID)).having(SALT), Gateway(tokens=(Token(parts.PAID),))),
        (
            on_vercel(None, Token(parts.PAID, environment="preview"), environment="preview").having(SECOND_SALT),
            Gateway(tokens=(Token(parts.PAID, environment="preview"),)),
        ),
        MayExplain("same", nothing=True, differs_not=("team", "project")),
    ),
    Places(
        "a salted private Document beside one that is public and has no salt, tokens of one team",
        (
            Seen(
                "production",
                on_vercel(None, Token(parts.PAID)).having(SALT),
                Gateway(tokens=(Token(parts.PAID),)),
                level="private",
            ),
            Seen(
                "preview",
                on_vercel(None, Token(parts.PAID, environment="preview"), environment="preview").having(SALT),
                Gateway(tokens=(Token(parts.PAID, environment="preview"),)),
            ),
        ),
        MayExplain("same", nothing=True, differs_not=("team", "project")),
    ),
    pair(
        "streams alone are asked for on the laptop, plain answers alone in production, streams are denied everywhere",
        (PRODUCTION.having({"GATEWAY_PROBE_STREAMING": "off"}), STREAMS_DENIED),
        (LOCAL.having({"GATEWAY_PROBE_STREAMING": "on"}), STREAMS_DENIED),
        MayExplain("", not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD, speaks_of=("local",)),
    ),
    pair(
        "no experiments, streams alone on the laptop and plain answers in production, streams are refused with 403",
        (
            replace(PRODUCTION, experiments="none").having({"GATEWAY_PROBE_STREAMING": "off"}),
            parts.by_key_alone(parts.PAID, Rule(Where("generate", streamed=True), parts.BYOK_REFUSAL)),
        ),
        (
            replace(LOCAL, experiments="none").having({"GATEWAY_PROBE_STREAMING": "on"}),
            parts.by_key_alone(parts.PAID, Rule(Where("generate", streamed=True), parts.BYOK_REFUSAL)),
        ),
        MayExplain(
            explains=(("protocol-differs", "streaming-differs", "stream-refused"),),
            not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM,
            not_likely=MONEY,
        ),
    ),
    pair(
        "the app names its team in production alone, and is refused for it; no experiments",
        (
            replace(PRODUCTION, experiments="none").having({"GATEWAY_PROBE_TEAM": "team_FAKEelsewhere"}),
            parts.by_key_alone(
                parts.PAID, parts.always(parts.GENERATE, parts.refusal(403, "team_mismatch", "Not this team."))
            ),
        ),
        (replace(PREVIEW, experiments="none"), WELL),
        MayExplain("", not_said=ORIGIN | ABOUT_KEYS | KEY_IS_BAD | MONEY, speaks_of=("production",)),
    ),
    pair(
        "the few experiments of an ordinary run in production, all of them in preview",
        (PRODUCTION, WELL),
        (replace(PREVIEW, experiments="all"), WELL),
        MayExplain("same", not_said=ORIGIN | ABOUT_KEYS | MONEY | KEY_IS_BAD),
    ),
    pair(
        "a provider's credential in the request of production alone, which the provider refuses",
        (
            PRODUCTION.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(only=["azure"])}),
            parts.by_key_alone(replace(parts.PAID, stored={}), system={"azure": "forbidden"}),
        ),
        (PREVIEW, parts.by_key_alone(replace(parts.PAID, stored={}), system={"azure": "forbidden"})),
        MayExplain(
            "",
            not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD | {"routing-rule-denied"},
            speaks_of=("production",),
        ),
    ),
    pair(
        "a prefix before the key on the laptop, which was revoked, and another key in production",
        (PRODUCTION, WELL),
        (on_laptop(f"Bearer {REVOKED_KEY}"), Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),))),
        MayExplain(
            explains=(("key-invalid-revoked-or-expired", "key-quoted-or-prefixed"),),
            not_said=ORIGIN | OTHER_TEAM | MONEY | {"same-key-with-a-defect"},
            speaks_of=("local",),
        ),
    ),
    pair(
        "the key in quotes in both places, and one team blocked since",
        (on_vercel(f"'{KEY}'"), parts.by_key_alone(replace(parts.PAID, blocked=True))),
        (LOCAL, WELL),
        MayExplain("", not_said=ORIGIN | OTHER_TEAM | {"different-key-same-length"}, speaks_of=("production",)),
    ),
    Places(
        "three places, three clients, one door refused",
        (
            Seen(
                "worker",
                Place({"AI_GATEWAY_API_KEY": KEY, **OPENAI}),
                parts.by_key_alone(
                    parts.PAID, Rule(Where("generate", protocol="chat-completions"), parts.ACCESS_DENIED)
                ),
            ),
            Seen(
                "site",
                PRODUCTION,
                parts.by_key_alone(
                    parts.PAID, Rule(Where("generate", protocol="chat-completions"), parts.ACCESS_DENIED)
                ),
            ),
            Seen(
                "agent",
                Place({"AI_GATEWAY_API_KEY": KEY, "GATEWAY_PROBE_CLIENT": "anthropic"}),
                parts.by_key_alone(
                    parts.PAID, Rule(Where("generate", protocol="chat-completions"), parts.ACCESS_DENIED)
                ),
            ),
        ),
        MayExplain(
            explains=(("refusal-depends-on-protocol", "protocol-differs"),),
            not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM,
            speaks_of=("worker",),
        ),
    ),
    Places(
        "three runs in one place, an hour apart each: a free team, the same bought, the same with its card refused",
        (
            Seen("morning", PRODUCTION, parts.by_key_alone(parts.FREE_WITH_BYOK), minutes_ago=120),
            Seen("noon", PRODUCTION, parts.by_key_alone(replace(parts.PAID, id="team_FAKEfree")), minutes_ago=60),
            Seen("evening", PRODUCTION, parts.by_key_alone(replace(parts.PAID, id="team_FAKEfree", card=False))),
        ),
        MayExplain(not_said=ORIGIN | ABOUT_KEYS, speaks_of=("morning", "evening")),
    ),
)
