"""What would decide is not in one of the Documents, or was never answered: then nothing is surer than with it."""

from tests.standin import Answer, Gateway, Key, Token, Where
from tests.worlds import parts
from tests.worlds.abreast.stating import INVALID, by_key, by_token, doubted, seen, without_variable
from tests.worlds.places import ABOUT_KEYS, NOBODYS_FAULT, ORIGIN, MayExplain, Places, explained
from tests.worlds.usual_places import CLOSED, PREVIEW, PRODUCTION, REVOKED, WELL
from tests.worlds.world import KEY, REVOKED_KEY, Place, on_vercel

SALT, OTHER_SALT = (
    {"GATEWAY_PROBE_FINGERPRINT_SALT": "a-salt-of-this-test"},
    {"GATEWAY_PROBE_FINGERPRINT_SALT": "another-salt-of-it"},
)
NO_KEY_SEEN = without_variable("AI_GATEWAY_API_KEY")
UNPAID = "byok-needs-paid-tier"
FOR_EVERYBODY = parts.always(parts.CREDITS, Answer(200, {"balance": "9.00", "total_used": "1.00"}))


def free_checks(place: Place) -> Place:
    """The place asked for no generation."""
    return Place(place.env, place.headers, place.header_token, place.env_token, checks="free")


WORLDS = (
    # Fingerprints of two salts are not held against each other, so preview's may be the very key.
    Places(
        "two salts, and production's key is unknown",
        (
            seen("production", (on_vercel(REVOKED_KEY).having(SALT), REVOKED)),
            seen("preview", (PREVIEW.having(OTHER_SALT), WELL)),
        ),
        MayExplain(certain_of={"production": ()}, only_certain=frozenset(), not_said=ABOUT_KEYS),
    ),
    # What was not seen is not absent, and preview's may be the same key.
    Places(
        "what production's key is was cut out, and it is unknown",
        (seen("production", (on_vercel(REVOKED_KEY), REVOKED), edited=NO_KEY_SEEN), seen("preview", (PREVIEW, WELL))),
        MayExplain(
            certain_of={"production": ()},
            only_certain=frozenset(),
            not_said=frozenset({"env-scope-mismatch"}) | ABOUT_KEYS,
        ),
    ),
    # A key was used in preview, whatever is known of its value; production says itself that it has none.
    Places(
        "no key in production, and what preview's is was cut out",
        (seen("production", (on_vercel(None), WELL)), seen("preview", (PREVIEW, WELL), edited=NO_KEY_SEEN)),
        explained(
            "key-absent|env-scope-mismatch", certain="key-absent", sure="key-absent env-scope-mismatch", not_said=ORIGIN
        ),
    ),
    # Key and token part there and then; that the key is of another team nobody has said.
    doubted(
        "credits by the key are throttled, the key is refused as unpaid and its deployment's token is served",
        (
            on_vercel(KEY, Token(parts.PAID)),
            parts.two_teams(
                parts.FREE_WITH_BYOK, parts.PAID, parts.always(Where("credits", credential="key"), parts.THROTTLED)
            ),
        ),
        by_token(parts.PAID, "preview"),
        "refusal-depends-on-credential key-of-other-team byok-needs-paid-tier",
        but="refusal-depends-on-credential",
    ),
    # Nothing was asked that could be refused.
    doubted(
        "production asked for no generation, and preview is served",
        (free_checks(PRODUCTION), CLOSED),
        (PREVIEW, WELL),
        outcome="",
        not_said=NOBODYS_FAULT | ORIGIN,
    ),
    # Whether any unknown key is refused there was not answered.
    doubted(
        "the made-up key is throttled in production, and its own is refused",
        (
            on_vercel(REVOKED_KEY),
            Gateway(
                (Key(REVOKED_KEY, parts.PAID, revoked=True),),
                rules=(parts.always(Where("credits", credential="made-up"), parts.THROTTLED),),
            ),
        ),
        (PREVIEW, WELL),
        INVALID,
        but=INVALID,
        not_said=ORIGIN,
    ),
    # A cache gives everybody one answer, so equal sums say nothing of the team.
    doubted(
        "one answer for everybody's credits, and the tier of production's key is refused",
        (PRODUCTION, by_key(parts.FREE_WITH_BYOK, FOR_EVERYBODY)),
        by_token(parts.PAID, "preview", FOR_EVERYBODY),
        f"{UNPAID} key-of-other-team credential-differs",
        alike_not=("credits",),
    ),
)
