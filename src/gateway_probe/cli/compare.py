"""`gateway-probe compare`: places side by side."""

import argparse
import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import SecretStr

from gateway_probe.cli.documents import borrowed_headers, read_document_file
from gateway_probe.cli.environment import load_environment, load_settings
from gateway_probe.cli.exit_codes import HEALTHY, PROBLEM, WrongUse
from gateway_probe.cli.fetch import secret_of
from gateway_probe.cli.output import check_target, leaks_explained, say, write_report
from gateway_probe.comparison import compare as compare_documents
from gateway_probe.disclosure import Secrets
from gateway_probe.document import Document
from gateway_probe.places.fetching import Address, fetch_document
from gateway_probe.places.unknown import UnusableAddress
from gateway_probe.probe import Inputs, diagnose


@dataclass(frozen=True)
class Asked:
    """A place as it was named on the command line: `local`, `local:FILE`, `local-as:DOCUMENT`, a URL or a file."""

    name: str
    text: str


@dataclass(frozen=True)
class Answered:
    """A place's Document, and the secrets that were at hand when it was made."""

    name: str
    document: Document
    secrets: Secrets = field(default_factory=Secrets, repr=False)


def compare(options: argparse.Namespace) -> int:
    """Ask every place at the same time, compare, and print. Raises `WrongUse` and `PlaceUnknown`."""
    places = _named(options.place)
    check_target(options.output)
    answered = asyncio.run(_ask_all(places, options))
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
    if len(texts) < 2:
        raise WrongUse("a comparison needs two places or more, for example: compare local https://your-app.vercel.app")
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
    kind, _, file = text.rpartition(":")
    return f"local-as-{Path(file).stem}" if kind == "local-as" else Path(file).stem or text


async def _ask_all(places: list[Asked], options: argparse.Namespace) -> list[Answered]:
    return list(await asyncio.gather(*(_ask(place, options) for place in places)))


async def _ask(place: Asked, options: argparse.Namespace) -> Answered:
    if not options.quiet:
        say(f"  {place.name}: asking …")
    if place.text == "local" or place.text.startswith(("local:", "local-as:")):
        answered = await _run_here(place, options)
    elif "://" in place.text:
        answered = await _fetch(place, options)
    else:
        answered = Answered(place.name, read_document_file(place.text))
    if not options.quiet:
        verdict = answered.document.verdict
        say(f"  {place.name}: {verdict.status}, {verdict.code} ({verdict.confidence})")
    return answered


async def _run_here(place: Asked, options: argparse.Namespace) -> Answered:
    kind, _, file = place.text.partition(":")
    files = [file] if kind == "local" and file else []
    environment = load_environment(files, file_wins=bool(files))
    inputs = Inputs(
        settings=load_settings(environment.variables),
        environ=environment.variables,
        model=options.model,
        from_file=environment.from_file,
        borrowed_headers=borrowed_headers(file) if kind == "local-as" else None,
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
        raise WrongUse(f"the URL of {place.name} cannot be used: {error}") from None
    return Answered(place.name, document, Secrets(_values(token, bypass)))


def _values(*secrets: SecretStr | None) -> list[str]:
    return [secret.get_secret_value() for secret in secrets if secret is not None]
