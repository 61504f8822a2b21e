"""Which client is asked as, where a person named one, or its protocol, or both."""

from typing import cast

from gateway_probe.clients import AUTO, CLIENT_NAMES, Protocol, client_for, client_of
from gateway_probe.settings.setting import Reader, Setting


def settle_client(reader: Reader, named: Setting, spoken: Setting) -> tuple[str, Protocol, tuple[str, ...]]:
    """The client, its protocol, and warnings. Where both are set the client prevails: it says more."""
    client = cast("str | None", reader.read(named, None))
    protocol = cast("Protocol | None", reader.read(spoken, None))
    if client is None:
        return (AUTO, "v4", ()) if protocol is None else (client_for(protocol).name, protocol, ())
    own = client_of(client).protocol if client in CLIENT_NAMES else "v4"
    if protocol in {None, own}:
        return client, own, ()
    return client, own, (f"{spoken.name} was ignored: {named.name} is {client}",)
