"""Plain faults, and what is innocent of them although real places have it too: a fault is told as surely beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tests.standin import Answer, Credential, Gateway, Key, Model, Rule, Team, Token, Where, passed_on
from tests.standin.account import CATALOGUE
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.client_faults import GATEWAY
from tests.worlds.expectation import BLAMES, Codes, May
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, TIER, Place, World


@dataclass(frozen=True)
class Fault:
    """What is wrong, and what may be said of it: `certain` where the facts decide it."""

    name: str
    team: Team
    codes: tuple[str, ...]
    certain: bool | None = True
    beside: Codes = frozenset()
    """What the facts let stand beside it."""
    key: str = KEY
    model: str | None = None
    rules: tuple[Rule, ...] = ()
    system: Mapping[str, str] = field(default_factory=dict)
    most: int = 6

    @property
    def may(self) -> May:
        """The same, as an expectation."""
        status = ("healthy",) if self.codes == ("healthy",) else ("failing",)
        least = min(self.most, 2) if status == ("healthy",) else 1
        return May(
            status,
            self.codes,
            certain=self.certain,
            not_claimed=BLAMES - set(self.codes) - self.beside,
            generations=(least, self.most),
        )


NO_SYSTEM = dict.fromkeys(("openai", "azure"), "none")
FAULTS = (
    Fault("all is well", parts.PAID, ("healthy",), most=2),
    Fault(
        "the seed",
        parts.FREE_WITH_BYOK,
        ("byok-needs-paid-tier",),
        beside=frozenset({"positive-balance-is-free-credit", "purchase-not-effective-yet"}),
    ),
    Fault("no card", parts.NO_CARD, ("no-card-on-file",)),
    Fault(
        "no money",
        parts.NO_MONEY,
        ("byok-blocked-at-zero-balance", "free-credit-used-up"),
        beside=frozenset({"free-credit-used-up"}),
    ),
    Fault("no budget", parts.SPENT, ("budget-reached",)),
    Fault("a routing rule", parts.DENIED, ("routing-rule-denied",)),
    Fault("an allowlist", parts.NOT_ALLOWED, ("provider-or-model-allowlist",)),
    Fault(
        "a model for payers",
        parts.FREE,
        ("free-tier-model-restricted",),
        model=TIER,
        beside=frozenset({"positive-balance-is-free-credit"}),
    ),
    Fault("a model that never was", parts.PAID, ("model-unknown-or-retired",), model="openai/gpt-9-nowhere"),
    Fault(
        "a stored credential that Azure refuses, and no other",
        Team(stored={"azure": Credential("bad-key")}),
        ("byok-azure-wrong-key-or-resource", "byok-credential-refused"),
        certain=None,
        beside=frozenset({"byok-credential-refused", "byok-azure-wrong-key-or-resource"}),
        system=NO_SYSTEM,
    ),
    Fault("an origin rule", parts.PAID, ("refusal-depends-on-origin",), rules=(parts.REFUSES_DEPLOYMENTS,), most=14),
    # Dropping a revoked key lets the token serve: both names are true of it.
    Fault(
        "a revoked key",
        parts.PAID,
        ("key-invalid-revoked-or-expired", "bad-key-shadows-oidc"),
        key=REVOKED_KEY,
        beside=frozenset({"key-invalid-revoked-or-expired", "bad-key-shadows-oidc"}),
    ),
)


def _with_more(_request: Request, ordinary: Answer) -> Answer:
    """Fields that nobody knows yet, wherever an object is."""
    if not isinstance(ordinary.body, dict):
        return ordinary
    return replace(
        ordinary, body={**ordinary.body, "trace_id": "fake", "x_new": {"nested": [1, None]}, "notice": "Enjoy."}
    )


def _with_many_decimals(_request: Request, ordinary: Answer) -> Answer:
    if not isinstance(ordinary.body, dict) or "balance" not in ordinary.body:
        return ordinary
    return replace(ordinary, body={name: f"{value}0000000" for name, value in ordinary.body.items()})


def _everything(answer: Any) -> tuple[Rule, ...]:
    return (Rule(parts.EVERYTHING, answer),)


@dataclass(frozen=True)
class Innocent:
    """What lies beside the fault and decides nothing. `rules` edit what the gateway says anyway."""

    name: str
    settings: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    old_token: bool = False
    may_take_keys_out: bool = False
    """Whoever leaves it can read and change what passes: that the key is unknown is certain no more."""


OPTIONS = "GATEWAY_PROBE_PROVIDER_OPTIONS"
SAID = {"GATEWAY_PROBE_CLIENT": "ai-sdk-7"}
MANY_MODELS = (*CATALOGUE, *(Model(f"acme/writer-{number}", ("acme",)) for number in range(400)))
INNOCENTS = (
    Innocent("tags and a user", {OPTIONS: parts.options(tags=["shop", "blue"], user="u-FAKE")}),
    Innocent("automatic caching", {OPTIONS: parts.options(caching="auto")}),
    Innocent("options of a provider that is not asked", {OPTIONS: '{"anthropic": {"thinking": {"type": "disabled"}}}'}),
    # Where two clients are set up and nobody says which is the app's, no verdict is more than likely: so it is said.
    Innocent(
        "a revoked key of another client",
        {**SAID, "OPENAI_API_KEY": REVOKED_KEY.replace("revoked", "rotated"), "OPENAI_BASE_URL": f"{GATEWAY}/v1"},
    ),
    Innocent(
        "keys of two providers",
        {"OPENAI_API_KEY": "sk-proj-FAKE" + "a" * 60, "ANTHROPIC_API_KEY": "sk-ant-FAKE" + "b" * 60},
    ),
    Innocent("an old copy of the token in the environment", old_token=True),
    Innocent("credits with many decimals", rules=_everything(_with_many_decimals)),
    Innocent("fields that nobody knows yet", rules=_everything(_with_more)),
    Innocent(
        "a company's mark on every answer",
        rules=_everything(lambda _, it: it.with_headers(via="1.1 inspect.corp.example", x_cache="MISS")),
        may_take_keys_out=True,
    ),
    Innocent(
        "a cookie with every answer",
        rules=_everything(lambda _, it: it.with_headers(set_cookie="__cf_bm=fake; path=/")),
    ),
    Innocent(
        "announced limits on every answer",
        rules=_everything(lambda _, it: it.with_headers(x_ratelimit_remaining_requests="0", retry_after="1")),
    ),
    Innocent("answers that take half a second", rules=_everything(passed_on(delay_s=0.5))),
    Innocent("a list of models that takes three seconds", rules=(Rule(parts.MODELS, passed_on(delay_s=3)),)),
    Innocent("a list of four hundred models", more={"models": MANY_MODELS}),
    Innocent("routing metadata of the old form", more={"metadata": "old"}),
    Innocent("the gateway's clock twenty seconds ahead", more={"clock_offset_s": 20}),
    Innocent(
        "a region, a branch and a commit",
        {"VERCEL_REGION": "hnd1", "VERCEL_GIT_COMMIT_REF": "feature/refused-403", "VERCEL_GIT_COMMIT_SHA": "4" * 40},
    ),
    Innocent("a second key of the same team for another client", {**SAID, "VERCEL_AI_GATEWAY_API_KEY": OTHER_KEY}),
    Innocent(
        "no record of any generation",
        rules=(Rule(Where("record"), Answer(404, {"error": {"message": "Not found", "type": "not_found"}})),),
    ),
)


def is_told_by_itself(fault: Fault, innocent: Innocent) -> bool:
    """Where all else is well, an old token among the variables is the trouble that is told: code that reads it fails."""
    return innocent.old_token and fault.codes == ("healthy",)


def world_of(name: str, place: Place, fault: Fault, *innocents: Innocent) -> World:
    """The fault in this place, whose key and token are of one team, and the innocents beside it."""
    for innocent in innocents:
        place = place.having(innocent.settings)
        if innocent.old_token:
            place = replace(place, env_token=Token(fault.team, age_s=9000))
    more = {name: value for innocent in innocents for name, value in innocent.more.items()}
    gateway = Gateway(
        (Key(KEY, fault.team), Key(REVOKED_KEY, fault.team, revoked=True), Key(OTHER_KEY, fault.team)),
        (Token(fault.team),),
        system=fault.system,
        rules=_with_edits(fault.rules, tuple(rule for innocent in innocents for rule in innocent.rules)),
        **more,
    )
    may = fault.may
    if fault.key == REVOKED_KEY and any(innocent.may_take_keys_out for innocent in innocents):
        may = replace(may, certain=False)
    return World(name, replace(place, model=fault.model), gateway, may)


def _with_edits(fault: tuple[Rule, ...], innocent: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The fault's answers, and the ordinary ones, edited by each innocent that edits everything."""
    edits = [rule.answer for rule in innocent if rule.where == parts.EVERYTHING and callable(rule.answer)]
    others = tuple(rule for rule in innocent if rule.where != parts.EVERYTHING)

    def edited(request: Request, answer: Answer) -> Answer:
        for edit in edits:
            answer = edit(request, answer)
        return answer

    def of(answer: Any) -> Any:
        return lambda request, ordinary: edited(request, answer(request, ordinary) if callable(answer) else answer)

    if not edits:
        return (*fault, *others)
    return (*(replace(rule, answer=of(rule.answer)) for rule in (*fault, *others)), Rule(parts.EVERYTHING, edited))
