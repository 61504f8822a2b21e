"""With what a run can ask: the credentials of this place, and why something is not asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from pydantic import SecretStr

from gateway_probe.document.facts import Credential
from gateway_probe.gateway import Authorization
from gateway_probe.probe.inputs import Inputs
from gateway_probe.runtime import UNREAD_TOKEN, RuntimeObservation
from gateway_probe.runtime.client_credential import Keyring

if TYPE_CHECKING:
    from gateway_probe.document.exchange import Check, Reason
    from gateway_probe.document.vocabulary import ReasonCode


def chosen_by_client(credential: Credential, keyring: Keyring) -> Authorization | None:
    """The credential that the client would pick: none where it finds none, whatever else lies here."""
    chosen = None if credential.method == "none" else authorization_of(credential.method, keyring.chosen)
    return chosen if chosen is None or keyring.beside is None else replace(chosen, beside=keyring.beside)


def authorization_of(use: Literal["api-key", "oidc"], secret: SecretStr | None) -> Authorization | None:
    """The secret, as one of these; none where there is none."""
    return None if secret is None else Authorization(use, use, secret)


def why_no_baseline(inputs: Inputs, runtime: RuntimeObservation) -> Reason | None:
    """Why the app's own request is not sent, or None where it is."""
    credential = runtime.credential
    if credential.state == "unread":
        return _reason(code="probe-fault", text=UNREAD_TOKEN)
    if chosen_by_client(credential, runtime.keyring) is None:
        text = f"{runtime.row.title} has no credential that it can send: {credential.problem}"
        return _reason(code="credential-unsendable" if credential.state == "unsendable" else "no-credential", text=text)
    if inputs.checks == "free":
        return _reason(code="free-checks", text="only checks that cost nothing were wanted")
    if inputs.settings.max_generations < 1:
        text = "GATEWAY_PROBE_MAX_GENERATIONS is 0, so no generation was asked for"
        return _reason(code="generation-limit", text=text)
    return None


def leave_out(why: Reason, question: str) -> Check:
    """The baseline that is not asked."""
    from gateway_probe.document.exchange import Check

    if why.code in {"credential-unsendable", "probe-fault"}:
        return Check(id="baseline", question=question, outcome="errored", answer="none", cost="metered", reason=why)
    return Check(id="baseline", question=question, outcome="skipped", cost="metered", reason=why)


def why_no_key(runtime: RuntimeObservation) -> Reason:
    """Why this place has no key to ask with."""
    if runtime.credential.state == "unsendable":
        return _reason(code="credential-unsendable", text="the key cannot be put into a header")
    return _reason(code="no-key", text=f"{runtime.row.key_variables[0]} is absent or empty")


def why_no_token(runtime: RuntimeObservation) -> Reason:
    """Why this place has no OIDC token to ask with."""
    if "tokens" in runtime.faults:
        return _reason(code="probe-fault", text=UNREAD_TOKEN)
    if all(token.state == "absent" for token in runtime.tokens):
        return _reason(code="no-token", text="no OIDC token is in the request header, the file or the environment")
    return _reason(
        code="token-unusable", text="the OIDC token that is here is expired, unreadable, or not from the platform"
    )


def _reason(code: ReasonCode, text: str) -> Reason:
    from gateway_probe.document.exchange import Reason  # nothing that is asked needs one

    return Reason(code=code, text=text)
