"""What a run left open, and what the account says of it: the verdict unless it is certain, and every alternative."""

from collections.abc import Mapping, Sequence

from gateway_probe.account.places import Place
from gateway_probe.account.report import PlaceFinding, Settled, SpokenAgainst, Undecided

# The codes of a run that the account knows under another code, or from several sides.
ANSWERED_BY: Mapping[str, tuple[str, ...]] = {
    "purchase-not-effective-yet": ("purchase-and-refusal-disagree",),
    "byok-credential-missing-or-disabled": (
        "byok-credential-switched-off",
        "byok-credential-missing",
        "byok-credential-of-other-team",
    ),
    "key-absent": ("env-scope-mismatch", "env-changed-not-redeployed"),
    "key-invalid-revoked-or-expired": ("key-deleted", "key-expired", "env-changed-not-redeployed"),
    "budget-reached": ("budget-used-up",),
    "routing-rule-denied": ("routing-rule-in-force",),
}


def settle(
    place: Place, findings: Sequence[PlaceFinding], against: Sequence[SpokenAgainst], undecided: Sequence[Undecided]
) -> list[Settled]:
    """One entry for each code that the place's run did not decide, in the order in which the run names them."""
    if place.document is None or place.document.verdict.status == "healthy":
        return []
    verdict = place.document.verdict
    asked = [] if verdict.confidence == "certain" else [verdict.code]
    asked += [other.code for other in verdict.alternatives]
    return [_settle_code(code, place.name, findings, against, undecided) for code in dict.fromkeys(asked)]


def _settle_code(
    code: str,
    place: str,
    findings: Sequence[PlaceFinding],
    against: Sequence[SpokenAgainst],
    undecided: Sequence[Undecided],
) -> Settled:
    """The account's word for it: a finding before what speaks against it, and that before what is open."""
    known = ANSWERED_BY.get(code, (code,))
    for finding in findings:
        if finding.code in known and finding.place == place:
            return Settled(code=code, account="supported", confidence=finding.confidence, because=finding.explanation)
    spoken = [item for item in against if item.code in known and item.place == place]
    if len(spoken) == len(known):
        word = "excluded" if all(item.excluded for item in spoken) else "spoken-against"
        return Settled(code=code, account=word, because="; ".join(item.because for item in spoken))
    for item in undecided:
        if item.code in known and item.place == place:
            return Settled(code=code, account="open", because=f"it would be decided by {item.decided_by}")
    return Settled(code=code, account="silent", because="no call of the account tells")
