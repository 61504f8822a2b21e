"""A webhook that is told when a verdict changes. Its address is a secret: whoever has it can write there."""

import os
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from pydantic import SecretStr

from gateway_probe.cli.exit_codes import WrongUse
from gateway_probe.cli.passes import VARIABLE
from gateway_probe.disclosure import Secrets
from gateway_probe.document import Document
from gateway_probe.document.facts import LOOPBACK_HOSTS
from gateway_probe.gateway import Transport
from gateway_probe.gateway.requests import USER_AGENT
from gateway_probe.probe import conclude
from gateway_probe.releasing import release

TIMEOUT_S = 10.0
_MAX_ANSWER = 10_000
"""Bytes of its answer that are read, and nothing of them is shown."""


@dataclass(frozen=True)
class Webhook:
    """Where to, held as a secret."""

    address: SecretStr = field(repr=False)

    @property
    def secrets(self) -> Secrets:
        """The address, which must stand in nothing that leaves."""
        return Secrets([self.address.get_secret_value()])

    async def tell(self, document: Document, secrets: Secrets) -> str | None:
        """Send the brief answer at the public level, once. What went wrong, in words that do not name the address.

        Redirects are not followed. Raises `LeakPrevented`, and nothing that the network or the other side does.
        """
        shown = document if document.probe.disclosure == "public" else conclude(document, "public")
        body = release(shown, "brief", secrets).content
        url = self.address.get_secret_value()
        headers = [
            ("host", urlsplit(url).netloc),
            ("content-type", "application/json"),
            ("content-length", str(len(body))),
            ("user-agent", USER_AGENT),
        ]
        async with Transport() as transport:
            exchange = await transport.exchange(
                "POST", url, headers, body=body, timeout_s=TIMEOUT_S, max_body=_MAX_ANSWER
            )
        if exchange.failure is not None and exchange.status is None:
            return f"it could not be reached ({exchange.failure.stage}, {exchange.failure.kind})"
        return (
            None if exchange.status is not None and 200 <= exchange.status < 300 else f"it answered {exchange.status}"
        )


def webhook_of(name: str | None) -> Webhook | None:
    """The webhook whose address is in this variable. Raises `WrongUse`, and repeats no value."""
    if name is None:
        return None
    if not VARIABLE.fullmatch(name):
        raise WrongUse("--webhook-env takes the NAME of a variable that holds the address")
    value = os.environ.get(name, "").strip()
    if not value:
        raise WrongUse(f"the variable {name} is not set: export it with the address of the webhook")
    wrong = f"the address in {name} cannot be used: it must be https://…, or http://… on this machine"
    if not value.isascii() or not value.isprintable() or " " in value:
        raise WrongUse(wrong)
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise WrongUse(wrong) from None
    allowed = parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK_HOSTS)
    if not allowed or not host or "@" in parts.netloc or parts.fragment:
        raise WrongUse(wrong)
    return Webhook(SecretStr(value))
