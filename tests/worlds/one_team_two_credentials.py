"""Places that ask by different credentials of one team, as its look-ups show: what is said of the team holds for both."""

from dataclasses import replace

from tests.standin import Credential, Gateway, Key, Team, Token
from tests.worlds import parts
from tests.worlds.places import MayExplain, Places, Seen
from tests.worlds.world import KEY, OTHER_KEY, on_laptop, on_vercel

NO_CARD = replace(parts.FREE, id="team_FAKEnewTeam000000000001", card=False)
"""It has spent some of its grant: two untouched ones are no sign of one team."""
CARD = replace(NO_CARD, card=True)
EMPTY = Team("team_FAKEempty", balance="0.00", used="40.00")
FILLED = replace(EMPTY, balance="20.00")
BAD_AZURE = Team(stored={"azure": Credential("bad-key")})
SPENT_KEY = Gateway((Key(KEY, parts.PAID, budget_left=False),), (Token(parts.PAID),))
NOT_OF_PRODUCTION = MayExplain(certain_of={"production": ()})


def by_token(team: Team, project: str = "prj_FAKE") -> Seen:
    """Preview, which holds no key."""
    token = Token(team, project, "preview")
    place = on_vercel(None, token, environment="preview", project=project)
    return Seen("preview", place, Gateway(tokens=(token,)))


def by_both(team: Team) -> Seen:
    """Production, whose key shows the credits of the token beside it."""
    return Seen("production", on_vercel(KEY, Token(team)), parts.one_team(team))


def by_another_key(team: Team) -> Seen:
    """Preview, with a key of its own and a token beside it."""
    token = Token(team, environment="preview")
    place = on_vercel(OTHER_KEY, token, environment="preview")
    return Seen("preview", place, Gateway((Key(OTHER_KEY, team),), (token,)))


WORLDS = (
    Places(
        "a team without a card, whose token is served next door", (by_both(NO_CARD), by_token(CARD)), NOT_OF_PRODUCTION
    ),
    Places(
        "a team without a card, whose token is served in another project",
        (by_both(NO_CARD), by_token(CARD, "prj_FAKEother")),
        NOT_OF_PRODUCTION,
    ),
    Places(
        "a team without a card, which is served by another key of it",
        (by_both(NO_CARD), by_another_key(CARD)),
        NOT_OF_PRODUCTION,
    ),
    Places(
        "a token of a team without a card, which is served by a key of it",
        (Seen("production", on_vercel(None, Token(NO_CARD)), parts.one_team(NO_CARD)), by_another_key(CARD)),
        NOT_OF_PRODUCTION,
    ),
    Places(
        "a team without money, whose token is shown its money next door",
        (by_both(EMPTY), by_token(FILLED)),
        NOT_OF_PRODUCTION,
    ),
    Places(
        "a team of the free tier, whose token is served by its own credential next door",
        (by_both(parts.FREE_WITH_BYOK), by_token(replace(parts.FREE_WITH_BYOK, tier="paid"))),
        NOT_OF_PRODUCTION,
    ),
    Places(
        "a team's credential at azure is refused, and serves the same team's token next door",
        (
            Seen(
                "production",
                on_vercel(KEY, Token(BAD_AZURE)),
                parts.one_team(BAD_AZURE, system={"openai": "none", "azure": "none"}),
            ),
            by_token(parts.PAID),
        ),
        NOT_OF_PRODUCTION,
    ),
    Places(
        "the budget of a key is used up, and its team's token is served next door",
        (Seen("production", on_vercel(KEY, Token(parts.PAID)), SPENT_KEY), by_token(parts.PAID)),
        MayExplain(leads=("budget-reached",), certain_of={"production": ("budget-reached",)}),
    ),
    Places(
        "a team without a card, beside the token of another team, which is served",
        (
            replace(by_both(NO_CARD), level="private"),
            replace(by_token(replace(parts.OTHER_PAID, id="team_FAKEotherTeam00000000001")), level="private"),
        ),
        MayExplain(
            leads=("no-card-on-file",), certain_of={"production": ("no-card-on-file",)}, sure=("no-card-on-file",)
        ),
    ),
    Places(
        "a team without a card, beside a key of nobody knows which team, which is served",
        (by_both(NO_CARD), Seen("local", on_laptop(OTHER_KEY), Gateway((Key(OTHER_KEY, CARD),)))),
        MayExplain(leads=("no-card-on-file",), certain_of={"production": ("no-card-on-file",)}),
    ),
)
