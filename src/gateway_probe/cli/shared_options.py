"""Options that several commands have."""

import argparse

from gateway_probe.cli.exit_codes import WrongUse
from gateway_probe.cli.values import project, since, timeout


def add_document_options(parser: argparse.ArgumentParser) -> None:
    """What is asked, and how its Document is told."""
    parser.add_argument("--model", help="model id to ask for (default: GATEWAY_PROBE_MODEL, else openai/gpt-5.4-mini)")
    add_client_option(parser)
    parser.add_argument(
        "--experiments", choices=("auto", "none", "all"), default="auto", help="auto: only where the baseline fails"
    )
    parser.add_argument(
        "--checks",
        choices=("all", "free"),
        default="all",
        help="free: what costs nothing, which is all but the generations (default: all)",
    )
    add_output_options(parser)


def add_shape_option(parser: argparse.ArgumentParser) -> None:
    """Requests in other shapes."""
    from gateway_probe.clients import SHAPE_COSTS

    parser.add_argument(
        "--shape",
        choices=[shape for shape in SHAPE_COSTS if shape != "text"],
        action="append",
        default=[],
        help="ask once more with this in the request, where the plain one is served; may be repeated (default:"
        " GATEWAY_PROBE_SHAPES, else none). What each costs is said before it is asked.",
    )


def add_client_option(parser: argparse.ArgumentParser) -> None:
    """The client whose words are used."""
    from gateway_probe.clients import ALL, AUTO, CLIENT_NAMES

    parser.add_argument(
        "--client",
        choices=(AUTO, ALL, *CLIENT_NAMES),
        metavar="NAME",
        help="client to ask as, such as ai-sdk-7, openai or claude-code (default: GATEWAY_PROBE_CLIENT, else the one"
        " that the environment is set up for); all: each that it is set up for",
    )


def add_env_file_options(parser: argparse.ArgumentParser) -> None:
    """Files that variables are read from."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "--env-file",
        metavar="FILE",
        action="append",
        default=[],
        help="read variables from here too; may be repeated (default: .env.local, where this folder has one)",
    )
    either.add_argument("--no-env-file", action="store_true", help="read this shell's variables alone")


def add_reaching_options(parser: argparse.ArgumentParser) -> None:
    """Secrets and time for a place elsewhere."""
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


def add_output_options(parser: argparse.ArgumentParser) -> None:
    """How a result is told and kept."""
    from pathlib import Path

    parser.add_argument(
        "--disclosure", choices=("public", "private"), default="public", help="private: ids in full, for support staff"
    )
    add_format_options(parser)
    parser.add_argument(
        "--history",
        metavar="FOLDER",
        type=Path,
        help="keep each Document there, by place and time, for `compare --last`",
    )
    parser.add_argument("--quiet", action="store_true", help="no progress on stderr")


def add_format_options(parser: argparse.ArgumentParser) -> None:
    """Its format: the answer alone, or all."""
    add_target_options(parser, "summary")
    parser.add_argument(
        "--verbose",
        dest="format",
        action="store_const",
        const="text",
        help="print all of it: the same as --format text",
    )


def add_target_options(parser: argparse.ArgumentParser, form: str = "text") -> None:
    """What a result is written as, and where."""
    from typing import get_args

    from gateway_probe.reports import Format

    forms = get_args(Format)
    parser.add_argument(
        "--format",
        choices=forms,
        metavar="FORMAT",
        default=form,
        help=f"{', '.join(forms[:-1])} or {forms[-1]}; summary is the answer on one screen, brief the same as JSON of"
        f" 2 kB (default: {form})",
    )
    parser.add_argument("--output", metavar="FILE", help="write there instead of to stdout")


def add_account_scope(parser: argparse.ArgumentParser) -> None:
    """Which account, and how far back."""
    parser.add_argument(
        "--project", type=project, metavar="NAME", help="the project (default: the Document's, or the linked one)"
    )
    parser.add_argument("--team", metavar="SLUG", help="the team, by slug or id (default: the Document's, or yours)")
    parser.add_argument(
        "--since",
        type=since,
        metavar="WHEN",
        help="how far back to read the activity log: 90d, 12h or a date (default: 365d)",
    )


def add_account_too(parser: argparse.ArgumentParser) -> None:
    """The account's facts beside a run."""
    parser.add_argument("--account", action="store_true", help="add what `gateway-probe account` knows")
    add_account_scope(parser)


def check_account_too(options: argparse.Namespace) -> None:
    """Refuse what says which account is meant where none is asked. Raises `WrongUse`."""
    named = [f"--{name}" for name in ("project", "team", "since") if getattr(options, name) is not None]
    if named and not options.account:
        raise WrongUse(f"{named[0]} says which part of the account to read: add --account, or leave it out")
