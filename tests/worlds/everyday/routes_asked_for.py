"""Options of the request that choose its route: orders, filters, fallbacks, credentials of the request, budgets of a key."""

from typing import Any

from tests.standin import Answer, Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OTHER_TEAM, STORED_CREDENTIAL, May
from tests.worlds.world import KEY, Place, World, on_vercel

TEAM = Team()
AZURES = "azure/gpt-5.4-mini"
MISSING = "byok-credential-missing-or-disabled"
FILTER = "only-filter-matches-nothing"
OWN_ROUTE = KEY_IS_BAD | OTHER_TEAM | MONEY
BY_OPTION = FACTORS - {"options-refused"}
GIVEN: dict[str, Any] = {"apiKey": "FAKE-key-of-the-request-0123456789", "resourceName": "shop-fake"}


def asking(team: Team, *, model: str | None = None, **options: object) -> Place:
    """A deployment of this team whose app sends these options of the gateway."""
    return on_vercel(KEY, Token(team), model=model, GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(**options))


def by_option(name: str, answer: Answer) -> Rule:
    """Requests that carry this option get the answer."""
    return Rule(Where("generate", option=name), answer)


NO_ROUTE_LEFT = Answer(
    400,
    {
        "error": "No providers available that do not train on prompts",
        "type": "no_providers_available",
        "statusCode": 400,
    },
)
OF_THE_ENTITY = parts.refusal(
    402, "quota_for_entity_exceeded", 'Quota limit exceeded for "checkout". Current spend: $5.00, limit: $5.00.'
)

WORLDS: tuple[World, ...] = (
    World(
        # A capital letter: the gateway says what there is, and without the filter it serves.
        "a filter with a capital letter",
        asking(TEAM, only=["Azure"]),
        parts.one_team(TEAM),
        May(
            ("failing",),
            names=((FILTER, "options-refused"),),
            at_least="likely",
            not_claimed=OWN_ROUTE | BY_OPTION,
            said="azure",
        ),
    ),
    World(
        # Only Azure is allowed, nobody has a credential for it: the filter leaves no route, without it there is one.
        "a filter that leaves one provider, for which nobody has a credential",
        asking(TEAM, only=["azure"]),
        parts.one_team(TEAM, system={"azure": "none"}),
        May(("failing",), verdict=("options-refused",), not_claimed=OWN_ROUTE | BY_OPTION),
    ),
    World(
        # Documented: zero retention leaves out credentials that are not marked for it.
        "zero retention: the stored credential is not marked for it, and own ones are expected",
        asking(parts.PAID, model=AZURES, zeroDataRetention=True).having({"GATEWAY_PROBE_EXPECT_CREDENTIAL": "byok"}),
        parts.one_team(parts.PAID),
        May(
            NOT_HEALTHY,
            step="Mark the credential",
            names=(("zdr-skips-byok",), ("expected-credential-not-used",)),
            not_claimed=OWN_ROUTE | FACTORS | STORED_CREDENTIAL | {MISSING},
        ),
    ),
    World(
        # Either is refused by itself: to take one off helps nobody, so none of the two is the cause alone.
        "two options, each of which is refused",
        asking(TEAM, inferenceRegion="eu", disallowPromptTraining=True),
        parts.one_team(
            TEAM,
            by_option("disallowPromptTraining", NO_ROUTE_LEFT),
            by_option(
                "inferenceRegion", parts.refusal(403, "model_unavailable_in_region", "Not available in this region.")
            ),
        ),
        May(
            ("failing",),
            names=(("options-refused", "team-filter-leaves-no-provider"),),
            not_claimed=OWN_ROUTE | BY_OPTION,
            never_said=("disallowPromptTraining alone", "inferenceRegion alone"),
        ),
    ),
    World(
        # The budget of one name is spent, not the key's: requests without the name are served.
        "the budget of the name that the request carries is spent",
        asking(TEAM, quotaEntityId="checkout"),
        parts.one_team(TEAM, by_option("quotaEntityId", OF_THE_ENTITY)),
        May(
            ("failing",),
            names=(("budget-reached",),),
            not_claimed=KEY_IS_BAD | OTHER_TEAM | BY_OPTION,
            not_certain=frozenset({"byok-needs-paid-tier"}),
        ),
    ),
    World(
        # A provider key that came with the request makes it BYOK, which the free tier does not have.
        "a free team's request brings a credential of its own, and without it is served",
        asking(parts.FREE, model=AZURES, byok={"azure": [GIVEN]}),
        parts.one_team(parts.FREE),
        May(
            ("failing",),
            names=(("byok-needs-paid-tier",),),
            at_least="likely",
            not_claimed=KEY_IS_BAD | OTHER_TEAM | BY_OPTION,
        ),
    ),
    World(
        # Documented: a request that brings credentials makes the gateway ignore stored ones. The stored one is there and good.
        "the request brings a credential for a provider that the model does not have, the stored one is passed over",
        asking(parts.PAID, model=AZURES, byok={"anthropic": [{"apiKey": GIVEN["apiKey"]}]}),
        parts.one_team(parts.PAID),
        May(
            ("healthy", *NOT_HEALTHY),
            not_silent=True,
            never_said=("the team has no enabled",),
            not_claimed=OWN_ROUTE | FACTORS,
            not_certain=frozenset({MISSING}),
        ),
    ),
    World(
        # The first of two credentials of the request fails, the second serves: it is still the app's own.
        "two credentials of the request, the first refused, the second serves",
        asking(TEAM, model=AZURES, byok={"azure": [{**GIVEN, "fakeOutcome": "bad-key"}, GIVEN]}).having(
            {"GATEWAY_PROBE_EXPECT_CREDENTIAL": "byok"}
        ),
        parts.one_team(TEAM),
        May(
            ("healthy", "degraded"),
            not_silent=True,
            never_said=("of the team (",),
            not_claimed=OWN_ROUTE | FACTORS | {"expected-credential-not-used"},
        ),
    ),
)
