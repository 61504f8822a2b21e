"""Variables that send the app's client elsewhere."""

from collections.abc import Iterable

from gateway_probe.causes.cause import Assessment, Hinted, Indicated, Supported, cause, step
from gateway_probe.causes.reading import Reading
from gateway_probe.clients import CLIENTS
from gateway_probe.document.facts import GATEWAY_HOST, DefectKind, Variable

_AROUND_AN_ADDRESS: dict[DefectKind, str] = {
    "leading-whitespace": "white space",
    "trailing-whitespace": "white space",
    "trailing-newline": "a line's end",
    "literal-backslash-n": "a backslash and an n",
    "quotes": "quotes",
    "invisible-character": "invisible characters",
}
"""Defects that a client takes for a part of the address."""

READ_HERE = tuple(
    dict.fromkeys(
        ("AI_GATEWAY_BASE_URL", "AI_GATEWAY_URL", *(name for row in CLIENTS for name in row.base_url_variables))
    )
)
"""Variables that a Document has to list, set or not, before nothing can be said to be wrong with them."""


@cause(
    "base-url-wrong-path",
    "A base-URL variable has the wrong path for its client",
    severity="warning",
    next_steps=[step("Correct the path of the variable.")],
    sources=["vercel/ai #10325", "danny-avila/LibreChat #9743"],
)
def base_url_wrong_path(seen: Reading) -> Assessment:
    """Each client adds a path of its own to the base URL; one that ends otherwise makes an address that does not exist."""
    for variable in _base_urls(seen, dict.fromkeys(name for row in CLIENTS for name in row.base_url_variables)):
        if variable.endpoint is None or variable.endpoint_kind != "gateway":
            continue
        path = variable.endpoint.removeprefix(GATEWAY_HOST).rstrip("/")
        readers = [row for row in CLIENTS if variable.name in row.base_url_variables]
        own = variable.name in seen.client.base_url_variables
        fitting = [path for row in ([seen.client] if own else readers) for path in row.base_paths]
        around = next((defect.kind for defect in variable.defects if defect.kind in _AROUND_AN_ADDRESS), None)
        if path in fitting and around is None:
            continue
        whose = seen.client.title if own else " or ".join(row.title for row in readers)
        wrong = (
            f"with {_AROUND_AN_ADDRESS[around]} around it" if around else f"with a path that {whose} does not expect"
        )
        # Node's URLs leave out a line's end wherever it stands; Python's refuse the address.
        harmless = around == "trailing-newline" and seen.client.language == "javascript" and path in fitting
        return Supported(
            f"{variable.name} names the gateway {wrong}: {whose if around else 'it'} adds its own path, and the sum is "
            f"{'no address' if around else 'a 404 or 405'}. It should end in {GATEWAY_HOST}{fitting[0] if fitting else ''}.",
            seen.variable_at(variable.name, "defects" if around else "endpoint"),
            basis=Indicated() if own and not seen.client_is_guessed and not harmless else Hinted(),
            explains=False,
            # What another client reads is told, and changes no verdict about this one.
            remark=not own,
            also_stops=own and not seen.client_is_guessed and not harmless,
            decided_by="a request of that client: 404 or 405 without the gateway's JSON",
        )
    return None


@cause(
    "base-url-not-encrypted",
    "A base-URL variable names the gateway without encryption",
    severity="warning",
    next_steps=[step("Write https:// in place of http:// in the variable.")],
    sources=["https://vercel.com/docs/encryption", "https://fetch.spec.whatwg.org/#http-redirect-fetch"],
)
def base_url_not_encrypted(seen: Reading) -> Assessment:
    """Vercel's edge sends http on to https; the key has gone out in the clear by then, and clients drop it on such a way."""
    for variable in _base_urls(seen, seen.client.base_url_variables):
        if variable.endpoint_kind != "gateway" or variable.endpoint_scheme != "http":
            continue
        return Supported(
            f"{variable.name} names the gateway by http. The key leaves without encryption, and the answer is a redirect, on which "
            "clients drop the key or turn the request into another. This probe asked by https.",
            seen.variable_at(variable.name, "endpoint_scheme"),
            basis=Hinted(),
            explains=False,
            decided_by="the app's own request: whether it is answered with a redirect, and what its client makes of it",
        )
    return None


@cause(
    "base-url-wrong-host",
    "A base-URL variable names another host",
    severity="warning",
    next_steps=[step("Remove the variable, or correct its host.")],
    sources=["vercel/ai #11515"],
)
def base_url_wrong_host(seen: Reading) -> Assessment:
    """The right host is ai-gateway.vercel.sh; other names resolve and fail."""
    names = (*seen.client.base_url_variables, *seen.client.base_urls_in_code, "AI_GATEWAY_BASE_URL", "AI_GATEWAY_URL")
    for variable in _base_urls(seen, names):
        elsewhere = variable.endpoint_kind == "loopback" and not _is_asked_here(seen, variable)
        if not elsewhere and variable.endpoint_kind not in {"other", "malformed", "provider"}:
            continue
        also_stops = variable.name in seen.client.base_url_variables and not seen.client_is_guessed
        told = (
            "no address, and an app that uses it reaches nobody by it"
            if variable.endpoint_kind == "malformed"
            else f"another host than {GATEWAY_HOST}, and an app that uses it talks to something else"
        )
        return Supported(
            f"{variable.name} names {told}; this probe does not use it.",
            seen.variable_at(variable.name, "endpoint_kind"),
            # Behind another host may stand something that passes requests on to the gateway; behind a provider's it does not.
            basis=Indicated() if also_stops and variable.endpoint_kind in {"malformed", "provider"} else Hinted(),
            explains=False,
            also_stops=also_stops,
            decided_by="the app's code: whether it passes this variable as the base URL",
        )
    return None


@cause(
    "base-url-not-set",
    "No variable sends the client to the gateway",
    severity="info",
    next_steps=[step("Look at the app's code: it has to pass the gateway's base URL, or the variable has to be set.")],
    sources=["https://vercel.com/docs/ai-gateway/sdks-and-apis"],
)
def base_url_not_set(seen: Reading) -> Assessment:
    """SDKs of model providers ask their own provider, unless a variable or the app's code names the gateway."""
    names = not_sent_to_the_gateway(seen)
    if not names:
        return None
    return Supported(
        f"{seen.client.title} asks its own provider unless something names the gateway, and {names[0]} is not set. This probe asked the gateway.",
        seen.variable_at(names[0], "present"),
        basis=Hinted(),
        explains=False,
        decided_by="the app's code: whether it passes the gateway's base URL",
    )


def is_read(seen: Reading, name: str) -> bool:
    """Whether the Document lists the variable and, where one for a base URL is set, says where it points."""
    found = seen.variable(name)
    if found is None:
        return False
    if name not in READ_HERE or not found.present:
        return True
    if found.endpoint_kind == "gateway":
        return found.endpoint is not None and found.endpoint_scheme is not None
    return found.endpoint_kind is not None


def not_sent_to_the_gateway(seen: Reading) -> list[str]:
    """The variables, none of them set, that would send a client to the gateway which asks elsewhere without them.

    An app that takes the gateway's own variable for its key was set up in code, and its base URL with it.
    """
    if seen.key is not None and seen.key.name in seen.client.keys_in_code:
        return []
    names = (*seen.client.base_url_variables, *seen.client.base_urls_in_code)
    if not seen.client.asks_elsewhere or any(True for _ in _base_urls(seen, names)):
        return []
    return [name for name in names if seen.variable(name) is not None]


def _base_urls(seen: Reading, names: Iterable[str]) -> list[Variable]:
    """Those that are set. An empty one moves no client that asks the gateway without any; others find no address in it."""
    found = [variable for name in dict.fromkeys(names) if (variable := seen.variable(name)) is not None]
    return [
        variable for variable in found if variable.present and (variable.shape != "empty" or seen.client.asks_elsewhere)
    ]


def _is_asked_here(seen: Reading, variable: Variable) -> bool:
    """Whether a gateway on this machine is the one that this run asked."""
    asked = seen.evidence.gateway.base_url.partition("://")[2].split("/")[0]
    return (variable.endpoint or "").split("/")[0] == asked
