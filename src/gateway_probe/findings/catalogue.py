"""Every rule, in the order in which equally sure causes are preferred: the more specific first."""

from gateway_probe.findings import (
    answers,
    base_url,
    byok,
    credential,
    key_form,
    model,
    money,
    oidc,
    on_the_way,
    options,
    place,
    provider,
    team,
    tier,
    wire,
)
from gateway_probe.findings.rule import Rule

RULES: tuple[Rule, ...] = (
    *key_form.RULES,
    *credential.RULES,
    *oidc.RULES,
    *team.RULES,
    *tier.RULES,
    *money.RULES,
    *byok.RULES,
    *options.RULES,
    *provider.RULES,
    *model.RULES,
    *wire.RULES,
    *answers.RULES,
    *base_url.RULES,
    *place.RULES,
    *on_the_way.RULES,
)

BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}
