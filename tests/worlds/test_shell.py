"""On a laptop the shell's key wins over the file's, as it does for Next.js; a person has to hear of it."""

import asyncio
import sys
from pathlib import Path

from gateway_probe.document import Document
from gateway_probe.document.document import read_document
from tests.standin import Gateway, Key, Team, listen
from tests.worlds.expectation import named
from tests.worlds.world import KEY, REVOKED_KEY

GATEWAY = Gateway((Key(KEY, Team()), Key(REVOKED_KEY, Team(), revoked=True)))


def run(file: Path, shell: dict[str, str]) -> Document:
    """The Document of the command line, given a shell and a file of variables."""

    async def ask() -> bytes:
        async with listen(GATEWAY) as up:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "gateway_probe.cli", "run", "--env-file", str(file), "--format", "json", "--quiet"),
                env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "GATEWAY_PROBE_BASE_URL": up.origin, **shell},
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )
            told, _ = await asyncio.wait_for(process.communicate(), 30)
            return told

    return read_document(asyncio.run(ask()))


def env_file(folder: Path, key: str) -> Path:
    file = folder / ".env.local"
    file.write_text(f"AI_GATEWAY_API_KEY={key}\n", encoding="utf-8")
    return file


def test_a_revoked_key_of_the_shell_hides_the_good_one_of_the_file(tmp_path: Path) -> None:
    document = run(env_file(tmp_path, KEY), {"AI_GATEWAY_API_KEY": REVOKED_KEY})
    assert document.verdict.status == "failing"
    assert "shell-key-shadows-file" in named(document)


def test_a_good_key_of_the_shell_hides_the_revoked_one_of_the_file(tmp_path: Path) -> None:
    document = run(env_file(tmp_path, REVOKED_KEY), {"AI_GATEWAY_API_KEY": KEY})
    assert document.verdict.status in {"healthy", "degraded"}
    assert "shell-key-shadows-file" in named(document)


def test_one_key_in_both_hides_nothing(tmp_path: Path) -> None:
    assert "shell-key-shadows-file" not in named(run(env_file(tmp_path, KEY), {"AI_GATEWAY_API_KEY": KEY}))


def test_a_key_of_the_file_alone_is_used(tmp_path: Path) -> None:
    document = run(env_file(tmp_path, KEY), {})
    assert document.verdict.status == "healthy"
    assert "shell-key-shadows-file" not in named(document)
