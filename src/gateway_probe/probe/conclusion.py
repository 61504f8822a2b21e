"""Sealed evidence, shown at a level and judged by what is shown."""

from typing import Any

from gateway_probe.causes import judge, unjudged
from gateway_probe.disclosure import disclose, emptied, ledger
from gateway_probe.document import Document, Evidence, Level
from gateway_probe.document.document import Redaction
from gateway_probe.document.judgement import Finding, Verdict
from gateway_probe.document.run_facts import RunPart
from gateway_probe.probe.support import support_block
from gateway_probe.runtime.guard import Guard


def conclude(evidence: Evidence, level: Level, salt: str = "") -> Document:
    """Judge sealed evidence at a disclosure level. Works on a Document as well: its judgement is made anew.

    Where the level cannot be made, no value leaves that it could have hidden, and nothing is judged of what is left:
    the run is paid for, so its Document comes all the same.
    """
    whole = _with_probe(evidence, disclosure=level)
    try:
        shown = disclose(whole, level, salt)
    except Exception as error:  # noqa: BLE001 - whatever it is, nothing is shown that it may have been about to hide
        shown = _naming(emptied(whole), ["disclosure"])
        said = f"This probe failed while it decided what may be shown ({type(error).__name__}), so names, ids and texts"
        return _document(shown, *unjudged(f"{said} of others are left out, and nothing is judged."), [])
    guard = Guard()
    redactions = guard.read("ledger", lambda: ledger(whole, shown), lambda _: [])
    shown = _naming(shown, guard.faults)
    return _document(shown, *judge(shown), redactions)


def _document(shown: Evidence, findings: list[Finding], verdict: Verdict, redactions: list[Redaction]) -> Document:
    return Document(
        **{name: getattr(shown, name) for name in Evidence.model_fields},
        findings=findings,
        verdict=verdict,
        support=support_block(shown, verdict),
        redactions=redactions,
    )


def _naming(evidence: Evidence, faults: list[RunPart]) -> Evidence:
    return _with_probe(evidence, faults=sorted({*evidence.probe.faults, *faults})) if faults else evidence


def _with_probe(evidence: Evidence, **changes: Any) -> Evidence:
    return evidence.model_copy(update={"probe": evidence.probe.model_copy(update=changes)})
