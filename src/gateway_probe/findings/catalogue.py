"""Every rule, in the order in which equally sure causes are preferred: the more specific first."""

from gateway_probe.findings import byok, credential, model, money, oidc, on_the_way, place, wire
from gateway_probe.findings.rule import Rule

RULES: tuple[Rule, ...] = (
    *credential.RULES,
    *oidc.RULES,
    *money.RULES,
    *byok.RULES,
    *model.RULES,
    *wire.RULES,
    *place.RULES,
    *on_the_way.RULES,
)

BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}
