"""Sealed evidence, shown at a level and judged by what is shown."""

from gateway_probe.disclosure import disclose, emptied, ledger
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
        shown = disclose(whole, level, salt)
    except Exception as error:  # noqa: BLE001 - whatever it is, nothing is shown that it may have been about to hide
        return _undecided(whole, f" ({type(error).__name__})")
    if "disclosure" in shown.probe.faults:
        return _undecided(whole)
    if "run" in shown.probe.faults:
        return _document(shown, *_unjudged(FAILED), [])
    guard = Guard()
    redactions = guard.read("ledger", lambda: ledger(whole, shown), lambda _: [])
    judged = guard.read("judgement", lambda: judge(shown.failed_on(guard.faults)), _not_judged)
    return _document(shown.failed_on(guard.faults), *judged, redactions)


def judge(evidence: Evidence) -> tuple[list[Finding], Verdict]:
    """What the causes say of it. A run imports them while it waits for the gateway (`meanwhile`)."""
    from gateway_probe.causes import judge as judged_by_causes

    return judged_by_causes(evidence)


def _unjudged(summary: str) -> tuple[list[Finding], Verdict]:
    from gateway_probe.causes import unjudged

    return unjudged(summary)


def _undecided(whole: Evidence, why: str = "") -> Document:
    """What is left where nothing could decide what may be shown."""
    said = f"This probe failed while it decided what may be shown{why}, so names, ids and texts of others are left out"
    return _document(emptied(whole).failed_on(["disclosure"]), *_unjudged(f"{said}, and nothing is judged."), [])


def _not_judged(why: str) -> tuple[list[Finding], Verdict]:
    return _unjudged(
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
