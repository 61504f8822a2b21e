"""`gateway-probe run`: diagnose this machine."""

import argparse

from gateway_probe.cli.answer_targets import check_targets, paid_for
from gateway_probe.cli.environment import load_local, load_settings, read_text, usable_model
from gateway_probe.cli.event_loop import run_to_end
from gateway_probe.cli.exit_codes import WrongUse, of_verdict
from gateway_probe.cli.output import leaks_explained, progress, silent, write_report
from gateway_probe.cli.place_names import Answered
from gateway_probe.cli.shared_options import (
    add_account_too,
    add_document_options,
    add_env_file_options,
    add_shape_option,
    check_account_too,
)
from gateway_probe.cli.standard_streams import say
from gateway_probe.clients import SHAPE_COSTS
from gateway_probe.probe import Inputs, diagnose
from gateway_probe.reports import modules_for


def add_run_options(parser: argparse.ArgumentParser) -> None:
    parser.description = """Runs the checks from here, with this shell's variables.

examples:
  cd my-app && gateway-probe run               reads .env.local there by itself
  gateway-probe run --model azure/gpt-5.4-mini --format json --output local.json

A variable of the shell wins over one of the file, as it does for Next.js; the report
says which of the two a value came from. Two small generations are requested where all is
well, one more for each other set-up where no client is named, at most fourteen otherwise
(GATEWAY_PROBE_MAX_GENERATIONS)."""
    add_env_file_options(parser)
    add_shape_option(parser)
    parser.add_argument(
        "--as",
        dest="as_document",
        metavar="DOCUMENT",
        help="send the deployment headers of this Document (private level), so that headers and place are separated",
    )
    parser.add_argument(
        "--byok",
        metavar="FILE",
        help="provider credentials of your own for one experiment, as JSON:"
        ' {"azure": [{"apiKey": …, "resourceName": …}]}',
    )
    add_account_too(parser)
    add_document_options(parser)


def run(options: argparse.Namespace) -> int:
    """Run the checks here and print the Document. Raises `WrongUse`."""
    check_account_too(options)
    check_targets(options)
    environment = load_local(options)
    if options.byok is not None:
        environment = environment.with_variable("GATEWAY_PROBE_BYOK", _credentials_in(options.byok))
    settings = load_settings(environment.variables).asking_as(options.client).with_shapes(options.shape)
    for warning in settings.warnings:
        say(f"warning: {warning}")
    borrowed = None
    if options.as_document is not None:
        from gateway_probe.cli.documents import borrow_headers  # a run reads no Document, mostly

        borrowed = borrow_headers(options.as_document)
    inputs = Inputs(
        settings=settings,
        environ=environment.variables,
        model=usable_model(options.model, settings),
        experiments=options.experiments,
        checks=options.checks,
        from_file=environment.from_file,
        shadowed=environment.shadowed,
        borrowed_headers=borrowed,
    )
    if not options.quiet:
        say(f"asking {settings.base_url} for {inputs.asked_model} …")
        for shape in settings.shapes:
            say(f"  and once more with {shape}, where that is served: {SHAPE_COSTS[shape]}")
    told = silent if options.quiet else progress
    finished = run_to_end(diagnose(inputs, told, needed_later=modules_for(options.format)))
    document = finished.document(options.disclosure)
    with leaks_explained(), paid_for([Answered("local", document, finished.secrets)], options.history):
        if options.account:
            from gateway_probe.cli.account_too import write_with_account  # the other runs do without

            # Joined by what is known here, and shown at the level that was asked for.
            whole = Answered("local", finished.document("private"), finished.secrets)
            return write_with_account(document, [whole], {}, options, of_verdict(document.verdict))
        write_report(document, options.format, finished.secrets, options.output)
    return of_verdict(document.verdict)


def _credentials_in(file: str) -> str:
    """What `--byok` names. An empty setting is none, so an empty file would be passed over in silence."""
    text = read_text(file)
    if not text.strip():
        raise WrongUse(f'{file} is empty: --byok needs JSON such as {{"azure": [{{"apiKey": "…"}}]}}')
    return text
