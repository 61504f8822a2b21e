"""Every refusal of the gateway's that is known, with each noise on its way: the cause stays what it is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gateway_probe.document.judgement import Confidence
from tests.standin import Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, NOT_THE_GATEWAY, May
from tests.worlds.noises import NOISES, Noise
from tests.worlds.world import KEY, TIER, Place, World, on_vercel


@dataclass(frozen=True)
class Refusal:
    """A team that is refused, and what of the answer tells why."""

    name: str
    team: Team
    code: str
    told_by: frozenset[str]
    """The fields without which nobody could tell: `type`, `param` (the gateway's own class), `words`."""
    model: str | None = None
    rule: Rule | None = None
    settings: str = ""
    decided: bool = True
    """Told as it ordinarily is, it is certain."""
    beside: frozenset[str] = frozenset()
    """Causes that may be claimed beside it, since the same answer bears them."""


TYPE, PARAM, WORDS = frozenset({"type"}), frozenset({"type", "param"}), frozenset({"words"})
REFUSALS = (
    Refusal("BYOK on a free team", parts.FREE_WITH_BYOK, "byok-needs-paid-tier", TYPE),
    Refusal("no card", parts.NO_CARD, "no-card-on-file", TYPE),
    Refusal("no funds", parts.NO_MONEY, "byok-blocked-at-zero-balance", TYPE),
    Refusal("a budget used up", parts.SPENT, "budget-reached", TYPE),
    Refusal("a block of the team", parts.BLOCKED, "team-blocked", TYPE, decided=False),
    Refusal("a model for paid teams", parts.FREE, "free-tier-model-restricted", PARAM, model=TIER),
    Refusal("an allowlist", parts.NOT_ALLOWED, "provider-or-model-allowlist", PARAM),
    # Providers say `forbidden` too: it is the rule's id beside it that makes it the gateway's word.
    Refusal("a routing rule", parts.DENIED, "routing-rule-denied", PARAM),
    Refusal("an unknown model", parts.PAID, "model-unknown-or-retired", TYPE, model="openai/gpt-9-nowhere"),
    Refusal(
        "the free tier's limit", replace(parts.FREE, free_requests=0), "free-tier-rate-limit", WORDS, decided=False
    ),
    Refusal(
        "a filter that matches nothing",
        parts.PAID,
        "only-filter-matches-nothing",
        WORDS,
        settings=parts.options(only=["nobody"]),
        decided=False,
        beside=frozenset({"options-refused"}),
    ),
    Refusal(
        "a model of another kind", parts.PAID, "model-of-wrong-kind", PARAM, model="google/imagen-5", decided=False
    ),
    Refusal(
        "a dependency that is missing",
        parts.PAID,
        "dependency-not-available",
        TYPE,
        rule=Rule(Where("generate"), parts.FAILED_DEPENDENCY),
        decided=False,
    ),
)


def _place(refusal: Refusal) -> Place:
    place = replace(on_vercel(KEY, Token(refusal.team)), model=refusal.model)
    return place.having({"GATEWAY_PROBE_PROVIDER_OPTIONS": refusal.settings}) if refusal.settings else place


def _may(refusal: Refusal, noise: Noise) -> May:
    others = (BLAMES | NOT_THE_GATEWAY) - {refusal.code} - refusal.beside
    told = refusal.told_by <= noise.keeps
    if refusal.code == "model-of-wrong-kind":
        # An app that asks at the endpoint of the model's kind has no fault, so the refusal may be of this question alone.
        return May(BAD, names=((refusal.code,),) if told else (), not_certain=others)
    in_part = bool(refusal.told_by & noise.keeps) or "words" in noise.keeps
    if told and noise.harmless:
        sure: Confidence = "certain" if refusal.decided else "possible"
        return May(("failing",), verdict=(refusal.code,), at_least=sure, not_claimed=others)
    if told and "takes the edge" not in noise.name:
        sure = "likely" if refusal.decided else "possible"
        return May(("failing",), verdict=(refusal.code,), at_least=sure, not_claimed=others)
    if in_part:
        # The gateway's word came through in part, or nothing but it says that the gateway gave it.
        return May(BAD, names=((refusal.code,),), not_certain=others)
    return May(BAD, not_certain=BLAMES | NOT_THE_GATEWAY)


def _worlds() -> Iterator[World]:
    for refusal in REFUSALS:
        for noise in NOISES:
            # What a rule of the world answers stands first, so the noise is laid over it.
            first = (refusal.rule,) if refusal.rule else ()
            gateway = parts.one_team(refusal.team, *_laid_over(noise.rule, first))
            yield World(f"{refusal.name}, told {noise.name}", _place(refusal), gateway, _may(refusal, noise))


def _laid_over(noise: Rule, first: tuple[Rule, ...]) -> tuple[Rule, ...]:
    if not first or not callable(noise.answer):
        return (noise, *first)
    change, (rule,) = noise.answer, first
    fits, given = rule.where.fits, rule.answer
    return (
        Rule(
            noise.where,
            lambda request, ordinary: change(request, given if fits(request) and not callable(given) else ordinary),
        ),
    )


WORLDS = tuple(_worlds())
