"""Limits that the team has set itself: budgets that are used up, and the routing rule that refused."""

from gateway_probe.account.causes.cause import Assessment, Indicated, Observed, Open, Supported, cause, step
from gateway_probe.account.causes.reading import BUDGET_ERROR, AccountReading, day
from gateway_probe.account.places import Place, matches

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
def budget_used_up(seen: AccountReading) -> list[Assessment]:
    """Budgets are set for a team, a project, a person or a key; what is spent is counted for each by itself."""
    found: list[Assessment] = []
    for place in seen.places:
        if seen.error_type(place) != BUDGET_ERROR:
            continue
        used_up = [
            (f"/account/budgets/facts/{at}", f"the budget of the {budget.scope or 'team'}")
            for at, budget in enumerate(seen.account.budgets.facts)
            if budget.used_up and budget.active is not False
        ]
        used_up += [(at, "the budget of the key") for at, key in seen.keys(place) if key.budget_used_up]
        if used_up:
            statement = f"{place.name}: {used_up[0][1]} is used up."
            found.append(Supported(place.name, statement, tuple(at for at, _ in used_up), Indicated()))
        else:
            found.append(Open(place.name, "the budgets of the key's team, project and key, and what is spent of each"))
    return found


@cause(
    "routing-rule-in-force",
    "A routing rule of the team refused the request",
    next_steps=[
        step("Look at the rule.", "vercel ai-gateway rules list"),
        step("Switch the rule off, or ask for a model that it lets through."),
    ],
    sources=[_RULES],
)
def routing_rule(seen: AccountReading) -> list[Assessment]:
    """The gateway names the rule that refused; the team's list says what it is and when it was changed."""
    return [found for place in seen.places if (found := _routing_rule(seen, place)) is not None]


def _routing_rule(seen: AccountReading, place: Place) -> Assessment | None:
    error = place.baseline_error
    if error is None or error.rule_id is None:
        return None
    for at, rule in enumerate(seen.account.rules.facts):
        if matches(error.rule_id, rule.id, seen.salt) is not None:
            changed = f", last changed at {day(rule.updated_at)}" if rule.updated_at else ""
            word = "switched on" if rule.enabled else "switched off since"
            statement = f"{place.name}: the rule that the gateway names is of the kind {rule.type}, {word}{changed}."
            return Supported(place.name, statement, (f"/account/rules/facts/{at}",), Observed())
    return Open(place.name, "the list of rules of the key's team")
