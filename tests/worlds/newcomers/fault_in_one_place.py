"""Places beside each other: one fault, and a difference that is innocent of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.standin import Answer, Gateway, Key, Rule, Where
from tests.worlds import parts
from tests.worlds.expectation import NETWORK, NOT_THE_GATEWAY, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, Seen
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, on_laptop, on_vercel

PRODUCTION, PREVIEW, LOCAL = on_vercel(KEY), on_vercel(KEY, environment="preview"), on_laptop(KEY)
WELL = parts.by_key_alone(parts.PAID)
OPTIONS = "GATEWAY_PROBE_PROVIDER_OPTIONS"
SALT = {"GATEWAY_PROBE_FINGERPRINT_SALT": "FAKE-salt-of-one-place-0001"}
OTHER_SALT = {"GATEWAY_PROBE_FINGERPRINT_SALT": "FAKE-salt-of-the-other-0002"}
OF_KEYS = ABOUT_KEYS | OTHER_TEAM
WAY = tuple(sorted(NETWORK | NOT_THE_GATEWAY | {"own-cause", "gateway-differs"}))
FREE_OTHER = replace(parts.FREE_WITH_BYOK, id="team_FAKEfreeother")


@dataclass(frozen=True)
class Fault:
    """What is wrong in production, and what may explain it."""

    name: str
    place: Place
    gateway: Gateway
    codes: tuple[str, ...]
    not_said: frozenset[str] = frozenset()


def generations(answer: Answer, **where: object) -> Gateway:
    return parts.by_key_alone(parts.PAID, Rule(Where("generate", **where), answer))  # type: ignore[arg-type]


FAULTS = (
    Fault(
        "a model that never was",
        replace(PRODUCTION, model="openai/gpt-9-nowhere"),
        WELL,
        ("model-differs", "model-unknown-or-retired", "own-cause"),
        OF_KEYS | ORIGIN,
    ),
    Fault(
        "a filter that matches nothing",
        PRODUCTION.having({OPTIONS: parts.options(only=["mistral"])}),
        WELL,
        ("options-differ", "only-filter-matches-nothing", "options-refused", "own-cause"),
        OF_KEYS | ORIGIN,
    ),
    Fault(
        "a portal in the way",
        PRODUCTION,
        parts.by_key_alone(parts.PAID, Rule(parts.EVERYTHING, parts.FOREIGN_PAGE)),
        WAY,
        OF_KEYS | ORIGIN,
    ),
    Fault(
        "a fault of the gateway",
        PRODUCTION,
        generations(parts.UNAVAILABLE),
        ("gateway-5xx", "own-cause", "changed-between-runs"),
        OF_KEYS,
    ),
    Fault(
        "an origin rule",
        PRODUCTION,
        parts.by_key_alone(parts.PAID, parts.REFUSES_DEPLOYMENTS),
        ("refusal-depends-on-origin",),
        OF_KEYS,
    ),
    Fault(
        "a revoked key",
        on_vercel(REVOKED_KEY),
        Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),)),
        ("key-invalid-revoked-or-expired", "own-cause", "different-key-same-length", "env-changed-not-redeployed"),
        ORIGIN | OTHER_TEAM,
    ),
    Fault(
        "a key in quotes",
        on_vercel(f'"{KEY}"'),
        WELL,
        ("key-quoted-or-prefixed", "same-key-with-a-defect", "own-cause"),
        ORIGIN | OTHER_TEAM,
    ),
    Fault(
        "a key of a free team",
        on_vercel(OTHER_KEY),
        Gateway((Key(OTHER_KEY, FREE_OTHER),)),
        (
            "key-of-other-team",
            "different-key-same-length",
            "env-changed-not-redeployed",
            "byok-needs-paid-tier",
            "own-cause",
        ),
        ORIGIN,
    ),
    Fault("no key", on_vercel(None), WELL, ("env-scope-mismatch", "key-absent", "own-cause"), ORIGIN | OTHER_TEAM),
    Fault(
        "a budget that is used up since",
        PRODUCTION,
        parts.by_key_alone(replace(parts.PAID, budget_left=False)),
        ("budget-reached", "own-cause", "changed-between-runs"),
        OF_KEYS | ORIGIN,
    ),
)


@dataclass(frozen=True)
class Innocent:
    """What else differs between the two places; `of_first` and `of_second` are settings of either."""

    name: str
    of_first: dict[str, str] | None = None
    of_second: dict[str, str] | None = None
    private: bool = False
    minutes_ago: float = 0
    clock_s: float = 0
    """How far the gateway's clock is from that of production."""
    recorded: bool = False
    unsalted: bool = False


INNOCENTS = (
    Innocent("nothing else"),
    Innocent("the level", private=True),
    Innocent("a salt in one place", of_first=SALT, unsalted=True),
    Innocent("two salts", of_first=SALT, of_second=OTHER_SALT, unsalted=True),
    Innocent("the region and the branch", of_first={"VERCEL_REGION": "hnd1", "VERCEL_GIT_COMMIT_REF": "main"}),
    Innocent("a clock three hours behind, which the gateway's answers show", minutes_ago=180, clock_s=3 * 3600),
    Innocent("a clock two minutes ahead, which the gateway's answers show", minutes_ago=-2, clock_s=-120),
    Innocent("the age of the Document", recorded=True),
)


def _with_innocents() -> Iterator[Places]:
    for fault in FAULTS:
        for innocent in INNOCENTS:
            first = Seen(
                "production",
                fault.place.having(innocent.of_first or {}),
                replace(fault.gateway, clock_offset_s=innocent.clock_s),
                minutes_ago=innocent.minutes_ago,
                level="private" if innocent.private else "public",
                recorded=innocent.recorded,
            )
            second = Seen("preview", PREVIEW.having(innocent.of_second or {}), WELL)
            keys = OF_KEYS if innocent.unsalted and fault.name != "no key" else frozenset()
            # An origin rule that production proved in time is one whatever the clocks say.
            yield Places(
                f"{fault.name} in production, and {innocent.name} differs",
                (first, second),
                MayExplain(of={"production": fault.codes}, not_said=fault.not_said | keys),
            )


WORLDS: tuple[Places, ...] = tuple(_with_innocents())
