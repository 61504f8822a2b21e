"""What this process can see of itself, sealed into facts; the secrets among it stay in two objects without a `repr`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from gateway_probe.clients import ALL, Choice, Client, Protocol, choose_client, client_for
from gateway_probe.disclosure import Secrets, is_credential, parts_of_url
from gateway_probe.document.facts import Credential, OidcToken, RuntimeFacts, Variable
from gateway_probe.document.vocabulary import RunPart
from gateway_probe.record import record
from gateway_probe.runtime.client_credential import Keyring, choose_credential
from gateway_probe.runtime.guard import Guard
from gateway_probe.runtime.oidc_tokens import HEADER, find_tokens
from gateway_probe.runtime.platform import o11y_headers, observe_platform
from gateway_probe.runtime.value_shapes import clean, shape_of
from gateway_probe.runtime.watched_variables import inspect_variables
from gateway_probe.runtime.watchlist import Watched, watch_list

if TYPE_CHECKING:
    from gateway_probe.document.run_facts import AskedClient

_NAMING = {"only", "order", "models", "sort", "gatewayModelSlug"}
"""Options of the gateway that name providers and models (docs of AI Gateway, provider options)."""

# Headers that hold a secret of the platform and are visible to the function (vercel-runtime; Vercel's request headers).
_SECRET_HEADERS = (
    HEADER,
    "x-vercel-sc-headers",
    "x-vercel-proxy-signature",
    "x-vercel-protection-bypass",
    "forwarded",
    "authorization",
)


UNREAD_TOKEN = "this probe failed on an OIDC token, so it cannot say whether there is one to ask with"  # noqa: S105


class NamesASecret(ValueError):
    """A value that this run would send and show (a model id, the gateway's address) holds a watched secret."""

    def __init__(self) -> None:
        super().__init__("a model id or an address of this run holds the value of a watched variable")


@record(frozen=True)
class RuntimeObservation:
    """Facts, and beside them the credentials and the secrets of this run."""

    facts: RuntimeFacts
    variables: list[Variable]
    tokens: list[OidcToken]
    choice: Choice
    """Which client is asked as, and what it was told from."""
    credential: Credential
    deployment_headers: dict[str, str]
    keyring: Keyring = field(repr=False)
    secrets: Secrets = field(repr=False)
    each: bool = False
    """Whether each client that this place is set up for was to be asked as."""
    others: tuple[tuple[Client, Credential, Keyring], ...] = ()
    """The clients to ask as besides, and the credential that each would pick; with `auto` those with another one."""
    faults: tuple[RunPart, ...] = ()
    """Parts of it that this probe failed on."""
    not_for_text: tuple[Credential, Keyring] | None = field(default=None, repr=False)
    """What the client picks for a model that makes no text, where its key for text comes from a library below it."""

    @property
    def key_may_be_of_another(self) -> bool:
        """The key for text comes from a library's own variable, and is none that the gateway itself gave out."""
        chosen = None if self.not_for_text is None else self.keyring.chosen
        return chosen is not None and shape_of(chosen.get_secret_value()) != "gateway-key"

    @property
    def row(self) -> Client:
        """The client that is asked as."""
        return self.choice.client

    @property
    def client(self) -> "AskedClient":
        """The same as the Document tells it: made then, since no request waits for it."""
        return _asked_client(self.choice, each=self.each)

    def turn_to_other_kind(self) -> "RuntimeObservation":
        """The same, for a model that makes no text, or back again."""
        if self.not_for_text is None:
            return self
        credential, keyring = self.not_for_text
        return replace(self, credential=credential, keyring=keyring, not_for_text=(self.credential, self.keyring))


def observe_runtime(
    environ: Mapping[str, str],
    headers: Mapping[str, str],
    *,
    now: float,
    served: bool,
    client: str,
    protocol: Protocol,
    asked_as: str | None = None,
    base_url: str = "",
    watch: tuple[str, ...] = (),
    salt: str = "",
    provider_options: dict[str, Any] | None = None,
    public: tuple[str, ...] = (),
    from_file: frozenset[str] = frozenset(),
) -> RuntimeObservation:
    """Look at the watched variables, the inbound headers and the token file; ask nobody.

    `headers` has lower-case names. `now` is in seconds since 1970. `public` are values that the Document holds
    by right (base URL, model ids): foreign text may repeat them. Raises `NamesASecret` where one holds a secret.
    `asked_as` is a client's name, `auto` or `all`; without it the client is the first that speaks `protocol`.
    `base_url` is the origin that is asked.
    """
    guard = Guard()
    watched = watch_list(watch)
    facts = observe_platform(environ, headers, served=served, client=client)
    tokens = find_tokens(environ, headers, now=now, on_vercel=facts.platform == "vercel", salt=salt, guard=guard)
    variables = inspect_variables(watched, environ, salt=salt, from_file=from_file, guard=guard)
    choice = choose_client(asked_as or client_for(protocol).name, variables, base_url)
    credential, keyring = choose_credential(environ, tokens, client=choice.client, salt=salt)
    if credential.method == "none" and "tokens" in guard.faults:
        credential = Credential(method="none", source="none", state="unread", problem=UNREAD_TOKEN)
    others = tuple((row, *choose_credential(environ, tokens, client=row, salt=salt)) for row in choice.others)
    by_library = credential.source in choice.client.keys_after_token
    held_here = Secrets([*_secret_values(watched, environ), *_secret_headers(headers)])
    if any(map(held_here.named_in, public)):
        raise NamesASecret
    secrets = held_here | Secrets(
        [*(token.secret.get_secret_value() for token in tokens if token.secret), *_leaves(provider_options)],
        own=(*public, *_leaves(provider_options, naming=True)),
    )
    return RuntimeObservation(
        facts=facts,
        variables=variables,
        choice=choice,
        each=asked_as == ALL,
        tokens=[token.facts for token in tokens],
        credential=credential,
        deployment_headers=o11y_headers(environ, headers, platform=facts.platform),
        keyring=keyring,
        secrets=secrets,
        others=others if asked_as == ALL else tuple(other for other in others if other[2].chosen != keyring.chosen),
        faults=tuple(guard.faults),
        not_for_text=choose_credential(environ, tokens, client=choice.client, salt=salt, for_text=False)
        if by_library
        else None,
    )


def _asked_client(choice: Choice, *, each: bool) -> "AskedClient":
    from gateway_probe.document.run_facts import AskedClient, SetUp

    return AskedClient(
        name=choice.client.name,
        title=choice.client.title,
        origin=choice.origin,
        confidence=choice.confidence,
        basis=list(choice.basis),
        each=each,
        set_ups=[
            SetUp(
                client=seen.client,
                alternatives=list(seen.alternatives),
                basis=list(seen.basis),
                confidence=seen.confidence,
            )
            for seen in choice.seen
        ],
    )


def _secret_values(watched: tuple[Watched, ...], environ: Mapping[str, str]) -> Iterator[str]:
    """Every watched value, placeholders too, but for a name of a variable; of URLs that are shown by host and path
    everything else."""
    names = {item.name for item in watched}
    for item in watched:
        value = environ.get(item.name, "")
        if item.secret and clean(value) not in names:
            yield value
            yield clean(value)
        elif item.role in {"base-url", "proxy"}:
            yield from parts_of_url(clean(value))
    yield environ.get("GATEWAY_PROBE_FINGERPRINT_SALT", "")
    yield from environ.get("GATEWAY_PROBE_TOKEN", "").split(",")


def _secret_headers(headers: Mapping[str, str]) -> Iterator[str]:
    for name in _SECRET_HEADERS:
        value = headers.get(name)
        if value:
            yield value
            yield from re.findall(r"sig=([^;,\s]+)", value)
    yield from re.findall(r"_vercel_jwt=([^;\s]+)", headers.get("cookie", ""))


def _leaves(value: Any, key: str = "", *, naming: bool = False) -> Iterator[str]:
    """Every text of the provider options, whatever its key: those that name providers and models, or all others."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _leaves(item, str(name), naming=naming)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item, key, naming=naming)
    elif isinstance(value, str) and (key in _NAMING and not is_credential(value)) == naming:
        yield value
