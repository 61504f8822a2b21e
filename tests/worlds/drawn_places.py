"""Places drawn by lot beside each other, of one account: what differs is known of each, and so is what was answered and why.

An explanation that is said surely has to be of a difference that is there and accounts for the refusal.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gateway_probe.document import Document, Level
from gateway_probe.document.comparison import Comparison, Explanation
from tests.standin import Gateway, Key, Rule, Team, Token
from tests.worlds import parts
from tests.worlds.client_faults import set_up
from tests.worlds.drawn import TRUE
from tests.worlds.places import MayExplain, Places, Seen
from tests.worlds.world import ASKED, KEY, OTHER_KEY, REVOKED_KEY, TIER, on_laptop

SAME_TEAM = f"{OTHER_KEY[:24]}same".ljust(60, "y")
OTHER_TEAM = f"{OTHER_KEY[:24]}other".ljust(60, "z")
KEYS = {
    "the key": KEY,
    "quoted": f'"{KEY}"',
    "with a newline": f"{KEY}\n",
    "another of the team": SAME_TEAM,
    "of another team": OTHER_TEAM,
    "revoked": REVOKED_KEY,
    "absent": None,
}
WAYS: dict[str, tuple[Rule, frozenset[str]]] = {
    "a proxy": (Rule(parts.EVERYTHING, parts.SQUID), frozenset({"proxy-or-egress-filter", "not-the-gateway"})),
    "a firewall": (Rule(parts.GENERATE, parts.CHALLENGE), frozenset({"firewall-blocks-gateway"})),
    "silence": (Rule(parts.EVERYTHING, parts.SILENCE), frozenset({"gateway-unreachable", "connect-timeout"})),
    "a fault": (Rule(parts.GENERATE, parts.UNAVAILABLE), frozenset({"gateway-5xx"})),
    "a limit": (Rule(parts.GENERATE, parts.THROTTLED), frozenset({"free-tier-rate-limit", "provider-rate-limit"})),
    "an origin rule": (parts.REFUSES_DEPLOYMENTS, frozenset({"refusal-depends-on-origin"})),
}
SALT = "FAKE-salt-of-some-places-01"
OF_ONE_KEY = frozenset({"the key", "quoted", "with a newline"})
"""What a place can hold of the very same key: as it is, or with something around it."""
OF_KEYS = frozenset({"different-key-same-length", "env-changed-not-redeployed"})
OF_TEAM = frozenset(
    {"byok_requires_paid_credits", "insufficient_funds", "customer_verification_required", "access_denied"}
)
OF_CREDENTIAL = OF_TEAM | {"authentication_error", "no_providers_available", ""}
ALWAYS = frozenset({"changed-between-runs", "nothing-accounts-for-it"})


@dataclass(frozen=True)
class Draw:
    """What one place is like, in words that can be held against another's."""

    seen: Seen
    key: str
    token: str
    model: str
    options: str
    client: str
    way: str
    salted: bool


@dataclass(frozen=True)
class DrawnPlaces:
    """Places beside each other, and what is so of each."""

    name: str
    draws: tuple[Draw, ...]

    @property
    def places(self) -> Places:
        """As they are observed."""
        return Places(self.name, tuple(draw.seen for draw in self.draws), MayExplain(""))

    def faults(self, documents: list[tuple[str, Document]], comparison: Comparison) -> Iterator[str]:
        """Where an explanation says surely what is not so, and which failing place nobody speaks of."""
        of = {draw.seen.name: draw for draw in self.draws}
        served = {item.name for item in comparison.places if item.served}
        kinds = {name: _kind(document) for name, document in documents}
        own = {item.name: {item.code} for item in comparison.places}
        for item in comparison.explanations:
            reference, *failing = item.places or ["", ""]
            for name in failing:
                if item.confidence == "possible" or name not in of:
                    continue
                borne = own[name] | _borne(of[name], kinds[name]) | _between(of[name], of.get(reference), kinds[name])
                if item.code not in borne | (ALWAYS if item.confidence == "likely" else frozenset()):
                    yield f"{item.confidence} of {item.code} for {name} beside {reference}: {_told(of[name], item)}"
        spoken = {name for item in comparison.explanations for name in item.places[1:]}
        if served:
            for name in sorted(set(of) - served - spoken):
                yield f"nothing is said of {name}: {of[name]}"
        first = comparison.explanations[:1]
        if served and any(set(item.places[1:]) <= served < set(of) for item in first):
            yield f"what is said first is of {', '.join(first[0].places[1:])}, where the app is served"
        # What is around a key is a fault where it is served too.
        if served == set(of) and any(
            not item.proven_there and item.code != "same-key-with-a-defect"
            for item in comparison.explanations
            if item.confidence != "possible"
        ):
            yield f"all are served, and explained is {', '.join(item.code for item in comparison.explanations)}"


def _kind(document: Document) -> str:
    baseline = document.baseline
    return (baseline.error_type or "") if baseline is not None else ""


def _told(draw: Draw, item: Explanation) -> str:
    return f"{draw.key}, {draw.token}, {draw.model}, {draw.options}, {draw.client}, {draw.way} · {item.title}"


def _borne(draw: Draw, kind: str) -> frozenset[str]:
    """Causes that the place's own run may find: of the way there, of the key, of what the gateway answered."""
    own = TRUE.get(kind, frozenset()) | {"own-cause"}
    if draw.way in WAYS:
        own |= WAYS[draw.way][1]
    if draw.key == "quoted":
        own |= {"key-quoted-or-prefixed", "same-key-with-a-defect"}
    if draw.key == "absent" and draw.token == "none":
        own |= {"key-absent", "key-name-near-miss"}
    if draw.key == "of another team":
        own |= {"key-of-other-team", "refusal-depends-on-credential"}
    if draw.options == "only nobody":
        own |= {"options-refused", "only-filter-matches-nothing"}
    if draw.token == "expired":
        own |= {"oidc-expired-locally", "oidc-cached-at-boot-or-build", "oidc-refused"}
    return own


def _sees_tokens(draw: Draw) -> str:
    return "none" if draw.client == "openai" else draw.token


def _between(draw: Draw, other: Draw | None, kind: str) -> frozenset[str]:
    """Differences that are there and may account for an answer of this type."""
    if other is None:
        return frozenset()
    codes: frozenset[str] = frozenset()
    if draw.seen.minutes_ago != other.seen.minutes_ago:
        codes |= {"changed-between-runs"}
    if draw.key == "absent" and "none" in (draw.token, _sees_tokens(draw)):
        return codes | {"env-scope-mismatch"}
    if draw.way in WAYS and draw.way != "an origin rule":
        return codes
    if draw.key != other.key and kind in OF_CREDENTIAL:
        codes |= {"env-scope-mismatch"} if "absent" in (draw.key, other.key) else OF_KEYS
        codes |= {"credential-differs"}
        if "of another team" in (draw.key, other.key):
            codes |= {"key-of-other-team"}
    if draw.key != other.key and {draw.key, other.key} <= OF_ONE_KEY:
        codes |= {"same-key-with-a-defect"}
    if draw.salted != other.salted:
        # Fingerprints of two schemes tell nothing of the keys.
        codes -= OF_KEYS | {"key-of-other-team", "same-key-with-a-defect"}
    if (draw.key, other.key) == ("absent", "absent") and draw.token != other.token:
        codes |= {"credential-differs", "key-of-other-team"}
    if draw.model != other.model and kind in {"model_not_found", "no_providers_available"}:
        codes |= {"model-differs"}
    if draw.options != other.options and kind == "invalid_request_error":
        codes |= {"options-differ"}
    if draw.client != other.client and draw.way == "an origin rule":
        codes |= {"protocol-differs", "streaming-differs"}
    if draw.way == "an origin rule":
        codes |= {"refusal-depends-on-origin"}
    return codes


def draws(seed: int, number: int) -> Iterator[DrawnPlaces]:
    """So many, the same ones for the same seed."""
    lots = random.Random(seed)  # noqa: S311
    return (_draw(lots, f"{seed}.{index}") for index in range(number))


def _draw(lots: random.Random, name: str) -> DrawnPlaces:
    names = ["production", "preview", "local", "lambda"][: lots.choice([2, 2, 3, 4])]
    one = replace(parts.PAID, id="team_FAKEone")
    two = lots.choice([parts.FREE_WITH_BYOK, parts.OTHER_PAID, parts.NO_MONEY, parts.NO_CARD, parts.BLOCKED])
    lots.shuffle(names)
    draws = [_one(lots, place, one, two, plain=index == 0) for index, place in enumerate(names)]
    lots.shuffle(draws)
    return DrawnPlaces(name, tuple(draws))


def _one(lots: random.Random, name: str, one: Team, two: Team, *, plain: bool) -> Draw:
    def pick(usual: str, *others: str, odds: float = 0.25) -> str:
        return lots.choice(others) if not plain and lots.random() < odds else usual

    key = pick("the key", *KEYS, odds=0.5)
    on_platform = name in {"production", "preview"}
    token = lots.choice(["own", "none", "own", "other"]) if on_platform else "none"
    model = pick(ASKED, TIER, "openai/gpt-9-nowhere", odds=0.15)
    options = pick("none", "only nobody", "tags", odds=0.15)
    client = pick("ai-sdk-7", "openai", "ai-sdk-6", odds=0.15)
    way = pick("open", *WAYS, odds=0.2)
    minutes = lots.choice([0, 0, 0, 3, 600])
    if minutes > 60 and not plain:
        # Half a day ago the team may have been another one in all but its name.
        one = lots.choice([one, replace(parts.FREE_WITH_BYOK, id=one.id), replace(one, blocked=True)])
    given = {"none": None, "own": Token(one, environment=name), "other": Token(two, environment=name)}[token]
    place = set_up(client, KEYS[key], given, VERCEL_ENV=name, VERCEL_TARGET_ENV=name)
    if not on_platform:
        variables = {k: v for k, v in place.env.items() if not k.startswith("VERCEL")}
        more = {"AWS_LAMBDA_FUNCTION_NAME": "shop-fake"} if name == "lambda" else {}
        place = on_laptop().having({**variables, **more})
    settings = {"only nobody": {"only": ["nobody"]}, "tags": {"tags": ["shop"]}}.get(options)
    if settings:
        place = place.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(**settings)})
    place = replace(place, model=model, experiments=lots.choice(["auto", "auto", "auto", "all", "none"]))
    keys = (Key(KEY, one), Key(SAME_TEAM, one), Key(OTHER_TEAM, two), Key(REVOKED_KEY, one, revoked=True))
    gateway = Gateway(keys, (given,) if given else (), rules=(WAYS[way][0],) if way in WAYS else ())
    if salted := lots.random() < 0.2:
        place = place.having({"GATEWAY_PROBE_FINGERPRINT_SALT": SALT})
    level: Level = lots.choice(["public", "public", "public", "private"])
    seen = Seen(name, place, gateway, minutes_ago=minutes, level=level, recorded=lots.random() < 0.15)
    return Draw(seen, key, token, model, options, client, way, salted)
