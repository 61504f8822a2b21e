"""What is asked of the gateway, before it is put into any client's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any, Literal

from pydantic import SecretStr

from gateway_probe.clients import AuthHeader, Client, Protocol, Shape, client_for, client_of
from gateway_probe.record import record

if TYPE_CHECKING:
    from gateway_probe.document.exchange import CredentialUse

PROMPT = "ping"
MAX_OUTPUT_TOKENS = 16
"""The least that every provider takes: OpenAI's Responses API refuses fewer."""

Modality = Literal["language", "embedding"]


@record(frozen=True)
class Authorization:
    """A credential and how the AI SDK announces it."""

    use: CredentialUse
    method: Literal["api-key", "oidc"]
    secret: SecretStr = field(repr=False)
    beside: SecretStr | None = field(default=None, repr=False)
    """A second key, which the client sends along as `x-api-key`."""


@record(frozen=True)
class Generation:
    """One small generation: every choice that an experiment can change."""

    model: str
    protocol: Protocol = "v4"
    deployment_headers: Mapping[str, str] = field(default_factory=dict)
    provider_options: Mapping[str, Any] | None = field(default=None, repr=False)
    streaming: bool = False
    client: str | None = None
    """Whose words to use; without it, or where it does not speak the protocol, the first client that does."""
    modality: Modality = "language"
    shape: Shape = "text"
    auth_header: AuthHeader | None = None
    """The header that carries the credential, where it is not to be the client's own."""
    team: str | None = None
    """The team's id or slug, as the AI SDK's `teamIdOrSlug`."""

    @property
    def row(self) -> Client:
        """The client whose words are used."""
        named = client_of(self.client) if self.client is not None else None
        return named if named is not None and named.protocol == self.protocol else client_for(self.protocol)


_EMBEDS = re.compile(r"embed|(^|/)(voyage|bge|e5|gte)\b")
_WRITES = re.compile(
    r"(^|/)(gpt|o\d|chatgpt|claude|gemini|gemma|grok|llama|(mi|mini|magi|devs|pix|codes)s?tral|mixtral|deepseek|qwen|glm|kimi|nova|command|sonar|minimax)\b"
)


def kind_in_name(model: str) -> Literal["embedding", "language"] | None:
    """What kind of model the id itself speaks of, before any list is read; None where it does not."""
    if _EMBEDS.search(model.lower()):
        return "embedding"
    return "language" if _WRITES.search(model.lower()) else None


def modality_of(client: Client, kind: str | None) -> Modality:
    """How this client asks a model of this kind: for what it makes, where it has a door."""
    return "embedding" if kind == "embedding" and client.makes(kind) else "language"
