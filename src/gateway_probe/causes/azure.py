"""Azure's own ways to refuse the credential that the team has stored."""

from collections.abc import Callable

from gateway_probe.causes.byok import (
    is_refused_credential,
    of_the_credential,
    own_credential,
    own_credential_failed,
    refused_credential,
)
from gateway_probe.causes.cause import Assessment, Hinted, Indicated, Observed, cause, step
from gateway_probe.causes.reading import Reading
from gateway_probe.causes.steps import BYOK, BYOK_PAGE, CREDENTIALS, TEST_KEY, at_page
from gateway_probe.document.answer import ProviderAttempt

_UNAUTHORIZED = 401
"""With another status Azure may speak of its network's rules, or of what the credential may do."""


@cause(
    "byok-azure-deployment-name",
    "Azure has no deployment of that name",
    when=own_credential_failed,
    next_steps=[
        CREDENTIALS,
        step("Add modelMappings to the credential, or name the deployment as the model."),
        TEST_KEY,
    ],
    sources=["vercel/ai pull request 14310", BYOK],
)
def byok_azure_deployment_name(seen: Reading) -> Assessment:
    """Azure deployments with own names need a model mapping; one made within five minutes is not found either."""
    failed = _at_azure(seen, lambda attempt: attempt.status == 404)
    if failed is None:
        return None
    where, attempt = failed
    if "deployment-missing" not in attempt.says:
        return of_the_credential(
            seen,
            "Azure answers 404 without naming what it did not find: a deployment, an API version or the resource's address.",
            where,
            basis=Hinted(),
            decided_by="the name of the deployment in the Azure portal, and Test Key on the BYOK page",
        )
    return of_the_credential(
        seen,
        "Azure knows no deployment under the name that the gateway asks for. A deployment made within the last five minutes answers alike.",
        where,
        basis=Observed() if seen.every_failure_is_told and seen.failed_again(attempt) else Indicated(),
        decided_by="the name of the deployment in the Azure portal",
    )


@cause(
    "byok-azure-resource-name-is-url",
    "The Azure resource name is a URL",
    when=own_credential_failed,
    next_steps=[at_page("Enter the bare resource name on the BYOK page", BYOK_PAGE), TEST_KEY],
    sources=["Portkey-AI/gateway #160"],
)
def byok_azure_resource_name_is_url(seen: Reading) -> Assessment:
    """The field takes the bare name of the resource; a URL in it makes a host that does not exist."""
    failed = _at_azure(seen, lambda attempt: "host-not-resolved" in attempt.says)
    if failed is None:
        return None
    return of_the_credential(
        seen,
        "The host that is built from the resource name of the Azure credential does not exist: the name looks like a URL, or is mistyped.",
        failed[0],
        basis=Indicated(),
        decided_by="the credential's resource name",
    )


@cause(
    "byok-azure-wrong-key-or-resource",
    "Azure refuses the team's own credential",
    when=own_credential_failed,
    next_steps=[CREDENTIALS, step("Copy key and resource from the same page of the Azure portal."), TEST_KEY],
    sources=["microsoft/chat-copilot #738", BYOK],
)
def byok_azure_wrong_key_or_resource(seen: Reading) -> Assessment:
    """A wrong key and a wrong resource get the same words from Azure."""
    failed = _at_azure(seen, is_refused_credential)
    if failed is None:
        return None
    attempt = failed[1]
    alike = " Its words do not tell a wrong key from a wrong resource." if attempt.status == _UNAUTHORIZED else ""
    text = f"Azure refuses {own_credential(seen)} with {attempt.status}.{alike}"
    return refused_credential(seen, text, failed)


def _at_azure(seen: Reading, fits: Callable[[ProviderAttempt], bool]) -> tuple[str, ProviderAttempt] | None:
    """The first attempt at Azure with the team's own credential that failed so."""
    return next(((at, a) for at, a in seen.own_failures if a.provider == "azure" and fits(a)), None)
