"""The `vercel` command as it may be found: missing, old, broken, talkative. Executables of the test's own stand for it."""

import asyncio
import os
import stat
import sys
import time
from pathlib import Path

import pytest

from gateway_probe.account.calls import CALLS
from gateway_probe.account.process import MAX_ANSWER_BYTES
from gateway_probe.account.troubles import TROUBLES, AccountUnreachable
from gateway_probe.account.vercel_cli import VercelCli, find_vercel_cli

TEMPORARY = ("TEMP", "TMP", "TMPDIR")
NOW = "import sys, os, json, time\n"


def executable(folder: Path, code: str, version: str = "64.0.2") -> Path:
    """A command named `vercel` that knows its version and does this for every call."""
    file = folder / "vercel"
    known = f"if sys.argv[1:] == ['--version']: print('Vercel CLI {version}', file=sys.stderr); sys.exit(0)\n"
    file.write_text(f"#!{sys.executable}\n{NOW}{known}{code}\n", encoding="utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


async def _found(folder: Path, **environ: str) -> VercelCli:
    return await find_vercel_cli({"PATH": str(folder), **environ}, time.monotonic() + 10)


def asked(folder: Path, code: str, limit_s: float = 10, **environ: str) -> object:
    """What one call comes to."""
    executable(folder, code)

    async def ask() -> object:
        cli = await _found(folder, **environ)
        return await cli.ask(CALLS["keys"], {"team": "team_FAKE1"}, time.monotonic() + limit_s)

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("version", "code", "trouble"),
    [
        (None, "", "no-command"),
        ("44.0.0", "print('Usage: vercel [path] deploys a folder')", "too-old"),
        ("no version", "", "too-old"),
    ],
)
def test_a_command_that_cannot_ask_is_told_apart(version: str | None, code: str, trouble: str, tmp_path: Path) -> None:
    if version is not None:
        executable(tmp_path, code, version)
    with pytest.raises(AccountUnreachable) as raised:
        asyncio.run(_found(tmp_path))
    assert raised.value.code == trouble
    assert "--from-file" in TROUBLES[raised.value.code].next_steps[0].text


def test_an_older_command_is_never_given_a_path_that_it_could_deploy(tmp_path: Path) -> None:
    record = tmp_path / "calls"
    executable(tmp_path, f"open({str(record)!r}, 'a').write(repr(sys.argv[1:]))", "40.0.0")
    with pytest.raises(AccountUnreachable):
        asyncio.run(_found(tmp_path))
    assert record.read_text() == "['api', '--help']"


def test_an_older_command_that_has_it_is_used(tmp_path: Path) -> None:
    executable(tmp_path, "print('  vercel api [endpoint] [options]')", "51.2.0-FAKEtokenFAKEtoken")
    assert asyncio.run(_found(tmp_path)).version == "51.2.0"


def test_the_command_gets_no_secret_of_this_shell_and_an_empty_folder(tmp_path: Path) -> None:
    answer = asked(
        tmp_path, "print(json.dumps([sorted(os.environ), os.listdir('.'), sys.argv[1:]]))",
        AI_GATEWAY_API_KEY="vck_FAKE", OPENAI_API_KEY="FAKE", GATEWAY_PROBE_TOKEN="FAKE", VERCEL_TOKEN="FAKE",
        NODE_OPTIONS="--require=./evil.js", AI_AGENT="fake",
    )  # fmt: skip
    names, listing, arguments = answer.body  # type: ignore[attr-defined]
    assert set(names) <= {
        "PATH",
        "VERCEL_TOKEN",
        "VERCEL_TELEMETRY_DISABLED",
        "NO_UPDATE_NOTIFIER",
        "NODE_DISABLE_COMPILE_CACHE",
        *TEMPORARY,
        "NO_COLOR",
        "LC_CTYPE",
    }
    assert listing == []
    assert arguments == ["api", "/v1/api-keys?purpose=ai-gateway&limit=100&teamId=team_FAKE1", "--raw", "--debug"]


def test_what_the_command_writes_to_a_temporary_folder_is_gone_with_it(tmp_path: Path) -> None:
    given = str(tmp_path)
    answer = asked(
        tmp_path,
        "import tempfile\n"
        "file, name = tempfile.mkstemp(); os.makedirs(tempfile.gettempdir() + '/node-compile-cache/fake')\n"
        f"print(json.dumps([name, [os.environ[name] for name in {TEMPORARY}]]))",
        NODE_COMPILE_CACHE=given + "/cache", TEMP=given, TMP=given, TMPDIR=given,
    )  # fmt: skip
    written, folders = answer.body  # type: ignore[attr-defined]
    assert len(set(folders)) == 1
    assert Path(written).parent == Path(folders[0])
    assert folders[0] != given
    assert not Path(folders[0]).exists()
    assert [file.name for file in tmp_path.iterdir()] == ["vercel"]


@pytest.mark.parametrize(
    ("code", "state", "words"),
    [
        ("print('{\"apiKeys\": []}')", "known", None),
        ("print('not json')", "unanswered", "not JSON"),
        ("sys.stderr.write('Error: Not authorized (403)'); sys.exit(1)", "refused", "may not see"),
        ("sys.stderr.write('Error: Not found (404)'); sys.exit(1)", "unanswered", "no such list"),
        ("sys.stderr.write('Error: Too many (429)'); sys.exit(1)", "unanswered", "429"),
        ("sys.stderr.write('Error: fetch failed'); sys.exit(1)", "unanswered", "failed"),
        ("sys.exit(7)", "unanswered", "failed"),
        ('print(\'{"status": "action_required"}\'); sys.exit(1)', "unanswered", "failed"),
    ],
)
def test_each_ending_of_a_call_has_its_state(code: str, state: str, words: str | None, tmp_path: Path) -> None:
    answer = asked(tmp_path, code)
    assert answer.state == state  # type: ignore[attr-defined]
    assert words is None or words in answer.because  # type: ignore[attr-defined]


def test_what_the_command_says_is_not_repeated(tmp_path: Path) -> None:
    answer = asked(
        tmp_path, "sys.stderr.write('Error: team fake-secret-name: Required permissions: x y z (403)'); sys.exit(1)"
    )
    assert "fake-secret-name" not in repr(answer)
    assert answer.permission == CALLS["keys"].permission  # type: ignore[attr-defined]
    right = "sys.stderr.write('Error: Required permission: FakeTokenQzWxEcRvTbYn: Read (403)'); sys.exit(1)"
    assert asked(tmp_path, right).permission == CALLS["keys"].permission  # type: ignore[attr-defined]


def test_an_endless_answer_is_bounded(tmp_path: Path) -> None:
    answer = asked(tmp_path, f"sys.stdout.write('[' + '1,' * {MAX_ANSWER_BYTES} + '1]')")
    assert answer.state == "unanswered"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("line", "because"),
    [
        ("> [debug] #2 ← 503 Service Unavailable: null [3ms]", "503"),
        ("> [debug] #2 ← 429 Too Many Requests: null [3ms]", "429"),
        ("> [debug] Retrying: FetchError: connect ECONNREFUSED", "could not be reached"),
    ],
)
def test_a_command_that_begins_to_ask_again_is_ended(line: str, because: str, tmp_path: Path) -> None:
    asked_again = tmp_path / "again"
    code = (
        f"sys.stderr.buffer.write({line!r}.encode() + b'\\n'); sys.stderr.flush()\n"
        f"time.sleep(60); open({str(asked_again)!r}, 'w')"
    )
    answer = asked(tmp_path, code, limit_s=40)
    assert answer.state == "unanswered"  # type: ignore[attr-defined]
    assert because in answer.because  # type: ignore[attr-defined]
    assert not asked_again.exists()


def test_a_command_that_hangs_is_ended_with_its_children(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    code = (
        "import subprocess\n"
        "child = subprocess.Popen(['/bin/sleep', '60'])\n"
        f"open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}')\n"
        "time.sleep(60)"
    )
    began = time.monotonic()
    answer = asked(tmp_path, code, limit_s=2)
    assert time.monotonic() - began < 8
    assert answer.state == "unanswered"  # type: ignore[attr-defined]
    for pid in pids.read_text().split():
        assert not _runs(int(pid))


def _runs(pid: int) -> bool:
    try:
        with Path(f"/proc/{pid}/stat").open() as stat_file:
            return stat_file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
    except OSError:
        os.kill(pid, 0)
        return True
