"""`fetch` and `compare` against a served probe: one process, real sockets."""

import contextlib
import json
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway_probe.cli.place_names import name_place
from gateway_simulator import Simulator, serve
from tests.cli.commands import COMMAND, command, environment

TOKEN = "FAKE-token-of-the-probe-0123456789"


@contextlib.contextmanager
def served(simulator: Simulator, place: str = "production") -> Iterator[str]:
    """The probe as its own server process, with a place's variables; VERCEL=1 makes it a deployed one."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    env = {**environment(), **simulator.place(place).env, "GATEWAY_PROBE_TOKEN": TOKEN}
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port)], env=env, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        assert process.stderr is not None
        process.stderr.readline()  # the line that names the address; the socket listens a moment later
        end = time.monotonic() + 20
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=20)


def test_a_deployed_probe_is_fetched_with_its_token(tmp_path: Path) -> None:
    with serve("byok-needs-paid-tier") as simulator, served(simulator) as origin:
        done = command("fetch", origin, "--token-env", "MY_TOKEN", "--format", "json", MY_TOKEN=TOKEN)
        refused = command("fetch", origin, GATEWAY_PROBE_TOKEN="FAKE-another-token-0123456789")
    assert json.loads(done.stdout)["runtime"]["platform"] == "vercel"
    assert done.returncode == 1
    assert TOKEN not in done.stdout + done.stderr
    assert refused.returncode == 3
    assert "access-denied" in refused.stderr
    assert "nothing about the gateway" in refused.stderr


def test_nothing_there_is_3_and_no_verdict() -> None:
    done = command("fetch", "http://127.0.0.1:9")
    assert (done.returncode, done.stdout) == (3, "")


def test_the_seed_case_from_both_sides_in_one_command(tmp_path: Path) -> None:
    with serve("case") as simulator, served(simulator) as origin:
        env = {**simulator.place("local").env, "GATEWAY_PROBE_TOKEN": TOKEN}
        done = command("compare", "local", f"production={origin}", "--format", "json", **env)
        text = command("compare", "local", f"production={origin}", "--quiet", "--verbose", **env)
    comparison = json.loads(done.stdout)
    assert done.returncode == 1
    assert comparison["explanations"][0]["code"] == "refusal-depends-on-origin"
    assert "ai-o11y-project-id" in comparison["explanations"][0]["explanation"]
    assert "the same key, by fingerprint" in text.stdout
    assert TOKEN not in done.stdout + done.stderr + text.stdout


def test_two_equal_documents_have_no_relevant_difference(tmp_path: Path) -> None:
    with serve("healthy-byok") as simulator:
        command("run", "--format", "json", "--output", str(tmp_path / "a.json"), **simulator.place("local").env)
    (tmp_path / "b.json").write_bytes((tmp_path / "a.json").read_bytes())
    done = command("compare", str(tmp_path / "a.json"), str(tmp_path / "b.json"))
    assert done.returncode == 0
    assert "No relevant difference" in done.stdout


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<html>", "not JSON"),
        (b"{}", "schema_version"),
        (b'{"schema_version": "2"}', "newer schema version"),
        (b'{"schema_version": "1"}', "not a complete Document"),
        (b" " * 3_000_000, "larger"),
        (b'{"schema_version": "1", "probe": {"duration_ms": NaN}}', "not JSON"),
        (b'{"schema_version": "1", "probe": {"model": "\\ud83d"}}', "no Unicode"),
        (b'{"schema_version": "1", "x": ' + b"[" * 90 + b"]" * 90 + b"}", "nested deeper"),
    ],
)
def test_a_file_that_is_no_document_is_named_and_ends_with_3(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "other.json").write_bytes(content)
    done = command("compare", str(tmp_path / "other.json"), "b=" + str(tmp_path / "other.json"))
    assert done.returncode == 3
    assert says in done.stderr


def test_a_place_that_cannot_be_reached_loses_nothing_of_the_others(tmp_path: Path) -> None:
    history = tmp_path / "history"
    with serve("case") as simulator, served(simulator) as origin:
        env = {**simulator.place("local").env, "GATEWAY_PROBE_TOKEN": TOKEN}
        places = ("local", f"production={origin}", "preview=http://127.0.0.1:9")
        done = command("compare", *places, "--format", "json", "--history", str(history), **env)
        alone = command("compare", "local", "preview=http://127.0.0.1:9", "--history", str(history), **env)
    assert done.returncode == alone.returncode == 3
    assert "preview: The place could not be reached" in done.stderr
    assert [place["name"] for place in json.loads(done.stdout)["places"]] == ["local", "production"]
    assert alone.stdout == ""
    assert [len(list((history / name).iterdir())) for name in ("local", "production")] == [2, 1]


def test_the_one_place_that_answered_is_told_where_nothing_else_keeps_it() -> None:
    with serve("case") as simulator:
        done = command("compare", "local", "b=http://127.0.0.1:9", "--format", "json", **simulator.place("local").env)
    assert done.returncode == 3
    assert "only local answered" in done.stderr
    assert json.loads(done.stdout)["verdict"]["status"] == "healthy"


def test_the_verdict_that_a_file_brings_along_is_not_believed(tmp_path: Path) -> None:
    with serve("case") as simulator:
        command("run", "--format", "json", "--output", str(tmp_path / "a.json"), **simulator.place("production").env)
    document = json.loads((tmp_path / "a.json").read_text())
    document["verdict"] |= {"status": "healthy", "code": "healthy"}
    (tmp_path / "b.json").write_text(json.dumps(document))
    done = command("compare", str(tmp_path / "a.json"), str(tmp_path / "b.json"))
    assert "healthy, healthy" not in done.stderr
    assert "b: failing" in done.stderr
    assert ("b: reading …" in done.stderr, "asking" in done.stderr) == (True, False)


def test_a_deployed_runs_headers_can_be_sent_from_here(tmp_path: Path) -> None:
    file = tmp_path / "production.json"
    with serve("case") as simulator, served(simulator) as origin:
        command(
            "fetch",
            origin,
            "--disclosure",
            "private",
            "--format",
            "json",
            "--output",
            str(file),
            GATEWAY_PROBE_TOKEN=TOKEN,
        )
        env = simulator.place("local").env
        # The fetched run had no request id: this server is not Vercel's edge.
        borrowed = command("run", "--as", str(file), "--format", "json", **env)
        own = command("run", "--format", "json", **env)
        columns = command("compare", "local", str(file), f"local-as:{file}", "--format", "json", **env)
    assert json.loads(own.stdout)["verdict"]["code"] == "healthy"
    document = json.loads(borrowed.stdout)
    assert document["probe"]["deployment_headers"] == "borrowed"
    assert document["verdict"]["code"] == "refusal-depends-on-origin"
    assert json.loads(columns.stdout)["odd_one_out"] == "local"


def test_headers_of_a_public_document_cannot_be_sent(tmp_path: Path) -> None:
    file = tmp_path / "production.json"
    with serve("case") as simulator, served(simulator) as origin:
        command("fetch", origin, "--format", "json", "--output", str(file), GATEWAY_PROBE_TOKEN=TOKEN)
    done = command("run", "--as", str(file))
    assert (done.returncode, "--disclosure private" in done.stderr) == (2, True)


def test_the_simulator_writes_env_files_that_a_run_can_use(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "simulate", "byok-needs-paid-tier", "--env-dir", str(tmp_path)],
        env=environment(),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        said = [process.stderr.readline() for _ in range(4)]
        done = command("run", "--env-file", str(tmp_path / "production.env"), "--format", "json")
    finally:
        process.terminate()
        process.communicate(timeout=20)
    assert "production" in "".join(said)
    assert json.loads(done.stdout)["verdict"]["code"] == "byok-needs-paid-tier"


def test_two_deployments_are_compared_in_one_command(tmp_path: Path) -> None:
    """Two served functions with different environments: the seed case, and another team's key of the same length."""
    with serve("case") as simulator, served(simulator) as production, served(simulator, "local") as preview:
        case = command(
            "compare", f"preview={preview}", f"production={production}", "--format", "json", GATEWAY_PROBE_TOKEN=TOKEN
        )
        report = command(
            "compare", f"a={preview}", f"b={production}", "--format", "html", "--quiet", GATEWAY_PROBE_TOKEN=TOKEN
        )
    found = json.loads(case.stdout)
    same = {item["field"]: item["note"] for item in found["same"]}
    assert case.returncode == report.returncode == 1
    assert [place["served"] for place in found["places"]] == [True, False]
    assert same["key"] == "the same key, by fingerprint"
    assert "credits" in same
    assert found["explanations"][0]["code"] == "refusal-depends-on-origin"
    assert "ai-o11y-project-id" in found["explanations"][0]["explanation"]
    assert report.stdout.startswith("<!doctype html>")

    with (
        serve("key-of-other-team") as simulator,
        served(simulator) as production,
        served(simulator, "local") as preview,
    ):
        other = command(
            "compare", f"preview={preview}", f"production={production}", "--format", "json", GATEWAY_PROBE_TOKEN=TOKEN
        )
    found = json.loads(other.stdout)
    assert found["explanations"][0]["code"] == "key-of-other-team"
    assert "key-length" in {item["field"] for item in found["same"]}
    assert "key" in {item["field"] for item in found["relevant_differences"]}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("local", "local"),
        ("local:.env.local", ".env.local"),
        ("local:/some/where/preview.env", "preview.env"),
        ("local-as:production.json", "local-as-production"),
        ("runs/production.json", "production"),
        ("https://your-app.vercel.app/api/diagnose", "your-app.vercel.app"),
        ("https://user:FAKE-password@your-app.vercel.app", "your-app.vercel.app"),
        ("production=https://your-app.vercel.app", "production"),
        ("https://your-app.vercel.app/?x=y", "your-app.vercel.app"),
    ],
)
def test_a_place_has_the_name_that_it_was_given_or_one_that_says_what_it_is(text: str, name: str) -> None:
    assert name_place(text).name == name


KEY = "vck_FAKEq7Zr2mXp9LsT4vWn8KbYc3HdJf6GaEu5Ro"


@pytest.mark.parametrize(
    "text", [f"{KEY}=local.json", f"{KEY}.json", f"{KEY}/{KEY}", f"local-as:{KEY}.json", f"local:{KEY}"]
)
def test_no_place_is_called_by_what_may_be_a_key(text: str) -> None:
    """Reports tell the names of places, and are handed on."""
    assert name_place(text).name == "place"


def test_a_place_is_called_by_its_host_where_hosts_may_be_shown(tmp_path: Path) -> None:
    """Which names a project, and a comparison at the public level is posted."""
    kept = ("--history", str(tmp_path), "--format", "json")
    with serve("case") as simulator, served(simulator) as origin:
        local = simulator.place("local").env
        public = command("compare", "local", origin, *kept, **local, GATEWAY_PROBE_TOKEN=TOKEN)
        again = command("compare", origin, "--last", *kept, **local, GATEWAY_PROBE_TOKEN=TOKEN)
        private = command(
            "compare", "local", origin, *kept, "--disclosure", "private", **local, GATEWAY_PROBE_TOKEN=TOKEN
        )
    host = origin.removeprefix("http://")
    called = [[place["name"] for place in json.loads(done.stdout)["places"]] for done in (public, again, private)]
    assert called == [["local", "place-2"], ["place-1", "place-1 before"], ["local", host]]
    assert host not in public.stdout
