"""The clients that apps reach the gateway with: one table of data, and what of it an environment shows."""

from gateway_probe.clients.choice import ALL, AUTO, Choice, choose_client
from gateway_probe.clients.inference import Inference, infer
from gateway_probe.clients.key_names import NEAR_MISSES, PROVIDER_KEYS
from gateway_probe.clients.look_up import CLIENT_NAMES, KEY_NAMES, client_for, client_of
from gateway_probe.clients.request_shapes import SHAPE_COSTS, SHAPES, Shape, parse_shapes
from gateway_probe.clients.row import AuthHeader, Client, OidcPlace, Protocol
from gateway_probe.clients.table import CLIENTS, DEFAULT_CLIENT

__all__ = [
    "ALL",
    "AUTO",
    "CLIENTS",
    "CLIENT_NAMES",
    "DEFAULT_CLIENT",
    "KEY_NAMES",
    "NEAR_MISSES",
    "PROVIDER_KEYS",
    "SHAPES",
    "SHAPE_COSTS",
    "AuthHeader",
    "Choice",
    "Client",
    "Inference",
    "OidcPlace",
    "Protocol",
    "Shape",
    "choose_client",
    "client_for",
    "client_of",
    "infer",
    "parse_shapes",
]
