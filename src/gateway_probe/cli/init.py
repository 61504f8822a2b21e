"""`gateway-probe init`: adds the probe to a project that exists, or takes it out again."""

import argparse
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from gateway_probe.cli.columns import fill
from gateway_probe.cli.exit_codes import HEALTHY, PROBLEM, WrongUse
from gateway_probe.cli.extras import lacking
from gateway_probe.cli.output import write_content
from gateway_probe.cli.shell_words import shell_word
from gateway_probe.cli.standard_streams import say, tell
from gateway_probe.dropin import (
    CannotCarryOut,
    Change,
    Layout,
    Unusable,
    all_additions,
    carry_out,
    diff,
    find_credentials,
    lay_out,
    look_at,
    place_of,
    plan_adding,
    plan_removing,
)
from gateway_probe.reports.lines import inert

# A project's own configuration of git may name commands, which git runs when it reads its index.
_NO_COMMANDS = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
_FOR_GIT = ("PATH", "HOME", "XDG_CONFIG_HOME", "SYSTEMROOT", "USERPROFILE")
_DONE = {"create": "created", "delete": "deleted", "unchanged": "unchanged"}
_TO_DO = {"create": "would create", "delete": "would delete", "unchanged": "unchanged"}


def add_init_options(parser: argparse.ArgumentParser) -> None:
    from gateway_probe.dropin import PROJECT_KINDS

    parser.description = """Adds api/diagnose.py and what it requires to a project, so that the probe runs with that
project's own variables and identity.

examples:
  gateway-probe init --dry-run          what it would do here
  gateway-probe init ../my-next-app
  gateway-probe init --remove

Nothing that exists is changed. Where a file of yours would have to change, the diff goes
to stdout, nothing is written, and the exit code is 1."""
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
        "--from-index", action="store_true", help="require the released package instead of a wheel inside the project"
    )


def init(options: argparse.Namespace) -> int:
    """Create or delete whole files; where a person's own file would have to change, show how and write nothing.

    Raises `WrongUse`.
    """
    root = Path(options.folder)
    try:
        project = look_at(root, options.target)
        layout = all_additions(project) if options.remove else lay_out(project, from_index=options.from_index)
        changes = plan_removing(root, layout.additions) if options.remove else plan_adding(root, layout.additions)
    except Unusable as error:
        raise WrongUse(str(error)) from None
    except ImportError:
        raise lacking("tomlkit", "to edit a pyproject.toml") from None
    except (OSError, ValueError) as error:
        raise WrongUse(f"a file of the project cannot be read ({place_of(error)})") from None
    except RecursionError:
        raise WrongUse("a file of the project is nested too deeply to be read") from None
    if any(change.kind == "edit" for change in changes):
        return _show_conflict(changes, options)
    emptied: list[str] = []
    if not options.dry_run:
        try:
            emptied = carry_out(root, changes)
        except CannotCarryOut as error:
            raise WrongUse(str(error)) from None
    if options.remove:
        changes = [change for change in changes if change.kind == "delete"]
    _report(changes, _TO_DO if options.dry_run else _DONE)
    for folder in emptied:
        tell(f"{_DONE['delete']:<13} {folder} (it was empty then)")
    if changes:
        _say_what_comes_next(root, layout, [] if options.remove else changes)
    return HEALTHY


def _show_conflict(changes: Sequence[Change], options: argparse.Namespace) -> int:
    """The diff alone on stdout, so that it can be piped; what it is about on stderr."""
    edits = [change for change in changes if change.kind == "edit"]
    say(f"{_list(edits)} would have to change, and init changes nothing that exists: nothing was written.")
    if found := find_credentials(changes):
        say(f"The diff is not shown: it would hold what looks like a credential ({', '.join(map(inert, found))}).")
        say("Move that into a variable (`vercel env add NAME`), take it out of the file, and run init again.")
        return PROBLEM
    write_content(diff(changes).encode("utf-8", "surrogateescape"), None, private=False)
    if any(change.path.endswith(".whl") for change in edits):
        say("The wheel there is another build of this version: take it out with --remove, then run init again.")
        return PROBLEM
    folder = shell_word(options.folder)
    switches = " --remove" if options.remove else ""
    switches += f" --target {options.target}" if options.target else ""
    switches += " --from-index" if options.from_index else ""
    say("Read the diff. To take it over and go on:")
    say(f"  gateway-probe init{switches} {folder} | git -C {folder} apply")
    say(f"  gateway-probe init{switches} {folder}")
    return PROBLEM


def _list(edits: Sequence[Change]) -> str:
    names = [change.path for change in edits]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _report(changes: Sequence[Change], words: dict[str, str]) -> None:
    for change in changes:
        tell(f"{words[change.kind]:<13} {inert(change.path)}")
    if not changes:
        tell("there is nothing of the probe here")


def _say_what_comes_next(root: Path, layout: Layout, changes: Sequence[Change]) -> None:
    for change in changes:
        if _is_ignored(root, change.path):
            _note(f"git ignores {change.path}; a deployment from git needs it: git add --force {change.path}")
    for note in layout.notes:
        _note(note.rstrip())
    folder = shell_word(str(root.resolve()))
    for heading, lines in layout.next_steps:
        tell("", *fill(f"next, {heading}"), "")
        for line in (f"cd {folder}", *lines):
            tell(f"  {line}")


def _note(text: str) -> None:
    # Names and patterns in it are the project's, which anybody may have written.
    tell("", *map(inert, fill(f"note: {text}")))


def _is_ignored(root: Path, path: str) -> bool:
    """Whether git would leave it out; no where there is no git."""
    try:
        asked = subprocess.run(  # noqa: S603 - a fixed command and a path of our own
            ["git", *_NO_COMMANDS, "check-ignore", "--quiet", "--", path],  # noqa: S607 - whichever git the person uses
            cwd=root,
            env={name: os.environ[name] for name in _FOR_GIT if name in os.environ},
            capture_output=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return asked.returncode == 0
