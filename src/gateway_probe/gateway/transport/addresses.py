"""The address of a request, as httpx reads it."""

import re

import httpcore

# Of these httpx changes nothing: no default port, no segment of dots, no character that has to be spelled out. They are
# all that a run asks at first, so that importing httpx, a sixth of what it does before, can wait until all is sent.
_PLAIN = re.compile(
    r"(?P<scheme>https?)://(?P<host>127\.0\.0\.1|[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*)(?::(?P<port>[1-5]\d{4}|[1-9]\d{3}))?"
    r"(?P<target>(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)+)"
)


def read_address(url: str) -> httpcore.URL:
    """The address. Raises `LocalProtocolError` where httpx takes it for none."""
    plain = _PLAIN.fullmatch(url)
    if plain is not None:
        scheme, host, port, target = plain.groups()
        return httpcore.URL(scheme=scheme, host=host, port=int(port) if port else None, target=target)
    import httpx

    try:
        read = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise httpcore.LocalProtocolError("httpx cannot read the address") from error
    return httpcore.URL(scheme=read.raw_scheme, host=read.raw_host, port=read.port, target=read.raw_path)
