"""The report as it may be shown: at its level, without any text that holds a whole secret."""

from typing import Any

from gateway_probe.account.report import AccountReport
from gateway_probe.disclosure import HIDDEN, Secrets, disclose, fingerprint, withhold
from gateway_probe.disclosure.screen import screened
from gateway_probe.document import Identifier, Level, Model


def as_shown(report: AccountReport, level: Level, salt: str, secrets: Secrets) -> AccountReport:
    """At the public level ids become fingerprints, and names and hosts go.

    A name of the account that holds a whole secret is hidden, so that it does not cost the report at the last gate.
    """
    account = report.account.model_copy(update={"disclosure": level})
    known = _with_known_ids(report.model_copy(update={"disclosure": level, "account": account}), salt, secrets)
    return withhold(disclose(known, level, salt), secrets)


def _with_known_ids(part: Any, salt: str, secrets: Secrets) -> Any:
    """The same with a fingerprint for each id whose form Vercel does not publish: it may be a key that was put there.

    Done last: what is joined is joined by the ids themselves.
    """
    if isinstance(part, list):
        return [_with_known_ids(item, salt, secrets) for item in part]
    if not isinstance(part, Model):
        return part
    changes = {}
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        if not any(isinstance(marker, Identifier) for marker in info.metadata):
            changes[name] = _with_known_ids(value, salt, secrets)
        elif value is not None and (screened(value, "private", name=True) != value or secrets.spans(value)):
            changes[name] = fingerprint(value, salt) or HIDDEN
    return part.model_copy(update=changes)
