"""From weighed causes to one verdict that claims no more than the evidence holds."""

from collections.abc import Iterable

from gateway_probe.causes.alternatives import alternative_of, each_once, left_open, list_named_behind, list_ruled_out
from gateway_probe.causes.base_url import is_read
from gateway_probe.causes.cause import CAUSES
from gateway_probe.causes.confidence import Assessed, Weighed, assess, is_short, weigh
from gateway_probe.causes.health import Missing, missing_for_health, missing_without_generation, read_for_health
from gateway_probe.causes.network import look_ups_are_answered, nothing_was_sent
from gateway_probe.causes.other_clients import doubt
from gateway_probe.causes.own_faults import faults_of
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import RETRY, in_place
from gateway_probe.causes.verdict_codes import FREE, HEALTHY, INCONCLUSIVE
from gateway_probe.causes.ways import gets_by
from gateway_probe.causes.your_error import your_error
from gateway_probe.document.document import Evidence
from gateway_probe.document.judgement import Alternative, Confidence, Finding, NextStep, Verdict


def judge(evidence: Evidence) -> tuple[list[Finding], Verdict]:
    """The findings and the verdict for this evidence. A pure function: a Document can be judged again from itself."""
    seen = Reading(evidence)
    assessed = assess(seen, CAUSES.values())
    weighed = weigh(seen, assessed)
    findings = [item.finding(_steps(item, seen)) for item in weighed] + faults_of(seen, assessed)
    verdict = _conclude(seen, weighed, assessed)
    return findings, _held_against_other_set_ups(seen, _held_against_what_stops_it_too(seen, verdict, weighed))


def _conclude(seen: Reading, weighed: list[Weighed], assessed: list[Assessed]) -> Verdict:
    if seen.baseline is None:
        return _inconclusive(seen, "The Document holds no baseline, so nothing can be said about generation.", assessed)
    if seen.served:
        return _judge_served(seen, weighed, assessed)
    if seen.left_out_by_choice:
        return _by_free_checks(seen, weighed, assessed)
    causes = [item for item in weighed if item.found.explains and item.severity != "info"]
    if not causes:
        verdict = _inconclusive(seen, _tell_unexplained(seen, left_open(assessed)), assessed)
        # What is wrong for sure, if the app asks as this probe did, which is open.
        found = [alternative_of(item) for item in weighed if item.severity == "error"]
        return verdict.model_copy(update={"alternatives": [*found, *verdict.alternatives]})
    if gets_by(seen):
        return _judge_degraded(seen, causes, f"{seen.client.title} asks again for a plain answer, which is served.")
    return _failing(seen, causes, assessed)


def _judge_served(seen: Reading, weighed: list[Weighed], assessed: list[Assessed]) -> Verdict:
    troubles = [item for item in weighed if item.severity != "info"]
    missing = missing_for_health(seen)
    alternatives = [*_unread(seen, weighed), *list_named_behind(seen, weighed)]
    if troubles:
        return _judge_degraded(seen, troubles, "Served, and not as it should be.", alternatives)
    without = f" Not seen: {'; '.join(item.text for item in missing)}." if missing else ""
    steps = in_place(HEALTHY.next_steps, seen)
    return Verdict(
        status="healthy",
        code=HEALTHY.code,
        title=HEALTHY.title,
        confidence=_cap(missing, short=is_short(seen, assessed), named=bool(alternatives)),
        summary=_what_was_served(seen) + without,
        do_now=steps[0],
        alternatives=alternatives,
        next_steps=steps,
    )


def _judge_degraded(
    seen: Reading, troubles: list[Weighed], opening: str, others: Iterable[Alternative] = ()
) -> Verdict:
    worst = troubles[0]
    steps = _steps(worst, seen)
    return Verdict(
        status="degraded",
        code=worst.cause.code,
        title=worst.cause.title,
        confidence=worst.confidence,
        your_error=your_error(seen),
        summary=f"{opening} {worst.found.explanation}",
        do_now=next(iter(steps), None),
        alternatives=[*(alternative_of(item) for item in troubles[1:]), *others],
        contradictions=list(worst.contradictions),
        next_steps=steps,
    )


def _by_free_checks(seen: Reading, weighed: list[Weighed], assessed: list[Assessed]) -> Verdict:
    """What the look-ups tell of a request that nobody wanted sent: never healthy, and never certain."""
    troubles = [item for item in weighed if item.severity != "info"]
    unknown = seen.method != "none" and seen.accepts(seen.method) is False
    causes = [item for item in troubles if item.found.explains or (unknown and item.severity == "error")]
    if causes:
        return _unsure(_failing(seen, causes, assessed), " No generation was asked for: look-ups alone say so.")
    missing = missing_without_generation(seen)
    if missing:
        told = f"No generation was asked for, and free checks do not show {'; '.join(item.text for item in missing)}."
        found = [alternative_of(item) for item in troubles]
        verdict = _inconclusive(seen, told, assessed)
        return verdict.model_copy(update={"alternatives": [*found, *verdict.alternatives]})
    if troubles:
        return _unsure(
            _judge_degraded(seen, troubles, "No generation was asked for. Free checks found something amiss.")
        )
    steps = in_place(FREE.next_steps, seen)
    return Verdict(
        status="inconclusive",
        code=FREE.code,
        title=FREE.title,
        confidence="possible",
        summary=f"The gateway is reached, lists {seen.probe.model}, refuses a made-up key and knows this place's credential. Whether the "
        f"request that {seen.client.title} would send is served was not asked.",
        do_now=next(iter(steps), None),
        alternatives=left_open(assessed),
        next_steps=steps,
    )


def _held_against_what_stops_it_too(seen: Reading, verdict: Verdict, weighed: list[Weighed]) -> Verdict:
    """The app's trouble is not known for certain where mending what the verdict names would leave it stopped."""
    if verdict.status != "failing":
        return verdict
    others = [item.cause.title for item in weighed if item.found.also_stops and item.cause.code != verdict.code]
    if others:
        return _unsure(verdict, f" This alone does not mend it: see “{others[0]}”.")
    # A variable that was not looked at may be what stops it too, and so may the way where nothing was sent by it.
    looked = all(is_read(seen, name) for name in read_for_health(seen))
    return verdict if looked and (look_ups_are_answered(seen) or not nothing_was_sent(seen)) else _unsure(verdict)


def _held_against_other_set_ups(seen: Reading, verdict: Verdict) -> Verdict:
    """Nothing is certain for the app where nobody named its client, and another one's request comes out otherwise."""
    found = doubt(seen) if verdict.status != "inconclusive" else None
    if found is None:
        return verdict
    remark, ask = found
    doubted = _unsure(verdict, f" {remark}")
    steps = list(dict.fromkeys([*doubted.next_steps, *in_place([ask], seen)]))
    return doubted.model_copy(update={"next_steps": steps})


def _unsure(verdict: Verdict, remark: str = "") -> Verdict:
    """At most likely, and why."""
    confidence = "likely" if verdict.confidence == "certain" else verdict.confidence
    return verdict.model_copy(update={"confidence": confidence, "summary": verdict.summary + remark})


def _cap(missing: list[Missing], *, short: bool, named: bool) -> Confidence:
    """Certain with nothing missing; possible where what is missing could hide a trouble that is named."""
    if named or any(item.hides for item in missing):
        return "possible"
    return "likely" if missing or short else "certain"


def _what_was_served(seen: Reading) -> str:
    streaming = seen.experiment("streaming")
    ways = "as a plain answer and as a stream" if streaming is not None and streaming.answer == "served" else "once"
    request = f"the request that {seen.client.title} would send from here"
    return f"The gateway served {request}, with {seen.probe.model} and these options, {ways}."


def _unread(seen: Reading, weighed: list[Weighed]) -> list[Alternative]:
    """An unread list is not health: a prefix may name a provider, and only a served BYOK credential shows that it was used."""
    code = "byok-credential-missing-or-disabled"
    models, serving = seen.check("models"), seen.serving
    listed = models is not None and models.answer == "served"
    used = serving is not None and serving[1].credential_type == "byok"
    meant = seen.probe.expected_credential != "system"
    if listed or used or not meant or any(item.cause.code == code for item in weighed):
        return []
    cause = CAUSES[code]
    return [Alternative(code=code, title=cause.title, decided_by="the public list of models, which was not read")]


def _failing(seen: Reading, causes: list[Weighed], assessed: list[Assessed]) -> Verdict:
    best, behind = causes[0], list_named_behind(seen, causes)
    steps = _steps(best, seen)
    return Verdict(
        status="failing",
        code=best.cause.code,
        title=best.cause.title,
        confidence=best.confidence,
        your_error=your_error(seen),
        summary=best.found.explanation,
        do_now=next(iter(steps), None),
        alternatives=each_once([*map(alternative_of, causes[1:]), *left_open(assessed), *behind]),
        contradictions=list(best.contradictions),
        ruled_out=list_ruled_out(assessed, behind),
        next_steps=steps,
    )


def _inconclusive(seen: Reading, summary: str, assessed: list[Assessed]) -> Verdict:
    behind = list_named_behind(seen, [])
    return Verdict(
        status="inconclusive",
        code=INCONCLUSIVE.code,
        title=INCONCLUSIVE.title,
        confidence="possible",
        your_error=your_error(seen),
        summary=summary,
        do_now=next(iter(in_place([RETRY], seen)), None),
        alternatives=each_once([*left_open(assessed), *behind]),
        ruled_out=list_ruled_out(assessed, behind) if seen.baseline is not None else [],
        next_steps=in_place(INCONCLUSIVE.next_steps, seen),
    )


def _tell_unexplained(seen: Reading, left: list[Alternative]) -> str:
    baseline = seen.baseline
    if baseline is None:
        return "There is no baseline."
    if baseline.reason is not None:
        return f"The request was not answered in a way that decides anything: {baseline.reason.text}."
    if seen.kind_not_asked:
        return (
            f"The list of models says that {seen.probe.model} is of the kind {seen.kind_not_asked}, and this probe knows no request of "
            f"{seen.client.title} for one. It asked for text and was answered {baseline.status}, which says nothing of the app's own request."
        )
    error = seen.error
    said = f" with the error type {error.type}" if error is not None and error.type else ""
    told = (
        "What may account for it is named, and nothing that was seen decides"
        if left
        else "No rule of this probe explains that"
    )
    return f"The answer is {baseline.status}{said}. {told}; the evidence is in this Document."


def _steps(item: Weighed, seen: Reading) -> list[NextStep]:
    """Each once, in the words of this place; what costs money comes after everything that is free."""
    steps = in_place([*item.found.next_steps, *item.cause.next_steps], seen)
    return sorted(steps, key=lambda step: (step.command or "").startswith("vercel buy"))
