"""A Document as a person reads it in an incident: what is wrong, what to do, and what says so."""

import json
from typing import Any

from gateway_probe.document import Document
from gateway_probe.document.exchange import Check, Experiment
from gateway_probe.document.facts import Variable
from gateway_probe.document.judgement import Finding
from gateway_probe.document.vocabulary import Effect
from gateway_probe.reports.html.common import (
    code,
    copy_button,
    folded,
    outcome_mark,
    section,
    status_mark,
    steps,
    table,
)
from gateway_probe.reports.html.element import Child, Html, block, el, text
from gateway_probe.reports.html.waterfall import waterfall
from gateway_probe.reports.wording import answer_of, defects_of, place_of, token_place, token_state, worth_showing

MAX_EVIDENCE = 600
"""Characters of one piece of evidence."""


def document_view(document: Document) -> Html:
    """The verdict first, then everything it rests on."""
    tree = document.model_dump(mode="json")
    return el(
        "article",
        _verdict(document),
        section("Experiments", _experiments(document), id_="experiments"),
        section("Checks", _checks(document), id_="checks"),
        section("Requests in time", waterfall(document), id_="waterfall"),
        section("Variables", _variables(document), id_="variables"),
        section("Credential and identity", _identity(document), id_="identity"),
        section("Findings", [_finding(item, tree) for item in document.findings], id_="findings"),
        section("Not excluded", _alternatives(document), id_="alternatives"),
        section("Ruled out", _ruled_out(document), id_="ruled-out"),
        section("For support", _support(document), id_="support"),
        class_="report",
    )


def _verdict(document: Document) -> Html:
    verdict, probe = document.verdict, document.probe
    title = next((item.title for item in document.findings if item.code == verdict.code), None)
    facts = (place_of(document.runtime), probe.model, f"over {probe.protocol}")
    return el(
        "header",
        el("p", status_mark(verdict.status), " ", code(verdict.code), f" ({verdict.confidence})", class_="status"),
        el("h1", title or verdict.summary),
        el("p", verdict.summary) if title else None,
        el(
            "p",
            [el("span", fact) for fact in facts],
            el("time", f"{probe.started_at:%Y-%m-%d %H:%M:%S} UTC", datetime=probe.started_at.isoformat()),
            el("span", f"{probe.generations} generation requests"),
            el("span", f"{probe.disclosure} level"),
            class_="facts",
        ),
        [el("p", el("strong", "Warning: "), warning, class_="warning") for warning in probe.warnings],
        text(el("h2", "What to do next"), steps(verdict.next_steps)) if verdict.next_steps else None,
        class_=f"verdict {verdict.status}",
    )


def _experiments(document: Document) -> Html | None:
    if not document.experiments:
        return None
    run = [item for item in document.experiments if item.outcome != "skipped"]
    left_out = [item for item in document.experiments if item.outcome == "skipped"]
    reasons: list[Child] = [el("li", code(item.id), ": ", item.reason.text if item.reason else "") for item in left_out]
    rows = [_experiment(item) for item in run]
    classes = ["flips" if item.flips else None for item in run]
    return text(
        el("p", "The baseline again with exactly one factor changed. What flips the outcome is a cause."),
        table(["factor", "changed to", "outcome", "effect", "answer"], rows, caption="Experiments", row_classes=classes)
        if rows
        else None,
        folded(f"Left out ({len(left_out)})", el("ul", reasons)) if left_out else None,
    )


def _experiment(item: Experiment) -> list[Child]:
    effects: dict[Effect | None, Any] = {
        "flips": el("strong", "flips the outcome"),
        "changes": "refused for another reason",
        "same": "same answer",
        "undecided": "says nothing",
        None: "not asked",
    }
    changed = ", ".join(item.changed.values()) or "nothing: asked again"
    return [
        item.factor if item.changed else "none",
        code(changed),
        outcome_mark(item.outcome),
        effects[item.effect],
        answer_of(item),
    ]


def _checks(document: Document) -> Html | None:
    checks = document.gateway.checks
    if not checks:
        return None
    rows = [_check(item) for item in checks]
    return table(["check", "question", "outcome", "answer", "ms"], rows, caption="Checks")


def _check(item: Check) -> list[Child]:
    took = f"{item.timing.total:,.0f}" if item.timing else ""
    return [code(item.id), item.question, outcome_mark(item.outcome), answer_of(item), took]


def _variables(document: Document) -> Html | None:
    shown = [item for item in document.variables if worth_showing(item)]
    if not shown:
        return None
    rows = [_variable(item) for item in shown]
    classes = ["defective" if item.defects else None for item in shown]
    return table(
        ["variable", "shape", "length", "fingerprint", "defects"], rows, caption="Variables", row_classes=classes
    )


def _variable(item: Variable) -> list[Child]:
    length = "" if item.length is None else str(item.length)
    shape = item.shape if item.present else "absent"
    defects = el("strong", defects_of(item)) if item.defects else "none"
    return [code(item.name), shape, length, code(item.fingerprint) if item.fingerprint else "", defects]


def _identity(document: Document) -> Html:
    credential, team = document.credential, document.identity.key_and_deployment_team
    used: list[Child] = [f"{credential.method} from ", code(credential.source)]
    if credential.fingerprint:
        used += [" ", code(credential.fingerprint)]
    entries: list[Child] = [el("dt", "The AI SDK uses here"), el("dd", used)]
    if credential.problem:
        entries += [el("dt", "Its problem"), el("dd", credential.problem)]
    for token in document.identity.tokens:
        entries += [el("dt", f"OIDC token in {token_place(token)}"), el("dd", token_state(token))]
    entries += [el("dt", "Key's team and deployment's team"), el("dd", f"{team.relation} ({team.basis})")]
    runtime = document.runtime
    for name, value in (
        ("Deployment", runtime.deployment_id),
        ("Project", runtime.project_id),
        ("Commit", runtime.commit),
    ):
        if value:
            entries += [el("dt", name), el("dd", code(value))]
    return el("dl", entries)


def _finding(finding: Finding, tree: Any) -> Html:
    evidence: list[Child] = []
    for pointer in finding.evidence[:40]:
        evidence += [el("dt", code(pointer)), el("dd", code(_value_at(tree, pointer)))]
    summary = text(
        el("span", finding.severity, class_=f"mark {finding.severity}"), " ", finding.title, f" ({finding.confidence})"
    )
    return folded(
        summary,
        el("p", code(finding.code)),
        el("p", finding.explanation),
        el("h3", "Evidence"),
        el("dl", evidence, class_="evidence"),
        text(el("h3", "What to do"), steps(finding.next_steps)) if finding.next_steps else None,
        el("p", "Sources: ", "; ".join(finding.sources), class_="sources") if finding.sources else None,
    )


def _value_at(tree: Any, pointer: str) -> str:
    """What stands at a JSON pointer (RFC 6901), as JSON; said so where nothing does."""
    try:
        for part in pointer.split("/")[1:]:
            tree = tree[int(part)] if isinstance(tree, list) else tree[part.replace("~1", "/").replace("~0", "~")]
    except (KeyError, IndexError, ValueError, TypeError):
        return "not in this document"
    shown = json.dumps(tree, ensure_ascii=False)
    return shown if len(shown) <= MAX_EVIDENCE else shown[: MAX_EVIDENCE - 1] + "…"


def _alternatives(document: Document) -> Html | None:
    items: list[Child] = [
        el("li", code(other.code), f" {other.title}. Decided by: {other.decided_by}")
        for other in document.verdict.alternatives
    ]
    return el("ul", items) if items else None


def _ruled_out(document: Document) -> Html | None:
    items: list[Child] = [
        el("li", code(cause.code), f" {cause.title}: {cause.because}") for cause in document.verdict.ruled_out
    ]
    return el("ul", items) if items else None


def _support(document: Document) -> Html:
    level = document.probe.disclosure
    meant = {"public": "safe to post", "private": "with ids in full, for support staff alone"}[level]
    return el(
        "div",
        el("p", f"At the {level} level: {meant}."),
        el(
            "div", el("pre", block(document.support.text)), copy_button(f"Copy at the {level} level"), class_="copyable"
        ),
        id="support-text",
        data_level=level,
    )
