"""Places beside each other of which a person wanted other things: what is expected, how much may be asked, what is tried."""

from dataclasses import replace

from tests.standin import Credential, Gateway, Key, Rule, Team, Token, Where
from tests.standin.scripting import passed_on
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM
from tests.worlds.places import ABOUT_KEYS, NOTHING, ORIGIN, MayExplain, Places, Seen, pair
from tests.worlds.usual_places import CLOSED, LOCAL, PREVIEW, PRODUCTION, WELL
from tests.worlds.world import CONTROL, OTHER_KEY, on_vercel

NOT_OF_PLACE = ORIGIN | ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD | MONEY
ONE = {"GATEWAY_PROBE_MAX_GENERATIONS": "1"}
SECOND = {"GATEWAY_PROBE_TIME_BUDGET": "1"}
OWN = {"GATEWAY_PROBE_BYOK": '{"azure": [{"apiKey": "fake-azure-key-of-the-tests", "resourceName": "fake"}]}'}
BAD_AZURE = parts.by_key_alone(Team(stored={"azure": Credential("bad-key")}), system={"azure": "none"})
ONLY_AZURE = {"GATEWAY_PROBE_PROVIDER_OPTIONS": parts.options(only=["azure"])}

WORLDS = (
    pair(
        "an expected credential that is not used in production, nothing expected in preview",
        (PRODUCTION.having({"GATEWAY_PROBE_EXPECT_CREDENTIAL": "byok"}), parts.by_key_alone(Team())),
        (PREVIEW, parts.by_key_alone(Team())),
        MayExplain("", not_said=NOT_OF_PLACE),
    ),
    pair(
        "another provider expected in each place, and one provider serves both",
        (PRODUCTION.having({"GATEWAY_PROBE_EXPECT_PROVIDER": "azure"}), WELL),
        (PREVIEW.having({"GATEWAY_PROBE_EXPECT_PROVIDER": "openai"}), WELL),
        MayExplain("", not_said=NOT_OF_PLACE),
    ),
    pair(
        "production is expected to be of another team than its token says, both served",
        (
            on_vercel(None, Token(parts.PAID), GATEWAY_PROBE_EXPECT_TEAM="team_FAKEelsewhere"),
            parts.one_team(parts.PAID),
        ),
        (
            on_vercel(None, Token(parts.PAID, environment="preview"), environment="preview"),
            Gateway(tokens=(Token(parts.PAID, environment="preview"),)),
        ),
        MayExplain("", not_said=ORIGIN | ABOUT_KEYS | MONEY | KEY_IS_BAD),
    ),
    pair(
        "an expected key that preview does not have, both keys of one team and served",
        (PRODUCTION, WELL),
        (
            on_vercel(OTHER_KEY, environment="preview", GATEWAY_PROBE_EXPECT_KEY="fp1:0123456789ab"),
            Gateway((Key(OTHER_KEY, parts.PAID),)),
        ),
        MayExplain("", not_said=ORIGIN | OTHER_TEAM | MONEY | KEY_IS_BAD),
    ),
    pair(
        "two control models and two tier models, both served",
        (PRODUCTION.having({"GATEWAY_PROBE_CONTROL_MODEL": CONTROL}), WELL),
        (PREVIEW.having({"GATEWAY_PROBE_TIER_MODEL": "zai/glm-5"}), WELL),
        NOTHING,
    ),
    pair(
        "one generation is allowed in production, where an origin rule refuses, preview is a laptop",
        (PRODUCTION.having(ONE), CLOSED),
        (LOCAL, WELL),
        MayExplain(
            not_said=ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD,
            not_certain=ORIGIN,
            not_likely=MONEY,
            speaks_of=("production",),
        ),
    ),
    pair(
        "two generations are allowed in production, and the budget is used up there",
        (
            PRODUCTION.having({"GATEWAY_PROBE_MAX_GENERATIONS": "2"}),
            parts.by_key_alone(replace(parts.PAID, budget_left=False)),
        ),
        (PREVIEW, WELL),
        MayExplain(
            explains=(("budget-reached", "changed-between-runs"),), not_said=ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD
        ),
    ),
    pair(
        "one generation is allowed in preview, which is served, beside a refusal by the tier of another team's key",
        (on_vercel(OTHER_KEY), Gateway((Key(OTHER_KEY, parts.FREE_WITH_BYOK),))),
        (PREVIEW.having(ONE), WELL),
        MayExplain(
            explains=(("byok-needs-paid-tier", "key-of-other-team", "different-key-same-length"),),
            not_said=ORIGIN | KEY_IS_BAD,
            sure=("byok-needs-paid-tier", "key-of-other-team", "different-key-same-length"),
        ),
    ),
    pair(
        "production's time ends after the first refusal, and a rule against deployments is behind it",
        (
            PRODUCTION.having(SECOND),
            parts.by_key_alone(
                parts.PAID, Rule(Where("generate", origin=True), replace(parts.BYOK_REFUSAL, delay_s=0.7))
            ),
        ),
        (LOCAL, WELL),
        MayExplain(
            "",
            not_said=ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD,
            not_certain=ORIGIN,
            not_likely=MONEY,
            speaks_of=("production",),
        ),
    ),
    pair(
        "the look-ups of production were too slow for its time, the generation was served",
        (
            PRODUCTION.having(SECOND),
            parts.by_key_alone(
                parts.PAID, Rule(parts.CREDITS, passed_on(delay_s=3)), Rule(parts.MODELS, passed_on(delay_s=3))
            ),
        ),
        (PREVIEW, WELL),
        MayExplain("same", not_said=NOT_OF_PLACE),
    ),
    pair(
        "a provider key of one's own is tried in production alone, the stored one is refused in both",
        (PRODUCTION.having(ONLY_AZURE).having(OWN), BAD_AZURE),
        (PREVIEW.having(ONLY_AZURE), BAD_AZURE),
        MayExplain("", not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD, differs_not=("options",)),
    ),
    pair(
        "a provider key of one's own is tried in production alone, all is served",
        (PRODUCTION.having(OWN), WELL),
        (PREVIEW, WELL),
        MayExplain("same", nothing=True, differs_not=("options",)),
    ),
    pair(
        "a tool is asked for in production alone, and is refused there",
        (
            PRODUCTION.having({"GATEWAY_PROBE_SHAPES": "tool"}),
            parts.by_key_alone(
                parts.PAID,
                Rule(
                    parts.GENERATE,
                    lambda request, ordinary: (
                        parts.refusal(400, "invalid_request_error", "Tools are not supported.")
                        if isinstance(request.body, dict) and request.body.get("tools")
                        else ordinary
                    ),
                ),
            ),
        ),
        (PREVIEW, WELL),
        MayExplain("", not_said=NOT_OF_PLACE),
    ),
    pair(
        "every client is tried in production, where one door is closed, and the app's own is open in both",
        (
            PRODUCTION.having({"GATEWAY_PROBE_CLIENT": "all"}),
            parts.by_key_alone(parts.PAID, parts.always(Where("generate", protocol="messages"), parts.ACCESS_DENIED)),
        ),
        (PREVIEW, WELL),
        MayExplain("", not_said=NOT_OF_PLACE),
    ),
    pair(
        "experiments for all in production and for none in preview, a free team's one key, refused alike",
        (replace(PRODUCTION, experiments="all"), parts.by_key_alone(parts.FREE_WITH_BYOK)),
        (replace(PREVIEW, experiments="none"), parts.by_key_alone(parts.FREE_WITH_BYOK)),
        MayExplain("same", not_said=ORIGIN | ABOUT_KEYS | OTHER_TEAM | KEY_IS_BAD | FACTORS),
    ),
    pair(
        "no experiments in the refused place, and the served one has another key of which nothing is known",
        (
            replace(PRODUCTION, experiments="none"),
            parts.by_key_alone(
                parts.PAID, parts.always(parts.GENERATE, parts.refusal(403, "moon_phase", "Not today."))
            ),
        ),
        (on_vercel(OTHER_KEY, environment="preview"), Gateway((Key(OTHER_KEY, parts.PAID),))),
        MayExplain(not_said=MONEY | OTHER_TEAM, not_certain=ORIGIN | ABOUT_KEYS, speaks_of=("production",)),
    ),
    pair(
        "more variables are looked at in preview than in production",
        (PRODUCTION, WELL),
        (PREVIEW.having({"GATEWAY_PROBE_WATCH": "SHOP_SECRET", "SHOP_SECRET": "a-fake-secret-of-the-tests"}), WELL),
        NOTHING,
    ),
    Places(
        "three places, an expectation in each, and one is not met",
        (
            Seen("production", PRODUCTION.having({"GATEWAY_PROBE_EXPECT_CREDENTIAL": "byok"}), WELL),
            Seen("preview", PREVIEW.having({"GATEWAY_PROBE_EXPECT_CREDENTIAL": "system"}), WELL),
            Seen("local", LOCAL, WELL),
        ),
        MayExplain("", not_said=NOT_OF_PLACE),
    ),
)
