"""The model that was asked for."""

from typing import Literal

from gateway_probe.causes.cause import (
    Assessment,
    Excluded,
    Hinted,
    Indicated,
    Observed,
    Open,
    Stated,
    Supported,
    cause,
    step,
)
from gateway_probe.causes.generation_record import same_name
from gateway_probe.causes.network import nothing_was_sent
from gateway_probe.causes.reading import Reading, tells_every_attempt
from gateway_probe.causes.steps import MODELS
from gateway_probe.causes.when import refused, refused_with, served
from gateway_probe.disclosure import is_hidden
from gateway_probe.document.answer import ModelListing
from gateway_probe.document.exchange import Check

_LIST = step("See the list of models (no key is needed).", "curl -s https://ai-gateway.vercel.sh/v1/models")
_PLAN = step("Correct GATEWAY_PROBE_MODEL here, and the id in the app, to one of the list.")


_BEFORE_THE_MODEL = (
    "authentication_error",
    "access_denied",
    "customer_verification_required",
    "insufficient_funds",
    "quota_for_entity_exceeded",
)
"""Refusals of a key or a team, which come before anybody looks at the model."""

_ONCE_IT_IS_ASKED = "the same request once it gets as far as the model: the list does not name it"


def _comes_before_the_model(seen: Reading) -> bool:
    """Whether the request was left out, stopped, or refused, before anybody looked at the model."""
    return seen.left_out_by_choice or nothing_was_sent(seen) or seen.refused_with(*_BEFORE_THE_MODEL)


def _refused_or_not_sent(seen: Reading) -> tuple[str, ...] | None:
    return refused(seen) or ((seen.at("baseline", "outcome"),) if _comes_before_the_model(seen) else None)


def _listing(seen: Reading) -> ModelListing | None:
    models = seen.check("models")
    return models.listing if models is not None and models.answer == "served" else None


def _is_listed_by_this_id(seen: Reading) -> bool:
    listing = _listing(seen)
    return listing is not None and listing.names(seen.probe.model)


def _suggest_ids(seen: Reading) -> str:
    listing = _listing(seen)
    names = [listing.as_id, *listing.suggestions] if listing else []
    found = [name for name in dict.fromkeys(names) if name and name != seen.probe.model]
    return f" Listed and similar: {', '.join(found)}." if found else ""


@cause(
    "model-id-without-creator",
    "The model id lacks its creator",
    when=_refused_or_not_sent,
    next_steps=[_PLAN, _LIST],
    sources=["NousResearch/hermes-agent #78796", MODELS],
)
def model_id_without_creator(seen: Reading) -> Assessment:
    """Ids of the gateway look like creator/model."""
    if "/" in seen.probe.model or is_hidden(seen.probe.model):
        return None
    if not seen.refused_with("model_not_found"):
        if _comes_before_the_model(seen):
            return Open(_ONCE_IT_IS_ASKED, rival=False) if _suggest_ids(seen) else None
        return _blame_odd_words(seen, "the id has no creator in front") if _suggest_ids(seen) else None
    return Supported(
        "The model id has no creator in front. The gateway's ids look like creator/model." + _suggest_ids(seen),
        "/probe/model",
        basis=(Stated(), Observed()),
    )


@cause(
    "model-unknown-or-retired",
    "The gateway does not know the model",
    when=_refused_or_not_sent,
    next_steps=[_PLAN, _LIST],
    sources=["vercel/ai #21213, pull request 8411", MODELS],
)
def model_unknown_or_retired(seen: Reading) -> Assessment:
    """Versioned ids of providers do not exist at the gateway, and models leave the library."""
    listing = _listing(seen)
    listed = listing is not None and listing.listed
    if not seen.refused_with("model_not_found"):
        # A refusal of any other kind to a model that the list names: people stop looking there.
        if listed:
            return Excluded("the gateway lists the model", seen.at("models", "listing/listed"))
        if listing is not None and _comes_before_the_model(seen):
            return Open(_ONCE_IT_IS_ASKED, rival=False)
        lacks_creator = "/" not in seen.probe.model and bool(_suggest_ids(seen))
        return None if lacks_creator else _blame_odd_words(seen, "its public list does not name this model id")
    if "/" not in seen.probe.model:
        return None
    # A team may have models of its own, which no other team's credential is served.
    if flip := seen.confirmed_flip("credential-oidc"):
        return Excluded("the same model is served once another factor is changed", flip[0])
    if seen.any_flip():
        return Open("both requests repeated: the same model is served once another factor is changed")
    if listing is None:
        return Supported(
            "The gateway does not know this model id. Its public list could not be read.",
            basis=(Stated(), Indicated()),
            decided_by="the public list of models",
        )
    if _is_listed_by_this_id(seen):
        return Supported(
            "The gateway says that it does not know the model, although its public list names it.",
            seen.at("models", "listing/listed"),
            basis=(Stated(), Indicated()),
            decided_by="the same request again: the list and the router may be out of step",
        )
    return Supported(
        "The gateway does not know this model id"
        + (
            ", and its public list has that name under another creator only."
            if listed
            else ", and its public list does not name it."
        )
        + _suggest_ids(seen),
        seen.at("models", "listing/listed"),
        basis=Stated(),
    )


def _blame_odd_words(seen: Reading, because: str) -> Assessment:
    """Other words than the usual for a model that is not there: 404 or 410 for one that the list does not name, or 400
    where a model of the list is served."""
    status, control = seen.baseline.status if seen.baseline else None, seen.experiment("model-control")
    another = control is not None and control.answer == "served"
    unlisted = (listing := _listing(seen)) is not None and not listing.listed
    if (
        not unlisted
        or seen.any_flip()
        or not (status in {404, 410} or (another and seen.refused_with("invalid_request_error")))
    ):
        return None
    return Supported(
        f"The gateway answers {status}, and {because}."
        + (" Another model is served." if another else "")
        + _suggest_ids(seen),
        seen.at("models", "listing/listed"),
        *((seen.at("model-control", "answer"),) if another else ()),
        basis=Indicated() if another else Hinted(),
        decided_by="the same request with a model of the list (the experiment model-control)",
    )


@cause(
    "model-of-wrong-kind",
    "The model is of another kind",
    when=refused_with("invalid_request_error", "model_not_found"),
    next_steps=[step("Ask this model at the endpoint of its kind, or set a language model."), _LIST],
    sources=[MODELS],
)
def model_of_wrong_kind(seen: Reading) -> Assessment:
    """Embedding, image and other models have endpoints of their own; asked as a language model they are refused.

    How the app asks is not seen here: an app that asks at the endpoint of the model's kind has no fault at all. So this
    is never certain, however plain the gateway's words are.
    """
    error, listing = seen.error, _listing(seen)
    other_kind = listing is not None and listing.listed and listing.kind not in {None, "language"}
    named = error is not None and error.param_name == "ModelTypeMismatchError"
    if listing is not None and listing.kind == "language" and not named:
        return Excluded("the public list says that it is a language model", seen.at("models", "listing/kind"))
    asked_otherwise = "what the app asks of this model: text, an embedding, an image"
    if seen.refused_with("model_not_found"):
        return Open(asked_otherwise) if other_kind else None
    if not named and not other_kind:
        return Open("the model's type in the public list")
    return Supported(
        "The model is not a language model, so it cannot generate text: this probe asked the wrong thing of it, or the app does.",
        *((seen.at("models", "listing/kind"),) if other_kind else ()),
        basis=(Stated(), Indicated()),
        # Where the app's own request is one that this probe does not make, the refusal of another one explains nothing.
        explains=seen.kind_not_asked is None,
        decided_by=asked_otherwise,
    )


@cause(
    "request-refused-as-invalid",
    "The gateway calls the request invalid",
    when=refused_with("invalid_request_error"),
    severity="info",
    next_steps=[step("Compare what this probe sent (the request of the baseline) with what the app sends.")],
    sources=["https://vercel.com/docs/ai-gateway/sdks-and-apis/rest-api"],
)
def request_refused_as_invalid(seen: Reading) -> Assessment:
    """400 with a request that the app's client is known to send: an option, the model's kind, or a change of the gateway."""
    error = seen.error
    if error is not None and error.param_name == "ModelTypeMismatchError":
        return None
    return Supported(
        "The gateway refuses the request itself as invalid; its words may name the part.",
        seen.at("baseline", "response/error"),
        basis=Indicated(),
        explains=False,
        decided_by="the same request without the app's options, and with another model",
    )


@cause(
    "another-model-served",
    "Another model served than was asked for",
    when=served,
    severity="info",
    next_steps=[step("Look for a rule of the team that rewrites the model.", "vercel ai-gateway rules list")],
    sources=["https://vercel.com/docs/ai-gateway"],
)
def another_model_served(seen: Reading) -> Assessment:
    """A rule of the team may rewrite the model, and an alias may stand for a newer one; nothing in the answer's text tells."""
    asked: tuple[tuple[Literal["baseline", "streaming"], Check | None], ...]
    asked = (("baseline", seen.baseline), ("streaming", seen.experiment("streaming")))
    for name, check in asked:
        routing = check.routing if check is not None and check.answer == "served" else None
        slug = routing.canonical_slug if routing is not None and not routing.served_model else None
        if slug is None or (same_name(slug, seen.probe.model) and not _is_of_another_creator(seen, slug)):
            continue
        # An attempt that is not there may have been of the model that was asked for, and this one its fallback.
        first = routing is not None and routing.served_model == 0 and tells_every_attempt(check)
        return Supported(
            f"{seen.probe.model} was asked for, and the gateway's routing says {slug}: a rule of the team rewrites the request, or the id is an alias.",
            "/probe/model",
            seen.at(name, "routing/canonical_slug"),
            basis=Observed() if first else Indicated(),
            explains=False,
            decided_by="every model that the gateway tried for this request",
        )
    return None


def _is_of_another_creator(seen: Reading, slug: str) -> bool:
    """Whether a name is another creator's: the id that was asked for is a whole one, and no provider's name stands in it."""
    routing, listing = seen.baseline.routing if seen.baseline else None, _listing(seen)
    creator, providers = slug.partition("/")[0], routing.providers if routing else frozenset()
    return (
        listing is not None
        and listing.as_id == seen.probe.model
        and not seen.probe.model.startswith(f"{creator}/")
        and bool(providers)
        and creator not in providers
    )
