"""`schema`, `explain`, and help that teaches."""

import json
import re
import subprocess
import sys

import jsonschema
import pytest

import gateway_probe.account.causes
import gateway_probe.comparison
import gateway_probe.glossary
import gateway_probe.places.transit
import gateway_probe.web.problems  # noqa: F401 - each registers its codes
from gateway_probe.causes import CAUSES
from gateway_probe.cli import main
from gateway_probe.cli.commands import COMMANDS
from gateway_probe.cli.saved_codes import read_saved_codes
from gateway_probe.register import DECLARED
from tests.cli.commands import COMMAND, command, environment
from tools.docs import DOCS

Out = pytest.CaptureFixture[str]


def run_code(code: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Python code in a process of its own, in a place where no gateway is to be reached."""
    nobody = environment(GATEWAY_PROBE_BASE_URL="http://127.0.0.1:9")
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], env=nobody, capture_output=True, text=True, timeout=60, check=False
    )


def last_line_of(code: str, *arguments: str) -> str:
    return run_code(code, *arguments).stdout.splitlines()[-1]


def test_the_schema_is_the_published_one(capsys: Out) -> None:
    assert main(["schema"]) == 0
    printed = capsys.readouterr().out
    assert printed == (DOCS / "document.schema.json").read_text(encoding="utf-8")
    jsonschema.Draft202012Validator.check_schema(json.loads(printed))


@pytest.mark.parametrize("code", CAUSES)
def test_every_code_is_explained(code: str, capsys: Out) -> None:
    assert main(["explain", code]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"{code} (")
    assert "What to do:" in printed
    assert "Sources:" in printed


def test_without_a_code_all_are_listed(capsys: Out) -> None:
    assert main(["explain"]) == 0
    printed = capsys.readouterr().out
    listed = set(re.findall(r"^  (\S+)", printed, re.MULTILINE))
    assert re.findall(r"^(\S.*):$", printed, re.MULTILINE) == sorted({entry.kind for entry in DECLARED.entries()})
    assert listed >= set(CAUSES) | {"healthy", "inconclusive", "env-scope-mismatch", "redirected"}


def test_what_is_saved_is_what_the_rooms_declare() -> None:
    saved = read_saved_codes()
    for declared in DECLARED.entries():
        (kept,) = (entry for entry in saved.look_up(declared.code) if entry.kind == declared.kind)
        assert [(step.text, step.command) for step in kept.next_steps] == [
            (step.text, step.command) for step in declared.next_steps
        ]
        for name in ("title", "meaning", "whose", "leads_to", "sources"):
            assert getattr(kept, name) == getattr(declared, name)
    assert len(saved.entries()) == len(DECLARED.entries())


@pytest.mark.parametrize("arguments", [["--version"], ["explain", "byok-needs-paid-tier"]])
def test_a_look_up_imports_neither_the_rules_nor_pydantic(arguments: list[str]) -> None:
    """The start of the command is all that a person waits for here."""
    code = "import sys; from gateway_probe.cli import main\ntry: main(sys.argv[1:])\nfinally: print(*sys.modules)"
    imported = set(last_line_of(code, *arguments).split())
    assert "gateway_probe.cli" in imported
    assert not imported & {
        "pydantic",
        "httpx",
        "fastapi",
        "asyncio",
        "gateway_probe.causes",
        "gateway_probe.disclosure",
    }


def test_a_process_searches_for_garbage_again_once_its_command_is_imported() -> None:
    """A server that runs for days must; what was imported is left out of it."""
    code = (
        "import atexit, gc, sys; from gateway_probe.cli import main; sys.argv[1:] = ['explain', 'key-absent']\n"
        "code = main(); print(code, gc.isenabled(), gc.get_freeze_count() > 1_000)"
    )
    assert last_line_of(code) == "0 True True"


def test_a_command_that_asks_goes_without_the_command_line_of_its_http_client() -> None:
    code = (
        "import sys; from gateway_probe.cli import main; sys.argv[1:] = ['run', '--checks', 'free', '--quiet']\n"
        "main(); print(*[name for name in ('httpx', 'click') if name in sys.modules])"
    )
    assert last_line_of(code) == "httpx"


def test_a_command_searches_for_no_plugin_that_would_see_what_it_reads() -> None:
    code = (
        "import sys; from gateway_probe.cli import main; sys.argv[1:] = ['run', '--checks', 'free', '--quiet']\n"
        "main(); print(sys.modules['pydantic.plugin._loader']._plugins)"
    )
    assert last_line_of(code) == "None"


def test_the_installed_command_ends_with_its_code_and_all_it_said_and_tidies_nothing_up() -> None:
    code = (
        "import atexit, sys; from gateway_probe.cli import command; sys.argv[1:] = ['explain', NAME]\n"
        "atexit.register(print, 'tidied'); command()"
    )
    for name, expected in (("key-absent", 0), ("no-such-code", 2)):
        done = run_code(code.replace("NAME", repr(name)))
        assert done.returncode == expected
        assert done.stdout + done.stderr
        assert "tidied" not in done.stdout


def test_a_pasted_error_is_explained_and_its_secrets_are_not_printed() -> None:
    pasted = "GatewayInternalServerError: BYOK is available only with paid credits. key=vck_FAKE00001111222233334444"
    done = subprocess.run(
        [*COMMAND, "explain", "-"],
        input=pasted,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.startswith("byok_requires_paid_credits (error-type)\n")
    assert "It is the gateway's own word." in done.stdout
    assert "refusal-depends-on-origin" in done.stdout
    assert "FAKE" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("byok-needs-payed-tier", "byok-needs-paid-tier"),
        ("key-absnt", "key-absent"),
        ("zzzzzz", "lists them all"),
        ("418", "lists them all"),
    ],
)
def test_an_unknown_code_is_wrong_use_and_the_nearest_is_offered(code: str, hint: str, capsys: Out) -> None:
    assert main(["explain", code]) == 2
    printed = capsys.readouterr()
    assert hint in printed.err
    assert printed.out == ""


@pytest.mark.parametrize("text", ["", " \n\n"])
def test_a_pipe_that_brings_nothing_is_said_to(text: str) -> None:
    done = subprocess.run(
        [*COMMAND, "explain", "-"],
        input=text,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "nothing came on standard input" in done.stderr
    assert "no such code" not in done.stderr


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_of_every_command_tells_the_exit_codes(name: str, capsys: Out) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*([name] if name else []), "--help"])
    assert ended.value.code == 0
    printed = capsys.readouterr().out
    assert "exit codes:" in printed
    assert re.findall(r"^  (\d)  ", printed, re.MULTILINE) == ["0", "1", "2", "3"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["no-such-command"],
        ["run", "--format", "xml"],
        ["run", "--disclosure", "secret"],
        ["run", "--experiments", "some"],
        ["run", "--no-such-option"],
        ["fetch"],
        ["fetch", "https://example.com", "--timeout", "0"],
        ["fetch", "https://example.com", "--timeout", "nan"],
        ["fetch", "https://example.com", "--timeout", "soon"],
        ["serve", "--port", "65536"],
        ["serve", "--port", "-1"],
        ["serve", "--port", "٣"],
    ],
    ids=" ".join,
)
def test_wrong_use_of_options_ends_with_2(arguments: list[str], capsys: Out) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert re.search(r"^  next: gateway-probe.* --help$", printed.err, re.MULTILINE)


@pytest.mark.parametrize(
    "arguments",
    [["--help"], *([name, "--help"] for name in COMMANDS), ["explain"], ["simulate", "--list"]],
    ids=" ".join,
)
def test_nothing_that_teaches_is_wider_than_80_columns(arguments: list[str]) -> None:
    done = command(*arguments)
    assert done.returncode == 0
    assert [line for line in done.stdout.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["expain"], "no such command: expain; did you mean explain?"),
        (["run", "--fromat", "json"], "no such option: --fromat; did you mean --format?"),
        (["run", "--modle=x"], "no such option: --modle; did you mean --model?"),
        (["run", "--zzzzzz"], "no such option: --zzzzzz"),
        (["run", "here"], "one argument too many: here"),
    ],
)
def test_what_was_meant_is_offered(given: list[str], said: str, capsys: Out) -> None:
    with pytest.raises(SystemExit):
        main(given)
    assert capsys.readouterr().err.splitlines()[0].partition("error: ")[2] == said


def test_a_terminal_that_knows_ascii_alone_gets_every_text() -> None:
    for arguments in (["explain", "byok-needs-paid-tier"], ["--help"], ["simulate", "--list"]):
        assert command(*arguments, PYTHONIOENCODING="ascii").returncode == 0


def test_the_version_is_told(capsys: Out) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert re.fullmatch(r"gateway-probe \d+\.\d+\.\d+\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("given", "helped_by"),
    [
        ([], "gateway-probe"),
        (["expain"], "gateway-probe"),
        (["run", "--fromat", "json"], "gateway-probe run"),
        (["run", "--format", "xml"], "gateway-probe run"),
    ],
)
def test_wrong_use_names_the_help_of_the_command_and_prints_no_page_of_options(
    given: list[str], helped_by: str, capsys: Out
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(given)
    assert ended.value.code == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert said[1] == f"  next: {helped_by} --help"
