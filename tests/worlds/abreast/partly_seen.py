"""A Document that lacks something, hides it or is of an older build, or a place that comes and goes: less evidence is never surer."""

from dataclasses import replace

from tests.standin import Gateway, Key, Rule, Token, Where
from tests.worlds import parts
from tests.worlds.abreast.stating import (
    INVALID,
    as_curl_gives_it,
    as_paid,
    by_key,
    by_other_key,
    by_token,
    doubted,
    preview_by,
    without_claims,
    without_experiments,
)
from tests.worlds.expectation import BLAMES
from tests.worlds.places import ABOUT_KEYS, BLAMES_KEYS, ORIGIN, MayExplain, Places, Seen, explained
from tests.worlds.usual_places import CLOSED, LOCAL, PREVIEW, PRODUCTION, REVOKED, WELL
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, on_vercel

SALT = {"GATEWAY_PROBE_FINGERPRINT_SALT": "a-salt-of-this-test"}
UNKNOWN = parts.refusal(401, "authentication_error", "Authentication failed.")
UNPROVEN = MayExplain(certain_of={"production": ()}, only_certain=frozenset())

WORLDS = (
    Places(
        "a rule against deployments, and the experiments were cut out of production's Document",
        (Seen("production", PRODUCTION, CLOSED, edited=without_experiments), Seen("local", LOCAL, CLOSED)),
        replace(UNPROVEN, not_said=BLAMES_KEYS),
    ),
    # It is one key in truth, and known in preview; who cannot see that may not be surer than who can.
    Places(
        "a key that is unknown in production and known in preview, which salts its fingerprints",
        (Seen("production", PRODUCTION, by_other_key(parts.PAID)), Seen("preview", preview_by(KEY).having(SALT), WELL)),
        replace(UNPROVEN, not_said=ABOUT_KEYS),
    ),
    # Whose preview's token is was cut out, and it is of production's team.
    Places(
        "a team that is blocked for its token, and whose token serves preview was cut out",
        (
            Seen("production", *by_token(parts.BLOCKED)),
            Seen("preview", *by_token(as_paid(parts.BLOCKED), "preview"), edited=without_claims),
        ),
        replace(UNPROVEN, not_said=ABOUT_KEYS),
    ),
    # Older builds did not repeat, so a flip of theirs is not confirmed.
    Places(
        "a rule against deployments, in a Document of the first build",
        (Seen("production", PRODUCTION, CLOSED, recorded=True), Seen("local", LOCAL, CLOSED)),
        MayExplain(only_certain=frozenset(), not_said=BLAMES_KEYS),
    ),
    Places(
        "a revoked key in a Document of the first build, and preview has another key",
        (
            Seen("production", on_vercel(REVOKED_KEY), REVOKED, recorded=True),
            Seen("preview", preview_by(OTHER_KEY), by_other_key(parts.PAID), recorded=True),
        ),
        explained(f"{INVALID}|different-key-same-length", certain=INVALID, sure=INVALID, not_said=ORIGIN),
    ),
    # As curl keeps it: the JSON of the answer, at the public level, beside a place that is asked now.
    Places(
        "production's Document from curl, beside the laptop, and a rule against deployments",
        (Seen("production", PRODUCTION, CLOSED, edited=as_curl_gives_it), Seen("local", LOCAL, CLOSED)),
        explained(
            "refusal-depends-on-origin",
            certain="refusal-depends-on-origin",
            sure="refusal-depends-on-origin",
            not_said=BLAMES_KEYS,
        ),
    ),
    # The same key's requests are served and refused in preview, so no steady refusal of it is proven by its team.
    doubted(
        "the key's tier is refused in production and by turns in preview, where it is served with its own credential too",
        (PRODUCTION, by_key(parts.FREE_WITH_BYOK)),
        (PREVIEW, by_key(as_paid(parts.FREE), Rule(parts.GENERATE, parts.BYOK_REFUSAL, first=2, last=2))),
        outcome="",
    ),
    # Every answer after the first two is a 429: what would have decided was never answered.
    doubted(
        "production is throttled in the midst of its run, and its requests without headers were never answered",
        (PRODUCTION, by_key(parts.PAID, Rule(parts.GENERATE, parts.THROTTLED, first=4), parts.REFUSES_DEPLOYMENTS)),
        (LOCAL, WELL),
        not_said=BLAMES_KEYS,
    ),
    # The key's and the token's requests fail by turns, in opposite turns: as a flip of the credential would look.
    doubted(
        "production's machines know the key or the token, never both",
        (
            on_vercel(KEY, Token(parts.PAID)),
            parts.one_team(
                parts.PAID,
                Rule(Where("generate", credential="key", node=(2, 0)), UNKNOWN),
                Rule(Where("generate", credential="token", node=(2, 1)), UNKNOWN),
            ),
        ),
        (
            preview_by(KEY, Token(parts.PAID, environment="preview")),
            Gateway((Key(KEY, parts.PAID),), (Token(parts.PAID, environment="preview"),)),
        ),
        but="comes-and-goes",
        outcome="",
        not_certain=BLAMES,
    ),
)
