"""`gateway-probe compare`: places side by side."""

import argparse
import asyncio

from gateway_probe.cli.access import access_of
from gateway_probe.cli.asking import Answered, Asked, ask, named
from gateway_probe.cli.exit_codes import HEALTHY, PROBLEM, WrongUse
from gateway_probe.cli.history import History
from gateway_probe.cli.output import check_target, leaks_explained, write_report
from gateway_probe.comparison import compare as compare_documents
from gateway_probe.disclosure import Secrets
from gateway_probe.settings import parse_model


def compare(options: argparse.Namespace) -> int:
    """Ask every place at the same time, compare, and print. Raises `WrongUse` and `PlaceUnknown`."""
    history = None if options.history is None else History(options.history)
    _check_model(options.model)
    places = [named(text) for text in options.place]
    _check_names([place.name for place in places])
    check_target(options.output)
    before = _last(places, history) if options.last else []
    if len(places) + len(before) < 2:
        raise WrongUse(_too_few(options, history))
    now = asyncio.run(_ask_all(places, options)) if places else []
    compared = [*now, *before]
    comparison = compare_documents([(place.name, place.document) for place in compared])
    with leaks_explained():
        secrets = Secrets()
        for place in compared:
            secrets |= place.secrets
        if history is not None:
            _keep(places, now, history)
        write_report(comparison, options.format, secrets, options.output)
    alike = comparison.outcome == "same" and not comparison.relevant_differences
    return HEALTHY if alike else PROBLEM


def _check_model(model: str | None) -> None:
    try:
        if model is not None:
            parse_model(model)
    except ValueError as error:
        raise WrongUse(f"--model {error}") from None


def _check_names(names: list[str]) -> None:
    if len(set(names)) != len(names):
        raise WrongUse("two places have the same name; give each one of its own: production=https://…")


def _last(places: list[Asked], history: History | None) -> list[Answered]:
    """What was kept of each place, or of every place of the folder where none is named. Raises `WrongUse`."""
    if history is None:
        raise WrongUse("--last needs the folder that Documents are kept in: --history FOLDER")
    names = [place.name for place in places]
    kept = [(name, history.last(name)) for name in names or history.places()]
    suffix = " before" if names else ""
    return [Answered(name + suffix, document) for name, document in kept if document is not None]


def _too_few(options: argparse.Namespace, history: History | None) -> str:
    if options.last and history is not None:
        return (
            f"{history.folder} holds too few Documents to compare with; "
            "keep some first: gateway-probe compare PLACE PLACE --history FOLDER"
        )
    return "a comparison needs two places or more, for example: compare local https://your-app.vercel.app"


async def _ask_all(places: list[Asked], options: argparse.Namespace) -> list[Answered]:
    access = access_of(options)
    return list(await asyncio.gather(*(ask(place, options, access) for place in places)))


def _keep(places: list[Asked], answered: list[Answered], history: History) -> None:
    """Keep what was made now; a Document that was read from a file is kept already."""
    for place, answer in zip(places, answered, strict=True):
        if place.text == "local" or place.text.startswith(("local:", "local-as:")) or "://" in place.text:
            history.keep(answer.name, answer.document, answer.secrets)
