"""Waiting until a deployment of a certain commit answers at an address, without asking the gateway anything."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from gateway_probe.document import Document
from gateway_probe.places import transit
from gateway_probe.places.deployed_probe import Address, ask, fetch_document, not_the_probe, read_body
from gateway_probe.places.unknown import PlaceUnknown

PING_TIMEOUT_S = 15.0

# What stands between and will not go away by waiting; all else may be a deployment that is under way.
_LASTING = {"deployment-protection", "redirected", "commit-unknown"}
# What the new deployment may answer although it is there: an older instance still serves, or a run was made just now.
_PASSING = {"other-commit", "too-soon"}


@dataclass(frozen=True)
class Wait:
    """How long to wait for a commit, and how often to look. Seconds."""

    commit: str
    limit_s: float
    every_s: float


async def document_of_commit(
    address: Address, wait: Wait, *, timeout_s: float, note: Callable[[str], None]
) -> Document:
    """The Document of the deployment of this commit, once it answers.

    `?ping` is asked until it names the commit, which costs nothing; the run itself is asked for with `expect-commit`,
    so that another instance cannot answer it. `note` is told whenever something else is seen than before.
    Raises `UnusableAddress`, and `PlaceUnknown` at once for what waiting cannot change, else when the time is over.
    """
    end = time.monotonic() + wait.limit_s
    asked = replace(address, query={**address.query, "expect-commit": wait.commit})
    seen = ""
    while True:
        now_seen, there = await _look(address, wait.commit)
        if there:
            try:
                return await fetch_document(asked, timeout_s=timeout_s)
            except PlaceUnknown as unknown:
                if unknown.code not in _PASSING:
                    raise
                now_seen = unknown.text
        if now_seen != seen:
            note(now_seen)
            seen = now_seen
        left = end - time.monotonic()
        if left <= 0:
            raise _not_seen(wait, seen)
        await asyncio.sleep(min(wait.every_s, left))


async def _look(address: Address, commit: str) -> tuple[str, bool]:
    """What answers there, in words, and whether it is this commit."""
    try:
        answering = await commit_at(address)
    except PlaceUnknown as unknown:
        if unknown.code in _LASTING:
            raise
        return unknown.text, False
    return f"commit {answering} answers", _same(answering, commit)


async def commit_at(address: Address) -> str:
    """The short commit that `?ping` names. Raises `PlaceUnknown`, and `UnusableAddress` where nothing was sent.

    The token is not sent: a ping needs none.
    """
    exchange = await ask(replace(address, token=None, query={"ping": ""}), timeout_s=PING_TIMEOUT_S)
    body = read_body(exchange, address.secrets)
    if not isinstance(body, dict) or body.get("status") != "up":
        raise not_the_probe(exchange, "not that of a probe")
    commit = body.get("commit")
    if not isinstance(commit, str) or not commit.isalnum() or not 7 <= len(commit) <= 40:
        # Waiting on would never end well: this deployment, or the one after it, does not know its commit.
        text = "The deployment there does not know its commit (VERCEL_GIT_COMMIT_SHA is not set)."
        raise transit.unknown(transit.COMMIT_UNKNOWN, text)
    return commit.lower()


def _same(answering: str, expected: str) -> bool:
    return expected.startswith(answering) or answering.startswith(expected)


def _not_seen(wait: Wait, seen: str) -> PlaceUnknown:
    return PlaceUnknown(
        "other-commit",
        f"Commit {wait.commit[:10]} did not answer within {wait.limit_s:.0f} seconds. At last: {seen.rstrip('.')}.",
        "Check that its deployment has ended and that this address points to it, or wait longer with --wait.",
    )
