"""The place that the page of `gateway-probe serve` shows beside this machine."""

import argparse

from gateway_probe.cli.environment import Environment
from gateway_probe.cli.exit_codes import WrongUse
from gateway_probe.cli.passes import Passes, passes_of
from gateway_probe.disclosure import Secrets
from gateway_probe.document import Document
from gateway_probe.places.deployed_probe import Address, fetch_document, probe_url
from gateway_probe.places.unknown import PlaceUnknown, UnusableAddress
from gateway_probe.web.laptop import Laptop, PlaceBeside
from gateway_probe.web.problems import invalid_parameter, place_unknown


def laptop_of(options: argparse.Namespace, environment: Environment) -> Laptop:
    """How this machine asks another place for its page. Raises `WrongUse` where `--beside` names none."""
    named = None if options.beside is None else _usable(options.beside)
    # The secrets of this shell are for the address that it named; one that is typed on the page brings its own token.
    passes = Passes() if named is None else passes_of(options)

    async def ask(place: PlaceBeside) -> tuple[Document, Secrets]:
        try:
            mine = probe_url(place.url, with_secret=True) == named
            token, bypass = (passes.token(place.url), passes.bypass(place.url)) if mine else (None, None)
            query = {"format": "json", **({"model": place.model} if place.model else {})}
            address = Address(place.url, place.token or token, bypass, query)
            return await fetch_document(address, timeout_s=options.timeout), address.secrets
        except UnusableAddress as error:
            raise invalid_parameter("url", f"cannot be used: {error}") from None
        except PlaceUnknown as unknown:
            # On the page the token is typed.
            denied = unknown.code in {"access-denied", "too-many-wrong-tokens"}
            step = "Type the token of that deployment beside its address." if denied else unknown.next_step
            raise place_unknown(unknown.code, unknown.text, step) from None

    return Laptop(ask, environment.from_file, environment.shadowed)


def _usable(url: str) -> str:
    try:
        return probe_url(url, with_secret=True)
    except UnusableAddress as error:
        raise WrongUse(f"the URL of --beside cannot be used: {error}") from None
