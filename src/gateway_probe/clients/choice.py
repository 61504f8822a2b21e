"""Which client a run asks as: the one that was named, or else the one that the environment is set up for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from gateway_probe.clients.inference import Inference, infer
from gateway_probe.clients.look_up import client_of
from gateway_probe.clients.row import Client
from gateway_probe.clients.table import DEFAULT_CLIENT

if TYPE_CHECKING:  # the table is read where no Document is
    from gateway_probe.document.facts import Variable

AUTO = "auto"
"""Ask as the client that the environment is set up for."""
ALL = "all"
"""Ask as each of the clients that it is set up for."""


class Choice(NamedTuple):
    """The client whose request is the baseline, how it was chosen, and every set-up that was seen."""

    client: Client
    origin: Literal["named", "inferred", "default"]
    confidence: Literal["certain", "likely", "possible"]
    basis: tuple[str, ...]
    others: tuple[Client, ...]
    """Where none was named: the clients of the other set-ups, to ask as besides."""
    seen: tuple[Inference, ...]


def choose_client(asked: str, variables: Sequence["Variable"], base_url: str = "") -> Choice:
    """The choice for `asked`: a client's name, `auto` or `all`. Raises KeyError for any other.

    Nobody can see which of several set-ups the app uses, so the one that most speaks for is asked as first, and the
    others beside it. Where nothing points to a client it is the AI SDK, which needs no variable in a deployment: its
    token comes with each request.
    """
    seen = tuple(infer(variables, base_url))
    if asked not in {AUTO, ALL}:
        return Choice(client_of(asked), "named", "certain", (), (), seen)
    others = tuple(client_of(inference.client) for inference in seen[1:])
    if not seen:
        return Choice(client_of(DEFAULT_CLIENT), "default", "possible", (), others, seen)
    first = seen[0]
    return Choice(client_of(first.client), "inferred", first.confidence, first.basis, others, seen)
