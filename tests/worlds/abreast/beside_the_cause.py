"""The places differ, and what differs is not what stops production, or not alone: nothing but the real cause may be certain."""

from dataclasses import replace
from typing import Any

from tests.standin import Gateway, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.abreast.stating import INVALID, At, by_key, by_other_key, decided, preview_by
from tests.worlds.places import ABOUT_KEYS, NOBODYS_FAULT, ORIGIN, Places, Seen, explained
from tests.worlds.usual_places import PREVIEW, WELL
from tests.worlds.world import KEY, OTHER_KEY, on_laptop, on_vercel

ONLY_AZURE = parts.options(only=["azure"])
PROVIDER_KEY = "sk-proj-FAKE" + "x" * 40
OTHER_WELL = by_other_key(parts.PAID)


def _beside(name: str, first: At, second: At, codes: str, also: str = "", **more: Any) -> Places:
    """One of `codes` is the cause, sure; `also` may be certain as well; nothing else may."""
    return decided(name, first, second, codes, certain=f"{codes} {also}", **more)


WORLDS = (
    _beside(
        "a provider's key, held by another client than the one that is served",
        (on_vercel(None, OPENAI_API_KEY=PROVIDER_KEY, GATEWAY_PROBE_CLIENT="openai"), WELL),
        (PREVIEW, WELL),
        f"key-is-provider-key {INVALID}",
        "env-scope-mismatch",
        not_said=ORIGIN,
    ),
    _beside(
        "a blocked team that is asked for streams, and a served one that is asked for plain answers",
        (on_vercel(KEY, GATEWAY_PROBE_STREAMING="on"), by_key(parts.BLOCKED)),
        (preview_by(OTHER_KEY, GATEWAY_PROBE_STREAMING="off"), OTHER_WELL),
        "team-blocked",
        not_said=ORIGIN,
    ),
    # LiteLLM reads the very name that the AI SDK passes over.
    _beside(
        "the key under the name that LiteLLM reads, in both places, and production asks by the AI SDK",
        (on_vercel(None, VERCEL_AI_GATEWAY_API_KEY=KEY, GATEWAY_PROBE_CLIENT="ai-sdk-7"), WELL),
        (preview_by(None, VERCEL_AI_GATEWAY_API_KEY=KEY, GATEWAY_PROBE_CLIENT="litellm"), WELL),
        "key-name-near-miss protocol-differs",
        "key-absent",
        not_said=ORIGIN | ABOUT_KEYS,
    ),
    # By the token the clock counts, by the key it does not.
    _beside(
        "both clocks are wrong, and only the token minds",
        (
            on_laptop(None, env_token=Token(parts.PAID, age_s=300, environment="development")),
            replace(Gateway((), (Token(parts.PAID, age_s=300, environment="development"),)), clock_offset_s=-1200),
        ),
        (PREVIEW, replace(WELL, clock_offset_s=-1200)),
        "clock-skew oidc-refused",
        "env-scope-mismatch",
        not_said=ORIGIN,
    ),
    # The options are alike; what the team of production lacks is a credential for the one provider that is allowed.
    Places(
        "both ask Azure alone, and one team alone has a credential for it",
        (
            Seen(
                "production",
                on_vercel(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=ONLY_AZURE),
                by_key(Team(), system={"azure": "none"}),
            ),
            Seen(
                "preview",
                preview_by(OTHER_KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=ONLY_AZURE),
                by_other_key(parts.OTHER_PAID, system={"azure": "none"}),
            ),
        ),
        explained(
            "byok-credential-missing-or-disabled|options-refused|different-key-same-length|team-filter-leaves-no-provider",
            certain="options-refused byok-credential-missing-or-disabled",
            not_said=ORIGIN | {"options-differ"},
        ),
    ),
    # Either difference alone is harmless, as the other two places show; together they are not.
    Places(
        "a key without a credential for Azure and a filter for Azure, and a place for each alone",
        (
            Seen(
                "production",
                on_vercel(OTHER_KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=ONLY_AZURE),
                by_other_key(Team("team_FAKEbare"), system={"azure": "none"}),
            ),
            Seen("preview", PREVIEW, by_key(parts.PAID, system={"azure": "none"})),
            Seen(
                "local",
                on_laptop(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=ONLY_AZURE),
                by_key(parts.PAID, system={"azure": "none"}),
            ),
            Seen("ci", on_laptop(OTHER_KEY, CI="true"), by_other_key(Team("team_FAKEbare"), system={"azure": "none"})),
        ),
        explained(
            "options-refused|options-differ|byok-credential-missing-or-disabled|different-key-same-length",
            certain="options-refused byok-credential-missing-or-disabled",
            not_said=ORIGIN,
        ),
    ),
    # The stream alone is refused; that production's key is another one of the same team says nothing.
    _beside(
        "streams are refused to a client that streams by itself, whose key is another one",
        (
            on_vercel(OTHER_KEY, GATEWAY_PROBE_CLIENT="ai-python"),
            by_other_key(parts.PAID, Rule(Where("generate", streamed=True), parts.ACCESS_DENIED)),
        ),
        (preview_by(KEY, GATEWAY_PROBE_STREAMING="off"), WELL),
        "refusal-depends-on-streaming stream-refused streaming-differs",
        not_said=ORIGIN | {"team-blocked"},
    ),
    _beside(
        "OpenAI refuses the region of production, whose model is the same",
        (on_vercel(KEY, VERCEL_REGION="hkg1"), by_key(Team(), system={"openai": "region", "azure": "none"})),
        (PREVIEW, WELL),
        "region-refused-by-provider",
        not_said=NOBODYS_FAULT | ORIGIN,
    ),
)
