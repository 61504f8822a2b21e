"""G1 and G2 of the failure catalogue: variables that send a client of the app elsewhere."""

from gateway_probe.findings.reading import Reading
from gateway_probe.findings.rule import Assessment, Rule, Supported, step

_GATEWAY_HOST = "ai-gateway.vercel.sh"


# Which path each client adds its own to (failure catalogue, G1): OpenAI's wants /v1, Anthropic's the bare origin.
_FITTING_PATHS = {"OPENAI_BASE_URL": {"/v1"}, "OPENAI_API_BASE": {"/v1"}, "ANTHROPIC_BASE_URL": {""}}


def _base_url_host(reading: Reading) -> Assessment:
    odd = [
        v.name
        for v in reading.evidence.variables
        if v.role == "base-url"
        and v.name.startswith("AI_GATEWAY")
        and v.present
        and v.endpoint_kind in {"other", "malformed", "provider"}
    ]
    if not odd:
        return None
    return Supported(
        "possible",
        (f"{reading.variable_at(odd[0])}/endpoint_kind",),
        f"{odd[0]} names another host than ai-gateway.vercel.sh. An app that uses it talks to something else; this probe does not use it.",
        explains=False,
        decided_by="the app's code: whether it passes this variable as baseURL",
    )


def _base_url_path(reading: Reading) -> Assessment:
    for name, fitting in _FITTING_PATHS.items():
        variable = reading.variable(name)
        endpoint = variable.endpoint if variable is not None and variable.endpoint_kind == "gateway" else None
        if endpoint is not None and endpoint.removeprefix(_GATEWAY_HOST).rstrip("/") not in fitting:
            return Supported(
                "likely",
                (f"{reading.variable_at(name)}/endpoint",),
                f"{name} names the gateway with a path that this client does not expect: it adds its own, and the sum is a 404 or 405. "
                f"It should end in {_GATEWAY_HOST}{next(iter(fitting))}.",
                explains=False,
                decided_by="a request of that client: 404 or 405 without the gateway's JSON",
            )
    return None


RULES = (
    Rule(
        "base-url-wrong-path",
        "A base-URL variable has the wrong path for its client",
        "warning",
        "wire",
        "OpenAI clients want the gateway's origin with /v1, Anthropic's the origin alone, the AI SDK nothing at all.",
        (step("Correct the path of the variable."),),
        ("vercel/ai #10325", "danny-avila/LibreChat #9743"),
        _base_url_path,
    ),
    Rule(
        "base-url-wrong-host",
        "A base-URL variable names another host",
        "warning",
        "wire",
        "The right host is ai-gateway.vercel.sh; other names resolve and fail.",
        (step("Remove the variable, or correct its host."),),
        ("vercel/ai #11515",),
        _base_url_host,
    ),
)
