"""Several places that fail for reasons of their own, never asked, come and go or are degraded: each is spoken of by itself."""

from typing import Any

from tests.standin import Gateway, Rule, Token
from tests.worlds import parts
from tests.worlds.abreast.stating import INVALID, as_paid, by_key, by_other_key, doubted, preview_by, seen
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, Seen
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, REVOKED, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, on_laptop, on_vercel

UNPAID = "byok-needs-paid-tier"
OTHER_WELL = by_other_key(parts.OTHER_PAID)
OTHER_PREVIEW = (preview_by(OTHER_KEY), OTHER_WELL)
ABSENT = "key-absent env-scope-mismatch"


def each(name: str, *places: Seen, outcome: str = "", served: str = "", **codes: str) -> Places:
    """Each failing place is explained by one of its codes, and nothing else is certain of it."""
    own = {place: tuple(given.split()) for place, given in codes.items()}
    more: dict[str, Any] = {"of": own} if served else {}
    return Places(
        name,
        places,
        MayExplain(
            outcome=outcome,
            certain_of=own,
            speaks_of=(*own,),
            not_said=ORIGIN - {*" ".join(codes.values()).split()},
            **more,
        ),
    )


WORLDS = (
    each(
        "a revoked key, an empty one and a placeholder",
        seen("production", (on_vercel(REVOKED_KEY), REVOKED)),
        seen("preview", (preview_by(""), WELL)),
        seen("local", (on_laptop("[SENSITIVE]"), WELL)),
        production=INVALID,
        preview=f"key-empty {ABSENT}",
        local=f"key-redacted-placeholder {INVALID}",
    ),
    each(
        "a filter without a provider, a token past its end, and the laptop is served",
        seen("production", (on_vercel(KEY, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["azzure"])), WELL)),
        seen(
            "preview",
            (
                on_vercel(None, Token(parts.PAID, age_s=9000, environment="preview"), environment="preview"),
                Gateway((), (Token(parts.PAID, age_s=9000, environment="preview"),)),
            ),
        ),
        seen("local", (LOCAL, WELL)),
        outcome="different",
        served="local",
        production="only-filter-matches-nothing options-refused options-differ",
        preview=f"oidc-refused oidc-expired-locally oidc-cached-at-boot-or-build {ABSENT}",
    ),
    each(
        "two of four for one reason, one for another, and one served",
        seen("production", (PRODUCTION, by_key(parts.FREE_WITH_BYOK))),
        seen("staging", (PREVIEW, by_key(parts.FREE_WITH_BYOK))),
        seen("local", (on_laptop(None), WELL)),
        seen("preview", OTHER_PREVIEW),
        outcome="different",
        served="preview",
        production=UNPAID,
        staging=UNPAID,
        local=ABSENT,
    ),
    # The same key, refused for its tier and answered with nothing: it passed the tier.
    doubted(
        "one key is refused for its tier in production, and answered with nothing in preview",
        (PRODUCTION, by_key(parts.FREE_WITH_BYOK)),
        (PREVIEW, by_key(as_paid(parts.FREE_WITH_BYOK), Rule(parts.GENERATE, parts.emptied))),
        but="served-empty",
        outcome="",
        not_said=ABOUT_KEYS,
    ),
)
