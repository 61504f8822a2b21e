"""`run --env-file`: which value counts, how it is read, and files that cannot be used."""

from argparse import Namespace
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from gateway_probe.cli import main
from gateway_probe.cli.environment import MAX_FILE, load_environment, load_local, read_text
from gateway_probe.cli.exit_codes import WrongUse
from gateway_probe.cli.serve import write_env_files
from gateway_probe.clients import KEY_NAMES
from gateway_probe.document import Document, read_document
from gateway_probe.document.facts import Variable
from gateway_simulator import scenario_names, serve
from tests.cli.commands import command

Out = pytest.CaptureFixture[bytes]
KEY = "vck_" + "FAKE" * 14
OTHER = "vck_" + "KAFE" * 14
CLOSED_GATEWAY = "http://127.0.0.1:9"


@pytest.fixture(autouse=True)
def closed_gateway(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWAY_PROBE_BASE_URL", CLOSED_GATEWAY)


@pytest.fixture
def diagnosed(tmp_path: Path, capsysbinary: Out) -> Any:
    """`diagnosed(text, …)`: the Document of a run with env files of these contents."""

    def run(*texts: str | bytes) -> Document:
        arguments = ["run", "--quiet", "--format", "json"]
        for number, text in enumerate(texts):
            file = tmp_path / f"{number}.env"
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
            arguments += ["--env-file", str(file)]
        main(arguments)
        return read_document(capsysbinary.readouterr().out)

    return run


def key_of(document: Document) -> Variable:
    return next(variable for variable in document.variables if variable.name == "AI_GATEWAY_API_KEY")


def test_a_value_of_the_file_is_used_and_its_origin_said(diagnosed: Any) -> None:
    key = key_of(diagnosed(f"AI_GATEWAY_API_KEY={KEY}\n"))
    assert (key.present, key.length, key.shape, key.origin) == (True, 60, "gateway-key", "env-file")


def test_the_process_wins_over_the_file(diagnosed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = key_of(diagnosed(f"AI_GATEWAY_API_KEY={OTHER}\n"))
    monkeypatch.setenv("AI_GATEWAY_API_KEY", OTHER)
    both = key_of(diagnosed(f"AI_GATEWAY_API_KEY={KEY}\n"))
    assert both.origin == "process"
    assert both.fingerprint == alone.fingerprint


def test_an_empty_value_of_the_process_wins_too(diagnosed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AI_GATEWAY_API_KEY", "")
    key = key_of(diagnosed(f"AI_GATEWAY_API_KEY={KEY}\n"))
    assert (key.shape, key.origin) == ("empty", "process")


def test_of_two_files_the_first_wins(diagnosed: Any) -> None:
    first = key_of(diagnosed(f"AI_GATEWAY_API_KEY={KEY}\n"))
    both = key_of(diagnosed(f"AI_GATEWAY_API_KEY={KEY}\n", f"AI_GATEWAY_API_KEY={OTHER}\n"))
    assert both.fingerprint == first.fingerprint


@pytest.mark.parametrize(
    ("line", "defects"),
    [
        (f'AI_GATEWAY_API_KEY="{KEY}"', set()),
        (f"AI_GATEWAY_API_KEY='{KEY}'", set()),
        (f"export AI_GATEWAY_API_KEY={KEY}  # of production", set()),
        (f"AI_GATEWAY_API_KEY: {KEY}", set()),
        (f"export AI_GATEWAY_API_KEY:\t'{KEY}'", set()),
        (f'NOTE="first\nAI_GATEWAY_API_KEY: {OTHER}\n"\nAI_GATEWAY_API_KEY={KEY}', set()),
        (f"\ufeffAI_GATEWAY_API_KEY={KEY}", set()),
        (f"AI_GATEWAY_API_KEY={KEY}\r", set()),
        (f'AI_GATEWAY_API_KEY="{KEY}\\n"', {"trailing-newline"}),
        (f"AI_GATEWAY_API_KEY='{KEY}\\n'", {"literal-backslash-n"}),
        (f'AI_GATEWAY_API_KEY="\\"{KEY}\\""', {"quotes"}),
        (f"AI_GATEWAY_API_KEY=' {KEY}'", {"leading-whitespace"}),
        (f'AI_GATEWAY_API_KEY="Bearer {KEY}"', {"bearer-prefix"}),
        ("AI_GATEWAY_API_KEY=$THE_OTHER_NAME", {"unexpanded-reference"}),
        ("AI_GATEWAY_API_KEY=${THE_OTHER_NAME}", {"unexpanded-reference"}),
    ],
)
def test_a_value_is_what_dotenv_makes_of_it(line: str, defects: set[str], diagnosed: Any) -> None:
    key = key_of(diagnosed(f"{line}\n"))
    assert key.present
    assert defects <= {defect.kind for defect in key.defects}
    if not defects:
        assert (key.length, key.defects) == (60, [])


def test_a_reference_is_not_filled_in(diagnosed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THE_OTHER_NAME", KEY)
    assert key_of(diagnosed("AI_GATEWAY_API_KEY=$THE_OTHER_NAME\n")).length == len("$THE_OTHER_NAME")


def test_a_line_that_is_not_read_is_named_and_not_repeated(tmp_path: Path, capsysbinary: Out) -> None:
    file = tmp_path / ".env.local"
    file.write_text(f"AI_GATEWAY_API_KEY={KEY}\nKEY {OTHER}\nKEY of mine\n")
    main(["run", "--env-file", str(file)])
    printed = capsysbinary.readouterr().err
    assert b"line 2 holds no NAME=value and is left out, as are others (1)" in printed
    assert OTHER.encode() not in printed


def test_a_name_without_a_value_is_no_variable(diagnosed: Any) -> None:
    assert not key_of(diagnosed("AI_GATEWAY_API_KEY\n")).present


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read"),
        (f"AI_GATEWAY_API_KEY={KEY}ü".encode("latin-1"), "not UTF-8"),
        (f"AI_GATEWAY_API_KEY={KEY}".encode("utf-16"), "not UTF-8"),
        (KEY.encode() * (MAX_FILE // len(KEY) + 1), "larger than"),
    ],
    ids=["missing", "latin-1", "utf-16", "too large"],
)
def test_a_file_that_cannot_be_used_is_wrong_use(
    content: bytes | None, words: str, tmp_path: Path, capsysbinary: Out
) -> None:
    file = tmp_path / ".env.local"
    if content is not None:
        file.write_bytes(content)
    assert main(["run", "--env-file", str(file)]) == 2
    printed = capsysbinary.readouterr()
    assert printed.out == b""
    assert words.encode() in printed.err
    assert str(file).encode() in printed.err
    assert b"FAKE" not in printed.err


@pytest.mark.parametrize(
    ("file", "hint"),
    [
        (".env.local", "vercel env pull .env.local"),
        ("./.env.local", "vercel env pull .env.local"),
        ("../my-app/.env.local", "vercel env pull --cwd ../my-app .env.local"),
        ("../my app/.env.local", "vercel env pull --cwd '../my app' .env.local"),
        ("../no-app/.env.local", None),
        ("../my-app", None),
        ("it's.env", None),
    ],
)
def test_a_file_that_is_not_there_is_pulled_in_the_folder_of_its_app(
    file: str, hint: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("here", "my-app", "my app"):
        (tmp_path / folder).mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(WrongUse) as caught:
        load_environment([file])
    _, _, told = str(caught.value).partition("; make it with: ")
    assert told == (hint or "")


def test_a_folder_and_an_endless_device_are_no_files(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="cannot be read"):
        read_text(str(tmp_path))
    if Path("/dev/zero").exists():
        with pytest.raises(WrongUse, match="no regular file"):
            read_text("/dev/zero")


@pytest.mark.parametrize("scenario", scenario_names())
def test_an_env_file_of_the_simulator_gives_every_value_back(scenario: str, tmp_path: Path) -> None:
    """Newlines, quotes, byte order marks and references in a scenario's keys survive the way through a file."""
    with serve(scenario) as simulator:
        write_env_files(simulator, ["local"], tmp_path)
        given = simulator.place("local").env
    read = load_environment([str(tmp_path / "local.env")])
    stable = {name: value for name, value in given.items() if not value.startswith("eyJ")}
    assert {name: read.variables[name] for name in stable if name in read.from_file} == {
        name: value for name, value in stable.items() if name != "GATEWAY_PROBE_BASE_URL"
    }


def test_run_in_the_folder_of_an_app_reads_its_env_local_and_says_so(tmp_path: Path) -> None:
    with serve("healthy-byok") as simulator:
        write_env_files(simulator, ["local"], tmp_path)
        (tmp_path / "local.env").rename(tmp_path / ".env.local")
        found = command("run", "--format", "json", cwd=tmp_path)
        alone = command(
            "run", "--format", "json", "--no-env-file", "--quiet", cwd=tmp_path, GATEWAY_PROBE_BASE_URL=CLOSED_GATEWAY
        )
        shell = command("run", "--format", "json", cwd=tmp_path, AI_GATEWAY_API_KEY=f"vck_FAKE{'1' * 52}")
    assert found.returncode == 0
    assert "reading .env.local, found in this folder" in found.stderr
    assert read_document(found.stdout.encode()).verdict.code == "healthy"
    assert read_document(alone.stdout.encode()).verdict.code == "key-absent"
    assert "AI_GATEWAY_API_KEY: this shell's value is tested, and the file has another" in shell.stderr
    assert "FAKE1" not in shell.stderr + shell.stdout


@pytest.mark.parametrize(
    "key", [*sorted(KEY_NAMES), "VERCEL_OIDC_TOKEN", "VERCEL_OIDC_TOKEN_FILE", "GATEWAY_PROBE_BYOK"]
)
def test_a_file_that_nobody_named_sends_no_key_of_the_shell_to_a_host_of_its_choice(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GATEWAY_PROBE_BASE_URL")
    monkeypatch.setenv(key, KEY)
    found = Namespace(env_file=[], no_env_file=False, quiet=True)
    for line, refused in (
        ("GATEWAY_PROBE_BASE_URL=https://gateway.example", True),
        (f"GATEWAY_PROBE_BASE_URL={CLOSED_GATEWAY}", False),
        ("GATEWAY_PROBE_MODEL=azure/gpt-5.4-mini", False),
    ):
        Path(".env.local").write_text(f"{line}\n")
        with pytest.raises(WrongUse, match=key) if refused else nullcontext():
            load_local(copied(found))
    Path(".env.local").write_text("GATEWAY_PROBE_BASE_URL=https://gateway.example\n")
    load_local(Namespace(env_file=[".env.local"], no_env_file=False, quiet=True))
    monkeypatch.delenv(key)
    load_local(copied(found))


def test_a_file_that_nobody_named_sends_no_file_of_this_machine_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GATEWAY_PROBE_BASE_URL")
    host = "GATEWAY_PROBE_BASE_URL=https://gateway.example\n"
    Path(".env.local").write_text(f"{host}VERCEL_OIDC_TOKEN_FILE=/var/run/token\n")
    with pytest.raises(WrongUse, match="VERCEL_OIDC_TOKEN_FILE"):
        load_local(Namespace(env_file=[], no_env_file=False, quiet=True))
    Path(".env.local").write_text(f"{host}VERCEL_OIDC_TOKEN={KEY}\n")
    load_local(Namespace(env_file=[], no_env_file=False, quiet=True, byok=None))
    with pytest.raises(WrongUse, match="--byok"):
        load_local(Namespace(env_file=[], no_env_file=False, quiet=True, byok="own.json"))


def copied(options: Namespace) -> Namespace:
    """A copy: what was found is noted in it."""
    return Namespace(**vars(options))


@pytest.mark.parametrize(
    ("files", "arguments", "says"),
    [
        ([".env"], (), "this folder has .env, which was not read: --env-file .env\n"),
        (
            [".env", ".env.development"],
            (),
            "has .env.development and .env, which were not read: --env-file .env.development --env-file .env\n",
        ),
        ([".env", ".env.local"], (), None),
        ([".env"], ("--env-file", ".env"), None),
        ([".env"], ("--no-env-file",), None),
        ([".env.production"], (), None),
    ],
    ids=["one", "two", "found", "named", "not wanted", "of a build"],
)
def test_an_env_file_that_the_app_reads_and_the_run_does_not_is_said(
    files: list[str],
    arguments: tuple[str, ...],
    says: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for file in files:
        (tmp_path / file).write_text(f"AI_GATEWAY_API_KEY={KEY}\n")
    main(["run", "--checks", "free", *arguments])
    said = capsys.readouterr().err
    assert "not read" not in said if says is None else says in said


def test_a_comparison_sees_this_machine_as_a_run_does(tmp_path: Path) -> None:
    shell = {"GATEWAY_PROBE_BASE_URL": CLOSED_GATEWAY}
    with serve("healthy-byok") as simulator:
        write_env_files(simulator, ["local", "production"], tmp_path)
        (tmp_path / "local.env").rename(tmp_path / ".env.local")
        there = ("--env-file", "production.env", "--disclosure", "private", "--format", "json")
        command("run", *there, "--output", "production.json", cwd=tmp_path)
        found = command("compare", "local", "local-as:production.json", "local:production.env", cwd=tmp_path)
        named = command("compare", "local", "production.json", "--env-file", "production.env", cwd=tmp_path)
    alone = command("compare", "local", "production.json", "--no-env-file", cwd=tmp_path, **shell)
    for place in ("local", "local-as-production", "production.env"):
        assert f"  {place}: healthy" in found.stderr
    assert found.stderr.count("reading .env.local, found in this folder") == 1
    assert "  local: healthy" in named.stderr
    assert "reading .env.local" not in named.stderr + alone.stderr
    assert "  local: failing, key-absent" in alone.stderr


def test_a_comparison_without_this_machine_reads_no_env_file(tmp_path: Path) -> None:
    (tmp_path / ".env.local").write_text(f"AI_GATEWAY_API_KEY={KEY}\n")
    (tmp_path / "own.env").write_text(f"AI_GATEWAY_API_KEY={OTHER}\n")
    done = command(
        "compare", "local:own.env", "there=http://127.0.0.1:9", cwd=tmp_path, GATEWAY_PROBE_BASE_URL=CLOSED_GATEWAY
    )
    assert "reading" not in done.stderr


def test_what_is_wrong_with_one_place_is_found_before_anybody_is_asked(tmp_path: Path) -> None:
    with serve("healthy-byok") as simulator:
        local = simulator.place("local").env
        command("run", "--format", "json", "--output", "public.json", cwd=tmp_path, **simulator.place("production").env)
        (tmp_path / "wrong.env").write_text("GATEWAY_PROBE_TIME_BUDGET=soon\n")
        before = len(simulator.requests)
        for wrong in (
            "none.json", "local:none.env", "local:wrong.env", "local-as:none.json", "local-as:public.json",
            "https://user:password@app.example", "ftp://app.example",
        ):  # fmt: skip
            done = command("compare", "local", f"other={wrong}", cwd=tmp_path, **local)
            assert done.returncode == 2, wrong
            assert "asking" not in done.stderr
        assert len(simulator.requests) == before > 0


def test_an_env_file_and_none_at_all_are_not_both_wanted(capsysbinary: Out) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["run", "--env-file", "some.env", "--no-env-file"])
    assert b"not allowed with argument" in capsysbinary.readouterr().err
