"""`gateway-probe run`: exit codes, what goes to which stream, and files that cannot be used."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gateway_probe.cli import main
from gateway_probe.document import read_document
from gateway_simulator import Simulator, serve
from tests.cli.commands import command
from tools.docs import DOCS

Out = pytest.CaptureFixture[bytes]
CLOSED_GATEWAY = "http://127.0.0.1:9"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`at(simulator, place)`: this process becomes the place."""

    def become(simulator: Simulator, place: str = "local") -> None:
        for name, value in simulator.place(place).env.items():
            monkeypatch.setenv(name, value)

    return become


@pytest.mark.parametrize(
    ("scenario", "place", "code", "status"),
    [
        ("healthy-byok", "local", 0, "healthy"),
        ("healthy-byok", "production", 0, "healthy"),
        ("case", "local", 0, "healthy"),
        ("case", "production", 1, "failing"),
        ("byok-failed-silent-system-fallback", "local", 1, "degraded"),
        ("refusal-of-unknown-kind", "local", 1, "inconclusive"),
        ("key-absent", "local", 1, "failing"),
    ],
)
def test_the_exit_code_tells_healthy_from_everything_else(
    scenario: str, place: str, code: int, status: str, at: Any, capsysbinary: Out
) -> None:
    with serve(scenario) as simulator:
        at(simulator, place)
        assert main(["run", "--format", "json"]) == code
    assert read_document(capsysbinary.readouterr().out).verdict.status == status


@pytest.mark.parametrize(("scenario", "code"), [("healthy-byok", 0), ("key-revoked", 1), ("key-trailing-newline", 1)])
def test_free_checks_cost_nothing_and_have_an_exit_code(scenario: str, code: int, at: Any, capsysbinary: Out) -> None:
    with serve(scenario) as simulator:
        at(simulator, "production")
        assert main(["run", "--checks", "free", "--format", "json"]) == code
        assert {request.method for request in simulator.requests} == {"GET"}
    assert read_document(capsysbinary.readouterr().out).probe.generations == 0


def test_what_a_shape_costs_is_said_before_it_is_asked() -> None:
    with serve("healthy-byok") as simulator:
        variables = {**simulator.place("local").env, "GATEWAY_PROBE_SHAPES": "image"}
        done = command("run", "--shape", "tool", "--shape", "json-schema", "--format", "json", **variables)
        plain = command("run", "--format", "json", **simulator.place("local").env)
    said, _, later = done.stderr.partition("baseline")
    assert "with tool, where that is served: 16 output tokens at most and about 60 input tokens more" in said
    assert "with json-schema" in said
    assert "shape-tool" in later
    assert {"shape-tool", "shape-json-schema"} <= set(json.loads(done.stdout)["tested"])
    assert "image" not in done.stderr
    assert "once more" not in plain.stderr


def test_json_stands_alone_on_stdout_and_fits_the_published_schema() -> None:
    with serve("case") as simulator:
        done = command("run", "--format", "json", **simulator.place("production").env)
    document = json.loads(done.stdout)
    schema = json.loads((DOCS / "document.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    assert done.returncode == 1
    assert f"asking {simulator.origin} for azure/gpt-5.4-mini" in done.stderr
    for check in document["gateway"]["checks"]:
        assert check["id"] in done.stderr or check["outcome"] == "skipped"


def test_quiet_says_nothing_on_stderr(at: Any, capsysbinary: Out) -> None:
    with serve("healthy-byok") as simulator:
        at(simulator)
        assert main(["run", "--quiet"]) == 0
    printed = capsysbinary.readouterr()
    assert printed.err == b""
    assert b"HEALTHY: healthy (certain)" in printed.out


def test_a_client_is_named_for_one_run(at: Any, capsysbinary: Out) -> None:
    with serve("healthy-byok") as simulator:
        at(simulator)
        assert main(["run", "--client", "ai-sdk-5", "--quiet"]) == 0
        asked = {request.path for request in simulator.requests if request.method == "POST"}
    assert asked == {"/v1/ai/language-model"}


@pytest.mark.parametrize("form", ["text", "json"])
def test_output_writes_the_file_and_leaves_stdout_alone(form: str, at: Any, capsysbinary: Out, tmp_path: Path) -> None:
    file = tmp_path / "document"
    with serve("healthy-byok") as simulator:
        at(simulator)
        assert main(["run", "--format", form, "--output", str(file)]) == 0
    assert capsysbinary.readouterr().out == b""
    content = file.read_bytes()
    if form == "json":
        assert read_document(content).verdict.code == "healthy"
    else:
        assert b"HEALTHY: healthy (certain)\n" in content


@pytest.mark.parametrize("target", ["", "no-such-folder/document.json"])
def test_an_unwritable_output_is_wrong_use_before_anything_is_asked(
    target: str, at: Any, capsysbinary: Out, tmp_path: Path
) -> None:
    with serve("healthy-byok") as simulator:
        at(simulator)
        assert main(["run", "--output", str(tmp_path / target)]) == 2
        assert simulator.requests == []
    printed = capsysbinary.readouterr()
    assert b"cannot be written" in printed.err
    assert printed.out == b""


@pytest.mark.parametrize("content", ["", " \n", None])
def test_an_empty_file_of_credentials_is_not_passed_over(
    content: str | None, at: Any, capsysbinary: Out, tmp_path: Path
) -> None:
    """An empty setting is one that is not set; an empty file is a slip."""
    file = tmp_path / "byok.json"
    if content is not None:
        file.write_text(content)
    with serve("healthy-byok") as simulator:
        at(simulator)
        assert main(["run", "--byok", str(file) if content is not None else ""]) == 2
        assert simulator.requests == []
    printed = capsysbinary.readouterr().err
    assert (b"is empty: --byok needs JSON" if content is not None else b"cannot be read") in printed


def test_a_full_disk_is_no_verdict() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with serve("healthy-byok") as simulator:
        done = command("run", "--output", "/dev/full", **simulator.place("local").env)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


def test_every_setting_that_cannot_be_used_is_named_and_no_value_shown(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: Out
) -> None:
    monkeypatch.setenv("GATEWAY_PROBE_TIME_BUDGET", "soon-FAKE")
    monkeypatch.setenv("GATEWAY_PROBE_BASE_URL", "https://user:FAKE-password@example.com")
    assert main(["run"]) == 2
    printed = capsysbinary.readouterr()
    assert printed.out == b""
    assert b"GATEWAY_PROBE_TIME_BUDGET" in printed.err
    assert b"GATEWAY_PROBE_BASE_URL" in printed.err
    assert b"FAKE" not in printed.err


@pytest.mark.parametrize("model", ["", "a b", "x" * 300, "-", "../../etc"])
def test_a_model_that_no_gateway_could_know_is_wrong_use(model: str, capsysbinary: Out) -> None:
    assert main(["run", f"--model={model}"]) == 2
    printed = capsysbinary.readouterr()
    assert b"--model" in printed.err
    assert printed.out == b""


@pytest.mark.parametrize("words", [["run"], ["compare", "here=local", "there=local"]])
def test_a_model_that_holds_a_secret_of_this_place_is_sent_nowhere(
    words: list[str], at: Any, capsysbinary: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve("healthy-byok") as simulator:
        at(simulator)
        monkeypatch.setenv("OPENAI_API_KEY", "my_FAKE55phrase_2026")
        assert main([*words, "--model", "openai/my_FAKE55phrase_2026"]) == 2
        printed = capsysbinary.readouterr()
        assert b"--model holds the value of a watched variable" in printed.err
        assert b"FAKE55" not in printed.out + printed.err
        assert simulator.requests == []


def test_the_model_of_the_command_line_wins(at: Any, capsysbinary: Out) -> None:
    with serve("healthy-byok") as simulator:
        at(simulator)
        main(["run", "--model", "openai/gpt-4o-mini", "--format", "json", "--experiments", "none"])
    assert read_document(capsysbinary.readouterr().out).probe.model == "openai/gpt-4o-mini"


def test_no_gateway_at_all_is_a_found_problem_and_not_a_crash(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: Out
) -> None:
    monkeypatch.setenv("GATEWAY_PROBE_BASE_URL", CLOSED_GATEWAY)
    monkeypatch.setenv("AI_GATEWAY_API_KEY", "vck_" + "FAKE" * 14)
    assert main(["run", "--format", "json"]) == 1
    assert read_document(capsysbinary.readouterr().out).verdict.status != "healthy"


def test_a_value_that_is_not_text_is_reported_and_not_a_crash(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: Out
) -> None:
    monkeypatch.setenv("GATEWAY_PROBE_BASE_URL", CLOSED_GATEWAY)
    monkeypatch.setenv("AI_GATEWAY_API_KEY", "vck_" + "FAKE" * 14 + "\udcff")
    assert main(["run", "--format", "json"]) == 1
    document = read_document(capsysbinary.readouterr().out)
    key = next(v for v in document.variables if v.name == "AI_GATEWAY_API_KEY")
    assert key.defects


def test_provider_credentials_come_from_a_file(at: Any, capsysbinary: Out, tmp_path: Path) -> None:
    file = tmp_path / "byok.json"
    content = '{"azure": [{"apiKey": "FAKE-azure-key-0123456789", "resourceName": "fake"}]}'
    # With a byte order mark, as some editors save it.
    file.write_text(content, encoding="utf-8-sig")
    with serve("case") as simulator:
        at(simulator, "production")
        main(["run", "--byok", str(file), "--format", "json"])
        sent = b"".join(request.body for request in simulator.requests)
    printed = capsysbinary.readouterr()
    assert b"FAKE-azure-key" in sent
    assert b"FAKE-azure-key" not in printed.out + printed.err


@pytest.mark.parametrize("content", ["not json", "[]", '{"azure": "FAKE-azure-key-0123456789"}'])
def test_provider_credentials_that_cannot_be_used_are_wrong_use(
    content: str, capsysbinary: Out, tmp_path: Path
) -> None:
    file = tmp_path / "byok.json"
    file.write_text(content, encoding="utf-8")
    assert main(["run", "--byok", str(file)]) == 2
    err = capsysbinary.readouterr().err
    assert b"GATEWAY_PROBE_BYOK" in err
    assert b"FAKE" not in err


@pytest.mark.parametrize(
    ("text", "salt", "hides"),
    [("jane@acme.example", "", True), ("azure", "", False), ("jane@acme.example", "x9Kq2-FAKE-salt-7Z", False)],
)
def test_the_options_say_where_a_text_is_in_no_fingerprint(text: str, salt: str, hides: bool) -> None:
    settings = {"BASE_URL": "http://127.0.0.1:9", "PROVIDER_OPTIONS": json.dumps({"openai": {"user": text}})}
    settings |= {"FINGERPRINT_SALT": salt} if salt else {}
    variables = {f"GATEWAY_PROBE_{name}": value for name, value in settings.items()}
    done = command("run", "--no-env-file", "--checks", "free", "--format", "json", **variables)
    options = json.loads(done.stdout)["probe"]["provider_options"]
    assert (options["hides_text"], text in done.stdout and text != "azure") == (hides, False)
