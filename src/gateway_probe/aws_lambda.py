"""AWS Lambda entry: `gateway_probe.aws_lambda.handler` for API Gateway, Function URL and ALB events."""

from mangum import Mangum

from gateway_probe.web import create_app

# Lifespan is off: Mangum would run start-up and shutdown on every invocation, and the app needs neither.
# Problems are text too; what is not listed travels as base64, which not every caller decodes.
handler = Mangum(
    create_app(), lifespan="off", text_mime_types=["text/", "application/json", "application/problem+json"]
)
