"""The Document of a place that the command line names: made here, fetched, or read from a file."""

import argparse

from gateway_probe.cli.access import Access
from gateway_probe.cli.documents import borrow_headers, read_document_file
from gateway_probe.cli.environment import load_environment, load_settings, usable_model
from gateway_probe.cli.exit_codes import WrongUse
from gateway_probe.cli.output import MARKS, say
from gateway_probe.cli.place_names import Answered, NamedPlace, is_file, is_local, own_env_file, verdict_in_words
from gateway_probe.places.deployed_probe import Address, fetch_document
from gateway_probe.places.unknown import PlaceUnknown, UnusableAddress
from gateway_probe.probe import Inputs, conclude, diagnose


async def ask(place: NamedPlace, options: argparse.Namespace, access: Access) -> Answered:
    """The place's Document, made now or read. Raises `WrongUse` and `PlaceUnknown`, which names the place."""
    if not options.quiet:
        say(f"  {place.name}: asking …")
    try:
        answered = await _document(place, options, access)
    except PlaceUnknown as unknown:
        raise PlaceUnknown(unknown.code, f"{place.name}: {unknown.text}", unknown.next_step) from None
    if not options.quiet:
        # Not what the Document brings along: the comparison believes no verdict either.
        now = conclude(answered.document, answered.document.probe.disclosure)
        say(f"  {place.name}: {verdict_in_words(now.verdict)}")
    return answered


async def _document(place: NamedPlace, options: argparse.Namespace, access: Access) -> Answered:
    if is_local(place):
        return await _run_here(place, options)
    if is_file(place):
        return Answered(place.name, read_document_file(place.text))
    return await _fetch(place, options, access)


async def _run_here(place: NamedPlace, options: argparse.Namespace) -> Answered:
    file = own_env_file(place)
    environment = load_environment(options.env_file) if file is None else load_environment([file], file_wins=True)
    kind, _, document = place.text.partition(":")
    settings = load_settings(environment.variables).asking_as(options.client)
    inputs = Inputs(
        settings=settings,
        environ=environment.variables,
        model=usable_model(options.model, settings),
        from_file=environment.from_file,
        shadowed=environment.shadowed,
        borrowed_headers=borrow_headers(document) if kind == "local-as" else None,
    )

    def progress(check_id: str, state: str) -> None:
        if state != "started" and not options.quiet:
            say(f"  {place.name}: {MARKS.get(state, state):<10} {check_id}")

    finished = await diagnose(inputs, progress)
    return Answered(place.name, finished.document(options.disclosure), finished.secrets)


def address_of(place: NamedPlace, access: Access, options: argparse.Namespace) -> Address:
    """Where and how a deployed probe is asked. What is not said is left to the probe."""
    said = {name: getattr(options, name, None) for name in ("disclosure", "experiments", "model", "client", "checks")}
    # An older build knows no `checks`, and makes them all.
    query = {name: value for name, value in said.items() if value and (name, value) != ("checks", "all")}
    return Address(place.text, access.token(place.text), access.bypass(place.text), {**query, "format": "json"})


async def _fetch(place: NamedPlace, options: argparse.Namespace, access: Access) -> Answered:
    try:
        document = await fetch_document(address_of(place, access, options), timeout_s=options.timeout)
    except UnusableAddress as error:
        raise WrongUse(f"the URL of {place.name} cannot be used: {error}") from None
    return Answered(place.name, document, access.secrets)
