"""Limits that the team has set itself: budgets that are used up, and the routing rule that refused."""

from gateway_probe.account.causes.declared import cause
from gateway_probe.account.causes.place_reading import PlaceReading
from gateway_probe.account.causes.reading import BUDGET_ERROR, day
from gateway_probe.account.places import matches
from gateway_probe.causes.cause import Assessment, Observed, Open, Supported
from gateway_probe.register import step

_BUDGETS = "https://vercel.com/docs/ai-gateway/observability-and-spend/budgets"
_RULES = "https://vercel.com/docs/ai-gateway/models-and-providers/routing-rules"


@cause(
    "budget-used-up",
    "A budget of the team or of the key is used up",
    next_steps=[
        step("See the budgets and what is spent.", "vercel ai-gateway budgets list"),
        step("Raise the budget, or wait for its next period."),
    ],
    sources=[_BUDGETS, "https://vercel.com/docs/rest-api/ai-gateway/list-ai-gateway-budgets"],
)
def budget_used_up(seen: PlaceReading) -> Assessment:
    """Budgets are set for a team, a project, a person or a key; what is spent is counted for each by itself."""
    if seen.error_type != BUDGET_ERROR:
        return None
    used_up = [
        (f"/account/budgets/facts/{at}", f"The budget of the {budget.scope or 'team'}")
        for at, budget in enumerate(seen.whole.account.budgets.facts)
        if budget.used_up and budget.active is not False
    ]
    used_up += [(at, "The budget of the key") for at, key in seen.keys if key.budget_used_up]
    if not used_up:
        return Open("the budgets of the key's team, project and key, and what is spent of each")
    return Supported(f"{used_up[0][1]} is used up.", *(at for at, _ in used_up), basis=Observed())


@cause(
    "routing-rule-in-force",
    "A routing rule of the team refused the request",
    next_steps=[
        step("Look at the rule.", "vercel ai-gateway rules list"),
        step("Switch the rule off, or ask for a model that it lets through."),
    ],
    sources=[_RULES],
)
def routing_rule(seen: PlaceReading) -> Assessment:
    """The gateway names the rule that refused; the team's list says what it is and when it was changed."""
    error = seen.place.baseline_error
    if error is None or error.rule_id is None:
        return None
    for at, rule in enumerate(seen.whole.account.rules.facts):
        if matches(error.rule_id, rule.id, seen.whole.salt) is not None:
            state = {True: ", switched on", False: ", switched off since", None: ""}[rule.enabled]
            changed = f", last changed at {day(rule.updated_at)}" if rule.updated_at else ""
            return Supported(
                f"The rule that the gateway names is of the kind {rule.type}{state}{changed}.",
                f"/account/rules/facts/{at}",
                basis=Observed(),
                explains=False,
            )
    return Open("the list of rules of the key's team")
