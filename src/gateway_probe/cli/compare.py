"""`gateway-probe compare`: places side by side."""

import argparse
import asyncio
from dataclasses import replace

from gateway_probe.cli.answer_targets import check_targets, paid_for
from gateway_probe.cli.environment import load_local
from gateway_probe.cli.event_loop import run_to_end
from gateway_probe.cli.exit_codes import HEALTHY, NO_DOCUMENT, PROBLEM, WrongUse
from gateway_probe.cli.history import History
from gateway_probe.cli.output import leaks_explained, write_report
from gateway_probe.cli.passes import passes_of
from gateway_probe.cli.place_answers import Asking, ask, prepare
from gateway_probe.cli.place_names import (
    Answered,
    NamedPlace,
    check_names,
    is_file,
    is_local,
    name_place,
    own_env_file,
    shown_name,
)
from gateway_probe.cli.shared_options import (
    add_account_too,
    add_client_option,
    add_env_file_options,
    add_output_options,
    add_reaching_options,
    check_account_too,
)
from gateway_probe.cli.standard_streams import say
from gateway_probe.comparison import compare as compare_documents
from gateway_probe.disclosure import Secrets, withhold
from gateway_probe.document.comparison import Comparison
from gateway_probe.places.unknown import PlaceUnknown
from gateway_probe.settings import parse_model

_BEFORE = " before"
"""Behind the name of a place: what was kept of it."""


def add_compare_options(parser: argparse.ArgumentParser) -> None:
    parser.description = """Compares two or more places, asked at the same time.

A PLACE is `local` (this machine, as `run` sees it: this shell and this folder's .env.local),
`local:FILE` (this machine with an env file's variables), `local-as:DOCUMENT` (as `local`, sending
that Document's deployment headers), a URL of a deployed probe, or a Document file; NAME=PLACE
gives it a name.

examples:
  gateway-probe compare local production=https://your-app.vercel.app
  gateway-probe compare local:.env.local preview.json production.json
  gateway-probe compare --last --history probe-history \\
    production=https://your-app.vercel.app"""
    parser.add_argument("place", metavar="PLACE", nargs="*", help="two or more places; with --last none or more")
    parser.add_argument(
        "--last",
        action="store_true",
        help="compare with the last Documents in the --history folder: each place's own, or all where no PLACE is"
        " given",
    )
    add_env_file_options(parser)
    add_reaching_options(parser)
    parser.add_argument("--model", help="model id to ask for in every place that is asked now")
    add_account_too(parser)
    add_client_option(parser)
    add_output_options(parser)


def compare(options: argparse.Namespace) -> int:
    """Ask every place at the same time, compare, and print. Raises `WrongUse` and `PlaceUnknown`."""
    check_account_too(options)
    history = None if options.history is None else History(options.history)
    _check_model(options.model)
    places = [name_place(text) for text in options.place]
    check_names(place.name for place in places)
    check_targets(options, keeps=not all(map(is_file, places)))
    before = _last(places, history) if options.last else []
    if len(places) + len(before) < 2:
        raise WrongUse(_too_few(options, history))
    now, unknown = run_to_end(_ask_all(_prepare_all(places, options), quiet=options.quiet)) if places else ([], [])
    made, code = _leave_out_files(places, now), NO_DOCUMENT
    with leaks_explained(), paid_for(made, options.history):
        if len(now) + len(before) < 2:
            if history is None:
                _tell_alone(made, options)
            raise unknown[0]
        told = _told_names(options, places)
        answered = [replace(answer, name=told.get(answer.name, answer.name)) for answer in (*now, *before)]
        comparison, secrets = _compare_answered(answered, unknown)
        alike = comparison.outcome == "same" and not comparison.relevant_differences
        found = HEALTHY if alike else PROBLEM
        if options.account:
            from gateway_probe.cli.account import host_of
            from gateway_probe.cli.account_too import write_with_account  # the other comparisons do without

            hosts = {told[place.name]: host_of(place.text) for place in places if "://" in place.text}
            found = write_with_account(comparison, answered, hosts, options, found)
        else:
            write_report(comparison, options.format, secrets, options.output)
        code = found
    return NO_DOCUMENT if unknown else code


def _told_names(options: argparse.Namespace, places: list[NamedPlace]) -> dict[str, str]:
    """What the comparison calls each place, and what was kept of it."""
    told = {}
    for number, (text, place) in enumerate(zip(options.place, places, strict=True), 1):
        told[place.name] = shown_name(place, text, number, public=options.disclosure == "public")
    return told | {f"{name}{_BEFORE}": f"{shown}{_BEFORE}" for name, shown in told.items()}


def _tell_alone(made: list[Answered], options: argparse.Namespace) -> None:
    """The Document of the one place that answered: its generations are paid for, and nothing else keeps it."""
    for answered in made:
        say(f"gateway-probe: only {answered.name} answered; this is its own Document.")
        write_report(answered.document, options.format, answered.secrets, options.output)


def _compare_answered(compared: list[Answered], unknown: list[PlaceUnknown]) -> tuple[Comparison, Secrets]:
    """What the places that answered say together, and all that it must not hold; the others are named first."""
    for place in unknown:
        say(f"gateway-probe: {place.with_step}")
    secrets = Secrets()
    for answered in compared:
        secrets |= answered.secrets
    # What one place watches another may show: hidden before they meet, so that the answer is not withheld for it.
    comparison = compare_documents(
        [
            (f"place {number}" if secrets.held_in(place.name) else place.name, withhold(place.document, secrets))
            for number, place in enumerate(compared, 1)
        ]
    )
    return comparison, secrets


def _prepare_all(places: list[NamedPlace], options: argparse.Namespace) -> list[tuple[NamedPlace, Asking]]:
    passes = passes_of(options)
    if any(is_local(place) and not own_env_file(place) for place in places):
        load_local(options)
    return [(place, prepare(place, options, passes)) for place in places]


def _check_model(model: str | None) -> None:
    try:
        if model is not None:
            parse_model(model)
    except ValueError as error:
        raise WrongUse(f"--model {error}") from None


def _last(places: list[NamedPlace], history: History | None) -> list[Answered]:
    """What was kept of each place, or of every place of the folder where none is named. Raises `WrongUse`."""
    if history is None:
        raise WrongUse("--last needs the folder that Documents are kept in: --history FOLDER")
    names = [place.name for place in places]
    kept = [(name, history.last(name)) for name in names or history.places()]
    suffix = _BEFORE if names else ""
    return [Answered(name + suffix, document) for name, document in kept if document is not None]


def _too_few(options: argparse.Namespace, history: History | None) -> str:
    if options.last and history is not None:
        return (
            f"{history.folder} holds too few Documents to compare with; "
            "keep some first: gateway-probe compare PLACE PLACE --history FOLDER"
        )
    return "a comparison needs two places or more, for example: compare local https://your-app.vercel.app"


async def _ask_all(
    prepared: list[tuple[NamedPlace, Asking]], *, quiet: bool
) -> tuple[list[Answered], list[PlaceUnknown]]:
    """Every place's answer is awaited, also where one gives none: the runs of the others are made and paid for."""
    asked = (ask(place, asking, quiet=quiet) for place, asking in prepared)
    answers = await asyncio.gather(*asked, return_exceptions=True)
    unknown = [answer for answer in answers if isinstance(answer, PlaceUnknown)]
    for answer in answers:
        if isinstance(answer, BaseException) and not isinstance(answer, PlaceUnknown):
            raise answer
    return [answer for answer in answers if isinstance(answer, Answered)], unknown


def _leave_out_files(places: list[NamedPlace], answered: list[Answered]) -> list[Answered]:
    """What was made now; a Document that was read from a file is kept already."""
    made = {place.name for place in places if not is_file(place)}
    return [answer for answer in answered if answer.name in made]
