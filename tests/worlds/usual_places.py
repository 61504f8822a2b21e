"""The three places that most comparisons are of, all with one key, and the gateways that most of them ask."""

from tests.standin import Gateway, Key, Token
from tests.worlds import parts
from tests.worlds.world import KEY, REVOKED_KEY, on_laptop, on_vercel

PRODUCTION, PREVIEW, LOCAL = on_vercel(KEY), on_vercel(KEY, environment="preview"), on_laptop(KEY)
LAMBDA = {
    "AWS_LAMBDA_FUNCTION_NAME": "shop-fake",
    "AWS_REGION": "eu-central-1",
    "AWS_EXECUTION_ENV": "AWS_Lambda_python3.13",
}
BY_TOKEN = on_vercel(None, Token(parts.PAID), environment="preview")

WELL = parts.by_key_alone(parts.PAID)
CLOSED = parts.by_key_alone(parts.PAID, parts.REFUSES_DEPLOYMENTS)
"""To deployments; a laptop is served."""
SILENT = parts.by_key_alone(parts.PAID, parts.always(parts.EVERYTHING, parts.SILENCE))
REVOKED = Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True),))
ROTATED = Gateway((Key(REVOKED_KEY, parts.PAID, revoked=True), Key(KEY, parts.PAID)))
"""The old key is revoked, and the usual one is the new one."""
