"""Worlds in which BYOK is refused, and an option of the app's own is what decides, or seems to."""

from tests.standin import Rule, Team, Token, Where
from tests.worlds import parts
from tests.worlds.expectation import KEY_IS_BAD, OTHER_TEAM, STORED_CREDENTIAL, May
from tests.worlds.world import KEY, World, on_vercel

OWN = {"azure": [{"apiKey": "fake-azure-key", "resourceName": "fake"}]}
FREE = Team("team_FAKEfree", "free", "3.80", "1.20")


def app(name: str, may: May, team: Team, *rules: Rule, **options: object) -> World:
    """An app with these options of the gateway."""
    place = on_vercel(KEY, Token(team), GATEWAY_PROBE_PROVIDER_OPTIONS=parts.options(**options))
    return World(name, place, parts.one_team(team, *rules), may)


WORLDS = (
    app(
        "a paid team, and BYOK is refused with the filter for one provider alone",
        May(("failing",), verdict=("options-refused",), not_claimed=KEY_IS_BAD | OTHER_TEAM | STORED_CREDENTIAL),
        parts.PAID,
        Rule(Where("generate", option="only"), parts.BYOK_REFUSAL),
        only=["azure"],
    ),
    app(
        "a paid team, and BYOK is refused to the credential that the app brings along",
        May(("failing",), names=(("options-refused",),), not_claimed=KEY_IS_BAD | OTHER_TEAM),
        Team(),
        Rule(Where("generate", option="byok"), parts.BYOK_REFUSAL),
        byok=OWN,
        user="fake",
    ),
    app(
        "a paid team, and BYOK is refused with and without the app's options",
        May(
            ("failing", "inconclusive"),
            names=(("byok-needs-paid-tier",), ("purchase-not-effective-yet",)),
            certain=False,
            not_claimed=KEY_IS_BAD | OTHER_TEAM | {"options-refused"},
        ),
        parts.PAID,
        Rule(Where("generate", model="openai/gpt-5.4-mini"), parts.BYOK_REFUSAL),
        order=["azure"],
    ),
    app(
        "a free team whose app brings a credential along: the tier explains it, within six requests",
        May(("failing",), verdict=("byok-needs-paid-tier",), not_claimed=KEY_IS_BAD, generations=(3, 6)),
        FREE,
        byok=OWN,
    ),
)
