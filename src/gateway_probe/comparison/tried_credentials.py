"""A place is more than the request it began with: its run may have tried another credential beside its own."""

from collections.abc import Iterator

from gateway_probe.clients import CLIENT_NAMES, client_of
from gateway_probe.document import Document
from gateway_probe.document.exchange import Experiment
from gateway_probe.document.facts import Credential
from gateway_probe.document.vocabulary import ExperimentId

_OIDC: ExperimentId = "credential-oidc"
_NO_KEY = {"absent", "empty"}
_OF_ITS_OWN_KEY = {"baseline", "credits-key", "credits-key-again"}
"""What says nothing of another credential."""


def askings_of(document: Document) -> Iterator[Document]:
    """The place as it asked, and as if it had begun with each credential that its run tried besides: the token, and the
    keys of the other clients that it is set up for. Where such a key's asking is not told, it began with nothing."""
    yield document
    token = document.experiment(_OIDC)
    if token is not None:
        yield _begin_with(token, _any_token(document), document)
    for name in sorted(_other_clients(document)):
        key = _key_of(name, document)
        if key is not None:
            yield _begin_with(_asking_as(name, document), key, document)


def stopped_askings_of(document: Document) -> Iterator[Document]:
    """The place as it asked, and as if by its token where that is not known to have come out otherwise."""
    yield document
    token = document.experiment(_OIDC)
    if token is not None and token.effect in {"same", None}:
        yield _begin_with(token, _any_token(document), document)


def _begin_with(tried: Experiment | None, credential: Credential, document: Document) -> Document:
    checks = [check for check in document.gateway.checks if check.id not in _OF_ITS_OWN_KEY]
    checks += [tried.model_copy(update={"id": "baseline"})] if tried is not None else []
    unknown = document.identity.key_and_deployment_team.model_copy(
        update={"relation": "unknown", "basis": "not-comparable"}
    )
    asked = {
        "credential": credential,
        "identity": document.identity.having(key_and_deployment_team=unknown),
        "gateway": document.gateway.having(checks=checks),
        # What else was tried was asked by its own credential.
        "experiments": [],
    }
    return document.model_copy(update=asked)


def _any_token(document: Document) -> Credential:
    """A token of the place; which one is not told."""
    return document.credential.model_copy(update={"method": "oidc", "fingerprint": None})


def _other_clients(document: Document) -> set[str]:
    """The clients that the place is set up for, but the one that its request is of."""
    asked_as = document.probe.client
    names = {item.client for item in asked_as.set_ups} if asked_as is not None else set()
    names |= {item.changed["client"] for item in document.experiments if "client" in item.changed}
    return names & set(CLIENT_NAMES) - {asked_as.name if asked_as is not None else ""}


def _asking_as(name: str, document: Document) -> Experiment | None:
    return next((item for item in document.experiments if item.asked and item.changed.get("client") == name), None)


def _key_of(name: str, document: Document) -> Credential | None:
    """The key that this client finds; a variable that is not listed may hold it."""
    listed = ((source, document.variable(source)) for source in client_of(name).key_variables)
    source = next((source for source, key in listed if key is None or key.shape not in _NO_KEY), None)
    if source is None:
        return None
    return document.credential.model_copy(update={"method": "api-key", "source": source, "fingerprint": None})
