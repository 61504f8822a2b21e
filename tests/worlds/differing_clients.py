"""Places that ask as other clients, or with other credentials: a key here, a token there."""

from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Token, Where
from tests.worlds import parts
from tests.worlds.places import ABOUT_KEYS, BLAMES_KEYS, ORIGIN, explained, pair
from tests.worlds.two_differences import ONE_TEAM, PREVIEW_BY_OTHER, WITH_REVOKED, at_once, preview_by, two_keys
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, on_vercel

SONNET = "anthropic/claude-sonnet-4.5"
PAID_TOKEN, PAID_PREVIEW = Token(parts.PAID), Token(parts.PAID, environment="preview")
FREE_TOKEN = Token(parts.FREE_WITH_BYOK)
KEY_SAYS = "key-invalid-revoked-or-expired bad-key-shadows-oidc"
NO_MODEL = "model-differs model-unknown-or-retired"

AMONG_CLIENTS = (
    pair(
        "the AI SDK is refused for its headers, and chat completions have none",
        (PRODUCTION, parts.by_key_alone(parts.PAID, parts.REFUSES_DEPLOYMENTS)),
        (
            preview_by(KEY, GATEWAY_PROBE_CLIENT="openai", OPENAI_API_KEY=KEY),
            parts.by_key_alone(parts.PAID, parts.REFUSES_DEPLOYMENTS),
        ),
        explained(
            "refusal-depends-on-origin|protocol-differs", certain="refusal-depends-on-origin", not_said=BLAMES_KEYS
        ),
    ),
    pair(
        "chat completions are refused at their door, and the AI SDK has another key",
        (
            on_vercel(KEY, GATEWAY_PROBE_CLIENT="openai", OPENAI_API_KEY=KEY),
            two_keys(
                parts.PAID,
                parts.PAID,
                Rule(Where("generate", protocol="chat-completions"), parts.refusal(403, "door_closed")),
            ),
        ),
        (PREVIEW_BY_OTHER, ONE_TEAM),
        explained(
            "refusal-depends-on-protocol|protocol-differs",
            certain="refusal-depends-on-protocol protocol-differs",
            leads_not=ABOUT_KEYS,
        ),
    ),
    at_once(
        "Claude Code holds a revoked key, and the AI SDK a good one",
        WITH_REVOKED,
        on_vercel(None, GATEWAY_PROBE_CLIENT="claude-code", ANTHROPIC_AUTH_TOKEN=REVOKED_KEY),
        PREVIEW,
        explained("key-invalid-revoked-or-expired", certain=KEY_SAYS, not_likely=frozenset({"protocol-differs"})),
    ),
    at_once(
        "Claude Code asks for a model that is not there, and the AI SDK for one that is",
        WELL,
        on_vercel(None, model="claude-opus-99", GATEWAY_PROBE_CLIENT="claude-code", ANTHROPIC_AUTH_TOKEN=KEY),
        PREVIEW,
        explained(
            "model-differs|model-unknown-or-retired|model-id-without-creator",
            certain=f"{NO_MODEL} model-id-without-creator",
            not_likely=frozenset({"protocol-differs"}),
        ),
    ),
    at_once(
        "LiteLLM does not look where the AI SDK finds the key",
        WELL,
        on_vercel(KEY, GATEWAY_PROBE_CLIENT="litellm"),
        PREVIEW,
        explained(
            "key-absent|key-name-near-miss|client-resolves-another-credential",
            certain="key-absent key-name-near-miss client-resolves-another-credential",
        ),
    ),
    at_once(
        "streams are asked for in production alone, and every stream is refused",
        parts.by_key_alone(parts.PAID, parts.STREAM_DENIED),
        on_vercel(KEY, GATEWAY_PROBE_STREAMING="on"),
        preview_by(KEY, GATEWAY_PROBE_STREAMING="off"),
        explained(
            "stream-refused|streaming-differs|refusal-depends-on-streaming|error-inside-200-stream",
            certain="stream-refused streaming-differs refusal-depends-on-streaming error-inside-200-stream",
            not_said=BLAMES_KEYS | ORIGIN,
        ),
    ),
    pair(
        "only production streams, and preview's stream was served besides",
        (on_vercel(KEY, GATEWAY_PROBE_STREAMING="on"), parts.by_key_alone(parts.PAID, parts.STREAM_DENIED)),
        (PREVIEW, WELL),
        explained(
            certain="stream-refused refusal-depends-on-streaming error-inside-200-stream", not_said=BLAMES_KEYS | ORIGIN
        ),
    ),
)

AMONG_CREDENTIALS = (
    pair(
        "a key of a free team, and the token of a paid one in the other place",
        (PRODUCTION, parts.by_key_alone(parts.FREE_WITH_BYOK)),
        (preview_by(None, PAID_PREVIEW), Gateway((), (PAID_PREVIEW,))),
        explained(
            "byok-needs-paid-tier|credential-differs|key-of-other-team", certain="byok-needs-paid-tier", not_said=ORIGIN
        ),
    ),
    pair(
        "the token of a free team, and a key of a paid one on the laptop",
        (on_vercel(None, FREE_TOKEN), Gateway((), (FREE_TOKEN,))),
        (LOCAL, WELL),
        explained(
            "byok-needs-paid-tier", certain="byok-needs-paid-tier", not_said=ORIGIN | {"key-invalid-revoked-or-expired"}
        ),
    ),
    at_once(
        "a key that has spent its budget, and the same team's token",
        Gateway((Key(KEY, parts.PAID, budget_left=False),), (PAID_PREVIEW,)),
        PRODUCTION,
        preview_by(None, PAID_PREVIEW),
        explained(
            "budget-reached", certain="budget-reached", sure="budget-reached", not_said=frozenset({"key-of-other-team"})
        ),
    ),
    at_once(
        "a token that the gateway refuses, and a key beside it",
        Gateway((Key(KEY, parts.PAID),), (replace(PAID_TOKEN, refused=True),)),
        on_vercel(None, replace(PAID_TOKEN, refused=True)),
        PREVIEW,
        explained("oidc-refused|key-absent|oidc-off-or-wrong-link", certain="oidc-refused", not_said=ORIGIN),
    ),
    at_once(
        "the key and the token of production are of two teams, and preview has the token alone",
        Gateway((Key(KEY, parts.FREE_WITH_BYOK),), (PAID_TOKEN, PAID_PREVIEW)),
        on_vercel(KEY, PAID_TOKEN),
        preview_by(None, PAID_PREVIEW),
        explained(
            "key-of-other-team|refusal-depends-on-credential|byok-needs-paid-tier",
            certain="key-of-other-team refusal-depends-on-credential byok-needs-paid-tier",
            sure="key-of-other-team refusal-depends-on-credential byok-needs-paid-tier",
            not_said=ORIGIN,
        ),
    ),
    pair(
        "two projects of two teams, each with its own key and token, and two models besides",
        (on_vercel(KEY, FREE_TOKEN, model=SONNET), parts.one_team(parts.FREE_WITH_BYOK)),
        (
            preview_by(OTHER_KEY, Token(parts.OTHER_PAID, "prj_FAKEtwo", "preview"), project="prj_FAKEtwo"),
            Gateway((Key(OTHER_KEY, parts.OTHER_PAID),), (Token(parts.OTHER_PAID, "prj_FAKEtwo", "preview"),)),
        ),
        explained(
            "free-tier-model-restricted|byok-needs-paid-tier",
            certain="free-tier-model-restricted byok-needs-paid-tier",
            not_said=ORIGIN,
        ),
    ),
    pair(
        "a refusal that nobody knows, for the key alone, and another project with another key",
        (
            on_vercel(KEY, PAID_TOKEN),
            parts.one_team(
                parts.PAID, Rule(Where("generate", credential="key"), parts.refusal(403, "project_scope_denied"))
            ),
        ),
        (preview_by(OTHER_KEY, project="prj_FAKEtwo"), ONE_TEAM),
        explained(
            certain="refusal-of-unknown-kind refusal-depends-on-credential", not_said=ORIGIN | {"key-of-other-team"}
        ),
    ),
)

WORLDS = (*AMONG_CLIENTS, *AMONG_CREDENTIALS)
