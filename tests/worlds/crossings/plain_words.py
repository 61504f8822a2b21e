"""Refusals that the gateway itself explains, in every dress that HTTP and JSON allow: the words decide, the dress does not."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.standin import Gateway, Key, Rule, Team, Token
from tests.worlds import parts
from tests.worlds.crossings import changed_on_the_way as changes
from tests.worlds.crossings.changed_on_the_way import Change
from tests.worlds.expectation import KEY_IS_BAD, NETWORK, NOT_THE_GATEWAY, OTHER_TEAM, May
from tests.worlds.world import KEY, TIER, Place, World, on_vercel

IN_PRODUCTION = on_vercel(KEY, Token(parts.PAID))


@dataclass(frozen=True)
class Decided:
    """A fault that the gateway's own statement decides."""

    name: str
    place: Place
    gateway: Gateway
    codes: tuple[str, ...]
    most: int = 6
    """How many generations may be asked for."""

    def may(self) -> May:
        """Certain, and nothing else blamed."""
        return May(
            ("failing",),
            self.codes,
            certain=True,
            not_claimed=(KEY_IS_BAD | OTHER_TEAM | NETWORK | NOT_THE_GATEWAY) - set(self.codes),
            generations=(2, self.most),
        )

    def having(self, **variables: str) -> "Decided":
        """The same with more variables."""
        return replace(self, place=self.place.having(variables))

    def ruled(self, *rules: Rule) -> "Decided":
        """The same with these rules before its own."""
        return replace(self, gateway=replace(self.gateway, rules=(*rules, *self.gateway.rules)))

    def world(self, name: str, **may: object) -> World:
        """As a world of its own."""
        return World(f"{self.name}: {name}", self.place, self.gateway, replace(self.may(), **may))  # type: ignore[arg-type]


def _of(team: Team, model: str | None = None, **settings: str) -> tuple[Place, Gateway]:
    return on_vercel(KEY, Token(team), model=model).having(settings), parts.one_team(team)


NOBODY = parts.options(only=["nobody"])
CARD = Decided("no card", *_of(parts.NO_CARD), ("no-card-on-file",))
FUNDS = Decided("no funds", *_of(parts.NO_MONEY), ("byok-blocked-at-zero-balance", "free-credit-used-up"))
BUDGET = Decided("a budget used up", *_of(parts.SPENT), ("budget-reached",))
RULE = Decided("a rule that denies", *_of(parts.DENIED), ("routing-rule-denied",))
ALLOWLIST = Decided("an allowlist", *_of(parts.NOT_ALLOWED), ("provider-or-model-allowlist",))
RESTRICTED = Decided("a model for payers", *_of(parts.FREE, TIER), ("free-tier-model-restricted",))
UNKNOWN = Decided("an unknown model", *_of(parts.PAID, "openai/gpt-9-nano"), ("model-unknown-or-retired",))
BARE = Decided("an id without creator", *_of(parts.PAID, "gpt-5.4-mini"), ("model-id-without-creator",))
FILTER = Decided(
    "a filter for nobody",
    *_of(parts.PAID, GATEWAY_PROBE_PROVIDER_OPTIONS=NOBODY),
    ("only-filter-matches-nothing",),
    most=14,
)
"""Its type is that of every invalid request, so a flip has to decide beside its words."""
REVOKED = Decided(
    "a revoked key", on_vercel(KEY), Gateway((Key(KEY, parts.PAID, revoked=True),)), ("key-invalid-revoked-or-expired",)
)
ALL = (CARD, FUNDS, BUDGET, RULE, ALLOWLIST, RESTRICTED, UNKNOWN, BARE, FILTER)

DRESSES: tuple[tuple[str, Change], ...] = (
    ("JSON over many lines", changes.written(changes.indented)),
    ("a byte order mark before the JSON", changes.written(lambda text: b"\xef\xbb\xbf" + text.encode())),
    ("JSON that is called plain text", changes.headed(content_type="text/plain")),
    ("JSON that is called a problem", changes.headed(content_type="application/problem+json")),
    ("a body in chunks, and the connection closed after it", lambda a: replace(a, chunked=True, hangs_up=True)),
    ("HTTP/1.0", lambda a: replace(a, version="1.0")),
    ("early hints before it", lambda a: replace(a, before=(103,))),
    ("a numeric code beside the type", changes.with_error(code=403)),
    ("a code that is another type's name", changes.with_error(code="authentication_error")),
    ("a generation id at the top", changes.with_fields(generationId="gen_FAKE0000000000000000000009")),
    ("fields that nobody knows", changes.with_fields(requestId="req_FAKE", docs=["https://vercel.com/docs"], v=2)),
    ("a retry-after beside it", changes.headed(retry_after="30")),
    ("a cookie and a cache's headers", changes.headed(set_cookie="a=b; Path=/", x_vercel_cache="BYPASS")),
    ("an answer after a second", lambda a: replace(a, delay_s=1)),
)


def _dressed() -> Iterator[World]:
    for number, (name, change) in enumerate(DRESSES):
        for step in (0, 4):
            decided = ALL[(number + step) % len(ALL)]
            yield decided.ruled(changes.refused(change)).world(name)


def _statuses() -> Iterator[World]:
    for status in (402, 403, 429):
        answer = replace(changes.OVER_BUDGET, status=status)
        yield World(
            f"a budget used up, told with {status}",
            IN_PRODUCTION,
            parts.one_team(parts.PAID, parts.always(parts.GENERATE, answer)),
            # 429 is what older gateways said; the type is the gateway's word all the same.
            May(("failing",), ("budget-reached",), certain=True if status != 429 else None, generations=(2, 6)),
        )


WORLDS = (*_dressed(), *_statuses())
