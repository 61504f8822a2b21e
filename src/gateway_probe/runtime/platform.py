"""Where the process runs."""

import re
import sys
from collections.abc import Mapping

from gateway_probe.disclosure import has_form
from gateway_probe.document.facts import ENVIRONMENT, REGION, Platform, RuntimeFacts, shown_commit

_VALUE = r"[\w.:/@~+-]{1,200}"


def platform_of(environ: Mapping[str, str], *, served: bool) -> Platform:
    """Vercel sets VERCEL=1. Its functions may run on Lambda, so Lambda counts only where VERCEL is unset.

    `served` tells a server on some other host (`other`) from a command line (`local`).
    """
    if environ.get("VERCEL"):
        # `vercel env pull` and `vercel dev` write VERCEL=1 on a laptop too, with VERCEL_ENV=development;
        # a deployed function always has its region (Vercel's builder), a laptop does not.
        deployed = served or environ.get("VERCEL_REGION", "") not in {"", "dev1"}
        return "vercel" if deployed else "local"
    if environ.get("AWS_LAMBDA_FUNCTION_NAME"):
        return "lambda"
    return "other" if served else "local"


def observe_platform(
    environ: Mapping[str, str], headers: Mapping[str, str], *, served: bool, client: str
) -> RuntimeFacts:
    """Platform facts from variables and from the one inbound header that names regions (`x-vercel-id`)."""
    platform = platform_of(environ, served=served)
    on_vercel = platform == "vercel"
    request_id = _show(headers.get("x-vercel-id")) if on_vercel else None
    return RuntimeFacts(
        platform=platform,
        environment=_show(environ.get("VERCEL_ENV"), ENVIRONMENT),
        target_environment=_show(environ.get("VERCEL_TARGET_ENV"), ENVIRONMENT),
        region=_show(
            environ.get("VERCEL_REGION") or (environ.get("AWS_REGION") if platform == "lambda" else None), REGION
        ),
        edge_region=_show(request_id.split("::")[0], REGION) if request_id and "::" in request_id else None,
        deployment_id=_show(environ.get("VERCEL_DEPLOYMENT_ID")),
        project_id=_show(environ.get("VERCEL_PROJECT_ID")),
        deployment_url=_show(environ.get("VERCEL_URL")),
        request_id=request_id,
        commit=shown_commit((environ.get("VERCEL_GIT_COMMIT_SHA") or "").strip()),
        branch=_show(environ.get("VERCEL_GIT_COMMIT_REF")),
        system_variables_exposed=bool(environ.get("VERCEL_ENV")) if on_vercel else None,
        python=".".join(str(part) for part in sys.version_info[:3]),
        client=client,
    )


def o11y_headers(environ: Mapping[str, str], headers: Mapping[str, str], *, platform: Platform) -> dict[str, str]:
    """The five `ai-o11y-*` headers that the AI SDK adds to model requests, each only where its source is set.

    Source: `createO11yHeaders` of `@ai-sdk/gateway` 3.x and 4.x. The request id comes from the platform's request
    context, which exists on Vercel alone.
    """
    sources = {
        "ai-o11y-deployment-id": environ.get("VERCEL_DEPLOYMENT_ID"),
        "ai-o11y-environment": environ.get("VERCEL_ENV"),
        "ai-o11y-project-id": environ.get("VERCEL_PROJECT_ID"),
        "ai-o11y-region": environ.get("VERCEL_REGION"),
        "ai-o11y-request-id": headers.get("x-vercel-id") if platform == "vercel" else None,
    }
    return {name: value.strip() for name, value in sources.items() if value and re.fullmatch(_VALUE, value.strip())}


def _show(value: str | None, form: str = _VALUE) -> str | None:
    """A platform value as it is, or None where it is not one: these fields are shown."""
    stripped = (value or "").strip()
    return stripped if has_form(stripped, form) else None
