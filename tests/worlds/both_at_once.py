"""Worlds in which two causes hold that have nothing to do with each other: mending the first alone would not heal the app."""

from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Credential, Gateway, Key, Rule, Team, Token, Where, html_page
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, NOT_THE_GATEWAY, OTHER_TEAM, Codes, May
from tests.worlds.world import KEY, REVOKED_KEY, World, on_laptop, on_vercel

BARE = "gpt-5.4-mini"
EMBEDDING = "openai/text-embedding-3-small"
NOWHERE = "openai/gpt-9-nowhere"
PROVIDERS_KEY = "sk-ant-FAKE" + "e" * 60
PLACEHOLDER = "[SENSITIVE]"
FIREWALL = parts.always(parts.EVERYTHING, parts.CHALLENGE)
DOWN = parts.always(
    parts.EVERYTHING, parts.refusal(500, "internal_server_error", "Failed to initialize model database")
)
PORTAL = parts.always(parts.EVERYTHING, parts.FOREIGN_PAGE)

KEY_CODES = ("key-invalid-revoked-or-expired", "bad-key-shadows-oidc")
NO_CREATOR = ("model-id-without-creator",)
UNKNOWN = ("model-unknown-or-retired",)
FUNDS = ("byok-blocked-at-zero-balance", "free-credit-used-up")
WAY = tuple(sorted(NOT_THE_GATEWAY))
WALL = ("firewall-blocks-gateway", "firewall-challenge")


def both(*groups: tuple[str, ...], never: Codes = FACTORS | OTHER_TEAM, status: tuple[str, ...] = ("failing",)) -> May:
    """Each of the two is named, and of neither is it said for certain that it is the cause."""
    return May(status, names=groups, certain=False, not_claimed=never)


def first_and_next(first: tuple[str, ...], behind: tuple[str, ...]) -> May:
    """The gateway's word on what it refuses may be certain; what would come next is named.

    That a list does not name a model proves nothing: private models are served unlisted, and Claude's by bare names.
    """
    return replace(both(first, behind), certain=None)


def _of_the_model_and_the_account() -> Iterator[World]:
    for name, team, codes in (
        ("whose team is blocked", parts.BLOCKED, ("team-blocked",)),
        ("whose team has no card", parts.NO_CARD, ("no-card-on-file",)),
        ("whose team has no funds", parts.NO_MONEY, FUNDS),
        ("whose team's budget is used up", parts.SPENT, ("budget-reached",)),
    ):
        here = on_vercel(KEY, Token(team))
        yield World(
            f"an id without its creator, and a key {name}",
            replace(here, model=BARE),
            parts.one_team(team),
            first_and_next(codes, NO_CREATOR),
        )
        yield World(
            f"an id that is nowhere in the list, and a key {name}",
            replace(here, model=NOWHERE),
            parts.one_team(team),
            first_and_next(codes, UNKNOWN),
        )
        # How the app asks is not seen: an embedding model at the door for text may be the probe's doing.
        yield World(
            f"an embedding model, and a key {name}",
            replace(here, model=EMBEDDING),
            parts.one_team(team),
            May(("failing",), names=(codes,), not_claimed=FACTORS | OTHER_TEAM | KEY_IS_BAD),
        )


def _of_the_model_and_the_key() -> Iterator[World]:
    revoked = Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),))
    quoted = parts.by_key_alone(parts.PAID)
    for name, key, gateway, codes in (
        ("a revoked key", REVOKED_KEY, revoked, KEY_CODES),
        ("a key in quotes", f'"{KEY}"', quoted, ("key-quoted-or-prefixed",)),
        ("a placeholder for a key", PLACEHOLDER, quoted, ("key-redacted-placeholder",)),
        ("Anthropic's key", PROVIDERS_KEY, quoted, ("key-is-provider-key",)),
        ("no credential", None, quoted, ("key-absent",)),
    ):
        for model, of_model in ((BARE, NO_CREATOR), (NOWHERE, UNKNOWN)):
            yield World(
                f"{name}, and the id is {model}", on_laptop(key, model=model), gateway, first_and_next(codes, of_model)
            )
    yield World(
        "a pulled token that has expired, and the id is " + BARE,
        on_laptop(env_token=parts.EXPIRED_PULL, model=BARE),
        Gateway(tokens=(parts.EXPIRED_PULL,)),
        first_and_next(("oidc-expired-locally",), NO_CREATOR),
    )


def _of_the_key_and_the_way() -> Iterator[World]:
    for name, place, codes in (
        ("Anthropic's key in the variable", on_laptop(PROVIDERS_KEY), ("key-is-provider-key",)),
        ("a placeholder in the variable", on_laptop(PLACEHOLDER), ("key-redacted-placeholder",)),
        ("a key under a near name", on_laptop(AI_GATEWAY_KEY=KEY), ("key-name-near-miss",)),
        ("a key in quotes", on_laptop(f'"{KEY}"'), ("key-quoted-or-prefixed",)),
        ("a pulled token that has expired", on_laptop(env_token=parts.EXPIRED_PULL), ("oidc-expired-locally",)),
        ("a key with a letter of no width", on_laptop(KEY[:20] + "\u200b" + KEY[20:]), ("key-invisible-unicode",)),
    ):
        for what, rule, way in (
            ("a firewall before everything", FIREWALL, WALL),
            ("the gateway down for everybody", DOWN, ("gateway-5xx",)),
            ("a portal before everything", PORTAL, WAY),
        ):
            yield World(
                f"{name}, and {what}",
                place,
                parts.by_key_alone(parts.PAID, rule),
                both(codes, way, status=("failing", "inconclusive"), never=FACTORS | OTHER_TEAM | MONEY),
            )


def _of_the_address_and_the_account() -> Iterator[World]:
    for name, team, codes in (
        ("the budget is used up", parts.SPENT, ("budget-reached",)),
        ("the team is blocked", parts.BLOCKED, ("team-blocked",)),
        ("the team may not use BYOK", parts.FREE_WITH_BYOK, ("byok-needs-paid-tier",)),
    ):
        yield World(
            f"OpenAI's client at the bare origin, and {name}",
            set_up("openai", KEY, Token(team), OPENAI_BASE_URL="https://ai-gateway.vercel.sh"),
            parts.one_team(team),
            both(("base-url-wrong-path",), codes),
        )
        yield World(
            f"Claude Code with /v1 in its base URL, and {name}",
            set_up("claude-code", KEY, Token(team), ANTHROPIC_BASE_URL="https://ai-gateway.vercel.sh/v1"),
            parts.one_team(team),
            both(("base-url-wrong-path",), codes),
        )
    yield World(
        "an expired token on a laptop, and a base URL on a host that is not the gateway",
        on_laptop(env_token=parts.EXPIRED_PULL, AI_GATEWAY_BASE_URL="https://gateway.ai.vercel.sh/v1/ai"),
        Gateway(tokens=(parts.EXPIRED_PULL,)),
        # The AI SDK reads no such variable: whether the app's code does is not to be seen.
        first_and_next(("oidc-expired-locally",), ("base-url-wrong-host",)),
    )
    yield World(
        "OpenAI's client at another host, and its key is revoked",
        set_up("openai", REVOKED_KEY, OPENAI_BASE_URL="https://gateway.ai.vercel.sh/v1"),
        Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),)),
        both(KEY_CODES, ("base-url-wrong-host",)),
    )


def _of_what_was_declared() -> Iterator[World]:
    seed = parts.FREE_WITH_BYOK
    expecting = {"GATEWAY_PROBE_EXPECT_KEY": "fp1:0123456789ab"}
    yield World(
        "another key than the one declared, and its team is blocked, beside a token that pays",
        on_vercel(KEY, Token(parts.PAID)).having(expecting),
        parts.two_teams(parts.BLOCKED, parts.PAID),
        May(("failing",), names=(("team-blocked",),), not_claimed=FACTORS - {"refusal-depends-on-credential"}),
    )
    last = Token(seed, age_s=43_150, lifetime_s=43_200, environment="development")
    yield World(
        "a pulled token with a minute left, and its team may not use BYOK",
        on_laptop(env_token=last),
        Gateway(tokens=(last,)),
        May(
            ("failing",), verdict=("byok-needs-paid-tier",), names=(("oidc-about-to-expire",),), not_claimed=KEY_IS_BAD
        ),
    )
    yield World(
        "the stored key is refused, and the id has no creator",
        on_vercel(KEY, Token(Team(stored={"openai": Credential("bad-key")})), model=BARE),
        parts.one_team(Team(stored={"openai": Credential("bad-key")}), system=parts.NO_ROUTE),
        May(("failing",), names=(NO_CREATOR,), not_claimed=KEY_IS_BAD | FACTORS | OTHER_TEAM | MONEY),
    )
    page = Answer(403, html_page("Blocked by policy"), {"server": "fake-proxy"}, by_gateway=False)
    yield World(
        "a proxy's page for streams, and plain answers of a team without funds",
        on_vercel(KEY, Token(parts.NO_MONEY)),
        parts.one_team(parts.NO_MONEY, Rule(Where("generate", streamed=True), page)),
        May(("failing",), names=(FUNDS,), not_claimed=KEY_IS_BAD | OTHER_TEAM | FACTORS),
    )


def _of_two_hidden() -> Iterator[World]:
    """What stands behind a 401 is not to be seen: the first is said, and nothing of the second is ruled out."""
    for name, team in (("no card", parts.NO_CARD), ("no funds", parts.NO_MONEY), ("a block", parts.BLOCKED)):
        yield World(
            f"a revoked key alone, of a team with {name}, which nobody can see",
            on_laptop(REVOKED_KEY),
            Gateway((Key(REVOKED_KEY, team, revoked=True),)),
            May(
                ("failing",),
                verdict=("key-invalid-revoked-or-expired",),
                not_claimed=MONEY | FACTORS | OTHER_TEAM,
                not_ruled_out=MONEY,
            ),
        )


WORLDS: tuple[World, ...] = (
    *_of_the_model_and_the_account(),
    *_of_the_model_and_the_key(),
    *_of_the_key_and_the_way(),
    *_of_the_address_and_the_account(),
    *_of_what_was_declared(),
    *_of_two_hidden(),
)
