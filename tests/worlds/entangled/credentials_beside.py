"""Worlds of keys and tokens that are not what they look like, or belong to another place than the one that has them."""

from collections.abc import Mapping

from tests.standin import Answer, Gateway, Key, Rule, Token, Where, error_body, fake_key
from tests.standin.deciding import unauthorized
from tests.worlds import parts
from tests.worlds.expectation import BAD, BLAMES, FACTORS, KEY_IS_BAD, MONEY, NOT_HEALTHY, OIDC, OTHER_TEAM, May
from tests.worlds.world import KEY, OTHER_KEY, REVOKED_KEY, TIER, World, on_laptop, on_vercel

WELL = ("healthy", "degraded")
STAGING = {"VERCEL_TARGET_ENV": "staging"}
OF_PROVIDER = Answer(401, error_body("invalid x-api-key", "authentication_error"))
NOT_OTHERWISE = MONEY | FACTORS | OTHER_TEAM


def refused(name: str, key: str, may: May, variables: Mapping[str, str] | None = None) -> World:
    """A value that the gateway does not know, and nothing else."""
    return World(name, on_laptop(key).having(variables or {}), Gateway(), may)


WORLDS = (
    refused(
        "a client's secret of an hour ago stands for the key",
        "vcst_FAKE" + "s" * 51,
        May(("failing",), names=(tuple(KEY_IS_BAD),), not_claimed=NOT_OTHERWISE),
    ),
    refused(
        "an account's token of 24 letters stands for the key",
        "FAKEabcdefghijklmnopqrst",
        May(("failing",), names=(tuple(KEY_IS_BAD),), not_claimed=NOT_OTHERWISE),
    ),
    refused(
        "a key of the right form for another product, and the provider's under its own name",
        fake_key("blob"),
        May(("failing",), names=(("key-invalid-revoked-or-expired",),), not_claimed=NOT_OTHERWISE),
        {"OPENAI_API_KEY": "sk-proj-FAKE" + "c" * 60},
    ),
    World(
        "a deployment of an environment of its own, whose token is of it",
        on_vercel(None, Token(parts.PAID, environment="staging"), environment="preview").having(STAGING),
        Gateway(tokens=(Token(parts.PAID, environment="staging"),)),
        May(WELL, not_claimed=BLAMES | OIDC),
    ),
    World(
        "a deployment of an environment of its own, whose token is of previews, served",
        on_vercel(None, Token(parts.PAID, environment="preview"), environment="preview").having(STAGING),
        Gateway(tokens=(Token(parts.PAID, environment="preview"),)),
        May(WELL, not_claimed=BLAMES | (OIDC - {"oidc-off-or-wrong-link"})),
    ),
    World(
        "a deployment of an environment of its own, whose token is refused",
        on_vercel(None, Token(parts.PAID, environment="staging", refused=True), environment="preview").having(STAGING),
        Gateway(tokens=(Token(parts.PAID, environment="staging", refused=True),)),
        May(("failing",), names=(tuple(OIDC),), not_claimed=NOT_OTHERWISE | KEY_IS_BAD),
    ),
    World(
        "a token of another project than the deployment says it is, served",
        on_vercel(None, Token(parts.PAID, project="prj_FAKEother")),
        Gateway(tokens=(Token(parts.PAID, project="prj_FAKEother"),)),
        # That token and deployment name two projects is a fact of this runtime, whatever is served by it.
        May(WELL, not_claimed=BLAMES | (OIDC - {"oidc-off-or-wrong-link"})),
    ),
    World(
        "a token of another project than the deployment says it is, refused",
        on_vercel(None, Token(parts.PAID, project="prj_FAKEother", refused=True)),
        Gateway(tokens=(Token(parts.PAID, project="prj_FAKEother", refused=True),)),
        # That the project is why it is refused is nowhere said.
        May(("failing",), names=(("oidc-off-or-wrong-link", "oidc-refused"),), not_claimed=NOT_OTHERWISE | KEY_IS_BAD),
    ),
    World(
        "a token at its end, which the gateway still takes",
        on_laptop(env_token=Token(parts.PAID, environment="development", age_s=43_210, lifetime_s=43_200)),
        Gateway(
            tokens=(Token(parts.PAID, environment="development", age_s=43_210, lifetime_s=43_200),), clock_offset_s=-25
        ),
        May((*WELL, "failing"), not_claimed=MONEY | FACTORS | KEY_IS_BAD | OTHER_TEAM),
    ),
    World(
        "a fresh token in the header and one of yesterday in the variable, no key, all served",
        on_vercel(None, Token(parts.PAID), env_token=Token(parts.PAID, age_s=90_000, lifetime_s=3600)),
        Gateway(tokens=(Token(parts.PAID),)),
        May(WELL, not_claimed=BLAMES | {"oidc-expired-locally", "oidc-refused"}),
    ),
    World(
        "a key of another team in the variable of near the name, the token is served",
        on_vercel(None, Token(parts.PAID), VERCEL_AI_GATEWAY_API_KEY=OTHER_KEY),
        Gateway((Key(OTHER_KEY, parts.OTHER_PAID),), (Token(parts.PAID),)),
        May(WELL, not_claimed=KEY_IS_BAD | MONEY | FACTORS | {"key-absent"}),
    ),
    World(
        "a revoked key in the variable, and a good one under OpenAI's name with the gateway's address",
        on_laptop(REVOKED_KEY, OPENAI_API_KEY=KEY, OPENAI_BASE_URL="https://ai-gateway.vercel.sh/v1"),
        Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True), Key(KEY, parts.PAID))),
        # Which client the app is nobody says: either is used by some.
        May(("healthy", *NOT_HEALTHY), not_certain=frozenset({"healthy"}), not_claimed=NOT_OTHERWISE),
    ),
    World(
        "a provider's words about its key in a body of the gateway's type, the key's credits are told",
        on_laptop(KEY, model=TIER),
        parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, OF_PROVIDER)),
        May(BAD, not_certain=KEY_IS_BAD, not_claimed=NOT_OTHERWISE),
    ),
    World(
        "a provider's words about its key in a body of the gateway's type, and credits are down",
        on_laptop(KEY, model=TIER),
        parts.by_key_alone(parts.PAID, Rule(parts.GENERATE, OF_PROVIDER), Rule(parts.CREDITS, parts.UNAVAILABLE)),
        May(BAD, not_certain=KEY_IS_BAD, not_claimed=NOT_OTHERWISE),
    ),
    World(
        "the key is of one project, and a generation that names another is forbidden",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(
            parts.PAID,
            Rule(
                Where("generate", "key", header="ai-o11y-project-id"),
                parts.refusal(403, "forbidden", "This API key is not allowed for this project."),
            ),
        ),
        May(
            ("failing",),
            names=(("refusal-depends-on-origin", "refusal-depends-on-credential"),),
            not_certain=frozenset({"routing-rule-denied"}),
            not_claimed=MONEY | KEY_IS_BAD | OTHER_TEAM,
        ),
    ),
    World(
        "the key is for nothing but look-ups: every generation is forbidden to it, and served to the token",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(parts.PAID, Rule(Where("generate", "key"), parts.refusal(403, "forbidden", "Forbidden"))),
        May(
            ("failing",),
            names=(("refusal-depends-on-credential",),),
            not_certain=frozenset({"routing-rule-denied", "team-blocked"}),
            not_claimed=MONEY | OTHER_TEAM,
        ),
    ),
    World(
        "the deployment's token is of a team that left, its key is good and served",
        on_vercel(KEY, Token(parts.OTHER_PAID, refused=True)),
        Gateway((Key(KEY, parts.PAID),), (Token(parts.OTHER_PAID, refused=True),)),
        May(WELL, not_claimed=BLAMES | {"oidc-refused"}),
    ),
    World(
        "the key is refused by everything once and by generations for good, its second credits are told",
        on_vercel(KEY, Token(parts.PAID)),
        parts.one_team(
            parts.PAID,
            Rule(Where("credits", "key"), unauthorized(), last=1),
            Rule(Where("generate", "key"), unauthorized()),
        ),
        May(BAD, not_claimed=MONEY | OTHER_TEAM, not_certain=MONEY),
    ),
)
