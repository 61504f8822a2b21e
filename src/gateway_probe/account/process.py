"""One process of the command, in folders of its own, from its start to its end."""

import asyncio
import contextlib
import os
import re
import signal
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

MAX_ANSWER_BYTES = 16_000_000
"""Of a list: five thousand variables with long values are a third of it."""
_MAX_ERROR_BYTES = 20_000
_REPEATS = re.compile(rb"\xe2\x86\x90 (429|5\d\d) |Retrying: ")
"""Where the command says (with --debug) that the API failed, or that it begins again. It would ask up to four times,
over nine seconds, and after a 429 wait for as long as it is told: one answer is enough, so it is ended there."""
_FOR_TEMPORARY_FILES = ("TEMP", "TMP", "TMPDIR")


@dataclass(frozen=True)
class Done:
    """How it ended, and what it said."""

    code: int
    out: bytes
    err: str
    too_large: bool
    gave_up: str | None = None
    """The status at which it was ended, or an empty text where there was none."""


async def run_process(arguments: list[str], environ: Mapping[str, str], deadline: float) -> Done | None:
    """Run it to its end, in an empty folder; None where it did not end in time."""
    with _own_folders() as (empty, temporary):
        try:
            process = await asyncio.create_subprocess_exec(
                *arguments,
                env={**environ, **dict.fromkeys(_FOR_TEMPORARY_FILES, temporary)},
                cwd=empty,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                start_new_session=True,
            )
        except OSError:
            return Done(127, b"", "", too_large=False)
        try:
            async with asyncio.timeout(max(0.05, deadline - time.monotonic())):
                out, (err, repeats) = await asyncio.gather(
                    _read_bounded(process.stdout, MAX_ANSWER_BYTES), _watch(process)
                )
                code = await process.wait()
        except TimeoutError:
            return None
        finally:
            _kill(process)
            with contextlib.suppress(ProcessLookupError):
                await process.wait()
        gave_up = (repeats[1] or b"").decode() if repeats is not None else None
        return Done(code, out, err.decode("utf-8", "replace"), len(out) > MAX_ANSWER_BYTES, gave_up)


@contextlib.contextmanager
def _own_folders() -> Iterator[tuple[str, str]]:
    """An empty folder to run in, and one for temporary files; what was ended there may still be writing."""
    with tempfile.TemporaryDirectory(prefix="gateway-probe-", ignore_cleanup_errors=True) as own:
        empty, temporary = Path(own, "empty"), Path(own, "temporary")
        empty.mkdir()
        temporary.mkdir()
        yield str(empty), str(temporary)


async def _read_bounded(stream: asyncio.StreamReader | None, limit: int) -> bytes:
    """What the stream holds, up to one byte more than the limit; the rest is read and dropped."""
    held = bytearray()
    while stream is not None and (part := await stream.read(65_536)):
        held += part[: limit + 1 - len(held)]
    return bytes(held)


async def _watch(process: "asyncio.subprocess.Process") -> tuple[bytes, re.Match[bytes] | None]:
    """What it says on stderr; where it is about to ask again, it is ended."""
    held, stream = bytearray(), process.stderr
    while stream is not None and (part := await stream.read(65_536)):
        held += part[: _MAX_ERROR_BYTES - len(held)]
        repeats = _REPEATS.search(held)
        if repeats is not None:
            _kill(process)
            return bytes(held), repeats
    return bytes(held), None


def _kill(process: "asyncio.subprocess.Process") -> None:
    """End it with whatever it started: `vercel` may be a version manager's shim in front of the real one."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
