"""Explanations by what was asked for: another credential, model, option, protocol or host."""

from dataclasses import replace

from gateway_probe.causes.factors import KEY_HEADERS, PROTOCOLS
from gateway_probe.comparison.difference import Accounts, difference
from gateway_probe.comparison.pairs import Pair
from gateway_probe.document.vocabulary import ExperimentId
from gateway_probe.register import step


@difference(
    "credential-differs",
    "One place uses a key, the other its OIDC token",
    next_steps=[step("Use the same credential in both places, and compare again.")],
    sources=["https://vercel.com/docs/ai-gateway/authentication-and-byok"],
)
def credential_differs(pair: Pair) -> Accounts | None:
    """A key stands for the team that made it, an OIDC token for the team of its deployment."""
    if {pair.served.credential.method, pair.failing.credential.method} != {"api-key", "oidc"}:
        return None
    return Accounts(
        text=f"{pair.served_name} authenticates by {_name_credential(pair.served.credential.method)}, "
        f"{pair.failing_name} by {_name_credential(pair.failing.credential.method)}.",
        fields=("credential", "team", "baseline"),
        basis="sign" if pair.is_about_the_credential or pair.flips_there("credential-oidc") else "hint",
        test="both places with the same key",
    )


def _name_credential(method: str) -> str:
    return {"api-key": "a key", "oidc": "its OIDC token"}.get(method, "nothing")


@difference(
    "model-differs",
    "The places ask for different models",
    next_steps=[step("Ask for the same model in both places, and compare again.")],
    sources=["https://vercel.com/ai-gateway/models"],
)
def model_differs(pair: Pair) -> Accounts | None:
    """A model may be open to one tier, provider or team and not to another."""
    asked = _other_question(pair, "model", "model-control")
    # The control model is asked without the options, which may be all that was in its way.
    return replace(asked, basis="hint") if asked is not None and pair.options_may_be_in_the_way else asked


@difference(
    "options-differ",
    "The places send different provider options",
    next_steps=[step("Send the same options from both places, and compare again.")],
    sources=["https://vercel.com/docs/ai-gateway/models-and-providers/provider-options"],
)
def options_differ(pair: Pair) -> Accounts | None:
    """A filter, an order or zero data retention changes who may serve."""
    return _other_question(pair, "options", "options-none", "route-other")


@difference(
    "protocol-differs",
    "The places speak different protocols",
    next_steps=[step("Ask by the same client in both places, and compare again.")],
    sources=["cloudflare/ai #548"],
)
def protocol_differs(pair: Pair) -> Accounts | None:
    """Two paths of the gateway are checked by different code, and each client sends headers and fields of its own."""
    asked = _other_question(pair, "protocol", *PROTOCOLS)
    if asked is None and (asked := _other_question(pair, "client", *KEY_HEADERS)) is not None:
        return replace(asked, title="The places ask as different clients")
    return asked


@difference(
    "streaming-differs",
    "One place asks for a stream, the other for a plain answer",
    next_steps=[step("Ask in one way from both places (GATEWAY_PROBE_STREAMING), and compare again.")],
    sources=["vercel/ai #18303"],
)
def streaming_differs(pair: Pair) -> Accounts | None:
    """A stream may be refused where a plain answer is not, and the other way round."""
    return _other_question(pair, "streaming", "streaming")


@difference(
    "named-team-differs",
    "The places do not name the same team to the gateway",
    next_steps=[step("Name the same team in both places, or none (GATEWAY_PROBE_TEAM), and compare again.")],
    sources=["https://vercel.com/docs/ai-gateway/authentication-and-byok"],
)
def named_team_differs(pair: Pair) -> Accounts | None:
    """An app may say for which team it asks (`teamIdOrSlug`); a key or token of another one is then refused."""
    return _other_question(pair, "named-team", "team-none")


@difference(
    "gateway-differs",
    "The places ask different hosts",
    next_steps=[step("Ask the same host from both places: leave GATEWAY_PROBE_BASE_URL unset.")],
    sources=["vercel/ai #11515"],
)
def gateway_differs(pair: Pair) -> Accounts | None:
    """What one host says is no word of the other."""
    asked = _other_question(pair, "base-url")
    return replace(asked, basis="sign") if asked is not None else None


def _other_question(pair: Pair, field_id: str, *experiments: ExperimentId) -> Accounts | None:
    """A sign where the failing place's own run is served once one of the experiments changes the same thing there."""
    method = pair.failing.credential.method
    # A credential that the look-ups do not know either is refused whatever is asked with it, at this gateway.
    unknown = field_id not in {"named-team", "base-url"} and method != "none" and pair.seen.accepts(method) is False
    if unknown or not pair.differs(field_id):
        return None
    return Accounts(
        text=f"{pair.failing_name} and {pair.served_name} did not ask the same thing.",
        fields=(field_id, "baseline"),
        basis="sign" if pair.flips_there(*experiments) else "hint",
        test=f"the same setting in both places ({field_id})",
    )
