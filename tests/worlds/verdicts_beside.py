"""One place's own verdict stands firm by itself, and the other place speaks against it; mostly one key with two answers."""

from dataclasses import replace

from tests.standin import Credential, Gateway, Key, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, OTHER_TEAM, STORED_CREDENTIAL
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, Seen, explained, pair
from tests.worlds.usual_places import LOCAL, PREVIEW, PRODUCTION, REVOKED, WELL
from tests.worlds.world import ASKED, KEY, REVOKED_KEY, on_laptop, on_vercel

UNKNOWN_HERE = Rule(Where(("credits", "generate"), credential="key"), parts.refusal(401, "authentication_error"))
"""The key is refused as one that nobody knows."""
STRIPPED = parts.by_key_alone(parts.PAID, UNKNOWN_HERE)
TWO = on_vercel(KEY, Token(parts.PAID))
BOTH = parts.one_team(parts.PAID)
FREE_TOKEN = Token(parts.FREE_WITH_BYOK)
NOBODYS = ABOUT_KEYS | OTHER_TEAM
FIVE = parts.refusal(503, "internal_server_error", "Service unavailable.")

WORLDS = (
    pair(
        "the key is unknown in production, and the very same is served on a laptop in those minutes",
        (PRODUCTION, STRIPPED),
        (LOCAL, WELL),
        explained(certain="", not_likely=KEY_IS_BAD, not_said=ABOUT_KEYS),
    ),
    pair(
        "the key is unknown in production beside a token that is served, and the same key is served on a laptop",
        (TWO, parts.one_team(parts.PAID, UNKNOWN_HERE)),
        (LOCAL, WELL),
        explained(
            certain="refusal-depends-on-credential", not_certain=KEY_IS_BAD | MONEY | OTHER_TEAM, not_said=ABOUT_KEYS
        ),
    ),
    pair(
        "the key is unknown on the laptop, and the very same is served in production",
        (PRODUCTION, WELL),
        (LOCAL, STRIPPED),
        explained(certain="", not_likely=KEY_IS_BAD, not_said=ABOUT_KEYS | ORIGIN),
    ),
    Places(
        "the key is unknown in production a day after it was served on a laptop",
        (
            Seen("production", PRODUCTION, Gateway((Key(KEY, parts.PAID, revoked=True),))),
            Seen("local", LOCAL, WELL, minutes_ago=1440),
        ),
        explained(
            "key-invalid-revoked-or-expired|changed-between-runs",
            certain="key-invalid-revoked-or-expired",
            not_said=ABOUT_KEYS,
        ),
    ),
    Places(
        "a key that one failing place is refused with as unknown, and another as of the free tier",
        (
            Seen("production", PRODUCTION, STRIPPED),
            Seen("staging", on_vercel(KEY, FREE_TOKEN, environment="staging"), parts.one_team(parts.FREE_WITH_BYOK)),
            Seen("local", on_laptop(KEY, model="openai/gpt-4o-mini"), parts.by_key_alone(parts.FREE_WITH_BYOK)),
        ),
        MayExplain(not_certain=KEY_IS_BAD, not_said=ABOUT_KEYS),
    ),
    Places(
        "a key that is unknown in production, and whose balance the other failing place reads",
        (
            Seen("production", PRODUCTION, STRIPPED),
            Seen("staging", PREVIEW, parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, FIVE))),
        ),
        MayExplain("", certain_of={"production": ()}, not_said=ABOUT_KEYS),
    ),
    Places(
        "a key that is unknown in production, and its budget is spent for the other failing place",
        (Seen("production", PRODUCTION, STRIPPED), Seen("staging", PREVIEW, parts.by_key_alone(parts.SPENT))),
        MayExplain("", certain_of={"production": ()}, not_said=ABOUT_KEYS),
    ),
    Places(
        "a key that is unknown in production, and serves a place whose own credential at azure is bad",
        (
            Seen("production", PRODUCTION, STRIPPED),
            Seen("staging", PREVIEW, parts.by_key_alone(Team(stored={"azure": Credential("bad-key")}))),
        ),
        MayExplain("", certain_of={"production": ()}, not_said=ABOUT_KEYS),
    ),
    pair(
        "401 for generations alone, while the balance is read by the key; the same key is served elsewhere",
        (
            PRODUCTION,
            parts.by_key_alone(
                parts.PAID, Rule(Where("generate", credential="key"), parts.refusal(401, "authentication_error"))
            ),
        ),
        (PREVIEW, WELL),
        explained(certain="", not_said=ABOUT_KEYS),
    ),
    pair(
        "the tier refuses production for certain, and the same key is served its own credential elsewhere",
        (on_vercel(KEY, FREE_TOKEN), parts.one_team(parts.FREE_WITH_BYOK)),
        (on_laptop(KEY, experiments="all"), parts.by_key_alone(replace(parts.FREE_WITH_BYOK, tier="paid"))),
        explained(certain="", not_said=ABOUT_KEYS, not_certain=MONEY),
    ),
    pair(
        "no card for production, and the same key is served on a laptop",
        (on_vercel(KEY, Token(parts.NO_CARD)), parts.one_team(parts.NO_CARD)),
        (LOCAL, parts.by_key_alone(replace(parts.NO_CARD, card=True))),
        explained(certain="", not_said=ABOUT_KEYS),
    ),
    pair(
        "the team is blocked for production, and the same key is served in the preview",
        (on_vercel(KEY, Token(Team(blocked=True))), parts.one_team(Team(blocked=True))),
        (PREVIEW, WELL),
        explained(certain="", not_said=ABOUT_KEYS),
    ),
    pair(
        "a routing rule denies production, and lets the same key and model pass in the preview",
        (PRODUCTION, parts.by_key_alone(parts.DENIED)),
        (PREVIEW, parts.by_key_alone(replace(parts.DENIED, denied_by={}))),
        explained(certain="", not_said=ABOUT_KEYS),
    ),
    pair(
        "the allow list shuts azure for production, and the same key is served by it in the preview",
        (PRODUCTION, parts.by_key_alone(parts.NOT_ALLOWED)),
        (PREVIEW, parts.by_key_alone(replace(parts.NOT_ALLOWED, providers_allowed=None))),
        explained(certain="", not_said=ABOUT_KEYS),
    ),
    pair(
        "no money for production, and ninety dollars for the same key on a laptop in those minutes",
        (PRODUCTION, parts.by_key_alone(Team(balance="0.00", used="100.00"))),
        (LOCAL, WELL),
        explained(certain="", not_said=ABOUT_KEYS),
    ),
    pair(
        "the model is unknown to production, and served to the preview in those minutes",
        (PRODUCTION, parts.by_key_alone(parts.PAID, parts.always(parts.GENERATE, parts.unknown_model(ASKED)))),
        (PREVIEW, WELL),
        explained(certain="", not_said=ABOUT_KEYS),
    ),
    pair(
        "the credential at azure is refused in production, and serves the same key in the preview",
        (
            PRODUCTION,
            parts.by_key_alone(
                Team(stored={"azure": Credential("bad-key")}), system={"azure": "none", "openai": "none"}
            ),
        ),
        (PREVIEW, parts.by_key_alone(parts.PAID, system={"azure": "none", "openai": "none"})),
        explained(certain="", not_certain=STORED_CREDENTIAL, not_said=ABOUT_KEYS),
    ),
    pair(
        "the credential at azure falls back in production alone, with the same key",
        (PRODUCTION, parts.by_key_alone(Team(stored={"azure": Credential("bad-key")}))),
        (PREVIEW, WELL),
        explained(certain="byok-failed-silent-system-fallback", outcome="", not_said=ABOUT_KEYS),
    ),
    pair(
        "the headers are proved in production, and the laptop that sends none is refused alike",
        (PRODUCTION, parts.by_key_alone(parts.PAID, parts.REFUSES_DEPLOYMENTS)),
        (LOCAL, parts.by_key_alone(parts.FREE_WITH_BYOK)),
        MayExplain("", not_said=ABOUT_KEYS, certain_of={"local": ("byok-needs-paid-tier",)}),
    ),
    pair(
        "a made-up key is served in production as the real one is; the preview refuses it, and the key",
        (PRODUCTION, parts.by_key_alone(parts.PAID, parts.always(parts.CREDITS, parts.refusal(403, "access_denied")))),
        (on_vercel(REVOKED_KEY, environment="preview"), REVOKED),
        MayExplain("", only_certain=frozenset({"key-invalid-revoked-or-expired"})),
    ),
    pair(
        "the tier's oracle is refused in production for its region, the same key is of the paid tier elsewhere",
        (
            PRODUCTION,
            parts.by_key_alone(
                parts.PAID,
                Rule(
                    Where("generate", model="anthropic/claude-sonnet-4.5"), parts.refusal(403, "no_providers_available")
                ),
                parts.always(parts.GENERATE, parts.BYOK_REFUSAL),
            ),
        ),
        (on_laptop(KEY, experiments="all"), WELL),
        explained(certain="", not_said=ABOUT_KEYS),
    ),
    pair(
        "streams are refused in production, and the same key streams in the preview",
        (PRODUCTION, parts.by_key_alone(parts.PAID, parts.STREAM_DENIED)),
        (PREVIEW, WELL),
        explained(
            "stream-refused|error-inside-200-stream|experiment-flips-while-served",
            certain="stream-refused error-inside-200-stream experiment-flips-while-served",
            outcome="",
            not_said=ABOUT_KEYS,
        ),
    ),
)
