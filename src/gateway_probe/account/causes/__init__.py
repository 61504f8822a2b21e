"""Causes that the account can show, one module a topic; importing this declares them all."""

from gateway_probe.account.causes import agreement, byok, changes, deployments, keys, limits, tier, variables
from gateway_probe.account.causes.cause import CAUSES, Assessment, Cause, Excluded, Observed, Open, Supported
from gateway_probe.account.causes.reading import AccountReading


def assess(seen: AccountReading) -> tuple[list[tuple[Cause, Assessment]], list[str]]:
    """What every cause makes of the account, and the codes of those that broke: one must not lose the others."""
    assessed: list[tuple[Cause, Assessment]] = []
    broken: list[str] = []
    for item in CAUSES.values():
        try:
            assessed += [(item, found) for found in item.assess(seen)]
        except Exception:  # noqa: BLE001 - a cause that breaks is left out, whatever broke it, and named
            broken.append(item.code)
    return assessed, broken


def is_settled(seen: AccountReading) -> bool:
    """Whether a cause, and no mere information, is supported by a documented fact."""
    grave = (found for item, found in assess(seen)[0] if item.severity != "info")
    return any(isinstance(found, Supported) and found.basis == Observed() for found in grave)


__all__ = [
    "CAUSES",
    "AccountReading",
    "Assessment",
    "Cause",
    "Excluded",
    "Observed",
    "Open",
    "Supported",
    "agreement",
    "assess",
    "byok",
    "changes",
    "deployments",
    "is_settled",
    "keys",
    "limits",
    "tier",
    "variables",
]
