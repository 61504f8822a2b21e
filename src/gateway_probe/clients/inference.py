"""Which clients an environment is set up for, told from variables, base URLs and key forms; never from values."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from gateway_probe.clients.look_up import client_of
from gateway_probe.clients.row import Client
from gateway_probe.clients.table import CLIENTS, GATEWAY_KEY, VERCEL_GATEWAY_KEY

if TYPE_CHECKING:  # the table is read where no Document is
    from gateway_probe.document.facts import Variable

# Names that speak of the gateway themselves: any value under them is meant for it.
_NAMED_FOR_THE_GATEWAY = {GATEWAY_KEY, VERCEL_GATEWAY_KEY}
_NO_KEY = {"absent", "empty"}


class Inference(NamedTuple):
    """A set-up that was seen: the client that fits it best, those that would read it alike, and what it was told from.

    `likely` where the variables point to one client alone, `possible` where others fit as well.
    """

    client: str
    alternatives: tuple[str, ...]
    basis: tuple[str, ...]
    confidence: Literal["likely", "possible"]


def infer(variables: Iterable["Variable"], base_url: str = "") -> list[Inference]:
    """One inference for each set-up in the environment, the one that most speaks for first; empty where nothing points
    to one.

    Clients that take their key from the same variables share a set-up. `base_url` is the origin that the probe asks,
    for environments whose gateway is not the public one.
    """
    by_name = {variable.name: variable for variable in variables}
    host = base_url.partition("://")[2]
    set_ups: dict[str, list[Client]] = {}
    for client in CLIENTS:
        set_ups.setdefault(_family(client), []).append(client)
    found = (_set_up(clients, by_name, host) for clients in set_ups.values())
    seen = [inference for inference in found if inference is not None]
    return sorted(seen, key=partial(_lack, by_name=by_name))


def _lack(found: Inference, by_name: Mapping[str, "Variable"]) -> tuple[bool, bool, bool]:
    """What does not speak for a set-up, the weightiest first; among equals the order of the table stands.

    A key for the gateway; that it gets there, by its name or by a base URL; that an app uses it, and not a person.
    """
    client = client_of(found.client)
    has_key = any(_is_meant(name, by_name) for name in found.basis)
    gets_there = not client.asks_elsewhere or any(name in client.base_url_variables for name in found.basis)
    return not has_key, not gets_there, client.is_a_tool


def _family(client: Client) -> str:
    """Clients whose keys lie under names of one kind: the first word tells whose they are."""
    name = client.key_variables[0]
    return name if name in _NAMED_FOR_THE_GATEWAY else name.split("_", 1)[0]


def _set_up(clients: Sequence[Client], by_name: Mapping[str, "Variable"], host: str) -> Inference | None:
    """What one family's variables say, or None where they are absent or speak of the provider itself."""
    keys = _present(_names(client.key_variables for client in clients), by_name)
    bases = [
        name
        for name in _names(client.base_url_variables for client in clients)
        if name in by_name and _names_gateway(by_name[name], host)
    ]
    meant = [name for name in keys if _is_meant(name, by_name)]
    if not meant and not bases:
        return None
    fits = [_fit(client, by_name, host) for client in clients]
    first, *others = [client for client, fit in zip(clients, fits, strict=True) if fit == max(fits)]
    told_apart = len(others) + 1 < len(clients)
    hints = [name for name in first.base_urls_in_code if name in by_name and _names_gateway(by_name[name], host)]
    return Inference(
        client=first.name,
        alternatives=tuple(client.name for client in others),
        basis=tuple(dict.fromkeys([*(meant or keys), *bases, *(hints if told_apart else [])])),
        confidence="possible" if others else "likely",
    )


def _is_meant(name: str, by_name: Mapping[str, "Variable"]) -> bool:
    """Whether what this variable holds is a key for the gateway, by its name or its form."""
    return name in _NAMED_FOR_THE_GATEWAY or by_name[name].shape == "gateway-key"


def _fit(client: Client, by_name: Mapping[str, "Variable"], host: str) -> tuple[bool, bool, bool]:
    """What speaks for this client rather than for one of its family, the weightiest first.

    It reads a variable that holds something; a base URL that it reads ends as it expects; what its set-up leaves
    empty is empty.
    """
    has_key = bool(_present(client.key_variables, by_name))
    read = [by_name[name] for name in (*client.base_url_variables, *client.base_urls_in_code) if name in by_name]
    ends_as_expected = any(_names_gateway(base, host) and _path(base) in client.base_paths for base in read)
    left_empty = any(name in by_name and by_name[name].shape == "empty" for name in client.left_empty)
    return has_key, ends_as_expected, left_empty


def _present(names: Iterable[str], by_name: Mapping[str, "Variable"]) -> list[str]:
    return [name for name in names if name in by_name and by_name[name].shape not in _NO_KEY]


def _names(groups: Iterable[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(name for group in groups for name in group))


def _names_gateway(variable: "Variable", host: str) -> bool:
    if variable.endpoint_kind == "gateway":
        return True
    return bool(host) and _bare(variable).partition("/")[0] == host


def _path(variable: "Variable") -> str:
    """The path of a base URL, without the slash that clients take off its end."""
    _, slash, path = _bare(variable).partition("/")
    return (slash + path).rstrip("/")


def _bare(variable: "Variable") -> str:
    """Host and path."""
    endpoint = variable.endpoint or ""
    return endpoint.partition("://")[2] or endpoint
