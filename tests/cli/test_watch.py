"""`gateway-probe watch` against an address whose deployment changes while it is watched."""

from pathlib import Path
from typing import Any

import pytest

from gateway_probe.cli import main
from gateway_probe.cli.history import History
from gateway_probe.disclosure import Secrets
from gateway_probe.document import read_document
from gateway_probe.web import create_app
from gateway_simulator import Simulator, serve
from tests.causes.documents import document
from tests.serving import serving

TOKEN = "FAKE-token-of-the-probe-0123456789"
OLD = "1111111111111111111111111111111111111111"
NEW = "2222222222222222222222222222222222222222"
Out = pytest.CaptureFixture[bytes]


def deployment(simulator: Simulator, commit: str | None = None) -> Any:
    """The production of a scenario, deployed from a commit."""
    commits = {} if commit is None else {"VERCEL_GIT_COMMIT_SHA": commit}
    variables = {**simulator.place("production").env, "GATEWAY_PROBE_TOKEN": TOKEN}
    variables.pop("VERCEL_GIT_COMMIT_SHA", None)
    return create_app(environ={**variables, **commits})


class Address:
    """One address; which deployment answers each request is told by the test. Notes what it was asked."""

    def __init__(self, *deployments: Any) -> None:
        self.deployments = list(deployments)
        self.asked: list[tuple[str, dict[str, str]]] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        self.asked.append((scope["query_string"].decode(), headers))
        # The last one stays.
        app = self.deployments.pop(0) if len(self.deployments) > 1 else self.deployments[0]
        await app(scope, receive, send)

    @property
    def runs(self) -> int:
        """Requests other than pings."""
        return sum(not query.startswith("ping") for query, _ in self.asked)


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_PROBE_TOKEN", TOKEN)


def watch(origin: str, *options: str, commit: str = NEW) -> int:
    return main(["watch", f"production={origin}", "--expect-commit", commit, "--every", "0.1", *options])


def test_the_new_deployment_is_awaited_and_compared_with_the_last_document(tmp_path: Path, capsysbinary: Out) -> None:
    history = str(tmp_path / "history")
    with serve("case") as before, serve("healthy-byok") as after:
        old, new = deployment(before, OLD), deployment(after, NEW)
        with serving(old) as origin:
            assert main(["compare", f"production={origin}", "local", "--history", history, "--quiet"]) == 1
        capsysbinary.readouterr()
        address = Address(old, old, new)
        with serving(address) as origin:
            assert watch(origin, "--history", history, "--format", "json") == 0
    printed = capsysbinary.readouterr()
    found = read_document(printed.out)
    assert (found.runtime.commit, found.verdict.code) == (NEW[:10], "healthy")
    said = printed.err.decode()
    assert f"commit {OLD[:7]} answers" in said
    assert "Served in now, not in before" in " ".join(said.split())
    assert len(list((tmp_path / "history" / "production").glob("*.json"))) == 2
    assert address.runs == 1
    assert TOKEN.encode() not in printed.out + printed.err


def test_what_changed_is_said_without_a_secret_that_was_kept(tmp_path: Path, capsysbinary: Out) -> None:
    """A Document that was kept is foreign text: its place may have put anything into it."""
    leaking = document("case")
    leaking = leaking.model_copy(update={"runtime": leaking.runtime.model_copy(update={"region": f"x{TOKEN}x"})})
    History(tmp_path).keep("production", leaking, Secrets())
    with serve("healthy-byok") as simulator, serving(deployment(simulator, NEW)) as origin:
        assert watch(origin, "--history", str(tmp_path), "--format", "json") == 0
    printed = capsysbinary.readouterr()
    assert read_document(printed.out).verdict.code == "healthy"
    assert b"compared with the last Document" in printed.err
    assert TOKEN.encode() not in printed.out + printed.err


def test_a_short_commit_is_enough(capsysbinary: Out) -> None:
    with serve("healthy-byok") as simulator, serving(deployment(simulator, NEW)) as origin:
        assert watch(origin, commit=NEW[:7].upper()) == 0
    assert b"HEALTHY" in capsysbinary.readouterr().out


def test_waiting_costs_nothing_and_ends(capsysbinary: Out) -> None:
    with serve("healthy-byok") as simulator:
        address = Address(deployment(simulator, OLD))
        with serving(address) as origin:
            assert watch(origin, "--wait", "0.5") == 3
        assert simulator.requests == []
    printed = capsysbinary.readouterr()
    assert printed.out == b""
    assert b"did not answer within" in printed.err
    assert f"commit {OLD[:7]} answers".encode() in printed.err
    assert 2 <= len(address.asked) <= 8
    assert all("authorization" not in headers for _, headers in address.asked), "a ping needs no token"


def test_an_older_instance_that_answers_the_run_is_passed_over(capsysbinary: Out) -> None:
    with serve("healthy-byok") as simulator:
        old, new = deployment(simulator, OLD), deployment(simulator, NEW)
        address = Address(new, old, new)
        with serving(address) as origin:
            assert watch(origin, "--format", "json") == 0
    assert read_document(capsysbinary.readouterr().out).runtime.commit == NEW[:10]
    assert address.runs == 2


def test_a_deployment_that_is_under_way_is_waited_for(capsysbinary: Out) -> None:
    """Before the first deployment of the probe the address answers with the app's own 404 page."""

    async def without_the_probe(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 404, "headers": [(b"content-type", b"text/html")]})
        await send({"type": "http.response.body", "body": b"<h1>404</h1>"})

    with serve("healthy-byok") as simulator, serving(Address(without_the_probe, deployment(simulator, NEW))) as origin:
        assert watch(origin) == 0
    assert b"not that of a probe" in capsysbinary.readouterr().err


async def protected(_scope: Any, _receive: Any, send: Any) -> None:
    headers = [(b"content-type", b"text/html"), (b"set-cookie", b"_vercel_sso_nonce=FAKE")]
    await send({"type": "http.response.start", "status": 401, "headers": headers})
    await send({"type": "http.response.body", "body": b"<h1>Authentication Required</h1>"})


def test_what_waiting_cannot_change_ends_it_at_once(capsysbinary: Out) -> None:
    address = Address(protected)
    with serving(address) as origin:
        assert watch(origin) == 3
    assert b"--bypass-env" in capsysbinary.readouterr().err
    assert len(address.asked) == 1


def test_a_deployment_that_does_not_know_its_commit_is_not_waited_for(capsysbinary: Out) -> None:
    with serve("healthy-byok") as simulator, serving(deployment(simulator)) as origin:
        assert watch(origin) == 3
    assert b"VERCEL_GIT_COMMIT_SHA" in capsysbinary.readouterr().err


def test_a_wrong_token_is_said_once_the_deployment_is_there(capsysbinary: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_PROBE_TOKEN", "FAKE-another-token-0123456789")
    with serve("healthy-byok") as simulator, serving(deployment(simulator, NEW)) as origin:
        assert watch(origin) == 3
    assert b"access-denied" in capsysbinary.readouterr().err


@pytest.mark.parametrize("commit", ["HEAD", "12345", "main", "g" * 40, ""])
def test_a_commit_is_hex_digits(commit: str, capsysbinary: Out) -> None:
    with pytest.raises(SystemExit) as ended:
        watch("https://your-app.vercel.app", commit=commit)
    assert ended.value.code == 2
    assert b"git rev-parse HEAD" in capsysbinary.readouterr().err
