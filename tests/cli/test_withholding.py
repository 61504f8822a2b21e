"""What is said on stderr repeats no argument that may be a secret, and every ordinary one."""

import contextlib
import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gateway_probe.cli import main
from gateway_probe.cli.stderr_filter import WITHHELD, withheld_of, withholding
from tests.safety.credentials import CREDENTIALS
from tests.safety.oracle import Reader

Out = pytest.CaptureFixture[str]

NOWHERE = "http://127.0.0.1:9"
COMMANDS: dict[str, Callable[[str], list[str]]] = {
    "a command": lambda secret: [secret],
    "an option": lambda secret: ["run", f"--{secret}"],
    "an argument too many": lambda secret: ["schema", secret],
    "a place": lambda secret: ["compare", secret, "other.json"],
    "a named place": lambda secret: ["compare", f"production={secret}", "other.json"],
    "a local place": lambda secret: ["compare", f"local:{secret}", "other.json"],
    "a user of a place": lambda secret: ["compare", f"https://user:{secret}@127.0.0.1:9", "local"],
    "a user": lambda secret: ["fetch", f"https://{secret}@127.0.0.1:9"],
    "a query": lambda secret: ["fetch", f"{NOWHERE}/?token={secret}"],
    "a path": lambda secret: ["fetch", f"{NOWHERE}/{secret}"],
    "an env file": lambda secret: ["run", "--env-file", secret],
    "a folder of an env file": lambda secret: ["run", f"--env-file=/nowhere/{secret}/.env.local"],
    "a Document": lambda secret: ["run", "--as", f"{secret}.json"],
    "keys": lambda secret: ["run", "--byok", secret],
    "a form": lambda secret: ["run", "--format", secret],
    "a client": lambda secret: ["run", "--client", secret],
    "a model": lambda secret: ["run", "--model", f"openai/{secret}"],
    "a target": lambda secret: ["run", "--no-env-file", "--output", f"/nowhere/{secret}/run.json"],
    "a variable": lambda secret: ["fetch", NOWHERE, "--token-env", secret],
    "a token file": lambda secret: ["fetch", NOWHERE, "--token-file", secret],
    "a time": lambda secret: ["fetch", NOWHERE, "--timeout", secret],
    "a commit": lambda secret: ["watch", NOWHERE, "--wait", "0", "--expect-commit", secret],
    "a file to judge": lambda secret: ["judge", secret],
    "a history": lambda secret: ["compare", "--last", "--history", secret],
    "a port": lambda secret: ["serve", "--port", secret],
    "a scenario": lambda secret: ["simulate", secret],
    "a folder": lambda secret: ["init", f"/nowhere/{secret}"],
    "a code": lambda secret: ["explain", secret],
    "answers of an account": lambda secret: ["account", "--from-file", secret],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_no_credential_is_repeated(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GATEWAY_PROBE_BASE_URL", NOWHERE)
    for kind, make in CREDENTIALS.items():
        credential = make(random.Random(command + kind))  # noqa: S311 - the same in every run
        try:
            code = main(COMMANDS[command](credential))
        except SystemExit as ended:
            code = int(ended.code or 0)
        assert code in {2, 3}, kind
        said = capsys.readouterr()
        secret_part = credential.split("@")[0].rsplit(":", 1)[-1] if kind == "database URL" else credential
        assert Reader([secret_part]).found(said.err + said.out) == [], kind


@pytest.mark.parametrize(
    "argument",
    [
        "0",
        "8484",
        ".env.local",
        "../my-next-app",
        "/home/anna/projects/shop/.env.production.local",
        "local:.env.local",
        "production=https://your-app.vercel.app",
        "https://my-app-a1b2c3d4e-acme.vercel.app/api/diagnose",
        "runs/production/20261129T005112.123456Z.json",
        "azure/gpt-5.4-mini",
        "--token-env=my-app.vercel.app=MY_TOKEN",
        "byok_requires_paid_credits",
        "https://127.0.0.1:8484",
    ],
)
def test_an_ordinary_argument_is_repeated(argument: str) -> None:
    assert withheld_of(argument) == set()


@pytest.mark.parametrize(
    "argument", ["my-Pa55phrase-2026", "correct-horse-battery-staple", "abcd efgh ijkl mnop", "Tr0ub4dor.json"]
)
def test_a_passphrase_is_not(argument: str) -> None:
    assert argument in withheld_of(argument)


def test_short_parts_blank_nothing(capsys: Out) -> None:
    with withholding(["--port", "0", "a1B", "https://u:p@host"]):
        print("10 of 0 are up, a1B, p, u", file=sys.stderr)
    assert capsys.readouterr().err == "10 of 0 are up, a1B, p, u\n"


def test_the_rest_of_a_message_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["run", "--env-file", "keys/FAKE8Xk29Lmq0Zp7/local.env"]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"gateway-probe: keys/{WITHHELD}/local.env cannot be read: No such file or directory")
    assert main(["run", "--env-file", "missing.env"]) == 2
    assert "missing.env cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    "sign",
    [
        "\x00",
        "\r",
        "\x1b",
        "\x7f",
        "\x9b",
        "\u00ad",
        "\u061c",
        "\u200b",
        "\u202e",
        "\u2028",
        "\u2066",
        "\ufeff",
        "\U000e0041",
    ],
)
def test_what_acts_on_a_terminal_is_left_out_of_every_line(sign: str, capsys: Out) -> None:
    with withholding([]):
        print(f"a\tfile{sign} called “größe”\nand another", file=sys.stderr)
    assert capsys.readouterr().err == "a\tfile called “größe”\nand another\n"


def test_another_spelling_of_it_is_withheld_too(capsys: Out) -> None:
    argument = "FAKE'8Xk29\"Lmq0 Zp7"
    with withholding([argument]):
        print(f"{argument!r} {argument.lower()} FAKE%278Xk29%22Lmq0%20Zp7", file=sys.stderr)
    assert "8xk29" not in capsys.readouterr().err.lower()


@pytest.mark.parametrize("line", ["::error::owned", "\r::error::owned", "##[error]owned", ":", "\u200b::error::owned"])
@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in {"a port", "a time"}])
def test_no_argument_begins_a_line(
    command: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    """Which would be a command to the workflow that runs this, whose arguments may be an event's words."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GATEWAY_PROBE_BASE_URL", NOWHERE)
    with contextlib.suppress(SystemExit):
        main(COMMANDS[command](f"no\n{line}"))
    begun = [said for said in capsys.readouterr().err.split("\n") if said.startswith((":", "##"))]
    assert begun == []


@pytest.mark.parametrize(
    "columns", ["machine {0} login x password {0}\u00e4", "machine {0} password x\u00e4", "{0} x", "machine {0} {0}"]
)
def test_nothing_of_a_file_of_tokens_is_repeated(columns: str, tmp_path: Path, capsys: Out) -> None:
    """Where its columns were taken for others, the token stands where the host belongs."""
    file = tmp_path / "hosts"
    file.write_text(columns.format("FAKE-hunter-Kitty-77") + "\n")
    assert main(["fetch", NOWHERE, "--token-file", str(file)]) == 2
    assert "Kitty" not in capsys.readouterr().err
