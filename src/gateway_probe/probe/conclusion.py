"""Sealed evidence, shown at a level and judged by what is shown."""

from gateway_probe.disclosure import disclose_and_list, empty, ledger
from gateway_probe.document import Document, Evidence, Level
from gateway_probe.document.document import Redaction
from gateway_probe.document.judgement import Finding, Verdict
from gateway_probe.probe.remains import FAILED
from gateway_probe.probe.support import support_block
from gateway_probe.runtime.guard import Guard


def conclude(evidence: Evidence, level: Level, salt: str = "") -> Document:
    """Judge sealed evidence at a disclosure level. Works on a Document as well: its judgement is made anew.

    Where the level cannot be made, no value leaves that it could have hidden, and nothing is judged of what is left:
    the run is paid for, so its Document comes all the same.
    """
    # What failed on an earlier judgement is no part of the evidence.
    faults = [part for part in evidence.probe.faults if part != "judgement"]
    probe = evidence.probe.model_copy(update={"disclosure": level, "faults": faults})
    whole = evidence.model_copy(update={"probe": probe})
    try:
        shown, removed = disclose_and_list(whole, level, salt)
    except Exception as error:  # noqa: BLE001 - whatever it is, nothing is shown that it may have been about to hide
        return _leave_undecided(whole, f" ({type(error).__name__})")
    if "disclosure" in shown.probe.faults:
        return _leave_undecided(whole)
    if "run" in shown.probe.faults:
        return _document(shown, *_leave_unjudged(FAILED), [])
    guard = Guard()
    redactions = guard.read("ledger", lambda: ledger(removed), lambda _: [])
    judged = guard.read("judgement", lambda: judge(shown.blame(guard.faults)), _explain_unjudged)
    return _document(shown.blame(guard.faults), *judged, redactions)


def judge(evidence: Evidence) -> tuple[list[Finding], Verdict]:
    """What the causes say of it. A run imports them while it waits for the gateway (`meanwhile`)."""
    from gateway_probe.causes import judge as judged_by_causes

    return judged_by_causes(evidence)


def _leave_unjudged(summary: str) -> tuple[list[Finding], Verdict]:
    from gateway_probe.causes import leave_unjudged

    return leave_unjudged(summary)


def _leave_undecided(whole: Evidence, why: str = "") -> Document:
    """What is left where nothing could decide what may be shown."""
    said = f"This probe failed while it decided what may be shown{why}, so names, ids and texts of others are left out"
    return _document(empty(whole).blame(["disclosure"]), *_leave_unjudged(f"{said}, and nothing is judged."), [])


def _explain_unjudged(why: str) -> tuple[list[Finding], Verdict]:
    return _leave_unjudged(
        f"This probe failed while it judged ({why}): what was observed is all here, and nothing is concluded."
    )


def _document(shown: Evidence, findings: list[Finding], verdict: Verdict, redactions: list[Redaction]) -> Document:
    return Document(
        **{name: getattr(shown, name) for name in Evidence.model_fields},
        findings=findings,
        verdict=verdict,
        support=support_block(shown, verdict),
        redactions=redactions,
    )
