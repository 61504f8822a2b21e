"""Why no fact of the account can be asked for, each declared once: in the words of the report, and what to do."""

from collections.abc import Mapping
from typing import Literal

from gateway_probe.register import Entry, register, step

Trouble = Literal["no-command", "not-runnable", "too-old", "no-login", "no-rights", "no-answer", "no-such-team"]

_CLI = "https://vercel.com/docs/cli"


def _declare(code: Trouble, title: str, meaning: str, next_step: str) -> tuple[Trouble, Entry]:
    entry = Entry(
        code=code, kind="account", title=title, meaning=meaning, next_steps=(step(next_step),), sources=(_CLI,)
    )
    return code, register(entry)


TROUBLES: Mapping[Trouble, Entry] = dict((
    _declare(
        "no-command",
        "there is no `vercel` command on the PATH",
        "The account is asked by that command alone: it brings your login, which the probe never sees.",
        "Install it (npm install --global vercel) and log in (vercel login), or give saved answers: "
        "gateway-probe account --from-file FILE.",
    ),
    _declare(
        "not-runnable",
        "the `vercel` command on the PATH is a script for a shell, and what it would start was not found",
        "No shell is started: it would read the arguments again, by rules of its own.",
        "Install it by npm (npm install --global vercel), run this in WSL, or give saved answers: "
        "gateway-probe account --from-file FILE.",
    ),
    _declare(
        "too-old",
        "the `vercel` command has no `vercel api`, or does not run",
        "An older command takes the word `api` for a folder to deploy, so it is not called with it.",
        "Update it: npm install --global vercel@latest; or give saved answers: gateway-probe account --from-file FILE.",
    ),
    _declare(
        "no-login",
        "the `vercel` command is not logged in, or its token is no longer valid",
        "No call was answered. It says nothing of the gateway or of its key.",
        "Log in: vercel login; in CI set VERCEL_TOKEN.",
    ),
    _declare(
        "no-rights",
        "this login may see nothing of what was asked",
        "Every call was refused. The report names the right that each one needs.",
        "Name its team with --team, or use a login that may read the project (what each call needs stands below).",
    ),
    _declare(
        "no-answer",
        "the account answered nothing that can be read",
        "No call was answered in time, in a form that is known.",
        "See https://www.vercel-status.com, and try again; gateway-probe account --timeout 60 waits longer.",
    ),
    _declare(
        "no-such-team",
        "the team that was named is not among those of this login",
        "To ask on would be to answer for another team.",
        "See its teams: vercel teams ls; a personal account needs no --team.",
    ),
))  # fmt: skip


class AccountUnreachable(Exception):
    """No fact of the account can be asked for. `code` names the trouble."""

    def __init__(self, code: Trouble) -> None:
        self.code: Trouble = code
        super().__init__(TROUBLES[code].title)
