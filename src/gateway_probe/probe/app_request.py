"""What a client of this place would ask for: its row, filled in with the settings."""

from collections.abc import Mapping

from gateway_probe.clients import Client
from gateway_probe.gateway import Generation
from gateway_probe.gateway.generation import Modality
from gateway_probe.probe.inputs import Inputs


def request_of(
    client: Client, source: str, modality: Modality, inputs: Inputs, headers: Mapping[str, str]
) -> Generation:
    """The generation that this client would ask for, with a credential from `source` and these deployment headers."""
    settings = inputs.settings
    # Where both ways are wanted, the client's own goes first.
    streams = settings.streaming == "on" or (settings.streaming == "both" and client.streams)
    return Generation(
        model=inputs.asked_model,
        client=client.name,
        protocol=client.protocol,
        deployment_headers=headers if client.deployment_headers else {},
        provider_options=settings.provider_options if client.carries_options else None,
        modality=modality,
        streaming=streams and modality == "language",
        auth_header=client.carries(source),
        team=settings.team if client.names_team else None,
    )
