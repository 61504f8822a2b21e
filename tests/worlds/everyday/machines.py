"""Machines that an app runs on, by the variables that they bring along."""

from tests.worlds.world import Place

LAMBDA = {
    "AWS_LAMBDA_FUNCTION_NAME": "shop-FAKE",
    "AWS_REGION": "eu-central-1",
    "AWS_EXECUTION_ENV": "AWS_Lambda_python3.12",
    "AWS_ACCESS_KEY_ID": "ASIAFAKEFAKEFAKEFAKE",
    "AWS_SECRET_ACCESS_KEY": "FAKEsecretFAKEsecretFAKEsecretFAKEsecret",
    "AWS_SESSION_TOKEN": "FAKEsessionFAKEsessionFAKEsession",
}
"""What each Lambda function has: the role's credentials are always among it."""
CONTAINER = {"HOSTNAME": "shop-5f7c9d-FAKE", "KUBERNETES_SERVICE_HOST": "10.0.0.1", "NODE_ENV": "production"}
RUNNER = {"CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "shop/FAKE", "RUNNER_OS": "Linux"}
COPIED = {
    "VERCEL_ENV": "production",
    "VERCEL_TARGET_ENV": "production",
    "VERCEL_REGION": "iad1",
    "VERCEL_DEPLOYMENT_ID": "dpl_FAKEproduction",
    "VERCEL_PROJECT_ID": "prj_FAKE",
}
"""A deployment's variables, as somebody carried them to another machine."""


def on(machine: dict[str, str], key: str | None = None, **more: str) -> Place:
    """A machine whose app has this key under the AI SDK's name."""
    return Place({**machine, **({} if key is None else {"AI_GATEWAY_API_KEY": key}), **more})
