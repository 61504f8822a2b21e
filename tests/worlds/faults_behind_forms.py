"""A key that is spoilt by its form, and a second fault behind it: taking the form off alone cures nothing."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Gateway, Key, Team, Token
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.world import KEY, REVOKED_KEY, TIER, World, on_laptop, on_vercel

FORMS = {
    "in double quotes": '"{}"',
    "in single quotes": "'{}'",
    "behind the word Bearer": "Bearer {}",
    "behind its variable's name": "AI_GATEWAY_API_KEY={}",
    "as a line of a shell's file": 'export AI_GATEWAY_API_KEY="{}"',
    "before the two characters of a newline": "{}\\n",
    "in quotes with a blank": '" {}"',
}
OF_FORM = frozenset({"key-quoted-or-prefixed"})
SECOND: tuple[tuple[str, Team, str, str | None], ...] = (
    ("the team may not use BYOK", parts.FREE_WITH_BYOK, "byok-needs-paid-tier", None),
    ("the team has no card", parts.NO_CARD, "no-card-on-file", None),
    ("the team has no money", parts.NO_MONEY, "byok-blocked-at-zero-balance", None),
    ("the budget is used up", parts.SPENT, "budget-reached", None),
    ("the team is blocked", parts.BLOCKED, "team-blocked", None),
    ("the model is for paid teams", parts.FREE, "free-tier-model-restricted", TIER),
    ("the model never was", parts.PAID, "model-unknown-or-retired", "openai/gpt-9-nowhere"),
)


def _of_quotes() -> Iterator[World]:
    for form, pattern in FORMS.items():
        yield World(
            f"a key {form}, and nothing else is wrong",
            on_vercel(pattern.format(KEY)),
            parts.by_key_alone(parts.PAID),
            May(
                ("failing",),
                verdict=("key-quoted-or-prefixed",),
                at_least="likely",
                not_claimed=MONEY | FACTORS | OTHER_TEAM | {"key-invalid-revoked-or-expired"},
            ),
        )
        yield World(
            f"a key {form}, and it was revoked as well",
            on_vercel(pattern.format(REVOKED_KEY)),
            Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),)),
            May(
                ("failing",),
                names=(("key-quoted-or-prefixed",), ("key-invalid-revoked-or-expired",)),
                not_claimed=MONEY | FACTORS | OTHER_TEAM | {"key-is-provider-key"},
                not_certain=OF_FORM,
            ),
        )
    for fault, team, code, model in SECOND:
        for form, pattern in FORMS.items():
            yield World(
                f"a key {form}, and {fault}",
                replace(on_laptop(pattern.format(KEY)), model=model),
                parts.by_key_alone(team),
                # The form is at fault for the 401; what the gateway says of the bare key comes next, and is asked.
                May(
                    ("failing",),
                    names=(("key-quoted-or-prefixed",), (code,)),
                    not_claimed=(MONEY - {code, "card-not-accepted"}) | FACTORS | OTHER_TEAM,
                    generations=(0, 6),
                ),
            )
        yield World(
            f"a revoked key beside a token, and of its team {fault}",
            replace(on_vercel(REVOKED_KEY, Token(team)), model=model),
            Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),), (Token(team),)),
            May(
                ("failing",),
                names=(("key-invalid-revoked-or-expired", "bad-key-shadows-oidc"), (code,)),
                not_certain=frozenset({"bad-key-shadows-oidc"}),
            ),
        )
        yield World(
            f"a key with a newline behind it, and {fault}",
            replace(on_vercel(f"{KEY}\n", Token(team)), model=model),
            parts.one_team(team),
            # Node takes the newline off: it is beside the point.
            May(("failing",), verdict=(code,), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM),
        )


def _of_other_forms() -> Iterator[World]:
    good = parts.one_team(parts.PAID)
    sk = "sk-FAKE" + "o" * 41
    for name, place, codes in (
        (
            "a placeholder hides a good token",
            on_vercel("[SENSITIVE]", Token(parts.PAID)),
            ("key-redacted-placeholder",),
        ),
        ("a placeholder, and no token", on_vercel("[SENSITIVE]"), ("key-redacted-placeholder",)),
        ("OpenAI's key hides a good token", on_vercel(sk, Token(parts.PAID)), ("key-is-provider-key",)),
        ("OpenAI's key in quotes", on_vercel(f'"{sk}"'), ("key-is-provider-key", "key-quoted-or-prefixed")),
        ("an unexpanded name of a variable", on_vercel("$AI_GATEWAY_KEY"), ("key-redacted-placeholder",)),
        ("two keys joined by a comma", on_vercel(f"{KEY},{REVOKED_KEY}"), tuple(KEY_IS_BAD)),
        ("the key's own name before it", on_vercel(f"AI_GATEWAY_API_KEY={KEY}"), tuple(KEY_IS_BAD)),
        ("a blank key hides a good token", on_vercel("  ", Token(parts.PAID)), ("key-empty", "bad-key-shadows-oidc")),
        ("a token pasted as key", on_vercel(Token(parts.PAID).jwt()), ("key-is-account-token-or-jwt",)),
        ("a mark of byte order before the key", on_vercel("\ufeff" + KEY), ("key-invisible-unicode",)),
        ("a space of no width within the key", on_vercel(KEY[:20] + "\u200b" + KEY[20:]), ("key-invisible-unicode",)),
    ):
        if "pasted" in name:
            # The gateway takes an OIDC token as what it is, wherever it lay: this one is served.
            yield World(f"{name}, while it lasts", place, good, May(("healthy", "degraded"), names=(codes,)))
            continue
        yield World(name, place, good, May(("failing",), names=(codes,), not_claimed=MONEY | FACTORS | OTHER_TEAM))
    yield World(
        "an expired token pasted as key",
        on_vercel(Token(parts.PAID, age_s=90_000, lifetime_s=3600).jwt()),
        Gateway((), (Token(parts.PAID, age_s=90_000, lifetime_s=3600),)),
        May(("failing",), names=(("key-is-account-token-or-jwt",),), not_claimed=MONEY | FACTORS | OTHER_TEAM),
    )
    yield World(
        "OpenAI's key, and the deployment's team is blocked",
        on_vercel(sk, Token(parts.BLOCKED)),
        Gateway((), (Token(parts.BLOCKED),)),
        May(("failing",), names=(("key-is-provider-key",), ("team-blocked",)), not_certain=frozenset({"team-blocked"})),
    )


WORLDS = (*_of_quotes(), *_of_other_forms())
