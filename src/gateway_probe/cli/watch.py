"""`gateway-probe watch`: wait for a new deployment, diagnose it and say what it changed; or watch a place on."""

import argparse

from gateway_probe.cli.answer_targets import check_targets, paid_for
from gateway_probe.cli.columns import terminal_width
from gateway_probe.cli.event_loop import run_to_end
from gateway_probe.cli.exit_codes import WrongUse, of_verdict
from gateway_probe.cli.history import History
from gateway_probe.cli.output import leaks_explained, write_report
from gateway_probe.cli.passes import TOKEN_VARIABLE, passes_of
from gateway_probe.cli.place_answers import address_of
from gateway_probe.cli.place_names import Answered, name_place
from gateway_probe.cli.shared_options import add_document_options, add_reaching_options
from gateway_probe.cli.standard_streams import say
from gateway_probe.cli.values import commit, every, times, wait
from gateway_probe.cli.watch_on import EVERY_S, WatchedPlace, watch_on
from gateway_probe.cli.webhook import webhook_of
from gateway_probe.comparison import compare
from gateway_probe.disclosure import Secrets, withhold
from gateway_probe.document import Document
from gateway_probe.places.awaited_commit import Wait, document_of_commit
from gateway_probe.places.deployed_probe import Address
from gateway_probe.places.unknown import UnusableAddress
from gateway_probe.releasing import release
from gateway_probe.reports.lines import in_columns

LOOK_S = 5.0
"""Between two pings while a commit is waited for."""


def add_watch_options(parser: argparse.ArgumentParser) -> None:
    parser.description = """With --expect-commit: asks the probe's ping until the deployment of that commit answers,
then diagnoses it. Without: diagnoses the place again and again, until Ctrl-C or --times, and
tells each change of its verdict.

examples:
  gateway-probe watch production=https://your-app.vercel.app \\
    --expect-commit $(git rev-parse HEAD) --history probe-history
  gateway-probe watch https://your-app.vercel.app --checks free --every 60 \\
    --webhook-env MY_HOOK

Waiting for a commit costs nothing: a ping asks the gateway nothing. With --history, what changed
since the last Document of this place is said on stderr. A webhook gets the answer of 2 kB at the
public level, at each change and never else. 3 where the commit did not answer in time."""
    parser.add_argument("url", metavar="URL", help="the deployment, or NAME=URL")
    parser.add_argument("--expect-commit", type=commit, metavar="SHA", help="7 to 40 hex digits")
    parser.add_argument(
        "--wait", type=wait, default=600.0, metavar="SECONDS", help="give up waiting after this long (default: 600)"
    )
    parser.add_argument(
        "--every",
        type=every,
        metavar="SECONDS",
        help=f"how often to look (default: {LOOK_S:.0f} for a commit, {EVERY_S:.0f} for a change)",
    )
    parser.add_argument("--times", type=times, metavar="N", help="without a commit: end after so many looks")
    parser.add_argument(
        "--webhook-env",
        metavar="NAME",
        help="without a commit: variable that holds the address of a webhook to tell of a change (https)",
    )
    add_reaching_options(parser)
    add_document_options(parser)


def watch(options: argparse.Namespace) -> int:
    """Print the Document of the new deployment, or each whose verdict is another; what changed goes to stderr.

    Raises `WrongUse`, and `PlaceUnknown` where no Document came.
    """
    place = name_place(options.url)
    passes = passes_of(options)
    address = address_of(place, passes, options)
    webhook = webhook_of(options.webhook_env)
    if options.expect_commit is not None and (webhook is not None or options.times is not None):
        raise WrongUse("--times and --webhook-env are for a watch without --expect-commit")
    check_targets(options)
    if not options.quiet and address.token is None:
        say(f"warning: no access token for {place.name}; set {TOKEN_VARIABLE} where the probe there asks for one")
    secrets = passes.secrets if webhook is None else passes.secrets | webhook.secrets
    history = None if options.history is None else History(options.history)
    try:
        with leaks_explained():
            if options.expect_commit is None:
                seen = WatchedPlace(place.name, address, history, webhook, secrets)
                return of_verdict(run_to_end(watch_on(seen, options)).verdict)
            return _after_redeploy(place.name, address, history, passes.secrets, options)
    except UnusableAddress as error:
        raise WrongUse(f"the URL cannot be used: {error}") from None


def _after_redeploy(
    name: str, address: Address, history: History | None, secrets: Secrets, options: argparse.Namespace
) -> int:
    wait = Wait(options.expect_commit, options.wait, LOOK_S if options.every is None else options.every)

    def note(seen: str) -> None:
        if not options.quiet:
            say(f"  {seen.rstrip('.')}; waiting for {wait.commit[:10]} …")

    if not options.quiet:
        say(f"waiting up to {wait.limit_s:.0f} s for commit {wait.commit[:10]} at {name} …")
    document = run_to_end(document_of_commit(address, wait, timeout_s=options.timeout, note=note))
    with paid_for([Answered(name, document, secrets)], options.history):
        if history is not None and not options.quiet:
            _say_what_changed(history.last(name), document, secrets)
        write_report(document, options.format, secrets, options.output)
    return of_verdict(document.verdict)


def _say_what_changed(before: Document | None, now: Document, secrets: Secrets) -> None:
    if before is None:
        say("nothing is kept of this place yet; the next watch will say what changed")
        return
    # What was kept is foreign text by now: it may show what is a secret here today.
    comparison = compare([("before", withhold(before, secrets)), ("now", withhold(now, secrets))])
    with in_columns(terminal_width(2)):
        changed = release(comparison, "text", secrets).content.decode().rstrip()
    say("compared with the last Document that was kept of it:")
    say(changed)
