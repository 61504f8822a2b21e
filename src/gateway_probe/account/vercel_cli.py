"""The person's own `vercel` command: one GET of the table at a time, read-only, without a shell.

The command brings the login, so no token passes through this process. It is started in an empty folder, with the
variables that it needs and no others: a link, a setting or a secret of the current folder or shell has no effect. What
it writes goes to a folder for temporary files of its own, which is removed with it.
"""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from gateway_probe.account.calls import Call
from gateway_probe.account.process import MAX_ANSWER_BYTES, Done, run_process
from gateway_probe.account.source import ApiAnswer, no_answer, read_answer
from gateway_probe.account.start_command import startable
from gateway_probe.account.troubles import TROUBLES, AccountUnreachable
from gateway_probe.disclosure.parts import is_known

NO_PROJECT = "this login sees no such project in that team"
"""The API answers 404 where there is none, and where the login has no right to it."""
_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_STATUS = re.compile(r"\((\d{3})\)\s*$")
_PERMISSION = re.compile(
    r"[Rr]equired permissions?: ([A-Z][A-Za-z]{1,40}: [A-Z][a-z]{1,15}(?: or [A-Z][A-Za-z]{1,40}: [A-Z][a-z]{1,15})?)"
)
_VERSION = re.compile(r"Vercel CLI (\d{1,4}\.\d{1,4}\.\d{1,4})")
_NO_LOGIN = (
    "No existing credentials",
    "Starting login flow",
    "not currently logged in",
    "vercel login",
    "token is not valid",
)


# What the command and Node.js need of the environment: where the login lies, the way out, and whom to trust.
_PASSED_ON = frozenset({
    "APPDATA", "HOME", "HOMEDRIVE", "HOMEPATH", "LANG", "LC_ALL", "LOCALAPPDATA", "PATH", "PATHEXT", "SYSTEMROOT",
    "USERPROFILE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
    "XDG_STATE_HOME", "VERCEL_TOKEN", "VERCEL_AUTH_TOKEN", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY",
    "http_proxy", "https_proxy", "no_proxy", "all_proxy", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR",
})  # fmt: skip
_SET = {
    "VERCEL_TELEMETRY_DISABLED": "1", "NO_UPDATE_NOTIFIER": "1", "NO_COLOR": "1",
    # It would keep its compiled code in the folder for temporary files; to write that takes longer than to do without.
    "NODE_DISABLE_COMPILE_CACHE": "1",
}  # fmt: skip

_KNOWN_MAJOR = 64
"""From this version on `vercel api` is known to be there; the help of an older one is asked (slower)."""


@dataclass
class VercelCli:
    """The command, found and known to be able to ask. `asked` counts the requests that were started."""

    command: tuple[str, ...]
    """What is started, before the arguments."""
    version: str
    environ: Mapping[str, str] = field(repr=False)
    asked: int = 0
    kind: Literal["vercel-cli"] = "vercel-cli"

    async def ask(self, call: Call, parameters: Mapping[str, str], deadline: float) -> ApiAnswer:
        """The answer to one call of the table, at the latest at `deadline` (`time.monotonic`)."""
        path = call.build(**parameters)
        self.asked += 1
        at = datetime.now(UTC)
        done = await run_process([*self.command, "api", path, "--raw", "--debug"], self.environ, deadline)
        if done is None:
            return no_answer(at, "no answer in time")
        if done.too_large:
            return no_answer(at, f"an answer of more than {MAX_ANSWER_BYTES:,} bytes")
        return read_answer(at, done.out) if done.code == 0 else _read_failure(at, call, done)


async def find_vercel_cli(environ: Mapping[str, str], deadline: float) -> VercelCli:
    """The `vercel` command of this environment. Raises `AccountUnreachable`.

    That `vercel api` exists is seen first: an older command would take the word for a folder to deploy.
    """
    path = environ.get("PATH", "")
    found = shutil.which("vercel", path=path)
    if found is None:
        raise AccountUnreachable("no-command")
    command = startable(Path(found), path)
    if command is None:
        raise AccountUnreachable("not-runnable")
    kept = {name: value for name, value in environ.items() if name in _PASSED_ON} | _SET
    version = _VERSION.search(await _text(command, ["--version"], kept, deadline))
    if version is None or (
        int(version[1].split(".")[0]) < _KNOWN_MAJOR
        and "vercel api [endpoint]" not in await _text(command, ["api", "--help"], kept, deadline)
    ):
        raise AccountUnreachable("too-old")
    return VercelCli(command, version[1], kept)


async def _text(command: tuple[str, ...], arguments: list[str], environ: Mapping[str, str], deadline: float) -> str:
    """What the command prints, on either stream; nothing where it does not end in time."""
    done = await run_process([*command, *arguments], environ, deadline)
    return "" if done is None else done.err + done.out.decode("utf-8", "replace")


def _read_failure(at: datetime, call: Call, done: Done) -> ApiAnswer:
    """What the command says instead of an answer: `Error: MESSAGE (STATUS)` on stderr."""
    if done.gave_up is not None:
        said = f"the API answered {done.gave_up}" if done.gave_up else "the API could not be reached"
        return no_answer(at, said)
    last = next((line.strip() for line in reversed(_ANSI.sub("", done.err).splitlines()) if "rror: " in line), "")
    if any(words in done.err for words in _NO_LOGIN):
        return no_answer(at, TROUBLES["no-login"].title, trouble="no-login")
    found = _STATUS.search(last)
    status = int(found[1]) if found else None
    if status == 401:
        return no_answer(at, TROUBLES["no-login"].title, trouble="no-login")
    if status == 403:
        named = _PERMISSION.search(last)
        # Rights are named by plain words; anything else in their place is somebody's own.
        plain = named is not None and all(map(is_known, re.findall(r"[A-Za-z]+", named[1])))
        permission = named[1] if named is not None and plain else call.permission
        return ApiAnswer("refused", at, because="this login may not see it", permission=permission)
    if status == 404 and call.id == "deployment":
        return ApiAnswer("absent", at, because="the account knows nothing under this name")
    if status == 404 and call.id == "variables":
        return ApiAnswer("refused", at, because=NO_PROJECT)
    if status == 404:
        # Of a list it says that the project, or the path itself, is not known: never that the list is empty.
        return no_answer(at, "the account knows no such list")
    return no_answer(at, f"the API answered {status}" if status else "the command failed without saying why")
