"""The environment of a local run: the process's, filled up from env files."""

import argparse
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from gateway_probe.cli.exit_codes import WrongUse
from gateway_probe.cli.extras import load
from gateway_probe.cli.files import read_file
from gateway_probe.cli.shell_words import shell_word
from gateway_probe.cli.standard_streams import say
from gateway_probe.clients import KEY_NAMES, PROVIDER_KEYS
from gateway_probe.clients.table import GATEWAY_KEY
from gateway_probe.runtime.watchlist import OIDC_TOKEN, OIDC_TOKEN_FILE
from gateway_probe.settings import DEFAULT_BASE_URL, InvalidSettings, Settings, parse_model

LOCAL_FILE = ".env.local"
"""Where `vercel env pull` and Next.js keep the variables of a laptop."""
UNREAD_FILES = (".env.development.local", ".env.development", ".env")
"""What Next.js reads there besides, the first before the next; a run does where they are named."""
MAX_FILE = 1_048_576
_WITH_COLON = re.compile(r"\A(\s*(?:export\s+)?[\w.-]+):(?=[ \t])", re.ASCII)
"""`NAME: value`, which Node's dotenv reads as `NAME=value` and Python's does not."""
_BASE_URL = "GATEWAY_PROBE_BASE_URL"
_BYOK = "GATEWAY_PROBE_BYOK"
_SENT = (*sorted(KEY_NAMES | {*PROVIDER_KEYS}), OIDC_TOKEN, OIDC_TOKEN_FILE, _BYOK)
"""Whose values a run may send to the gateway: for whatever client it asks, and whoever's credentials."""


@dataclass(frozen=True)
class Environment:
    """Variables, and which of them came from a file."""

    variables: Mapping[str, str] = field(repr=False)
    from_file: frozenset[str] = frozenset()
    shadowed: frozenset[str] = frozenset()
    """Names that the process sets and a file holds with another value."""

    def with_variable(self, name: str, value: str) -> "Environment":
        """The same with one variable set by an option."""
        return Environment({**self.variables, name: value}, self.from_file, self.shadowed)


def load_environment(files: Iterable[str], *, file_wins: bool = False) -> Environment:
    """The process's variables, with those of the files where the process has none.

    A variable of the process wins over a file's, as it does for Next.js and dotenv; of two files the first wins.
    `file_wins` turns that round: for a file that stands for a place of its own, whatever this shell holds.
    References such as `$NAME` are left as they are, so that an unexpanded one is seen. Raises `WrongUse`.
    """
    variables = dict(os.environ)
    from_file: set[str] = set()
    shadowed: set[str] = set()
    for file in files:
        for name, value in _read(file).items():
            if file_wins or name not in variables:
                variables[name] = value
                from_file.add(name)
            elif name not in from_file and variables[name] != value:
                shadowed.add(name)
    return Environment(variables, frozenset(from_file), frozenset(shadowed))


def load_local(options: argparse.Namespace) -> Environment:
    """The environment of this machine, and on stderr what it was taken from unasked. Raises `WrongUse`.

    Its files are those that were named or, where none was, the `.env.local` of this folder; `env_file` holds them then.
    """
    named = bool(options.env_file)
    options.env_file = options.env_file or _find_files(options)
    environment = load_environment(options.env_file)
    if not named:
        _refuse_another_host(environment, ["--byok"] if getattr(options, "byok", None) else [])
    for name in sorted(environment.shadowed & {GATEWAY_KEY}):
        say(f"{name}: this shell's value is tested, and the file has another; to test the file's: env -u {name} …")
    return environment


def _refuse_another_host(environment: Environment, also_sent: list[str]) -> None:
    """A file that nobody named may come with somebody's project: it sends no key of this shell where it likes."""
    host = environment.variables.get(_BASE_URL, "").strip()
    if _BASE_URL not in environment.from_file or not host.startswith("https://") or host == DEFAULT_BASE_URL:
        return
    # A token's file is this machine's, whoever names it.
    named = environment.from_file - {OIDC_TOKEN_FILE}
    sent = [name for name in _SENT if environment.variables.get(name) and name not in named] + also_sent
    if sent:
        raise WrongUse(
            f"{LOCAL_FILE}, found in this folder, sets {_BASE_URL}, and what {sent[0]} holds is not from there: it "
            f"would go to whatever host the file names. If that is meant, name the file: --env-file {LOCAL_FILE}"
        )


def _find_files(options: argparse.Namespace) -> list[str]:
    """The folder's file, and a word on what was found; none where the shell alone is wanted."""
    if options.no_env_file:
        return []
    found = [LOCAL_FILE] if Path(LOCAL_FILE).is_file() else []
    unread = [name for name in UNREAD_FILES if Path(name).is_file()]
    if getattr(options, "quiet", False):
        return found
    if found:
        say(f"reading {LOCAL_FILE}, found in this folder (--no-env-file leaves it out)")
    elif unread:
        named = " ".join(f"--env-file {name}" for name in unread)
        say(f"this folder has {' and '.join(unread)}, which {'was' if len(unread) == 1 else 'were'} not read: {named}")
    return found


def load_settings(variables: Mapping[str, str]) -> Settings:
    """The settings, or `WrongUse` naming every one that cannot be used."""
    try:
        return Settings.from_environ(variables)
    except InvalidSettings as error:
        lines = [f"{problem.name} {problem.text}" for problem in error.problems]
        raise WrongUse("settings that cannot be used:\n  " + "\n  ".join(lines)) from None


def usable_model(model: str | None, settings: Settings) -> str | None:
    """The model of `--model`. Raises `WrongUse` for one that no gateway could know, or that holds a secret."""
    if model is None:
        return None
    try:
        parse_model(model)
    except ValueError as error:
        raise WrongUse(f"--model {error}") from None
    if wrong := settings.problem_with(model):
        raise WrongUse(f"--model {wrong}")
    return model


def read_text(file: str, *, hint: Callable[[], str] = str) -> str:
    """A text file of a sane size. Raises `WrongUse`, which never shows what the file holds."""
    try:
        # Some editors put a byte order mark first; it is no part of the first name.
        return read_file(file, MAX_FILE, hint=hint).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongUse(f"{file} is not UTF-8 text: save it as UTF-8") from None


def _pulling(file: str) -> str:
    """The command for it, asked in the file's own folder: a pull is from the project that a folder is linked to."""
    path = Path(file)
    # A name with a quote in it is written in pieces, which the filter of stderr would not know again.
    if not path.parent.is_dir() or "'" in file:
        return ""
    there = "" if path.parent.resolve() == Path.cwd() else f"--cwd {shell_word(str(path.parent))} "
    return f"; make it with: vercel env pull {there}{shell_word(path.name)}"


def _read(file: str) -> dict[str, str]:
    # Imported here: only runs with an env file need the parser.
    parser = load("dotenv", f"to read {file}").parser
    lines = list(parser.parse_stream(StringIO(read_text(file, hint=lambda: _pulling(file)))))
    if any(line.error and _WITH_COLON.match(line.original.string) for line in lines):
        text = "".join(
            _WITH_COLON.sub(r"\1=", line.original.string) if line.error else line.original.string for line in lines
        )
        lines = list(parser.parse_stream(StringIO(text)))
    if unread := [line.original.line for line in lines if line.error]:
        others = f", as are others ({len(unread) - 1})" if len(unread) > 1 else ""
        say(f"warning: {file}: line {unread[0]} holds no NAME=value and is left out{others}")
    return {line.key: line.value for line in lines if line.key is not None and line.value is not None}
