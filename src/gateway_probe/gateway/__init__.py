"""The gateway's client: endpoints, the two protocols, errors and routing, timings."""

from gateway_probe.gateway.client import GatewayClient
from gateway_probe.gateway.deadline import Deadline
from gateway_probe.gateway.generation import Authorization, Generation
from gateway_probe.gateway.lookups import CreditsPair
from gateway_probe.gateway.transport import CLIENT, Transport

__all__ = ["CLIENT", "Authorization", "CreditsPair", "Deadline", "GatewayClient", "Generation", "Transport"]
