"""What accounts for the outcomes is the credential of the failing place, and both Documents show it: it is said."""

from tests.standin import Gateway, Token
from tests.worlds import parts
from tests.worlds.abreast.stating import INVALID, by_token, decided, preview_by, seen
from tests.worlds.places import ORIGIN, Places, explained
from tests.worlds.usual_places import LOCAL, REVOKED, WELL
from tests.worlds.world import KEY, REVOKED_KEY, on_laptop, on_vercel

ABSENT = "key-absent env-scope-mismatch"
ORIGINLESS = {"not_said": ORIGIN}
AS_CLAUDE = {
    "GATEWAY_PROBE_CLIENT": "claude-code",
    "ANTHROPIC_API_KEY": "",
    "ANTHROPIC_BASE_URL": "https://ai-gateway.vercel.sh",
    "GATEWAY_PROBE_MODEL": "anthropic/claude-sonnet-4.5",
}

WORLDS = (
    decided(
        "Bearer before production's key, and the laptop has the same without",
        (on_vercel(f"Bearer {KEY}"), WELL),
        (LOCAL, WELL),
        "key-quoted-or-prefixed same-key-with-a-defect",
        **ORIGINLESS,
    ),
    decided(
        "white space for a key hides production's token, and preview has the token alone",
        (on_vercel("   ", Token(parts.PAID)), Gateway((), (Token(parts.PAID),))),
        by_token(parts.PAID, "preview"),
        "key-empty bad-key-shadows-oidc",
        **ORIGINLESS,
    ),
    decided(
        "Claude Code's token is revoked in production, and good on the laptop",
        (on_vercel(None, ANTHROPIC_AUTH_TOKEN=REVOKED_KEY).having(AS_CLAUDE), REVOKED),
        (on_laptop(None, ANTHROPIC_AUTH_TOKEN=KEY).having(AS_CLAUDE), WELL),
        INVALID,
        **ORIGINLESS,
    ),
    Places(
        "two places without a key, and the laptop has one",
        (
            seen("production", (on_vercel(None), WELL)),
            seen("preview", (preview_by(None), WELL)),
            seen("local", (LOCAL, WELL)),
        ),
        explained(
            "env-scope-mismatch|key-absent",
            certain=ABSENT,
            sure=ABSENT,
            of={"production": tuple(ABSENT.split()), "preview": tuple(ABSENT.split())},
            speaks_of=("production", "preview"),
            not_said=ORIGIN,
        ),
    ),
)
