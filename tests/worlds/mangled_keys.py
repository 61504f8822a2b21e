"""Keys as people paste them: with a line around them, in other quotes, twice, cut off, encoded, or never filled in."""

import base64
from collections.abc import Iterator

from tests.standin import Gateway, Key, Token
from tests.worlds import parts
from tests.worlds.expectation import BLAMES, FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, May
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, World, on_laptop, on_vercel

GOOD = Gateway((Key(KEY, parts.PAID), Key(OTHER_KEY, parts.OTHER_PAID), Key(REVOKED_KEY, parts.PAID, revoked=True)))
WITH_TOKEN = Gateway(GOOD.keys, (Token(parts.PAID),))
NOT_THE_KEYS = MONEY | FACTORS | OTHER_TEAM
WRITTEN_WRONG = KEY_IS_BAD | {"key-trailing-newline", "key-invisible-unicode"}
BAD_KEY = May(("failing",), verdict=tuple(sorted(WRITTEN_WRONG)), not_claimed=NOT_THE_KEYS)
INVALID = "key-invalid-revoked-or-expired"

PASTED = (
    ("the whole line of an env file", f"AI_GATEWAY_API_KEY={KEY}"),
    ("the line that a shell exports", f"export AI_GATEWAY_API_KEY='{KEY}'"),
    ("a JSON object around it", f'{{"apiKey":"{KEY}"}}'),
    ("a comma behind it", f"{KEY},"),
    ("a semicolon behind it", f"{KEY};"),
    ("angle brackets around it", f"<{KEY}>"),
    ("backquotes around it", f"`{KEY}`"),
    ("a quote at its end alone", f'{KEY}"'),
    ("quotes within quotes", f"'\"{KEY}\"'"),
    ("the word bearer in small letters", f"bearer {KEY}"),
    ("the whole header's line", f"Authorization: Bearer {KEY}"),
    ("a comment behind it", f"{KEY} # production"),
    ("the escaped carriage return and newline behind it", f"{KEY}\\r\\n"),
)
"""The bare key is good, so what is around it is the fault; the gateway itself only says 401."""

NEVER_A_KEY = (
    ("a reference of 1Password's", "op://Shop/AI Gateway/credential"),
    ("a reference of GitHub's workflows", "${{ secrets.AI_GATEWAY_API_KEY }}"),
    ("a reference of Windows' shell", "%AI_GATEWAY_API_KEY%"),
    ("the stars of a log", "********"),
    ("the example of a documentation", "your_api_key_here"),
    ("a template that nobody filled in", "<your-ai-gateway-key>"),
    ("JavaScript's word for nothing", "undefined"),
    ("Python's word for nothing", "None"),
    ("an example with the key's first letters", "vck_your_key_here"),
    ("the first letters and an ellipsis", "vck_..."),
    ("a UUID", "123e4567-e89b-42d3-a456-426614174000"),
    ("a link to the page of keys", "https://vercel.com/fake/~/ai-gateway/api-keys"),
    ("its own name", "AI_GATEWAY_API_KEY"),
)

OF_ANOTHER_KIND = (
    ("a client secret of short life", f"vcst_FAKE{'x' * 40}", ("key-is-account-token-or-jwt", INVALID)),
    ("an old access token of 24 letters", "FAKEabcdEFGHijklMNOPqrs1", ("key-is-account-token-or-jwt", INVALID)),
    ("OpenRouter's key", f"sk-or-v1-FAKE{'a' * 60}", ("key-is-provider-key",)),
    ("Google's key", f"AIzaFAKE{'b' * 31}", ("key-is-provider-key",)),
    ("Anthropic's key", f"sk-ant-api03-FAKE{'c' * 90}", ("key-is-provider-key",)),
)

CUT = (
    ("half of it", KEY[:30]),
    ("all but its last letter", KEY[:-1]),
    ("all without its first letters", KEY.removeprefix("vck_")),
    ("all in capitals", KEY.upper()),
    ("the whole in base64, as Kubernetes keeps secrets", base64.b64encode(KEY.encode()).decode()),
    ("the whole with percent signs", KEY.replace("_", "%5F")),
    ("the same key twice", KEY + KEY),
    ("two keys with a comma between", f"{KEY},{OTHER_KEY}"),
)


def _pasted() -> Iterator[World]:
    for name, value in PASTED:
        yield World(f"a good key, pasted with {name}", on_vercel(value), GOOD, BAD_KEY)
        revoked = value.replace(KEY, REVOKED_KEY)
        yield World(
            f"a revoked key, pasted with {name}",
            on_vercel(revoked, Token(parts.PAID)),
            WITH_TOKEN,
            May(
                ("failing",),
                names=((INVALID, "bad-key-shadows-oidc"),),
                not_claimed=NOT_THE_KEYS,
                not_certain=frozenset({"key-quoted-or-prefixed"}),
            ),
        )


def _never_a_key() -> Iterator[World]:
    for name, value in NEVER_A_KEY:
        yield World(f"in the key's place {name}", on_vercel(value, Token(parts.PAID)), WITH_TOKEN, BAD_KEY)
    for name, value, codes in OF_ANOTHER_KIND:
        yield World(
            f"in the key's place {name}",
            on_laptop(value),
            GOOD,
            May(("failing",), names=(codes,), not_claimed=NOT_THE_KEYS, at_least="likely"),
        )
    for name, value in CUT:
        yield World(
            f"in the key's place {name}",
            on_vercel(value),
            GOOD,
            May(
                ("failing",),
                verdict=tuple(sorted(WRITTEN_WRONG)),
                not_claimed=NOT_THE_KEYS,
                not_certain=frozenset({"key-is-provider-key", "key-is-account-token-or-jwt"}),
            ),
        )


WORLDS: tuple[World, ...] = (
    *_pasted(),
    *_never_a_key(),
    World(
        "in the key's place the address of the gateway, and nothing else",
        on_vercel("https://ai-gateway.vercel.sh/v1"),
        GOOD,
        BAD_KEY,
    ),
    World(
        "in the key's place a whole JSON of Google's service account",
        on_laptop('{"type":"service_account","project_id":"fake","private_key":"FAKE"}'),
        GOOD,
        BAD_KEY,
    ),
    World(
        "a good key with a carriage return and a newline behind it",
        on_vercel(f"{KEY}\r\n"),
        GOOD,
        May(("healthy", "degraded"), names=(("key-trailing-newline",),), not_claimed=BLAMES),
    ),
    World(
        "a good key with a tab before it",
        on_vercel(f"\t{KEY}"),
        GOOD,
        May(("healthy", "degraded"), not_silent=True, not_claimed=MONEY | FACTORS | OTHER_TEAM),
    ),
    World(
        "a good key, and the next line of the file behind it",
        on_vercel(f"{KEY}\nOPENAI_API_KEY=sk-FAKE", Token(parts.PAID)),
        WITH_TOKEN,
        BAD_KEY,
    ),
    World("a good key on two lines", on_vercel(f"{KEY[:30]}\n{KEY[30:]}"), GOOD, BAD_KEY),
    World("a good key in a word processor's quotes", on_vercel(f"\u201c{KEY}\u201d"), GOOD, BAD_KEY),
    World("a good key with a space of no width behind it", on_vercel(f"{KEY}\u200b"), GOOD, BAD_KEY),
    World("a good key with a mark of writing from the right before it", on_vercel(f"\u200f{KEY}"), GOOD, BAD_KEY),
    World("a good key with a Cyrillic letter for a Latin one", on_vercel(KEY.replace("c", "\u0441", 1)), GOOD, BAD_KEY),
)
