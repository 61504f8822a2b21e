"""`gateway-probe compare`: places side by side."""

import argparse
import asyncio
import os
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import SecretStr

from gateway_probe.cli.environment import load_environment, load_settings
from gateway_probe.cli.exit_codes import HEALTHY, NO_DOCUMENT, PROBLEM, WrongUse
from gateway_probe.cli.fetch import secret_of
from gateway_probe.cli.output import leaks_explained, say, write_report
from gateway_probe.comparison import compare as compare_documents
from gateway_probe.disclosure import Secrets
from gateway_probe.document import Document, UnreadableDocument, read_document
from gateway_probe.document.document import MAX_DOCUMENT_BYTES
from gateway_probe.places import Address, PlaceUnknown, UnusableAddress, fetch_document
from gateway_probe.probe import Inputs, diagnose


@dataclass(frozen=True)
class Asked:
    """A place as it was named on the command line: `local`, `local:FILE`, a URL or a Document file."""

    name: str
    text: str


@dataclass(frozen=True)
class Answered:
    """A place's Document, and the secrets that were at hand when it was made."""

    name: str
    document: Document
    secrets: Secrets = field(default_factory=Secrets, repr=False)


def compare(options: argparse.Namespace) -> int:
    """Ask every place at the same time, compare, and print. Raises `WrongUse`."""
    places = _named(options.place)
    try:
        answered = asyncio.run(_ask_all(places, options))
    except PlaceUnknown as unknown:
        say(f"gateway-probe: {unknown.code}: {unknown.text}")
        say(f"  next: {unknown.next_step}")
        return NO_DOCUMENT
    comparison = compare_documents([(place.name, place.document) for place in answered])
    secrets = Secrets()
    for place in answered:
        secrets |= place.secrets
    with leaks_explained():
        write_report(comparison, options.format, secrets, options.output)
    alike = comparison.outcome == "same" and not comparison.relevant_differences
    return HEALTHY if alike else PROBLEM


def _named(texts: list[str]) -> list[Asked]:
    """The places with their names; a name is given as NAME=PLACE, or taken from the place. Raises `WrongUse`."""
    asked = []
    for text in texts:
        name, equals, rest = text.partition("=")
        given = bool(equals) and name.replace("-", "").replace("_", "").isalnum()
        asked.append(Asked(name, rest) if given else Asked(_name_of(text), text))
    names = [place.name for place in asked]
    if len(set(names)) != len(names):
        raise WrongUse("two places have the same name; give each one of its own: production=https://…")
    return asked


def _name_of(text: str) -> str:
    if "://" in text:
        return text.split("://")[1].split("/", maxsplit=1)[0]
    return Path(text.removeprefix("local:")).stem or text


async def _ask_all(places: list[Asked], options: argparse.Namespace) -> list[Answered]:
    return list(await asyncio.gather(*(_ask(place, options) for place in places)))


async def _ask(place: Asked, options: argparse.Namespace) -> Answered:
    if not options.quiet:
        say(f"  {place.name}: asking …")
    if place.text == "local" or place.text.startswith("local:"):
        answered = await _run_here(place, options)
    elif "://" in place.text:
        answered = await _fetch(place, options)
    else:
        answered = Answered(place.name, _read(place.text))
    if not options.quiet:
        verdict = answered.document.verdict
        say(f"  {place.name}: {verdict.status}, {verdict.code} ({verdict.confidence})")
    return answered


async def _run_here(place: Asked, options: argparse.Namespace) -> Answered:
    files = [place.text.removeprefix("local:")] if ":" in place.text else []
    environment = load_environment(files, file_wins=bool(files))
    inputs = Inputs(
        settings=load_settings(environment.variables),
        environ=environment.variables,
        model=options.model,
        from_file=environment.from_file,
    )
    finished = await diagnose(inputs)
    return Answered(place.name, finished.document(options.disclosure), finished.secrets)


async def _fetch(place: Asked, options: argparse.Namespace) -> Answered:
    token = secret_of(options.token_env or "GATEWAY_PROBE_TOKEN", required=options.token_env is not None)
    bypass = secret_of(options.bypass_env, required=True)
    query = {"disclosure": options.disclosure, "format": "json", **({"model": options.model} if options.model else {})}
    try:
        document = await fetch_document(Address(place.text, token, bypass, query), timeout_s=options.timeout)
    except UnusableAddress as error:
        raise WrongUse(f"{place.text}: {error}") from None
    return Answered(place.name, document, Secrets(_values(token, bypass)))


def _values(*secrets: SecretStr | None) -> list[str]:
    return [secret.get_secret_value() for secret in secrets if secret is not None]


def _read(file: str) -> Document:
    """A Document file. Raises `PlaceUnknown` where it is not one, `WrongUse` where it cannot be read."""
    try:
        with Path(file).open("rb") as stream:
            content = stream.read(MAX_DOCUMENT_BYTES + 1)
    except OSError as error:
        raise WrongUse(f"{file} cannot be read: {os.strerror(error.errno or 0)}") from None
    try:
        return read_document(content)
    except UnreadableDocument as error:
        raise PlaceUnknown(
            "not-a-document", f"{file} is {error}.", "Make one with: gateway-probe run --format json --output FILE"
        ) from None
