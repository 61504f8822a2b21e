"""The Document of a place that the command line names: made here, fetched, or read from a file."""

import argparse
from collections.abc import Awaitable, Callable
from functools import partial

from gateway_probe.cli.documents import OR_ADDRESS, borrow_headers, read_document_file
from gateway_probe.cli.environment import load_environment, load_settings, usable_model
from gateway_probe.cli.exit_codes import WrongUse
from gateway_probe.cli.output import MARKS
from gateway_probe.cli.passes import Passes
from gateway_probe.cli.place_names import Answered, NamedPlace, is_file, is_local, own_env_file, verdict_in_words
from gateway_probe.cli.standard_streams import say
from gateway_probe.places.deployed_probe import Address, fetch_document
from gateway_probe.places.unknown import PlaceUnknown, UnusableAddress
from gateway_probe.probe import Inputs, conclude, diagnose

Asking = Callable[[], Awaitable[Answered]]


def prepare(place: NamedPlace, options: argparse.Namespace, passes: Passes) -> Asking:
    """How the place's Document is made or read. Whatever can be wrong with its name, its files, its settings and its
    secrets is found now: a slip must not cost the runs of the others. Raises `WrongUse` and `PlaceUnknown`.
    """
    if is_local(place):
        return partial(_run_here, place, _inputs_of(place, options), options)
    if is_file(place):
        return partial(_give, Answered(place.name, read_document_file(place.text, OR_ADDRESS)))
    address = address_of(place, passes, options)
    try:
        _ = address.probe_url
    except UnusableAddress as error:
        raise WrongUse(f"the URL of {place.name} cannot be used: {error}") from None
    return partial(_fetch, place, address, options.timeout)


async def ask(place: NamedPlace, asking: Asking, *, quiet: bool) -> Answered:
    """The place's Document. Raises `PlaceUnknown`, which names the place."""
    if not quiet:
        say(f"  {place.name}: {'reading' if is_file(place) else 'asking'} …")
    try:
        answered = await asking()
    except PlaceUnknown as unknown:
        raise PlaceUnknown(unknown.code, f"{place.name}: {unknown.text}", unknown.next_step) from None
    if not quiet:
        # Not what the Document brings along: the comparison believes no verdict either.
        now = conclude(answered.document, answered.document.probe.disclosure)
        say(f"  {place.name}: {verdict_in_words(now.verdict)}")
    return answered


def _inputs_of(place: NamedPlace, options: argparse.Namespace) -> Inputs:
    file = own_env_file(place)
    environment = load_environment(options.env_file) if file is None else load_environment([file], file_wins=True)
    kind, _, document = place.text.partition(":")
    settings = load_settings(environment.variables).asking_as(options.client)
    return Inputs(
        settings=settings,
        environ=environment.variables,
        model=usable_model(options.model, settings),
        from_file=environment.from_file,
        shadowed=environment.shadowed,
        borrowed_headers=borrow_headers(document) if kind == "local-as" else None,
    )


async def _run_here(place: NamedPlace, inputs: Inputs, options: argparse.Namespace) -> Answered:
    def progress(check_id: str, state: str) -> None:
        if state != "started" and not options.quiet:
            say(f"  {place.name}: {MARKS.get(state, state):<10} {check_id}")

    finished = await diagnose(inputs, progress)
    return Answered(place.name, finished.document(options.disclosure), finished.secrets)


async def _give(answered: Answered) -> Answered:
    return answered


async def _fetch(place: NamedPlace, address: Address, timeout_s: float) -> Answered:
    return Answered(place.name, await fetch_document(address, timeout_s=timeout_s), address.secrets)


def address_of(place: NamedPlace, passes: Passes, options: argparse.Namespace) -> Address:
    """Where and how a deployed probe is asked. What is not said is left to the probe."""
    said = {name: getattr(options, name, None) for name in ("disclosure", "experiments", "model", "client", "checks")}
    # An older build knows no `checks`, and makes them all.
    query = {name: value for name, value in said.items() if value and (name, value) != ("checks", "all")}
    return Address(place.text, passes.token(place.text), passes.bypass(place.text), {**query, "format": "json"})
