"""The report as it may be shown: at its level, without any text that holds a whole secret."""

from gateway_probe.account.report import AccountReport
from gateway_probe.disclosure import Secrets, disclose, withhold
from gateway_probe.document import Level


def as_shown(report: AccountReport, level: Level, salt: str, secrets: Secrets) -> AccountReport:
    """At the public level ids become fingerprints, and names and hosts go.

    A name of the account that holds a whole secret is hidden, so that it does not cost the report at the last gate.
    """
    account = report.account.model_copy(update={"disclosure": level})
    at_level = disclose(report.model_copy(update={"disclosure": level, "account": account}), level, salt)
    return withhold(at_level, secrets)
