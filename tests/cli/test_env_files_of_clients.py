"""`run --env-file` for each client: the shell's value of its key wins over the file's, a person hears of it, and no other file's key is used."""

from pathlib import Path

import pytest

from gateway_probe.cli import main
from gateway_probe.clients import CLIENTS, Client
from gateway_probe.document import Document, read_document
from gateway_simulator import Simulator, serve

Out = pytest.CaptureFixture[bytes]
UNKNOWN = "vck_FAKEnobody-".ljust(60, "n")


def diagnosed(
    client: Client, of_file: str, of_shell: str | None, simulator: Simulator, folder: Path, out: Out
) -> Document:
    """A run as this client, whose set-up is in the file, and perhaps another key in the shell."""
    name = client.key_variables[0]
    base = {client.base_url_variables[0]: simulator.origin + client.base_paths[0]} if client.base_url_variables else {}
    lines = {**dict.fromkeys(client.left_empty, ""), **base, name: of_file}
    file = folder / ".env.local"
    file.write_text("".join(f"{key}={value}\n" for key, value in lines.items()), encoding="utf-8")
    with pytest.MonkeyPatch.context() as shell:
        for variable in (*client.key_variables, *client.keys_in_code, *client.base_url_variables):
            shell.delenv(variable, raising=False)
        shell.setenv("GATEWAY_PROBE_BASE_URL", simulator.origin)
        shell.setenv("GATEWAY_PROBE_MODEL", "azure/gpt-5.4-mini")
        if of_shell is not None:
            shell.setenv(name, of_shell)
        main(["run", "--quiet", "--format", "json", "--client", client.name, "--env-file", str(file)])
    return read_document(out.readouterr().out)


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.name)
def test_the_shells_key_wins_and_a_person_hears_of_it(client: Client, tmp_path: Path, capsysbinary: Out) -> None:
    with serve("healthy-byok") as simulator:
        good = simulator.place("local").env["AI_GATEWAY_API_KEY"]
        shell_is_good = diagnosed(client, UNKNOWN, good, simulator, tmp_path, capsysbinary)
        file_is_good = diagnosed(client, good, UNKNOWN, simulator, tmp_path, capsysbinary)
        file_alone = diagnosed(client, good, None, simulator, tmp_path, capsysbinary)
    assert (shell_is_good.verdict.status, file_is_good.verdict.status) == ("degraded", "failing")
    for document in (shell_is_good, file_is_good):
        found = {finding.code: finding.explanation for finding in document.findings}
        assert client.key_variables[0] in found["shell-key-shadows-file"]
    assert file_alone.verdict.status == "healthy"
    assert "shell-key-shadows-file" not in {finding.code for finding in file_alone.findings}


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.name)
def test_a_shell_that_empties_the_key_takes_it_from_the_app(client: Client, tmp_path: Path, capsysbinary: Out) -> None:
    """An empty variable of the shell is one all the same, and the file's does not come in its place."""
    with serve("healthy-byok") as simulator:
        good = simulator.place("local").env["AI_GATEWAY_API_KEY"]
        document = diagnosed(client, good, "", simulator, tmp_path, capsysbinary)
        assert [request for request in simulator.requests if request.method == "POST"] == []
    assert document.verdict.status == "failing"
    assert {"key-empty", "key-absent"} & {document.verdict.code, *(item.code for item in document.findings)}
