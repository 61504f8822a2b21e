"""The gateway's client: endpoints, the two protocols, errors and routing, timings."""

from typing import TYPE_CHECKING

from gateway_probe.gateway.client import GatewayClient
from gateway_probe.gateway.deadline import Deadline
from gateway_probe.gateway.generation import Authorization, Generation
from gateway_probe.gateway.transport import CLIENT, Transport, name_client
from gateway_probe.later import import_later

if TYPE_CHECKING:
    from gateway_probe.gateway.lookups import CreditsPair
else:
    __getattr__ = import_later(__name__, {"CreditsPair": "lookups"})

__all__ = [
    "CLIENT",
    "Authorization",
    "CreditsPair",
    "Deadline",
    "GatewayClient",
    "Generation",
    "Transport",
    "name_client",
]
