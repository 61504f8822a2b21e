"""What a Document's verdict rests on: every section behind the answer."""

import json
from collections.abc import Iterator
from typing import Any

from gateway_probe.document import Document
from gateway_probe.document.answer import Timing
from gateway_probe.document.effect import tell_chance
from gateway_probe.document.exchange import Check, Experiment
from gateway_probe.document.facts import Variable
from gateway_probe.document.judgement import Finding, Verdict
from gateway_probe.document.vocabulary import Effect, Outcome
from gateway_probe.reports.blocks import (
    AsIs,
    Bar,
    Block,
    Bullets,
    Facts,
    Paragraph,
    Row,
    Section,
    Steps,
    Table,
    Timeline,
    Tone,
    Verbatim,
    Words,
    bullets,
    list_items,
    words,
)
from gateway_probe.reports.wording import answer_of, client_of, defects_of, token_place, token_state

MAX_EVIDENCE = 160
"""Characters that are shown of one piece of evidence; the Document has it whole."""

_TONES: dict[Outcome, Tone] = {
    "passed": "plain",
    "refused": "bad",
    "failed": "bad",
    "errored": "bad",
    "timed-out": "bad",
    "skipped": "faint",
}
_EFFECTS: dict[Effect | None, str] = {
    "flips": "FLIPS",
    "changes": "another refusal",
    "same": "same answer",
    "undecided": "says nothing",
    None: "",
}
_LEVELS = {"public": "safe to post", "private": "with ids in full, for support staff alone"}


def details_of(document: Document) -> Iterator[Section]:
    """The sections in their order; one may be empty."""
    verdict = document.verdict
    rest = tuple(step for step in verdict.next_steps if step != verdict.do_now)
    yield Section("next", "What else to do", (Steps(rest),) if rest else ())
    yield Section("experiments", "Experiments (one factor changed)", tuple(_experiments(document.experiments)))
    yield Section("checks", "Checks", tuple(_checks(document.gateway.checks)))
    yield Section("waterfall", "Requests in time", tuple(_timeline(document)), folded=True)
    yield Section("variables", "Variables", tuple(_variables(document.variables)), folded=True)
    yield Section("identity", "Credential and identity", (_identity(document),), folded=True)
    tree = document.model_dump(mode="json") if document.findings else {}
    yield Section("findings", "Findings", tuple(_finding(item, tree) for item in document.findings))
    yield Section("alternatives", "Not excluded", bullets(_alternatives(verdict)))
    yield Section(
        "ruled-out",
        "Ruled out",
        bullets(words(AsIs(item.code), f": {item.because}") for item in verdict.ruled_out),
        folded=True,
    )
    yield Section("run", "How this run was made", (_run(document),), folded=True)
    level = document.probe.disclosure
    yield Section(
        "support",
        "For support",
        (
            Paragraph(words(f"At the {level} level: {_LEVELS[level]}.")),
            Verbatim(document.support.text, f"Copy at the {level} level"),
        ),
        folded=True,
    )


def _experiments(experiments: list[Experiment]) -> Iterator[Block]:
    asked = [item for item in experiments if item.asked]
    if asked:
        yield Paragraph(words("The baseline again with exactly one factor changed. What flips the outcome is a cause."))
        head = ("experiment", "changed to", "effect", "answer")
        yield Table("Experiments", head, tuple(_experiment(item) for item in asked))
    left_out = [item for item in experiments if not item.asked]
    if left_out:
        yield Paragraph(words("Left out:"))
        yield Bullets(tuple(words(AsIs(e.id), f": {e.reason.text}" if e.reason else "") for e in left_out))


def _experiment(item: Experiment) -> Row:
    cells = (
        words(AsIs(item.id)),
        words(", ".join(item.changed.values()) or "nothing"),
        words(_EFFECTS[item.effect]),
        words(answer_of(item)),
    )
    return Row(cells, "bad" if item.flips else "plain", decides=item.flips, note=_repeats(item))


def _repeats(item: Experiment) -> str:
    arms = [
        f"{sum(r.same for r in of_arm)} of {len(of_arm)} as {name}"
        for arm, name in (("baseline", "the baseline"), ("variant", "the changed request"))
        if (of_arm := [r for r in item.repeats if r.arm == arm])
    ]
    part = [item.part] if item.part else []
    chance = [tell_chance(item.chance)] if item.chance is not None else []
    return "; ".join([*part, *(["asked again: " + ", ".join(arms)] if arms else []), *chance])


def _checks(checks: list[Check]) -> Iterator[Block]:
    if checks:
        rows = tuple(
            Row(
                (words(AsIs(c.id)), words(c.outcome), words(answer_of(c)), words(_took(c.timing))),
                _TONES[c.outcome],
                note=c.question,
            )
            for c in checks
        )
        yield Table("Checks", ("check", "outcome", "answer", "ms"), rows)


def _took(timing: Timing | None) -> str:
    return f"{timing.total:,.0f}" if timing else ""


def _timeline(document: Document) -> Iterator[Block]:
    sent = [(item.id, item.timing) for item in (*document.gateway.checks, *document.experiments) if item.timing]
    if sent:
        yield Timeline(tuple(_bar(name, timing) for name, timing in sorted(sent, key=lambda pair: pair[1].started)))


def _bar(name: str, timing: Timing) -> Bar:
    """The phases of a request; what is left of the total was reading, or waiting where nothing came."""
    connecting = (timing.dns or 0.0, timing.connect or 0.0, timing.tls or 0.0)
    rest = max(0.0, timing.total - sum(connecting))
    waiting = rest if timing.first_byte is None else min(rest, timing.first_byte)
    return Bar(name, timing.started, connecting, waiting, rest - waiting, timing.total)


def _variables(variables: list[Variable]) -> Iterator[Block]:
    telling = [v for v in variables if (v.present and v.role != "platform") or v.defects]
    if telling:
        head = ("variable", "shape", "length", "fingerprint", "defects")
        yield Table("Variables", head, tuple(_variable(v) for v in telling))
    platform = [v.name for v in variables if v.present and v.role == "platform" and not v.defects]
    if platform:
        yield Paragraph(list_items(platform), "Of the platform")
    absent = [v.name for v in variables if not v.present and not v.defects]
    if absent:
        yield Paragraph(list_items(absent), "Absent")


def _variable(v: Variable) -> Row:
    cells = (
        words(AsIs(v.name)),
        words(v.shape if v.present else "absent"),
        words("" if v.length is None else str(v.length)),
        words(AsIs(v.fingerprint) if v.fingerprint else ""),
        words(defects_of(v)),
    )
    places = ["from an env file"] if v.origin == "env-file" else []
    shadows = ["the env file holds another value"] if v.shadows_file else []
    unnamed = ["no fingerprint without GATEWAY_PROBE_FINGERPRINT_SALT"] if v.needs_salt else []
    endpoint = [f"leads to {v.endpoint} ({v.endpoint_kind})"] if v.endpoint else []
    return Row(cells, "bad" if v.defects else "plain", note="; ".join([*places, *shadows, *unnamed, *endpoint]))


def _identity(document: Document) -> Facts:
    credential, team, runtime = document.credential, document.identity.key_and_deployment_team, document.runtime
    used = words(
        f"{credential.method} from ",
        AsIs(credential.source),
        *((" ", AsIs(credential.fingerprint)) if credential.fingerprint else ()),
        f": {credential.problem}" if credential.problem else None,
    )
    items: list[tuple[Words, Words]] = [(words("The client uses here"), used)]
    items += [(words(f"OIDC token in {token_place(t)}"), words(token_state(t))) for t in document.identity.tokens]
    items.append((words("Key's team and deployment's team"), words(f"{team.relation} ({team.basis})")))
    named = (("Deployment", runtime.deployment_id), ("Project", runtime.project_id), ("Commit", runtime.commit))
    items += [(words(name), words(AsIs(value))) for name, value in named if value]
    return Facts(tuple(items))


def _finding(finding: Finding, tree: Any) -> Section:
    evidence = tuple((words(AsIs(p)), words(AsIs(value_at(tree, p)))) for p in finding.evidence[:40])
    contradictions = tuple(words(item.text) for item in finding.contradictions)
    blocks: tuple[Block, ...] = (
        Paragraph(words(AsIs(finding.code), f" ({finding.severity})")),
        Paragraph(words(finding.explanation)),
        Facts(evidence),
        *((Paragraph(words("Against it:")), Bullets(contradictions)) if contradictions else ()),
        *((Steps(tuple(finding.next_steps), "What to do"),) if finding.next_steps else ()),
        *((Paragraph(words("; ".join(finding.sources)), "Sources", "faint"),) if finding.sources else ()),
    )
    return Section("", f"{finding.title} ({finding.confidence})", blocks, folded=True)


def value_at(tree: Any, pointer: str) -> str:
    """What stands at a JSON pointer (RFC 6901), as JSON; said so where nothing does."""
    try:
        for part in pointer.split("/")[1:]:
            tree = tree[int(part)] if isinstance(tree, list) else tree[part.replace("~1", "/").replace("~0", "~")]
    except (KeyError, IndexError, ValueError, TypeError):
        return "not in this document"
    shown = json.dumps(tree, ensure_ascii=False)
    return shown if len(shown) <= MAX_EVIDENCE else shown[: MAX_EVIDENCE - 1] + "…"


def _alternatives(verdict: Verdict) -> Iterator[Words]:
    for other in verdict.alternatives:
        yield words(AsIs(other.code), f": {other.title.rstrip('.')}. Decided by {other.decided_by}")


def _run(document: Document) -> Facts:
    probe = document.probe
    removed = len(document.redactions)
    facts: list[tuple[str, str]] = [
        ("Version", probe.version),
        ("Level", probe.disclosure),
        ("Generation requests", f"{probe.generations} of at most {probe.max_generations}"),
        ("Time", f"{probe.duration_ms:,.0f} ms of at most {probe.time_budget_s:g} s"),
        ("Client", client_of(probe)),
        ("Protocol", probe.protocol),
        ("Removed from this Document", f"{removed} values or parts of texts" if removed else "nothing"),
    ]
    return Facts(tuple((words(name), words(value)) for name, value in facts))
