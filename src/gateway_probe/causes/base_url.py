"""Variables that send a client of the app elsewhere."""

from gateway_probe.causes.cause import Assessment, Hinted, Indicated, Supported, cause, step
from gateway_probe.causes.reading import Reading

_GATEWAY_HOST = "ai-gateway.vercel.sh"
# Which path each client adds its own to: OpenAI's wants /v1, Anthropic's the bare origin or a path of the gateway's own
# for a tool (what `vercel ai-gateway setup` writes for Claude Code and Codex), `@ai-sdk/anthropic` /v1.
_FITTING_PATHS = {
    "OPENAI_BASE_URL": ("/v1", "/codex/v1", "/coding-agent/v1", "/cursor/v1"),
    "OPENAI_API_BASE": ("/v1",),
    "ANTHROPIC_BASE_URL": ("", "/claude-code", "/coding-agent"),
}
_FITTING_FOR_ANOTHER_CLIENT = {"ANTHROPIC_BASE_URL": ("/v1",)}


@cause(
    "base-url-wrong-path",
    "A base-URL variable has the wrong path for its client",
    severity="warning",
    next_steps=[step("Correct the path of the variable.")],
    sources=["vercel/ai #10325", "danny-avila/LibreChat #9743"],
)
def base_url_wrong_path(seen: Reading) -> Assessment:
    """OpenAI clients want the gateway's origin with /v1, Anthropic's the origin alone, the AI SDK nothing at all."""
    for name, fitting in _FITTING_PATHS.items():
        variable = seen.variable(name)
        endpoint = variable.endpoint if variable is not None and variable.endpoint_kind == "gateway" else None
        if endpoint is None:
            continue
        path = endpoint.removeprefix("https://").removeprefix(_GATEWAY_HOST).rstrip("/")
        if path in fitting:
            continue
        other = path in _FITTING_FOR_ANOTHER_CLIENT.get(name, ())
        if other:
            return None
        return Supported(
            f"{name} names the gateway with a path that this client does not expect: it adds its own, and the sum is a 404 or 405. "
            f"It should end in {_GATEWAY_HOST}{fitting[0]}.",
            seen.variable_at(name, "endpoint"),
            basis=Indicated(),
            explains=False,
            decided_by="a request of that client: 404 or 405 without the gateway's JSON",
        )
    return None


@cause(
    "base-url-wrong-host",
    "A base-URL variable names another host",
    severity="warning",
    next_steps=[step("Remove the variable, or correct its host.")],
    sources=["vercel/ai #11515"],
)
def base_url_wrong_host(seen: Reading) -> Assessment:
    """The right host is ai-gateway.vercel.sh; other names resolve and fail."""
    odd = [
        v.name
        for v in seen.evidence.variables
        if v.role == "base-url"
        and v.name.startswith("AI_GATEWAY")
        and v.present
        and v.endpoint_kind in {"other", "malformed", "provider"}
    ]
    if not odd:
        return None
    return Supported(
        f"{odd[0]} names another host than {_GATEWAY_HOST}. An app that uses it talks to something else; this probe does not use it.",
        seen.variable_at(odd[0], "endpoint_kind"),
        basis=Hinted(),
        explains=False,
        decided_by="the app's code: whether it passes this variable as baseURL",
    )
