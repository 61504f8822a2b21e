"""A client by its name, or by the protocol that it speaks, and what all of them have in common."""

from gateway_probe.clients.row import Client, Protocol
from gateway_probe.clients.table import CLIENTS, GATEWAY_KEY

CLIENT_NAMES: tuple[str, ...] = tuple(client.name for client in CLIENTS)
KEY_NAMES = frozenset({GATEWAY_KEY, *(name for client in CLIENTS for name in client.reads_a_key_from)})
"""Every variable that a client takes a key from, or is given one from in code."""
_BY_NAME = {client.name: client for client in CLIENTS}


def client_of(name: str) -> Client:
    """The row of that name. Raises KeyError."""
    return _BY_NAME[name]


def client_for(protocol: Protocol) -> Client:
    """The client that is meant where only a protocol was named: the first that speaks it."""
    return next(client for client in CLIENTS if client.protocol == protocol)
