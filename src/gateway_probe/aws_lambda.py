"""AWS Lambda entry: `gateway_probe.aws_lambda.handler` for API Gateway (REST and HTTP), Function URL and ALB events."""

import logging
from typing import Any

from mangum import Mangum

from gateway_probe.web import create_app
from gateway_probe.web.http_answers import EVERY_ANSWER

_LOG = logging.getLogger("gateway_probe")

# It writes each request's path at INFO, which a function's own setting turns on.
logging.getLogger("mangum").setLevel(logging.WARNING)
# Lifespan is off: Mangum would run start-up and shutdown on every invocation, and the app needs neither.
# Problems are text too; what is not listed travels as base64, which not every caller decodes.
_adapter = Mangum(
    create_app(),
    lifespan="off",
    text_mime_types=["text/", "application/json", "application/problem+json", "application/openmetrics-text"],
)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = _adapter(_without_stage(event), context)
    except Exception as error:  # noqa: BLE001 - a traceback would go into the log, whatever was sent
        _LOG.error("this event is no HTTP request (%s): call the function by its URL", type(error).__name__)
        return {"statusCode": 400, "headers": EVERY_ANSWER, "body": "", "isBase64Encoded": False}
    return answer


def _without_stage(event: dict[str, Any]) -> dict[str, Any]:
    """An HTTP API's event with a named stage has the stage in front of its path, which is no part of the app's."""
    context = event.get("requestContext") or {}
    stage, path, http = context.get("stage"), event.get("rawPath"), context.get("http")
    if not stage or stage == "$default" or not isinstance(path, str) or not isinstance(http, dict):
        return event
    if not f"{path}/".startswith(f"/{stage}/"):
        return event
    bare = path.removeprefix(f"/{stage}") or "/"
    return {**event, "rawPath": bare, "requestContext": {**context, "http": {**http, "path": bare}}}
