"""Group F of the failure catalogue: the model."""

from gateway_probe.findings.reading import Reading
from gateway_probe.findings.rule import Assessment, Excluded, Rule, Supported, step

_MODELS = "https://vercel.com/ai-gateway/models"


def _without_creator(reading: Reading) -> Assessment:
    if not reading.baseline_refused_with("model_not_found") or "/" in reading.evidence.probe.model:
        return None
    return Supported(
        "certain",
        (reading.at("baseline", "response/error/type"), "/probe/model"),
        "The model id has no creator in front. The gateway's ids look like creator/model." + _suggested(reading),
    )


def _unknown(reading: Reading) -> Assessment:
    if not reading.baseline_refused_with("model_not_found") or "/" not in reading.evidence.probe.model:
        return None
    listing = reading.check("models")
    if listing is not None and listing.listing is not None and listing.listing.listed:
        return Supported(
            "likely",
            (reading.at("baseline", "response/error/type"), reading.at("models", "listing/listed")),
            "The gateway says that it does not know the model, although its public list names it.",
            decided_by="the same request again: the list and the router may be out of step",
        )
    pointers = [reading.at("baseline", "response/error/type")]
    if listing is not None and listing.listing is not None:
        pointers.append(reading.at("models", "listing/listed"))
    return Supported(
        "certain",
        tuple(pointers),
        "The gateway does not know this model id, and its public list does not name it." + _suggested(reading),
    )


def _wrong_kind(reading: Reading) -> Assessment:
    error = reading.error
    if not reading.baseline_refused_with("invalid_request_error") or error is None:
        return None
    models = reading.check("models")
    listing = models.listing if models else None
    other_kind = listing is not None and listing.listed and listing.kind not in {None, "language"}
    if error.param_name != "ModelTypeMismatchError" and not other_kind:
        return None
    pointers = [reading.at("baseline", "response/error")]
    if other_kind:
        pointers.append(reading.at("models", "listing/kind"))
    return Supported(
        "certain" if error.param_name else "likely",
        tuple(pointers),
        "The model is not a language model, so it cannot generate text.",
        decided_by="the model's type in the public list",
    )


def _not_the_model(reading: Reading) -> Assessment:
    """A refusal of any other kind to a model that the list names: people stop looking there."""
    if (
        reading.baseline is None
        or reading.baseline.outcome != "refused"
        or reading.baseline_refused_with("model_not_found")
    ):
        return None
    models = reading.check("models")
    if models is None or models.listing is None or not models.listing.listed:
        return None
    return Excluded("the gateway lists the model", (reading.at("models", "listing/listed"),))


def _unknown_or_excluded(reading: Reading) -> Assessment:
    return _unknown(reading) or _not_the_model(reading)


def _suggested(reading: Reading) -> str:
    models = reading.check("models")
    suggestions = models.listing.suggestions if models and models.listing else []
    return f" Listed and similar: {', '.join(suggestions)}." if suggestions else ""


_LOOK_UP = step("See the list of models (no key is needed).", "curl -s https://ai-gateway.vercel.sh/v1/models")

RULES = (
    Rule(
        "model-id-without-creator",
        "The model id lacks its creator",
        "error",
        "model",
        "Ids of the gateway look like creator/model.",
        (_LOOK_UP,),
        ("NousResearch/hermes-agent #78796", _MODELS),
        _without_creator,
    ),
    Rule(
        "model-unknown-or-retired",
        "The gateway does not know the model",
        "error",
        "model",
        "Versioned ids of providers do not exist at the gateway, and models leave the library.",
        (_LOOK_UP,),
        ("vercel/ai #21213, pull request 8411", _MODELS),
        _unknown_or_excluded,
    ),
    Rule(
        "model-of-wrong-kind",
        "The model is of another kind",
        "error",
        "model",
        "Embedding and image models have endpoints of their own.",
        (_LOOK_UP,),
        (_MODELS,),
        _wrong_kind,
    ),
)
