"""`gateway-probe watch`: after a redeploy, wait for the new deployment, diagnose it and say what it changed."""

import argparse
import asyncio

from gateway_probe.cli.access import TOKEN_VARIABLE, access_of
from gateway_probe.cli.asking import named
from gateway_probe.cli.exit_codes import WrongUse, of_verdict
from gateway_probe.cli.history import History
from gateway_probe.cli.options import add_document_options, add_reaching_options
from gateway_probe.cli.output import check_target, leaks_explained, say, write_report
from gateway_probe.cli.values import commit, every, wait
from gateway_probe.comparison import compare
from gateway_probe.disclosure import Secrets, withhold
from gateway_probe.document import Document
from gateway_probe.places.fetching import Address
from gateway_probe.places.unknown import UnusableAddress
from gateway_probe.places.waiting import Wait, document_of_commit
from gateway_probe.releasing import release


def add_watch_options(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its options."""
    parser.description = """Asks the probe's ping until the deployment of a commit answers, then diagnoses it.

example:
  vercel deploy --prod
  gateway-probe watch production=https://your-app.vercel.app \\
    --expect-commit $(git rev-parse HEAD) --history probe-history

Waiting costs nothing: a ping asks the gateway nothing. With --history, what changed since
the last Document of this place is said on stderr. 3 where the commit did not answer in time."""
    parser.add_argument("url", metavar="URL", help="the deployment, or NAME=URL")
    parser.add_argument("--expect-commit", required=True, type=commit, metavar="SHA", help="7 to 40 hex digits")
    parser.add_argument(
        "--wait", type=wait, default=600.0, metavar="SECONDS", help="give up waiting after this long (default: 600)"
    )
    parser.add_argument("--every", type=every, default=5.0, metavar="SECONDS", help="how often to look (default: 5)")
    add_reaching_options(parser)
    add_document_options(parser)


def watch(options: argparse.Namespace) -> int:
    """Print the Document of the new deployment; what changed since the last one goes to stderr.

    Raises `WrongUse`, and `PlaceUnknown` where the commit did not answer in time.
    """
    place = named(options.url)
    access = access_of(options)
    query = {"disclosure": options.disclosure, "experiments": options.experiments, "format": "json"}
    if options.model:
        query["model"] = options.model
    if options.client:
        query["client"] = options.client
    if options.checks != "all":
        query["checks"] = options.checks
    address = Address(place.text, access.token(place.text), access.bypass(place.text), query)
    wait = Wait(options.expect_commit, options.wait, options.every)
    check_target(options.output)

    def note(seen: str) -> None:
        if not options.quiet:
            say(f"  {seen.rstrip('.')}; waiting for {wait.commit[:10]} …")

    if not options.quiet:
        if address.token is None:
            say(f"warning: no access token for {place.name}; set {TOKEN_VARIABLE} where the probe there asks for one")
        say(f"waiting up to {wait.limit_s:.0f} s for commit {wait.commit[:10]} at {place.name} …")
    try:
        document = asyncio.run(document_of_commit(address, wait, timeout_s=options.timeout, note=note))
    except UnusableAddress as error:
        raise WrongUse(f"the URL cannot be used: {error}") from None
    with leaks_explained():
        if options.history is not None:
            history = History(options.history)
            if not options.quiet:
                _say_what_changed(history.last(place.name), document, access.secrets)
            history.keep(place.name, document, access.secrets)
        write_report(document, options.format, access.secrets, options.output)
    return of_verdict(document.verdict)


def _say_what_changed(before: Document | None, now: Document, secrets: Secrets) -> None:
    if before is None:
        say("nothing is kept of this place yet; the next watch will say what changed")
        return
    # What was kept is foreign text by now: it may show what is a secret here today.
    comparison = compare([("before", withhold(before, secrets)), ("now", withhold(now, secrets))])
    changed = release(comparison, "text", secrets).content.decode().rstrip()
    say("compared with the last Document that was kept of it:")
    say(changed)
