"""What another place says against the first, where it asks in another form, at another hour, or is served as well."""

from dataclasses import replace

from tests.standin import Gateway, Key, Team, Token
from tests.worlds import parts
from tests.worlds.abreast.stating import INVALID, as_paid, both_served, by_key, by_other_key, doubted, preview_by
from tests.worlds.places import MayExplain, Places, Seen, pair
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import KEY, OTHER_KEY, TIER, on_vercel

OPENAI = {"OPENAI_API_KEY": KEY, "GATEWAY_PROBE_CLIENT": "openai"}

WORLDS = (
    # A rule of the team goes by the model, not by who asks for it.
    doubted(
        "the team's rule denies the AI SDK, and OpenAI's client is served with the key and the model",
        (PRODUCTION, by_key(parts.DENIED)),
        (preview_by(None).having(OPENAI), by_key(as_paid(parts.DENIED))),
        "routing-rule-denied protocol-differs",
    ),
    doubted(
        "the team's rule denies plain answers and streams, and elsewhere a stream is served",
        (PRODUCTION, by_key(parts.DENIED)),
        (preview_by(KEY, GATEWAY_PROBE_STREAMING="on"), by_key(as_paid(parts.DENIED))),
        "routing-rule-denied streaming-differs",
    ),
    # The run before is nearer, the run after decides.
    Places(
        "a key that was known, then unknown, and is known again",
        (
            Seen("first", PRODUCTION, WELL, minutes_ago=60),
            Seen("second", PRODUCTION, by_other_key(parts.PAID), minutes_ago=50),
            Seen("third", PRODUCTION, WELL),
        ),
        MayExplain(certain_of={"second": ()}, not_likely=frozenset({INVALID})),
    ),
    # Node trims the line's end: both send the same.
    doubted(
        "a line's end behind a key that is unknown, and known where it has none",
        (on_vercel(f"{KEY}\n"), by_other_key(parts.PAID)),
        (PREVIEW, WELL),
        not_likely=frozenset({"same-key-with-a-defect", "key-trailing-newline"}),
    ),
    # Without the options production is refused just so, which is what preview asks.
    doubted(
        "the team's rule denies production, which sends a tag, and preview is served without one",
        (on_vercel(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(tags=["shop"])), by_key(parts.DENIED)),
        (PREVIEW, by_key(as_paid(parts.DENIED))),
        "routing-rule-denied options-differ",
    ),
    doubted(
        "the team's allowlist lacks OpenAI for production, which asks it alone, and preview is served by it",
        (on_vercel(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["openai"])), by_key(parts.NOT_ALLOWED)),
        (PREVIEW, by_key(Team("team_FAKEstrict"))),
        "provider-or-model-allowlist options-differ",
    ),
    doubted(
        "the team's rule denies production, which names its team, and preview is served without a name",
        (on_vercel(KEY, GATEWAY_PROBE_TEAM="team_FAKErule"), by_key(parts.DENIED)),
        (PREVIEW, by_key(as_paid(parts.DENIED))),
        "routing-rule-denied named-team-differs",
    ),
    # The sums of one key are of one team, whatever its deployment's token is of.
    both_served(
        "production's key is of another team than its token, and in preview the two are of one",
        (on_vercel(KEY, Token(parts.OTHER_PAID)), parts.two_teams(parts.PAID, parts.OTHER_PAID)),
        (
            preview_by(KEY, Token(parts.OTHER_PAID, environment="preview")),
            Gateway((Key(KEY, parts.OTHER_PAID),), (Token(parts.OTHER_PAID, environment="preview"),)),
        ),
        "key-of-other-team",
        sure="",
        certain="",
    ),
    # A purchase moves the sum; what a rule denies it does not.
    doubted(
        "the team's rule denies the key, and beside it the key is served and its team has bought",
        (PRODUCTION, by_key(parts.DENIED)),
        (PREVIEW, by_key(replace(as_paid(parts.DENIED), balance="115.50"))),
        "routing-rule-denied changed-between-runs",
    ),
    # The third place has production's key and another wish; the second has another key and the same wish.
    Places(
        "a rule denies production's key, which is served a tag away, and another key is denied by another rule",
        (
            Seen(
                "production",
                on_vercel(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(tags=["shop"])),
                by_key(parts.DENIED),
            ),
            Seen("local", LOCAL, by_key(as_paid(parts.DENIED))),
            Seen("preview", preview_by(OTHER_KEY), by_other_key(replace(parts.DENIED, id="team_FAKEsecond"))),
        ),
        MayExplain(
            certain_of={"production": (), "preview": ("routing-rule-denied",)}, of={"preview": ("routing-rule-denied",)}
        ),
    ),
    # One type of refusal and two reasons: a list of the team's own, and its tier.
    pair(
        "one key is told of its team's allowlist here and of its tier there",
        (on_vercel(KEY, model=TIER), by_key(replace(parts.PAID, providers_allowed=frozenset({"openai"})))),
        (preview_by(KEY, model=TIER), by_key(replace(parts.PAID, tier="free"))),
        MayExplain(outcome="", certain_of={"production": (), "preview": ()}),
    ),
    # What preview asks production asked too, as its control, and was refused it.
    doubted(
        "the team's allowlist lacks OpenAI for production, and the key is served another model of OpenAI's",
        (PRODUCTION, by_key(parts.NOT_ALLOWED)),
        (preview_by(KEY, model="openai/gpt-4o-mini"), by_key(Team("team_FAKEstrict"))),
        "provider-or-model-allowlist model-differs",
    ),
)
