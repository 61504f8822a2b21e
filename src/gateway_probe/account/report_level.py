"""The report as it may be shown: at its level, without any text that holds a whole secret."""

from typing import Any, TypeVar

from gateway_probe.account.report import AccountReport
from gateway_probe.disclosure import HIDDEN, Secrets, disclose, fingerprint, withhold
from gateway_probe.disclosure.screen import screen
from gateway_probe.document import Identifier, Level, Model

M = TypeVar("M", bound=Model)


def as_shown(report: AccountReport, level: Level, salt: str, secrets: Secrets) -> AccountReport:
    """At the public level ids become fingerprints, and names and hosts go.

    A name of the account that holds a whole secret is hidden, so that it does not cost the report at the last gate.
    """
    account = report.account.model_copy(update={"disclosure": level})
    at_level = report.model_copy(update={"disclosure": level, "account": account})
    return withhold(disclose(_with_known_ids(at_level, salt, secrets), level, salt), secrets)


def _with_known_ids(part: M, salt: str, secrets: Secrets) -> M:
    """The same with a fingerprint for each id whose form Vercel does not publish: it may be a key that was put there.

    Done last: what is joined is joined by the ids themselves.
    """
    changes: dict[str, Any] = {}
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        if isinstance(value, Model):
            changes[name] = _with_known_ids(value, salt, secrets)
        elif isinstance(value, list):
            changes[name] = [
                _with_known_ids(item, salt, secrets) if isinstance(item, Model) else item for item in value
            ]
        elif not any(isinstance(marker, Identifier) for marker in info.metadata):
            continue
        elif value is not None and (screen(value, "private", name=True) != value or secrets.spans(value)):
            changes[name] = fingerprint(value, salt) or HIDDEN
    return part.model_copy(update=changes)
