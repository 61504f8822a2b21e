"""`gateway-probe account`: read-only facts of the Vercel account, joined to places."""

import argparse
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from gateway_probe.account.account_judgement import judge_account
from gateway_probe.account.account_outline import status_of
from gateway_probe.account.answer_store import Held, Scope
from gateway_probe.account.collect import read_account, trouble_of
from gateway_probe.account.places import Place, is_id
from gateway_probe.account.report import AccountReport
from gateway_probe.account.report_level import as_shown
from gateway_probe.account.source import SavedAnswers, Source, UnusableFile
from gateway_probe.account.troubles import TROUBLES, AccountUnreachable, Trouble
from gateway_probe.account.vercel_cli import find_vercel_cli
from gateway_probe.cli.documents import OR_ADDRESS, judge_again, read_document_file
from gateway_probe.cli.environment import load_environment
from gateway_probe.cli.event_loop import run_to_end
from gateway_probe.cli.exit_codes import HEALTHY, NO_DOCUMENT, PROBLEM, WrongUse
from gateway_probe.cli.files import open_file, read_file
from gateway_probe.cli.output import check_target, leaks_explained, silent, write_report
from gateway_probe.cli.place_names import check_names, name_place, shown_name
from gateway_probe.cli.shared_options import add_account_scope, add_format_options
from gateway_probe.cli.standard_streams import say
from gateway_probe.cli.values import timeout
from gateway_probe.clients import KEY_NAMES
from gateway_probe.disclosure import Secrets, as_sent, fingerprint
from gateway_probe.document import Document

MAX_SAVED_BYTES = 20_000_000
_SALT = "GATEWAY_PROBE_FINGERPRINT_SALT"
_ENDING = 8
_SINCE = timedelta(days=365)
_MAX_LINK = 10_000
"""A purchase of credits counts for a year."""


@dataclass(frozen=True)
class Wanted:
    """What is to be looked up, and with whose login."""

    places: list[Place]
    scope: Scope
    variables: Mapping[str, str]
    from_file: str | None
    timeout_s: float
    quiet: bool


def add_account_options(parser: argparse.ArgumentParser) -> None:
    parser.description = """Reads facts of the Vercel account by your own `vercel` command and joins them to places.

A PLACE is the address of a deployment, or a Document file; NAME=PLACE gives it a name, and an
address and a Document of one name are one place. Nothing is run there.

examples:
  gateway-probe account production=https://your-app.vercel.app \\
    production=production.json
  gateway-probe account good.json bad.json --since 30d
  gateway-probe account production.json --from-file answers.json

Every call is a GET from a fixed list, made at once; values of variables are dropped while the
answers are read. 1 where something was found, or not all that the question needs could be
seen; 3 where the account could not be asked: the Documents are told all the same."""
    parser.add_argument("place", metavar="PLACE", nargs="*", help="an address or a Document file, by name")
    parser.add_argument(
        "--from-file", metavar="FILE", help="read saved answers instead of asking: JSON, by the name of each call"
    )
    parser.add_argument(
        "--env-file", metavar="FILE", action="append", default=[], help="a key in it is known by its ending"
    )
    add_account_scope(parser)
    parser.add_argument(
        "--timeout", type=timeout, default=20.0, metavar="SECONDS", help="give up after this long (default: 20)"
    )
    parser.add_argument(
        "--disclosure", choices=("public", "private"), default="public", help="private: ids, names and hosts in full"
    )
    add_format_options(parser)
    parser.add_argument("--quiet", action="store_true", help="no progress on stderr")


def account(options: argparse.Namespace) -> int:
    """Read the facts, join them to the places, and print. Raises `WrongUse` and `PlaceUnknown`."""
    check_target(options.output, private=options.disclosure == "private")
    variables = load_environment(options.env_file).variables
    places = _name_places(options.place, variables, public=options.disclosure == "public")
    wanted = Wanted(
        places, scope_of(options, places, variables), variables, options.from_file, options.timeout, options.quiet
    )
    report, secrets = run_to_end(read(wanted))
    shown, secrets = to_show(report, options, secrets, variables)
    with leaks_explained():
        write_report(shown, options.format, secrets, options.output)
    return _code(report)


def to_show(
    report: AccountReport, options: argparse.Namespace, secrets: Secrets, variables: Mapping[str, str]
) -> tuple[AccountReport, Secrets]:
    """The report at the level that was asked for, and all that it must not hold."""
    secrets |= Secrets(variables.get(name, "") for name in (*KEY_NAMES, "VERCEL_TOKEN"))
    return as_shown(report, options.disclosure, variables.get(_SALT, ""), secrets), secrets


async def read(wanted: Wanted) -> tuple[AccountReport, Secrets]:
    """The report, also where the account cannot be asked: then it says why, and holds the live part."""
    places, scope = wanted.places, wanted.scope
    try:
        source = await _source(wanted)
        found, dropped = await read_account(source, places, scope, wanted.timeout_s, silent if wanted.quiet else _tell)
    except AccountUnreachable as unreachable:
        found, dropped = Held(places, scope).account(None, datetime.now(UTC), 0), Secrets()
        code: Trouble | None = unreachable.code
    else:
        code = trouble_of(found, scope)
    if code is None:
        return judge_account(found, places, scope.salt), dropped
    trouble = TROUBLES[code]
    say(f"gateway-probe: {code}: {trouble.title}\n  next: {trouble.next_steps[0].text}")
    return judge_account(found, places, scope.salt, trouble), dropped


async def _source(wanted: Wanted) -> Source:
    if wanted.from_file is not None:
        return _read_saved(wanted.from_file)
    return await find_vercel_cli(wanted.variables, time.monotonic() + wanted.timeout_s)


def _read_saved(file: str) -> SavedAnswers:
    content = read_file(file, MAX_SAVED_BYTES)
    saved_at = datetime.fromtimestamp(Path(file).stat().st_mtime, UTC)
    try:
        return SavedAnswers.read(content, saved_at)
    except UnusableFile as error:
        raise WrongUse(f"{file} holds no saved answers: it is {error}") from None


def _code(report: AccountReport) -> int:
    """As of a verdict: 0 for good news alone. What was found, or could not be seen, is none."""
    if report.trouble is not None:
        return NO_DOCUMENT
    return HEALTHY if status_of(report) == "healthy" else PROBLEM


def _name_places(texts: list[str], variables: Mapping[str, str], *, public: bool) -> list[Place]:
    """One place for each name; an address and a Document of one name are one place. Raises `WrongUse`."""
    hosts: list[tuple[str, str]] = []
    documents: list[tuple[str, Document]] = []
    for number, text in enumerate(texts, 1):
        place = name_place(text)
        if "://" in place.text:
            hosts.append((shown_name(place, text, number, public=public), host_of(place.text)))
        elif place.text.startswith("local"):
            raise WrongUse(f"{place.text} would be a run: use `gateway-probe run --account`, or name its Document")
        else:
            documents.append((place.name, judge_again(read_document_file(place.text, OR_ADDRESS))))
    check_names(name for name, _ in hosts)
    check_names(name for name, _ in documents)
    host_by_name = dict(hosts)
    of_document = [Place(name, host_by_name.get(name), found, ending_of(found, variables)) for name, found in documents]
    known = {place.name for place in of_document}
    return of_document + [Place(name, host) for name, host in hosts if name not in known]


def host_of(url: str) -> str:
    """The host of an address, without credentials, port and path."""
    return url.split("://", maxsplit=1)[1].split("/", maxsplit=1)[0].rpartition("@")[2].split(":")[0].lower()


def ending_of(document: Document, variables: Mapping[str, str]) -> str | None:
    """The last characters of the key here, where a fingerprint says that it is the Document's key."""
    for name in Place("", document=document).key_variables:
        value = as_sent(variables.get(name, ""))
        shown = next((item.fingerprint for item in document.variables if item.name == name), None)
        own = fingerprint(value, variables.get(_SALT, ""), name=name)
        if own is not None and own == shown:
            return value[-_ENDING:]
    return None


def scope_of(options: argparse.Namespace, places: list[Place], variables: Mapping[str, str]) -> Scope:
    """What was named, else what the current folder is linked to, unless a Document knows better."""
    team, project = _read_link(Path.cwd())
    if any(is_id(place.team, "team_") for place in places):
        team = None
    if any(is_id(place.project, "prj_") for place in places):
        project = None
    since = datetime.now(UTC) - (options.since or _SINCE)
    return Scope(since, options.team or team, options.project or project, variables.get(_SALT, ""))


def _read_link(folder: Path) -> tuple[str | None, str | None]:
    """Team and project of `.vercel/project.json`, as `vercel link` writes it; nothing where it cannot be read."""
    file = folder / ".vercel" / "project.json"
    try:
        with open_file(file) as stream:
            link = json.loads(stream.read(_MAX_LINK))
        team, project = link.get("orgId"), link.get("projectId")
    except (OSError, ValueError, AttributeError, RecursionError):
        return None, None
    return (
        team if isinstance(team, str) and is_id(team, "team_") else None,
        project if isinstance(project, str) and is_id(project, "prj_") else None,
    )


def _tell(call: str, state: str) -> None:
    say(f"  {state:<10} {call}")
