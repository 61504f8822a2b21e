"""Three places: a laptop that is served, and two deployments that fail, each for a reason of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from tests.standin import Gateway, Key, Rule, Where
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, MONEY, NETWORK, NOT_THE_GATEWAY, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, ORIGIN, MayExplain, Places, Seen
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, Place, on_laptop, on_vercel

WAY = frozenset(NETWORK | NOT_THE_GATEWAY | {"gateway-differs"})
ANOTHER_KEY = frozenset({"different-key-same-length", "env-changed-not-redeployed"})
FREE_OTHER = replace(parts.FREE_WITH_BYOK, id="team_FAKEother")


@dataclass(frozen=True)
class Fault:
    """What is wrong in one deployment, and the explanations that it bears."""

    name: str
    place: Place
    gateway: Gateway
    codes: frozenset[str]
    """One of these explains the place."""
    beside: frozenset[str] = frozenset()
    """These may be said too."""


def _by(key: str | None = KEY, **settings: str) -> Place:
    return on_vercel(key).having(settings)


GOOD = parts.by_key_alone(parts.PAID)
REVOKED = Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),))
FAULTS = (
    Fault(
        "its key was revoked",
        _by(REVOKED_KEY),
        REVOKED,
        frozenset({"own-cause", "key-invalid-revoked-or-expired"}),
        ANOTHER_KEY,
    ),
    Fault(
        "it has no key", _by(None), GOOD, frozenset({"env-scope-mismatch"}), ANOTHER_KEY | {"own-cause", "key-absent"}
    ),
    Fault(
        "its key is of a free team",
        _by(OTHER_KEY),
        Gateway((Key(OTHER_KEY, FREE_OTHER),)),
        frozenset({"key-of-other-team", "byok-needs-paid-tier", "own-cause"}),
        ANOTHER_KEY | MONEY,
    ),
    Fault(
        "its model never was",
        replace(_by(), model="openai/gpt-9-nowhere"),
        GOOD,
        frozenset({"model-differs", "model-unknown-or-retired", "own-cause"}),
    ),
    Fault(
        "its options leave no provider",
        _by(GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(only=["nobody"])),
        GOOD,
        frozenset({"options-differ", "only-filter-matches-nothing", "own-cause"}),
        frozenset({"options-refused"}),
    ),
    Fault(
        "a proxy answers it",
        _by(HTTPS_PROXY="http://proxy.example:3128"),
        parts.by_key_alone(parts.PAID, Rule(parts.EVERYTHING, parts.SQUID)),
        frozenset({"own-cause"}) | WAY,
        WAY,
    ),
    Fault(
        "a firewall stops its generations",
        _by(),
        parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, parts.CHALLENGE)),
        frozenset({"own-cause", "firewall-blocks-gateway"}),
        WAY,
    ),
    Fault(
        "its key is in quotes",
        _by(f'"{KEY}"'),
        GOOD,
        frozenset({"same-key-with-a-defect", "own-cause", "key-quoted-or-prefixed"}),
        frozenset({"key-invalid-revoked-or-expired"}),
    ),
    Fault(
        "its origin is refused",
        _by(),
        parts.by_key_alone(parts.PAID, parts.REFUSES_DEPLOYMENTS),
        frozenset({"refusal-depends-on-origin", "own-cause"}),
        frozenset({"byok-needs-paid-tier", "purchase-not-effective-yet", "changed-between-runs"}),
    ),
    Fault(
        "the gateway is silent there",
        _by(),
        parts.by_key_alone(parts.PAID, Rule(parts.EVERYTHING, parts.SILENCE)),
        frozenset({"own-cause", "gateway-unreachable", "nothing-accounts-for-it"}) | WAY,
    ),
    Fault(
        "its streams are refused",
        _by(GATEWAY_PROBE_STREAMING="on"),
        parts.by_key_alone(parts.PAID, Rule(Where("generate", streamed=True), parts.UNAVAILABLE)),
        frozenset({"streaming-differs", "own-cause", "gateway-5xx", "stream-refused", "stream-broken"}),
        frozenset({"protocol-differs"}),
    ),
)
NEVER = ABOUT_KEYS | ORIGIN | KEY_IS_BAD | MONEY | OTHER_TEAM | {"env-scope-mismatch", "same-key-with-a-defect"}


def _elsewhere(fault: Fault, environment: str) -> Place:
    env = {name: environment if value == "production" else value for name, value in fault.place.env.items()}
    return replace(fault.place, env=env)


def _worlds() -> Iterator[Places]:
    for first, second in combinations(FAULTS, 2):
        borne = first.codes | first.beside | second.codes | second.beside
        yield Places(
            f"a laptop is served; of production {first.name}, of preview {second.name}",
            (
                Seen("local", on_laptop(KEY), GOOD),
                Seen("production", first.place, first.gateway),
                Seen("preview", _elsewhere(second, "preview"), second.gateway),
            ),
            MayExplain(
                of={"production": tuple(first.codes), "preview": tuple(second.codes)},
                speaks_of=("production", "preview"),
                not_said=NEVER - borne,
            ),
        )


WORLDS = tuple(_worlds())
