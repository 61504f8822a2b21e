"""Three places or more beside each other: every one that fails is spoken of."""

from dataclasses import replace

from tests.standin import Gateway, Key, Team, Token
from tests.worlds import parts
from tests.worlds.expectation import OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, NOTHING, ORIGIN, MayExplain, Places, Seen
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, REVOKED, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, on_laptop, on_vercel

AZURE = "azure/gpt-5.4-mini"
AZURE_HERE = on_vercel(KEY, environment="preview", model=AZURE)
NO_CARD = Team("team_FAKEfree", "free", "5.00", "0.00", card=False)

WORLDS = (
    Places(
        "three places that are served alike",
        (Seen("production", PRODUCTION, WELL), Seen("preview", PREVIEW, WELL), Seen("local", LOCAL, WELL)),
        NOTHING,
    ),
    Places(
        "one place of three is refused for its card, with a key of its own",
        (
            Seen("production", on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, NO_CARD),))),
            Seen("preview", PREVIEW, WELL),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain(
            explains=(("no-card-on-file", "different-key-same-length", "key-of-other-team"),),
            not_said=ORIGIN,
            speaks_of=("production",),
        ),
    ),
    Places(
        "two places fail for two reasons, the third is served",
        (
            Seen(
                "production", PRODUCTION, parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.THROTTLED))
            ),
            Seen("staging", on_vercel(REVOKED_KEY, environment="staging"), REVOKED),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain(
            explains=(("key-invalid-revoked-or-expired", "different-key-same-length", "env-changed-not-redeployed"),),
            not_said=ORIGIN | OTHER_TEAM,
            speaks_of=("production", "staging"),
        ),
    ),
    Places(
        "an origin rule refuses both deployments, and the laptop is served",
        (
            Seen("production", PRODUCTION, parts.by_key_alone(parts.PAID, parts.REFUSES_DEPLOYMENTS)),
            Seen("preview", PREVIEW, parts.by_key_alone(parts.PAID, parts.REFUSES_DEPLOYMENTS)),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain(leads=("refusal-depends-on-origin",), not_said=ABOUT_KEYS, speaks_of=("production", "preview")),
    ),
    Places(
        "all three fail, each in its own way",
        (
            Seen("production", PRODUCTION, parts.by_key_alone(parts.FREE_WITH_BYOK)),
            Seen("staging", on_vercel(REVOKED_KEY, environment="staging"), REVOKED),
            Seen("local", on_laptop(), WELL),
        ),
        MayExplain("", not_said=ORIGIN),
    ),
    Places(
        "one place of three lacks the variable, another holds an empty one",
        (
            Seen("production", PRODUCTION, WELL),
            Seen("staging", on_vercel("", environment="staging"), WELL),
            Seen("preview", on_vercel(None, environment="preview"), WELL),
        ),
        MayExplain(
            explains=(("env-scope-mismatch", "key-absent"), ("key-empty", "env-scope-mismatch")),
            not_said=ORIGIN | OTHER_TEAM,
            speaks_of=("staging", "preview"),
        ),
    ),
    Places(
        "a purchase between the first run and the two that followed",
        (
            Seen("production", PRODUCTION, parts.by_key_alone(parts.FREE_WITH_BYOK), minutes_ago=3),
            Seen(
                "preview",
                PREVIEW,
                parts.by_key_alone(replace(parts.PAID, id=parts.FREE_WITH_BYOK.id, balance="23.80", used="1.20")),
            ),
            Seen(
                "local",
                LOCAL,
                parts.by_key_alone(replace(parts.PAID, id=parts.FREE_WITH_BYOK.id, balance="23.80", used="1.20")),
            ),
        ),
        MayExplain(
            explains=(("changed-between-runs", "byok-needs-paid-tier", "purchase-not-effective-yet"),),
            leads_not=ORIGIN,
            not_said=ABOUT_KEYS,
        ),
    ),
    Places(
        "four places, and the token of one belongs to a blocked team",
        (
            Seen(
                "production", on_vercel(None, Token(Team(blocked=True))), Gateway(tokens=(Token(Team(blocked=True)),))
            ),
            Seen("staging", on_vercel(KEY, environment="staging"), WELL),
            Seen("preview", PREVIEW, WELL),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain(explains=(("team-blocked", "credential-differs"),), not_said=ORIGIN, speaks_of=("production",)),
    ),
    Places(
        "a served place of six hours ago and one of now, alike, beside a model that is unknown",
        (
            Seen("archive", PREVIEW, WELL, minutes_ago=360),
            Seen("preview", PREVIEW, WELL),
            Seen("production", replace(PRODUCTION, model="openai/gpt-9-nowhere"), WELL),
        ),
        MayExplain(
            leads=("model-unknown-or-retired", "model-differs"),
            not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM | {"changed-between-runs"},
            speaks_of=("production",),
        ),
    ),
    Places(
        "each served place is worse off than another, and one is refused",
        (
            Seen("production", on_vercel(REVOKED_KEY), REVOKED),
            Seen("preview", AZURE_HERE, parts.by_key_alone(parts.PAID, parts.STREAM_DENIED)),
            Seen("local", on_laptop(KEY, model=AZURE), parts.by_key_alone(replace(parts.PAID, stored={}))),
        ),
        MayExplain(
            explains=(("key-invalid-revoked-or-expired",),), not_said=ORIGIN | OTHER_TEAM, speaks_of=("production",)
        ),
    ),
)
