"""The table of clients holds together, and costs a cold start next to nothing."""

import subprocess
import sys

from gateway_probe.clients import CLIENT_NAMES, CLIENTS, DEFAULT_CLIENT, client_for, client_of
from gateway_probe.clients.wire import EMBEDDING, GENERATION
from gateway_probe.runtime.watchlist import ALLOW_LIST


def test_names_are_unique_and_lead_to_their_rows() -> None:
    assert len(set(CLIENT_NAMES)) == len(CLIENTS)
    assert [client_of(name) for name in CLIENT_NAMES] == list(CLIENTS)
    assert DEFAULT_CLIENT in CLIENT_NAMES


def test_every_variable_of_the_table_is_watched() -> None:
    """What is not watched is never looked at: a client's key would be missed."""
    watched = {item.name: item for item in ALLOW_LIST}
    for client in CLIENTS:
        for name in (*client.key_variables, *client.keys_in_code):
            assert watched[name].secret
        for name in (*client.base_url_variables, *client.base_urls_in_code):
            assert watched[name].role == "base-url"
        assert set(client.left_empty) <= set(watched)


def test_only_the_ai_sdk_sends_deployment_headers() -> None:
    assert {client.name for client in CLIENTS if client.deployment_headers} == {"ai-sdk-7", "ai-sdk-6", "ai-sdk-5"}


def test_a_protocol_by_itself_means_its_best_known_client() -> None:
    assert client_for("v4").name == "ai-sdk-7"
    assert client_for("chat-completions").name == "openai"
    assert client_for("messages").name == "anthropic"


def test_the_table_is_loaded_without_anything_heavy() -> None:
    # What coverage loads into each process before is not the table's.
    code = (
        "import sys; before = set(sys.modules); import gateway_probe.clients; "
        "print(*({'pydantic', 'httpx', 'json'} & (set(sys.modules) - before)))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    assert loaded == ""


def test_every_client_has_its_headers() -> None:
    assert set(GENERATION) == set(CLIENT_NAMES)
    assert set(EMBEDDING) == {client.name for client in CLIENTS if client.embeds is not None}
