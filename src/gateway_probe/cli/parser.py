"""The commands, their options, and help that teaches."""

import argparse

from gateway_probe import __version__
from gateway_probe.cli.exit_codes import TABLE
from gateway_probe.cli.values import commit, every, port, since, timeout, wait

_DESCRIPTION = """Finds out why calls to Vercel AI Gateway work in one place and fail in another.

It sends the request that the AI SDK would send, changes one thing at a time until the
outcome flips, and answers with a document that is safe to share.

first steps:
  gateway-probe run                              diagnose this machine, in the folder of your app
  gateway-probe fetch https://your-app.vercel.app diagnose a deployment that holds the probe
  gateway-probe explain byok-needs-paid-tier     what a verdict means and what to do
  gateway-probe init                             add the probe to the project in this folder
  gateway-probe demo                             see it all on a simulated gateway"""


def build_parser(first: str | None = None) -> argparse.ArgumentParser:
    """The parser of the whole command line, or of the one command that `first`, the first argument, calls.

    What the options of a command may be is imported with them, which would cost a look-up more than its answer.
    """
    parser = argparse.ArgumentParser(
        prog="gateway-probe",
        description=_DESCRIPTION,
        epilog=TABLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"gateway-probe {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    adders = {
        "run": _add_run,
        "fetch": _add_fetch,
        "compare": _add_compare,
        "watch": _add_watch,
        "account": _add_account,
        "judge": _add_judge,
        "serve": _add_serve,
        "simulate": _add_simulate,
        "init": _add_init,
        "explain": _add_explain,
        "schema": _add_schema,
        "demo": _add_demo,
    }
    if first == "--version":
        adders = {}
    elif first in adders:
        adders = {first: adders[first]}
    for add in adders.values():
        add(commands)
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, summary: str, description: str
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name, help=summary, description=description, epilog=TABLE, formatter_class=argparse.RawDescriptionHelpFormatter
    )


def _add_document_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", help="model id to ask for (default: GATEWAY_PROBE_MODEL, else openai/gpt-5.4-mini)")
    _add_client_option(parser)
    parser.add_argument(
        "--experiments", choices=("auto", "none", "all"), default="auto", help="auto: only where the baseline fails"
    )
    parser.add_argument(
        "--checks",
        choices=("all", "free"),
        default="all",
        help="free: what costs nothing, which is all but the generations (default: all)",
    )
    _add_output_options(parser)


def _add_shape_option(parser: argparse.ArgumentParser) -> None:
    from gateway_probe.clients import SHAPE_COSTS

    parser.add_argument(
        "--shape",
        choices=[shape for shape in SHAPE_COSTS if shape != "text"],
        action="append",
        default=[],
        help="ask once more with this in the request, where the plain one is served; may be repeated (default:"
        " GATEWAY_PROBE_SHAPES, else none). What each costs is said before it is asked.",
    )


def _add_client_option(parser: argparse.ArgumentParser) -> None:
    from gateway_probe.clients import ALL, AUTO, CLIENT_NAMES

    parser.add_argument(
        "--client",
        choices=(AUTO, ALL, *CLIENT_NAMES),
        metavar="NAME",
        help="client to ask as, such as ai-sdk-7, openai or claude-code (default: GATEWAY_PROBE_CLIENT, else the one"
        " that the environment is set up for); all: each that it is set up for",
    )


def _add_env_file_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--env-file",
        metavar="FILE",
        action="append",
        default=[],
        help="read variables from here too; may be repeated (default: .env.local, where this folder has one)",
    )
    parser.add_argument("--no-env-file", action="store_true", help="read this shell's variables alone")


def _add_reaching_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--token-env",
        metavar="[HOST=]NAME",
        action="append",
        default=[],
        help="variable that holds the access token (default: GATEWAY_PROBE_TOKEN); with HOST= for that host alone",
    )
    parser.add_argument(
        "--token-file", metavar="FILE", help="access tokens by host, in the form of .netrc: machine HOST password TOKEN"
    )
    parser.add_argument(
        "--bypass-env",
        metavar="[HOST=]NAME",
        action="append",
        default=[],
        help="variable that holds the project's Deployment Protection bypass secret; with HOST= for that host alone",
    )
    parser.add_argument(
        "--timeout", type=timeout, default=60.0, metavar="SECONDS", help="give up after this long (default: 60)"
    )


def _add_output_options(parser: argparse.ArgumentParser) -> None:
    from pathlib import Path

    parser.add_argument(
        "--disclosure", choices=("public", "private"), default="public", help="private: ids in full, for support staff"
    )
    _add_format_options(parser)
    parser.add_argument(
        "--history",
        metavar="FOLDER",
        type=Path,
        help="keep each Document there, by place and time, for `compare --last`",
    )
    parser.add_argument("--quiet", action="store_true", help="no progress on stderr")


def _add_format_options(parser: argparse.ArgumentParser) -> None:
    from typing import get_args

    from gateway_probe.reports import Format

    parser.add_argument(
        "--format",
        choices=get_args(Format),
        default="summary",
        help="what to print; summary is the answer on one screen, brief the same as JSON of 2 kB (default: summary)",
    )
    parser.add_argument(
        "--verbose",
        dest="format",
        action="store_const",
        const="text",
        help="print all of it: the same as --format text",
    )
    parser.add_argument("--output", metavar="FILE", help="write there instead of to stdout")


def _add_run(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "run",
        "diagnose this machine",
        """Runs the checks from here, with this shell's variables.

examples:
  cd my-app && gateway-probe run               reads .env.local there by itself
  gateway-probe run --model azure/gpt-5.4-mini --format json --output local.json

A variable of the shell wins over one of the file, as it does for Next.js; the report
says which of the two a value came from. Two small generations are requested where all is
well, at most fourteen otherwise (GATEWAY_PROBE_MAX_GENERATIONS).""",
    )
    _add_env_file_options(parser)
    _add_shape_option(parser)
    parser.add_argument(
        "--as",
        dest="as_document",
        metavar="DOCUMENT",
        help="send the deployment headers of this Document (private level), so that headers and place are separated",
    )
    parser.add_argument(
        "--byok",
        metavar="FILE",
        help='provider credentials of your own for one experiment, as JSON: {"azure": [{"apiKey": …, "resourceName": …}]}',
    )
    _add_account_too(parser)
    _add_document_options(parser)


def _add_fetch(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "fetch",
        "diagnose a deployment that holds the probe",
        """Asks a deployed probe to run its checks there.

example:
  export GATEWAY_PROBE_TOKEN=…        the token that was set in that deployment
  gateway-probe fetch https://your-app.vercel.app --format json --output production.json

Secrets are read from variables and never from the command line. Redirects are not
followed, so the token reaches the named host alone.""",
    )
    parser.add_argument("url", metavar="URL", help="the deployment; /api/diagnose is added where it is missing")
    _add_reaching_options(parser)
    _add_document_options(parser)


def _add_compare(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "compare",
        "places side by side: why here and not there",
        """Compares two or more places, asked at the same time.

A PLACE is `local` (this shell), `local:FILE` (this machine with an env file's variables),
`local-as:DOCUMENT` (this shell, sending that Document's deployment headers), a URL of a deployed
probe, or a Document file; NAME=PLACE gives it a name.

examples:
  gateway-probe compare local production=https://your-app.vercel.app
  gateway-probe compare local:.env.local preview.json production.json
  gateway-probe compare --last --history probe-history production=https://your-app.vercel.app""",
    )
    parser.add_argument("place", metavar="PLACE", nargs="*", help="two or more places; with --last none or more")
    parser.add_argument(
        "--last",
        action="store_true",
        help="compare with the last Documents in the --history folder: each place's own, or all where no PLACE is given",
    )
    _add_reaching_options(parser)
    parser.add_argument("--model", help="model id to ask for in every place that is asked now")
    _add_account_too(parser)
    _add_client_option(parser)
    _add_output_options(parser)


def _add_watch(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "watch",
        "after a redeploy: wait for the new deployment, then diagnose it",
        """Asks the probe's ping until the deployment of a commit answers, then diagnoses it.

example:
  vercel deploy --prod
  gateway-probe watch production=https://your-app.vercel.app \\
    --expect-commit $(git rev-parse HEAD) --history probe-history

Waiting costs nothing: a ping asks the gateway nothing. With --history, what changed since
the last Document of this place is said on stderr. 3 where the commit did not answer in time.""",
    )
    parser.add_argument("url", metavar="URL", help="the deployment, or NAME=URL")
    parser.add_argument("--expect-commit", required=True, type=commit, metavar="SHA", help="7 to 40 hex digits")
    parser.add_argument(
        "--wait", type=wait, default=600.0, metavar="SECONDS", help="give up waiting after this long (default: 600)"
    )
    parser.add_argument("--every", type=every, default=5.0, metavar="SECONDS", help="how often to look (default: 5)")
    _add_reaching_options(parser)
    _add_document_options(parser)


def _add_account(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "account",
        "what the Vercel account knows: when a key was changed, whose it is, what was bought",
        """Reads facts of the Vercel account by your own `vercel` command and joins them to places.

A PLACE is the address of a deployment, or a Document file; NAME=PLACE gives it a name, and an
address and a Document of one name are one place. Nothing is run there.

examples:
  gateway-probe account production=https://your-app.vercel.app production=production.json
  gateway-probe account good.json bad.json --since 30d
  gateway-probe account production.json --from-file answers.json

Every call is a GET from a fixed list, made at once; values of variables are dropped while the
answers are read. 3 where the account could not be asked: the Documents are told all the same.""",
    )
    parser.add_argument("place", metavar="PLACE", nargs="*", help="an address or a Document file, by name")
    parser.add_argument(
        "--from-file", metavar="FILE", help="read saved answers instead of asking: JSON, by the name of each call"
    )
    parser.add_argument(
        "--env-file", metavar="FILE", action="append", default=[], help="a key in it is known by its ending"
    )
    _add_account_scope(parser)
    parser.add_argument(
        "--timeout", type=timeout, default=20.0, metavar="SECONDS", help="give up after this long (default: 20)"
    )
    parser.add_argument(
        "--disclosure", choices=("public", "private"), default="public", help="private: ids, names and hosts in full"
    )
    _add_format_options(parser)
    parser.add_argument("--quiet", action="store_true", help="no progress on stderr")


def _add_account_scope(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--project", metavar="NAME", help="the project (default: the Document's, or the linked one)")
    parser.add_argument("--team", metavar="SLUG", help="the team, by slug or id (default: the Document's, or yours)")
    parser.add_argument(
        "--since",
        type=since,
        default="365d",
        metavar="WHEN",
        help="how far back to read the activity log: 90d, 12h or a date (default: 365d)",
    )


def _add_account_too(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--account", action="store_true", help="add what `gateway-probe account` knows")
    _add_account_scope(parser)


def _add_judge(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    from typing import get_args

    from gateway_probe.reports import Format

    parser = _command(
        commands,
        "judge",
        "judge Documents again, and say what changed",
        """Judges each Document again from its own evidence; no gateway is asked. What is now said
otherwise, and why, goes to stderr: an older build may have been surer than its evidence.

examples:
  gateway-probe judge production.json
  gateway-probe judge probe-history/production/*.json
  gateway-probe judge old.json --format json --output judged-again.json""",
    )
    parser.add_argument("file", metavar="FILE", nargs="+", help="a Document: JSON, or an HTML report that carries one")
    parser.add_argument("--format", choices=get_args(Format), default="text", help="what to print (default: text)")
    parser.add_argument("--output", metavar="FILE", help="write there instead of to stdout")


def _add_serve(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "serve",
        "serve the probe on this machine",
        """Serves /api/diagnose as a platform would, with this folder's .env.local, and its page.

Without GATEWAY_PROBE_TOKEN it makes a token for this time and prints a link that carries
it; nobody is answered without one.

example:
  export GATEWAY_PROBE_TOKEN=…        the token of that deployment, which opens this one too
  cd my-app && gateway-probe serve --beside https://your-app.vercel.app

The page then shows this machine and that deployment side by side.""",
    )
    parser.add_argument(
        "--beside",
        metavar="URL",
        help="a deployed probe that the page compares with; this shell's token for it is used for no other address",
    )
    _add_env_file_options(parser)
    _add_reaching_options(parser)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=port, default=8484, help="port to listen on (default: 8484)")


def _add_simulate(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "simulate",
        "run a simulated AI Gateway",
        """Runs an AI Gateway on loopback that plays one scenario, with fake keys.

example:
  gateway-probe simulate key-of-other-team
  gateway-probe run --env-file simulated/production.env      in a second terminal""",
    )
    parser.add_argument(
        "scenario", nargs="?", metavar="SCENARIO", help="which one; without it the scenarios are listed"
    )
    parser.add_argument("--list", action="store_true", help="list the scenarios")
    parser.add_argument("--port", type=port, default=0, help="port to listen on (default: any free one)")
    parser.add_argument(
        "--env-dir", default="simulated", metavar="DIR", help="where to write an env file for each place"
    )


def _add_init(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    from gateway_probe.dropin import PROJECT_KINDS

    parser = _command(
        commands,
        "init",
        "add the probe to a project that exists",
        """Adds api/diagnose.py and what it requires to a project, so that the probe runs with that
project's own variables and identity.

examples:
  gateway-probe init --dry-run          what it would do here
  gateway-probe init ../my-next-app
  gateway-probe init --remove

Nothing that exists is changed. Where a file of yours would have to change, the diff goes
to stdout, nothing is written, and the exit code is 1.""",
    )
    parser.add_argument(
        "folder", metavar="DIR", nargs="?", default=".", help="the project's folder (default: this one)"
    )
    parser.add_argument(
        "--target",
        choices=PROJECT_KINDS,
        help="what the project is, where it cannot be seen: nextjs (or any other Node project), python or lambda",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    parser.add_argument("--remove", action="store_true", help="take the probe out again")
    parser.add_argument(
        "--from-index",
        action="store_true",
        help="require the released package instead of a wheel inside the project",
    )


def _add_explain(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "explain",
        "what a code or an error text means",
        """Explains a code of any kind (verdict, finding, reason, problem), an error type, a status, a class
of a client, or an error text; without one it lists all codes. Nothing is asked and nothing kept.

examples:
  gateway-probe explain byok_requires_paid_credits
  npm start 2>&1 | gateway-probe explain -""",
    )
    parser.add_argument(
        "code", nargs="?", metavar="CODE|TEXT|-", help="for example byok-needs-paid-tier; - reads a text"
    )


def _add_schema(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    _command(
        commands, "schema", "print the JSON Schema of the Document", "Prints the JSON Schema (2020-12) of the Document."
    )


def _add_demo(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "demo",
        "the whole story on a simulated gateway",
        """Plays one scenario: runs the checks locally, then through the served function with
production's variables, prints both verdicts and says where the documents lie.
No real gateway is asked and no real key is used.""",
    )
    parser.add_argument("scenario", nargs="?", default="case", metavar="SCENARIO", help="which one (default: case)")
    parser.add_argument(
        "--output", default="demo-out", metavar="DIR", help="where to write the documents (default: demo-out)"
    )
