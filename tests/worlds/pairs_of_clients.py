"""Places beside each other that ask as two clients, or by variables of two clients, or at two addresses."""

from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, NOBODYS_FAULT, NOTHING, ORIGIN, MayExplain, Places, Seen, pair
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, on_laptop, on_vercel

BOTH_KEYS = Gateway((Key(KEY, parts.PAID), Key(OTHER_KEY, parts.FREE_WITH_BYOK)))
NOT_OF_PLACE = ORIGIN | ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD | MONEY
HOST = "https://ai-gateway.vercel.sh"
BY_CLIENT = ("protocol-differs", "refusal-depends-on-protocol", "refusal-depends-on-auth-header", "streaming-differs")


def by(place: Place, client: str) -> Place:
    return place.having({"GATEWAY_PROBE_CLIENT": client})


WORLDS = (
    pair(
        "the header of Anthropic's key is refused, that of its token is served, one key",
        (
            by(on_vercel(ANTHROPIC_API_KEY=KEY), "ai-sdk-anthropic"),
            parts.by_key_alone(parts.PAID, parts.always(Where("generate", header="x-api-key"), parts.ACCESS_DENIED)),
        ),
        (by(on_vercel(environment="preview", ANTHROPIC_AUTH_TOKEN=KEY), "anthropic"), WELL),
        MayExplain(
            explains=(("refusal-depends-on-auth-header", *BY_CLIENT),),
            not_likely=MONEY,
            not_said=ORIGIN | OTHER_TEAM | KEY_IS_BAD | {"env-scope-mismatch", "different-key-same-length"},
        ),
    ),
    pair(
        "LiteLLM with a free team's key in production, the AI SDK with a paid one's in preview",
        (by(on_vercel(VERCEL_AI_GATEWAY_API_KEY=OTHER_KEY), "litellm"), BOTH_KEYS),
        (PREVIEW, BOTH_KEYS),
        MayExplain(
            explains=(("byok-needs-paid-tier", "different-key-same-length", "key-of-other-team"),),
            not_said=ORIGIN | KEY_IS_BAD | {"env-scope-mismatch", "changed-between-runs"},
            leads_not=frozenset({"protocol-differs"}),
        ),
    ),
    pair(
        "a client that streams is refused its stream, one that does not is served",
        (by(on_laptop(ANTHROPIC_AUTH_TOKEN=KEY), "claude-code"), parts.by_key_alone(parts.PAID, parts.STREAM_DENIED)),
        (by(PREVIEW, "ai-sdk-7"), parts.by_key_alone(parts.PAID, parts.STREAM_DENIED)),
        MayExplain("", not_said=NOT_OF_PLACE, speaks_of=("production",)),
    ),
    pair(
        "the AI SDK for Python does not see the header's token, the AI SDK does",
        (by(on_vercel(None, Token(parts.PAID)), "ai-python"), parts.one_team(parts.PAID)),
        (on_vercel(None, Token(parts.PAID), environment="preview"), parts.one_team(parts.PAID)),
        MayExplain(
            explains=(("client-does-not-see-token", "key-absent", "credential-differs", "protocol-differs"),),
            not_said=ORIGIN | OTHER_TEAM | MONEY | KEY_IS_BAD,
            speaks_of=("production",),
        ),
    ),
    pair(
        "OpenAI's client is sent to OpenAI in production, to the gateway in preview",
        (by(on_vercel(KEY, OPENAI_BASE_URL="https://api.openai.com/v1"), "openai"), WELL),
        (by(on_vercel(KEY, environment="preview", OPENAI_BASE_URL=f"{HOST}/v1"), "openai"), WELL),
        MayExplain("", not_said=NOT_OF_PLACE),
    ),
    pair(
        "two clients, two protocols, and a free team refuses both",
        (by(PRODUCTION, "ai-sdk-5"), parts.by_key_alone(parts.FREE_WITH_BYOK)),
        (by(PREVIEW, "openai"), parts.by_key_alone(parts.FREE_WITH_BYOK)),
        MayExplain("", not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM | {"protocol-differs", "refusal-depends-on-protocol"}),
    ),
    pair(
        "Pydantic AI and LlamaIndex read one variable, both served",
        (by(on_vercel(VERCEL_AI_GATEWAY_API_KEY=KEY), "pydantic-ai"), WELL),
        (by(on_vercel(environment="preview", VERCEL_AI_GATEWAY_API_KEY=KEY), "llama-index"), WELL),
        NOTHING,
    ),
    pair(
        "the same key under two names, each read by its client, both served",
        (by(on_vercel(VERCEL_AI_GATEWAY_API_KEY=KEY), "litellm"), WELL),
        (PREVIEW, WELL),
        MayExplain("same", not_said=NOT_OF_PLACE),
    ),
    pair(
        "the same key under two names, and the AI SDK is asked as in both places",
        (by(on_vercel(VERCEL_AI_GATEWAY_API_KEY=KEY), "ai-sdk-7"), WELL),
        (by(PREVIEW, "ai-sdk-7"), WELL),
        MayExplain(
            explains=(("key-name-near-miss", "key-absent", "env-scope-mismatch"),),
            not_said=ORIGIN | OTHER_TEAM | MONEY | KEY_IS_BAD,
            sure=("key-name-near-miss", "key-absent", "env-scope-mismatch"),
        ),
    ),
    pair(
        "AI SDK 6 is refused at its door for a while, AI SDK 7 is served, ten minutes apart",
        (by(PRODUCTION, "ai-sdk-6"), parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.BYOK_REFUSAL))),
        (by(PREVIEW, "ai-sdk-7"), WELL),
        MayExplain(
            explains=(("changed-between-runs", "protocol-differs"),),
            not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD,
            not_certain=frozenset({"protocol-differs", "changed-between-runs", "byok-needs-paid-tier"}),
        ),
        minutes_ago=10,
    ),
    pair(
        "a client and a model differ, and only the model is closed to the free team that both ask for",
        (replace(by(PRODUCTION, "openai"), model="zai/glm-5"), parts.by_key_alone(parts.FREE)),
        (by(PREVIEW, "ai-sdk-7"), parts.by_key_alone(parts.FREE)),
        MayExplain(
            explains=(("free-tier-model-restricted", "model-differs"),),
            not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD,
            leads_not=frozenset({"protocol-differs"}),
        ),
    ),
    pair(
        "chat completions are refused, and so is every door with a token; Responses are served by key",
        (
            by(on_vercel(OPENAI_API_KEY=KEY), "openai"),
            parts.by_key_alone(
                parts.PAID, parts.always(Where("generate", protocol="chat-completions"), parts.ACCESS_DENIED)
            ),
        ),
        (by(on_vercel(environment="preview", OPENAI_API_KEY=KEY), "openai-responses"), WELL),
        MayExplain(explains=(BY_CLIENT,), not_said=ORIGIN | NOBODYS_FAULT - {"team-blocked", "card-not-accepted"}),
    ),
    pair(
        "a client that names its deployment is refused for it, on Lambda the same client does not",
        (PRODUCTION, parts.by_key_alone(parts.PAID, Rule(Where("generate", origin=True), parts.ACCESS_DENIED))),
        (
            Place({"AI_GATEWAY_API_KEY": KEY, "AWS_LAMBDA_FUNCTION_NAME": "shop-fake", "AWS_REGION": "eu-central-1"}),
            WELL,
        ),
        MayExplain(leads=("refusal-depends-on-origin",), not_said=NOBODYS_FAULT, sure=("refusal-depends-on-origin",)),
    ),
    pair(
        "only the header of the project is refused, in production's project alone",
        (
            PRODUCTION,
            parts.by_key_alone(
                parts.PAID, parts.always(Where("generate", header="ai-o11y-project-id"), parts.BYOK_REFUSAL)
            ),
        ),
        (on_vercel(KEY, environment="preview", project="prj_FAKEother"), WELL),
        MayExplain(leads=("refusal-depends-on-origin",), not_said=ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD),
    ),
    pair(
        "a bad base URL for a client that nobody uses, in production alone",
        (PRODUCTION.having({"ANTHROPIC_BASE_URL": "https://gateway.example"}), WELL),
        (PREVIEW, WELL),
        MayExplain("same", not_said=NOT_OF_PLACE),
    ),
    Places(
        "five places, five clients, all served",
        (
            Seen("next", by(PRODUCTION, "ai-sdk-7"), WELL),
            Seen("old", by(PREVIEW, "ai-sdk-5"), WELL),
            Seen("worker", by(on_laptop(OPENAI_API_KEY=KEY), "openai-responses"), WELL),
            Seen("agent", by(on_laptop(ANTHROPIC_AUTH_TOKEN=KEY), "claude-code"), WELL),
            Seen("batch", by(on_laptop(VERCEL_AI_GATEWAY_API_KEY=KEY), "litellm"), WELL),
        ),
        MayExplain("same", not_said=NOT_OF_PLACE),
    ),
    Places(
        "three clients, of which one reads the variable with the revoked key",
        (
            Seen(
                "site",
                on_vercel(KEY, OPENAI_API_KEY=REVOKED_KEY),
                Gateway((Key(KEY, parts.PAID), Key(REVOKED_KEY, parts.PAID, revoked=True))),
            ),
            Seen(
                "worker",
                by(on_vercel(KEY, OPENAI_API_KEY=REVOKED_KEY), "openai"),
                Gateway((Key(KEY, parts.PAID), Key(REVOKED_KEY, parts.PAID, revoked=True))),
            ),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain(
            explains=(
                ("key-invalid-revoked-or-expired", "different-key-same-length", "client-resolves-another-credential"),
            ),
            not_said=ORIGIN | OTHER_TEAM | MONEY,
            speaks_of=("worker",),
        ),
    ),
)
