"""`gateway-probe fetch`: the Document of a deployed probe."""

import argparse
import asyncio
import os

from pydantic import SecretStr

from gateway_probe.cli.exit_codes import WrongUse, of_verdict
from gateway_probe.cli.output import check_target, leaks_explained, say, write_report
from gateway_probe.disclosure import Secrets
from gateway_probe.places.fetching import Address, fetch_document, probe_url
from gateway_probe.places.unknown import UnusableAddress


def fetch(options: argparse.Namespace) -> int:
    """Ask the deployed probe and print its Document. Raises `WrongUse` and `PlaceUnknown`."""
    token = secret_of(options.token_env or "GATEWAY_PROBE_TOKEN", required=options.token_env is not None)
    bypass = secret_of(options.bypass_env, required=True)
    query = {"disclosure": options.disclosure, "experiments": options.experiments, "format": "json"}
    if options.model:
        query["model"] = options.model
    address = Address(options.url, token, bypass, query)
    check_target(options.output)
    try:
        # Checked first and never shown where it is refused: it may hold a password.
        url = probe_url(options.url, with_secret=token is not None or bypass is not None)
        if not options.quiet:
            say(f"asking {url} …")
        document = asyncio.run(fetch_document(address, timeout_s=options.timeout))
    except UnusableAddress as error:
        raise WrongUse(f"the URL cannot be used: {error}") from None
    secrets = Secrets(secret.get_secret_value() for secret in (token, bypass) if secret is not None)
    with leaks_explained():
        write_report(document, options.format, secrets, options.output)
    return of_verdict(document.verdict)


def secret_of(name: str | None, *, required: bool) -> SecretStr | None:
    """The secret in a variable; secrets are never options, which other users of the machine can see."""
    if name is None:
        return None
    value = os.environ.get(name, "").strip()
    if not value:
        if required:
            raise WrongUse(f"the variable {name} is not set: export it with the secret, then run this again")
        return None
    if not value.isascii() or not value.isprintable():
        raise WrongUse(f"the variable {name} holds characters that cannot be sent in a header")
    return SecretStr(value)
