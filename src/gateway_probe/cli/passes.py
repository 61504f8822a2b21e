"""Which secret goes to which host. Secrets come from variables or a file, never from the command line."""

import argparse
import netrc
import os
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr

from gateway_probe.cli.exit_codes import WrongUse
from gateway_probe.cli.files import open_file
from gateway_probe.cli.shell_words import shell_word
from gateway_probe.cli.standard_streams import say
from gateway_probe.disclosure import Secrets

VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,127}")
"""What a name of a variable looks like; anything else where one is asked for may be the secret itself."""
TOKEN_VARIABLE = "GATEWAY_PROBE_TOKEN"  # noqa: S105 - a variable's name


@dataclass(frozen=True)
class Passes:
    """The access token and the Deployment Protection bypass secret of each host, and those of every other host."""

    tokens: Mapping[str, SecretStr] = field(default_factory=dict, repr=False)
    bypasses: Mapping[str, SecretStr] = field(default_factory=dict, repr=False)
    any_token: SecretStr | None = None
    any_bypass: SecretStr | None = None

    def token(self, url: str) -> SecretStr | None:
        return _for_host(self.tokens, url) or self.any_token

    def bypass(self, url: str) -> SecretStr | None:
        return _for_host(self.bypasses, url) or self.any_bypass

    @property
    def secrets(self) -> Secrets:
        """All of them, for the last gate."""
        every = (*self.tokens.values(), *self.bypasses.values(), self.any_token, self.any_bypass)
        return Secrets(secret.get_secret_value() for secret in every if secret is not None)


def passes_of(options: argparse.Namespace) -> Passes:
    """The secrets that the options name. Raises `WrongUse`.

    A host's own entry wins: of `--token-env HOST=NAME`, else of `--token-file`; then `--token-env NAME`, then the
    variable GATEWAY_PROBE_TOKEN.
    """
    tokens, any_token = _from_variables(options.token_env)
    bypasses, any_bypass = _from_variables(options.bypass_env)
    if options.token_file is not None:
        tokens = {**_from_file(options.token_file), **tokens}
    if any_token is None:
        any_token = _secret(TOKEN_VARIABLE)
    return Passes(tokens, bypasses, any_token, any_bypass)


def _from_variables(names: Iterable[str]) -> tuple[dict[str, SecretStr], SecretStr | None]:
    """`NAME` for every host, `HOST=NAME` for one."""
    by_host: dict[str, SecretStr] = {}
    every: SecretStr | None = None
    for text in names:
        host, equals, name = text.rpartition("=")
        if not VARIABLE.fullmatch(name):
            # Not repeated: it may well be the secret itself.
            raise WrongUse(
                "--token-env and --bypass-env take the NAME of a variable that holds the secret, or HOST=NAME"
            )
        secret = _secret(name)
        if secret is None:
            raise WrongUse(f"the variable {name} is not set: export it with the secret, then run this again")
        if equals:
            by_host[host.lower()] = secret
        else:
            every = secret
    return by_host, every


def _secret(name: str) -> SecretStr | None:
    value = os.environ.get(name, "").strip()
    return _sendable(value, f"the variable {name}") if value else None


def _from_file(file: str) -> dict[str, SecretStr]:
    """The passwords of a file in the form of .netrc, by host. Its `default` entry is left out: it would go anywhere."""
    from gateway_probe.cli.environment import MAX_FILE  # which few commands with a token need

    try:
        with open_file(Path(file)) as opened:
            found = os.fstat(opened.fileno())
        if found.st_size > MAX_FILE:
            raise WrongUse(f"{file} is larger than {MAX_FILE:,} bytes: not such a file")
        if found.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            say(f"warning: {file} can be read by others; close it with: chmod 600 {shell_word(file)}")
        hosts = netrc.netrc(file).hosts
    except OSError as error:
        raise WrongUse(f"{file} cannot be read: {error.strerror}") from None
    except (netrc.NetrcParseError, UnicodeDecodeError):
        # The error of the parser quotes what it could not read, which may be a token.
        raise WrongUse(f"{file} cannot be read: write a line for each host: machine HOST password TOKEN") from None
    return {
        # Its host is not repeated: where the columns were taken for others, the token stands there.
        host.lower(): _sendable(password, f"an entry of {file}")
        for host, (_, _, password) in hosts.items()
        if host != "default" and password
    }


def _sendable(value: str, what: str) -> SecretStr:
    if not value.isascii() or not value.isprintable():
        raise WrongUse(f"{what} holds characters that cannot be sent in a header")
    return SecretStr(value)


def _for_host(secrets: Mapping[str, SecretStr], url: str) -> SecretStr | None:
    """By host and port where an entry names both, else by host."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        return secrets.get(parts.netloc.lower()) or secrets.get(parts.hostname or "")
    except ValueError:
        return None
