"""`gateway-probe fetch`: the Document of a deployed probe."""

import argparse

from gateway_probe.cli.answer_targets import check_targets, paid_for
from gateway_probe.cli.event_loop import run_to_end
from gateway_probe.cli.exit_codes import WrongUse, of_verdict
from gateway_probe.cli.output import leaks_explained, write_report
from gateway_probe.cli.passes import passes_of
from gateway_probe.cli.place_answers import address_of
from gateway_probe.cli.place_names import Answered, name_place
from gateway_probe.cli.shared_options import add_document_options, add_reaching_options
from gateway_probe.cli.standard_streams import say
from gateway_probe.places.deployed_probe import fetch_document
from gateway_probe.places.unknown import UnusableAddress


def add_fetch_options(parser: argparse.ArgumentParser) -> None:
    parser.description = """Asks a deployed probe to run its checks there.

example:
  export GATEWAY_PROBE_TOKEN=…        the token that was set there
  gateway-probe fetch https://your-app.vercel.app --output production.txt

Secrets are read from variables and never from the command line. Redirects are not
followed, so the token reaches the named host alone."""
    parser.add_argument("url", metavar="URL", help="the deployment; /api/diagnose is added where it is missing")
    add_reaching_options(parser)
    add_document_options(parser)


def fetch(options: argparse.Namespace) -> int:
    """Ask the deployed probe and print its Document. Raises `WrongUse` and `PlaceUnknown`."""
    place = name_place(options.url)
    passes = passes_of(options)
    address = address_of(place, passes, options)
    check_targets(options)
    try:
        # Checked first and never shown where it is refused: it may hold a password.
        url = address.probe_url
        if not options.quiet:
            say(f"asking {url} …")
        document = run_to_end(fetch_document(address, timeout_s=options.timeout))
    except UnusableAddress as error:
        raise WrongUse(f"the URL cannot be used: {error}") from None
    with leaks_explained(), paid_for([Answered(place.name, document, passes.secrets)], options.history):
        write_report(document, options.format, passes.secrets, options.output)
    return of_verdict(document.verdict)
