"""Which secret goes to which host."""

from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from gateway_probe.cli import main
from gateway_probe.cli.exit_codes import WrongUse
from gateway_probe.cli.passes import Passes, passes_of
from tests.serving import serving

PRODUCTION = "FAKE-token-of-production-0123456789"
PREVIEW = "FAKE-token-of-preview-0123456789"
BYPASS = "FAKE-bypass-secret-of-the-project"


def options(**given: Any) -> Namespace:
    return Namespace(**{"token_env": [], "bypass_env": [], "token_file": None, **given})


def sent(passes: Passes, url: str) -> tuple[str | None, str | None]:
    """The token and the bypass secret that this address would get."""
    token, bypass = passes.token(url), passes.bypass(url)
    return (token.get_secret_value() if token else None, bypass.get_secret_value() if bypass else None)


@pytest.fixture(autouse=True)
def variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRODUCTION", PRODUCTION)
    monkeypatch.setenv("PREVIEW", f"{PREVIEW}\n")
    monkeypatch.setenv("BYPASS", BYPASS)


def test_a_token_for_one_host_goes_to_no_other() -> None:
    passes = passes_of(options(token_env=["Prod.example=PRODUCTION"], bypass_env=["preview.example=BYPASS"]))
    assert sent(passes, "https://prod.example/api/diagnose") == (PRODUCTION, None)
    assert sent(passes, "PROD.example") == (PRODUCTION, None)
    assert sent(passes, "https://preview.example") == (None, BYPASS)
    assert sent(passes, "https://prod.example.evil.example") == (None, None)
    assert sent(passes, "https://evil.example/prod.example") == (None, None)


def test_a_hosts_own_token_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    passes = passes_of(options(token_env=["PREVIEW", "prod.example=PRODUCTION"]))
    assert sent(passes, "https://prod.example")[0] == PRODUCTION
    assert sent(passes, "https://other.example")[0] == PREVIEW
    monkeypatch.setenv("GATEWAY_PROBE_TOKEN", PRODUCTION)
    assert sent(passes_of(options()), "https://other.example")[0] == PRODUCTION
    assert sent(passes_of(options(token_env=["PREVIEW"])), "https://other.example")[0] == PREVIEW


def test_a_file_names_tokens_by_host(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    file.write_text(
        f"machine prod.example password {PRODUCTION}\n"
        f"machine preview.example login anyone password {PREVIEW}\n"
        f"machine 127.0.0.1:8484 password {PREVIEW}\n"
        f"default password {BYPASS}\n"
    )
    file.chmod(0o600)
    passes = passes_of(options(token_file=str(file)))
    assert sent(passes, "https://prod.example")[0] == PRODUCTION
    assert sent(passes, "https://preview.example")[0] == PREVIEW
    assert sent(passes, "http://127.0.0.1:8484")[0] == PREVIEW
    assert sent(passes, "http://127.0.0.1:8485") == (None, None), "a default entry would go anywhere"


def test_a_file_that_others_can_read_is_warned_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "tokens"
    file.write_text(f"machine prod.example password {PRODUCTION}\n")
    file.chmod(0o644)
    passes_of(options(token_file=str(file)))
    assert "chmod 600" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"FAKE-token-alone-in-its-file-0123456789", b"machine a pass FAKE", b"\xff\xfe"])
def test_a_file_of_another_kind_is_refused_without_its_content(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "tokens"
    file.write_bytes(content)
    with pytest.raises(WrongUse, match="machine HOST password TOKEN") as caught:
        passes_of(options(token_file=str(file)))
    assert "FAKE" not in str(caught.value)


def test_a_file_without_end_is_not_read(tmp_path: Path) -> None:
    large = tmp_path / "large"
    with large.open("wb") as opened:
        opened.truncate(2_000_000_000)
    for file, why in ((str(large), "is larger than 1,048,576 bytes"), ("/dev/zero", "no regular file")):
        with pytest.raises(WrongUse, match=why):
            passes_of(options(token_file=file))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"token_env": ["ABSENT"]}, "ABSENT is not set"),
        ({"bypass_env": ["a.example=ABSENT"]}, "ABSENT is not set"),
        ({"token_env": ["FAKE-a-token-0123456789-and-not-a-name"]}, "NAME of a variable"),
        ({"token_env": ["a.example=FAKE-a-token-0123456789"]}, "NAME of a variable"),
        ({"token_file": "nowhere"}, "nowhere cannot be read"),
    ],
)
def test_what_cannot_be_used_is_said_and_never_shown(given: dict[str, Any], says: str) -> None:
    with pytest.raises(WrongUse, match=says) as caught:
        passes_of(options(**given))
    assert "FAKE" not in str(caught.value)


def test_two_hosts_get_a_token_each(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """The whole way: two servers, and what arrives at each."""
    got: dict[str, str | None] = {}

    def noting(name: str) -> Any:
        async def app(scope: Any, _receive: Any, send: Any) -> None:
            got[name] = dict(scope["headers"]).get(b"authorization", b"").decode()
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"{}"})

        return app

    with serving(noting("production")) as production, serving(noting("preview")) as preview:
        hosts = [origin.removeprefix("http://") for origin in (production, preview)]
        arguments = ["--token-env", f"{hosts[0]}=PRODUCTION", "--token-env", f"{hosts[1]}=PREVIEW"]
        assert main(["compare", f"production={production}", f"preview={preview}", *arguments]) == 3
    assert got == {"production": f"Bearer {PRODUCTION}", "preview": f"Bearer {PREVIEW}"}
    assert b"FAKE" not in capsysbinary.readouterr().err
