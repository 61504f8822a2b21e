"""`gateway-probe watch` without a commit: each change of the verdict is told, to a webhook too, and nothing else is."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from gateway_probe.cli import main
from gateway_probe.cli.history import History
from gateway_probe.cli.webhook import Webhook
from gateway_probe.disclosure import Secrets
from gateway_probe.probe import conclude
from gateway_probe.reports import render
from gateway_simulator import serve
from tests.causes.documents import changed, document, index_of
from tests.cli.test_watch import NEW, TOKEN, Address, deployment
from tests.listening import free_port
from tests.serving import serving

Out = pytest.CaptureFixture[str]
TEAM = "team_FAKEabcdefghijklmnop0123"
PATH = "/hooks/FAKE-path-that-only-its-owner-knows-0123456789"


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_PROBE_TOKEN", TOKEN)


class Hook:
    """A webhook that notes what it is told, and answers as it likes."""

    def __init__(self, status: int = 200, *headers: tuple[bytes, bytes], hangs: bool = False) -> None:
        self.status, self.headers, self.hangs = status, list(headers), hangs
        self.told: list[tuple[str, str, dict[str, str], bytes]] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        self.told.append((scope["method"], scope["path"], headers, body))
        if self.hangs:
            await asyncio.sleep(60)
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": b"FAKE words of the webhook\n::error::x"})

    @property
    def codes(self) -> list[str]:
        return [json.loads(body)["verdict"]["code"] for _, _, _, body in self.told]


async def page(_scope: Any, _receive: Any, send: Any) -> None:
    """What an address answers while its deployment is changed."""
    await send({"type": "http.response.start", "status": 404, "headers": [(b"content-type", b"text/html")]})
    await send({"type": "http.response.body", "body": b"<h1>404</h1>"})


def watch(origin: str, times: int, *options: str) -> int:
    return main(
        ["watch", f"production={origin}", "--every", "0.1", "--times", str(times), "--format", "json", *options]
    )


def documents(printed: str) -> list[str]:
    """The codes of the Documents on stdout, one behind the other."""
    decoder, found, at = json.JSONDecoder(), [], 0
    while at < len(printed.rstrip()):
        value, at = decoder.raw_decode(printed, at)
        found.append(value["verdict"]["code"])
        at += 1
    return found


def test_a_change_is_told_once_and_the_rest_is_not(
    monkeypatch: pytest.MonkeyPatch, capsys: Out, tmp_path: Path
) -> None:
    hook = Hook()
    with serve("healthy-byok") as well, serve("key-revoked") as ill:
        good, bad = deployment(well, NEW), deployment(ill, NEW)
        address = Address(good, good, page, bad, bad, good)
        with serving(address) as origin, serving(hook) as there:
            monkeypatch.setenv("MY_HOOK", f"{there}{PATH}")
            assert watch(origin, 6, "--webhook-env", "MY_HOOK", "--history", str(tmp_path)) == 0
    printed = capsys.readouterr()
    assert hook.codes == ["key-invalid-revoked-or-expired", "healthy"]
    assert documents(printed.out) == ["healthy", "key-invalid-revoked-or-expired", "healthy"]
    assert "healthy, healthy (certain), as before" in printed.err
    assert "no Document: probe-not-in-this-deployment" in printed.err
    assert "the verdict of production changed: was healthy, healthy (certain), now failing" in printed.err
    assert printed.err.count("the webhook was told") == 2
    method, path, headers, body = hook.told[0]
    assert (method, path, headers["content-type"]) == ("POST", PATH, "application/json")
    assert len(body) <= 2_000
    assert "authorization" not in headers
    assert TOKEN.encode() not in body
    for secret in (TOKEN, PATH, PATH.rpartition("/")[2]):
        assert secret not in printed.out + printed.err
    assert History(tmp_path).places() == ["production"]


def test_where_nothing_changes_the_webhook_hears_nothing(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    with serve("case") as simulator, serving(deployment(simulator, NEW)) as origin, serving(hook := Hook()) as there:
        monkeypatch.setenv("MY_HOOK", f"{there}{PATH}")
        assert watch(origin, 3, "--webhook-env", "MY_HOOK") == 1
    assert hook.told == []
    assert len(documents(capsys.readouterr().out)) == 1


def test_what_was_kept_before_is_what_the_first_look_is_held_against(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    History(tmp_path).keep("production", document("case"), Secrets())
    with serve("healthy-byok") as simulator, serving(deployment(simulator, NEW)) as origin, serving(hook := Hook()) as there:  # fmt: skip
        monkeypatch.setenv("MY_HOOK", f"{there}{PATH}")
        assert watch(origin, 1, "--webhook-env", "MY_HOOK", "--history", str(tmp_path)) == 0
    assert hook.codes == ["healthy"]


def test_the_webhook_is_told_at_the_public_level_whatever_is_printed() -> None:
    """A refusal that names a team: the private level shows the id, to whoever asked for it."""
    base = document("refusal-of-unknown-kind", level="private")
    at = index_of(base, "baseline")
    evidence = changed(base, **{f"gateway.checks.{at}.response.error.message": f"No access for {TEAM}."})
    private = conclude(evidence, "private")
    assert TEAM in render(private, "brief").decode()
    with serving(hook := Hook()) as there:
        told = asyncio.run(Webhook(SecretStr(f"{there}{PATH}")).tell(private, Secrets()))
    ((_, _, _, body),) = hook.told
    assert told is None
    assert TEAM.encode() not in body
    assert json.loads(body)["verdict"]["your_error"]["message"].startswith("No access for")


@pytest.mark.parametrize(
    ("hook", "says"),
    [
        (Hook(500), "it answered 500"),
        (Hook(307, (b"location", b"/elsewhere")), "it answered 307"),
        (Hook(hangs=True), "it could not be reached (read, timeout)"),
        (None, "it could not be reached (connect, refused)"),
    ],
    ids=["500", "redirect", "hangs", "closed"],
)
def test_a_webhook_that_fails_is_said_and_stops_nothing(
    hook: Hook | None, says: str, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.setattr("gateway_probe.cli.webhook.TIMEOUT_S", 0.5)
    with serve("healthy-byok") as well, serve("key-revoked") as ill:
        address = Address(deployment(well, NEW), deployment(ill, NEW), deployment(well, NEW))
        with serving(address) as origin, serving(hook or Hook()) as there:
            monkeypatch.setenv("MY_HOOK", f"{there if hook else f'http://127.0.0.1:{free_port()}'}{PATH}")
            assert watch(origin, 3, "--webhook-env", "MY_HOOK") == 0
    printed = capsys.readouterr()
    assert printed.err.count(f"warning: the webhook was not told: {says}") == 2
    assert len(documents(printed.out)) == 3
    assert "FAKE words" not in printed.err
    assert PATH not in printed.err
    assert all(path == PATH for _, path, _, _ in (hook.told if hook else []))


def test_a_set_up_that_cannot_work_is_said_at_once(capsys: Out) -> None:
    with serving(Address(page)) as origin:
        assert watch(origin, 3) == 3
    assert "probe-not-in-this-deployment" in capsys.readouterr().err


def test_a_watch_that_ends_without_a_document_has_none(capsys: Out) -> None:
    with serve("healthy-byok") as simulator, serving(Address(deployment(simulator, NEW), page)) as origin:
        assert watch(origin, 2) == 3
    assert documents(capsys.readouterr().out) == ["healthy"]


@pytest.mark.parametrize(
    "value",
    ["http://hooks.example/x", "ftp://hooks.example/x", "hooks.example", "https://user:FAKE@hooks.example/x", "https://",
     "https://hooks.example/x#y", "https://hooks.example/ü", "https://hooks.example/a b", "http://localhost@hooks.example/",
     "http://127.0.0.1.hooks.example/", "https://hooks.example:99999/", "", "file:///etc/passwd"],
)  # fmt: skip
def test_an_address_that_cannot_be_used_is_refused_and_not_repeated(
    value: str, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.setenv("MY_HOOK", value)
    with serving(address := Address(page)) as origin:
        assert watch(origin, 1, "--webhook-env", "MY_HOOK") == 2
    said = capsys.readouterr().err
    assert "MY_HOOK" in said
    assert "hooks.example" not in said
    assert "FAKE" not in said
    assert address.asked == []


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--webhook-env", "https://hooks.example/FAKE-secret-0123456789"], "NAME of a variable"),
        (["--expect-commit", NEW, "--webhook-env", "MY_HOOK"], "without --expect-commit"),
    ],
)
def test_options_that_do_not_fit_are_refused(
    options: list[str], says: str, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.setenv("MY_HOOK", "https://hooks.example/x")
    assert main(["watch", "https://your-app.vercel.app", *options]) == 2
    said = capsys.readouterr().err
    assert says in said
    assert "FAKE" not in said


def test_no_code_of_a_place_begins_a_line_of_its_own(capfd: Out, tmp_path: Path) -> None:
    """On stderr too: a CI takes a line that begins with two colons for a command."""
    hostile = "fake\n::error::FAKE\r\x1b[2J::stop-commands::FAKE"
    found = document("case", "production")
    given = found.model_copy(update={"verdict": found.verdict.model_copy(update={"code": hostile})})
    contents = [found.model_dump_json().encode(), given.model_dump_json().encode()]

    async def place(_scope: Any, _receive: Any, send: Any) -> None:
        contents.append(contents.pop(0))
        headers = [(b"content-type", b"application/json"), (b"x-vercel-id", b"iad1::FAKE")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": contents[0]})

    with serving(place) as origin:
        watch(origin, 4)
    for name, content in zip(("one", "two"), contents, strict=True):
        (tmp_path / f"{name}.json").write_bytes(content)
    main(["compare", str(tmp_path / "one.json"), str(tmp_path / "two.json"), "--format", "brief"])
    told = capfd.readouterr().err
    assert "a code that this build does not know" in told
    assert [line for line in told.split("\n") if line.startswith("::") or not line.isprintable()] == []
