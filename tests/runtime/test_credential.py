"""OIDC tokens and the credential that the app's client would pick."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from gateway_probe.clients import CLIENT_NAMES, CLIENTS, client_of
from gateway_probe.runtime.client_credential import choose_credential, sendable
from gateway_probe.runtime.oidc_tokens import find_tokens

NOW = 1_790_000_000.0
KEY = "vck_" + "FAKEkey1" * 7
_EVERY_KEY = {name for client in CLIENTS for name in client.key_variables}


def token(**claims: Any) -> str:
    """A fake Vercel token; `exp` an hour from now unless given."""
    payload = {
        "exp": NOW + 3600,
        "iat": NOW - 60,
        "iss": "https://oidc.vercel.com/fake-team",
        "owner_id": "team_FAKE",
    } | claims
    parts = ({"alg": "RS256"}, payload)
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
    return ".".join([*encoded, "FAKEsignature"])


def found(header: str | None = None, on_vercel: bool = True, **environ: str) -> dict[str, Any]:
    headers = {} if header is None else {"x-vercel-oidc-token": header}
    return {t.facts.source: t for t in find_tokens(environ, headers, now=NOW, on_vercel=on_vercel)}


def choose(
    key: str | None = None, header: str | None = None, client: str = "ai-sdk-7", on_vercel: bool = True, **environ: str
) -> Any:
    """The choice of a client, `key` under the first of its variables."""
    row = client_of(client)
    if key is not None:
        environ = {row.key_variables[0]: key, **environ}
    return choose_credential(environ, list(found(header, on_vercel, **environ).values()), client=row)


def test_each_place_of_the_token_is_reported_by_itself(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(token() + "\n")
    places = found(token(), VERCEL_OIDC_TOKEN="", VERCEL_OIDC_TOKEN_FILE=str(file))
    assert {source: t.facts.state for source, t in places.items()} == {
        "header": "present",
        "file": "present",
        "environment": "empty",
    }
    assert places["header"].facts.fingerprint == places["file"].facts.fingerprint


def test_claims_are_read_and_called_unverified() -> None:
    claims = found(token(project_id="prj_FAKE", environment="production", plan="hobby"))["header"].facts.claims
    assert (claims.owner_id, claims.project_id, claims.environment, claims.plan) == (
        "team_FAKE",
        "prj_FAKE",
        "production",
        "hobby",
    )
    assert claims.issuer == "vercel-team"
    assert claims.verified is False


@pytest.mark.parametrize(
    ("claims", "validity", "usable"),
    [
        ({}, "valid", True),
        ({"exp": NOW - 1}, "expired", False),
        ({"exp": str(int(NOW + 60))}, "valid", True),
        ({"exp": "tomorrow"}, "unknown", True),
        ({"exp": None}, "unknown", True),
        ({"exp": True}, "unknown", True),
        ({"exp": 1e300}, "unknown", True),
        ({"nbf": NOW + 600}, "not-yet-valid", True),
    ],
)
def test_the_validity_window_is_read_as_the_sdk_reads_it(claims: dict[str, Any], validity: str, usable: bool) -> None:
    header = found(token(**claims))["header"]
    assert (header.facts.validity, header.usable) == (validity, usable)


@pytest.mark.parametrize(
    "value",
    [
        "..",
        "not-a-jwt",
        "a.b.c",
        "a.!!.c",
        "eyJ" + "x" * 1_000_000,
        "a.W10.c",
        "a.bnVsbA.c",
        "a." + "W1tb" * 3000 + ".c",
    ],
)
def test_what_is_not_a_token_is_called_malformed_with_a_reason(value: str) -> None:
    header = found(value)["header"]
    assert header.facts.state == "malformed"
    assert header.facts.problem
    assert not header.usable


def test_hostile_claims_are_not_shown() -> None:
    claims = found(token(owner="<script>", project="x" * 5000, owner_id=["team"], iss=5, environment="a\x1b[31m"))[
        "header"
    ].facts.claims
    assert (claims.owner, claims.project, claims.owner_id, claims.environment, claims.issuer) == (
        None,
        None,
        None,
        None,
        "absent",
    )


def test_a_header_that_any_caller_can_send_is_reported_and_not_used() -> None:
    header = found(token(), on_vercel=False)["header"]
    assert header.facts.platform_supplied is False
    credential, keyring = choose(header=token(), on_vercel=False)
    assert (credential.method, keyring.oidc_token) == ("none", None)


def test_an_unreadable_token_file_is_no_crash(tmp_path: Path) -> None:
    assert found(VERCEL_OIDC_TOKEN_FILE=str(tmp_path / "missing"))["file"].facts.state == "unreadable"
    assert found(VERCEL_OIDC_TOKEN_FILE=str(tmp_path))["file"].facts.state == "unreadable"
    assert found(VERCEL_OIDC_TOKEN_FILE="a\x00b")["file"].facts.state == "unreadable"


@pytest.mark.parametrize("key", [KEY, KEY + "\n", " ", "anything"])
def test_a_set_key_always_wins(key: str) -> None:
    credential, _ = choose(key, header=token())
    assert (credential.method, credential.hides_oidc) == ("api-key", True)


@pytest.mark.parametrize("space", [" ", "\n", "\xa0", "\ufeff", " \r\n\u2003"])
def test_claude_code_takes_white_space_off_its_keys_and_none_of_white_space_alone(space: str) -> None:
    credential, keyring = choose(space, client="claude-code", ANTHROPIC_API_KEY=space + KEY + space)
    assert (credential.source, credential.state) == ("ANTHROPIC_API_KEY", "ready")
    assert keyring.chosen.get_secret_value() == KEY
    credential, keyring = choose(KEY + space, client="claude-code", ANTHROPIC_API_KEY=space)
    assert (credential.source, keyring.chosen.get_secret_value(), keyring.beside) == ("ANTHROPIC_AUTH_TOKEN", KEY, None)
    credential, _ = choose(space, client="claude-code", ANTHROPIC_API_KEY=space)
    assert (credential.method, credential.state) == ("none", "none")


@pytest.mark.parametrize("inside", ["\x1c", "\u200b"])
def test_what_claude_code_takes_for_no_white_space_it_cannot_send(inside: str) -> None:
    credential, _ = choose(KEY + inside, client="claude-code")
    assert credential.state == "unsendable"


def test_a_key_hides_no_token_from_a_client_that_looks_for_none() -> None:
    credential, keyring = choose(KEY, header=token(), client="openai")
    assert (credential.method, credential.hides_oidc) == ("api-key", False)
    assert keyring.oidc_token is not None


@pytest.mark.parametrize("key", [None, ""])
def test_an_absent_or_empty_key_falls_through_to_oidc(key: str | None) -> None:
    credential, keyring = choose(key, header=token())
    assert (credential.method, credential.source) == ("oidc", "header")
    assert keyring.chosen is not None


@pytest.mark.parametrize("client", ["ai-sdk-7", "ai-sdk-6", "ai-sdk-5"])
def test_the_ai_sdk_looks_in_the_header_then_in_the_environment_and_in_no_file(client: str, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(token())
    assert choose(header=token(), client=client, VERCEL_OIDC_TOKEN=token())[0].source == "header"
    assert choose(client=client, VERCEL_OIDC_TOKEN=token(), VERCEL_OIDC_TOKEN_FILE=str(file))[0].source == "environment"
    assert choose(client=client, VERCEL_OIDC_TOKEN_FILE=str(file))[0].method == "none"


@pytest.mark.parametrize("client", ["litellm", "pydantic-ai", "llama-index", "ai-python"])
def test_a_client_that_reads_the_variable_alone_does_not_find_the_header(client: str) -> None:
    """So an app without a key fails on Vercel although its token is good; the token stays at hand for an experiment."""
    credential, keyring = choose(header=token(), client=client)
    assert (credential.method, keyring.chosen) == ("none", None)
    assert "there is an OIDC token in the request header" in credential.problem
    assert keyring.oidc_token is not None
    assert choose(client=client, VERCEL_OIDC_TOKEN=token())[0].source == "environment"


@pytest.mark.parametrize("client", ["openai", "openai-responses", "anthropic", "ai-sdk-anthropic", "claude-code"])
def test_a_providers_sdk_reads_no_token(client: str) -> None:
    credential, _ = choose(header=token(), client=client, VERCEL_OIDC_TOKEN=token())
    assert (credential.method, credential.source) == ("none", "none")
    assert "reads none by itself" in credential.problem


@pytest.mark.parametrize("client", CLIENT_NAMES)
def test_each_client_takes_the_first_of_its_variables_that_holds_something(client: str) -> None:
    row = client_of(client)
    names = row.key_variables
    environ: dict[str, Any] = {name: f"vck_FAKE{number}" + "k" * 40 for number, name in enumerate(names)}
    environ |= dict.fromkeys(set(_EVERY_KEY) - set(names), "vck_FAKEother" + "k" * 40)
    assert choose(client=client, **environ)[0].source == names[0]
    assert (
        choose(client=client, **{**environ, names[0]: ""})[0].source
        == [*names, *row.keys_in_code, *row.keys_after_token, "none"][1]
    )


@pytest.mark.parametrize("client", ["litellm", "llama-index"])
def test_what_openais_client_reads_is_taken_where_there_is_neither_key_nor_token(client: str) -> None:
    theirs: dict[str, Any] = {"OPENAI_API_KEY": "sk-FAKE" + "k" * 40}
    assert choose(client=client, header=token(), **theirs)[0].source == "OPENAI_API_KEY"
    assert choose(client=client, **theirs, VERCEL_OIDC_TOKEN="")[0].source == "OPENAI_API_KEY"
    assert choose(client=client, **theirs, VERCEL_OIDC_TOKEN=token())[0].source == "environment"
    assert choose(client=client, **theirs, VERCEL_OIDC_TOKEN=token(exp=NOW - 10))[0].source == "environment"
    assert choose(KEY, client=client, **theirs)[0].source == "VERCEL_AI_GATEWAY_API_KEY"
    assert choose(client="pydantic-ai", **theirs)[0].method == "none"


@pytest.mark.parametrize("value", [token(exp=NOW - 10), "FAKE.broken.token"])
@pytest.mark.parametrize("client", ["litellm", "pydantic-ai", "llama-index"])
def test_a_client_that_takes_the_token_for_a_key_sends_it_unseen(client: str, value: str) -> None:
    credential, keyring = choose(client=client, VERCEL_OIDC_TOKEN=value)
    assert (credential.method, credential.source) == ("oidc", "environment")
    assert keyring.chosen is not None
    assert keyring.chosen.get_secret_value() == value
    # Nor does it hide a token: this one is of no use to anybody.
    assert not choose(KEY, client=client, VERCEL_OIDC_TOKEN=value)[0].hides_oidc
    assert choose(client=client, VERCEL_OIDC_TOKEN="FAKE.brok\nen.token")[0].method == "none"


def test_a_key_passed_in_code_counts_where_nothing_else_can_be_meant() -> None:
    """Vercel's documentation has OpenAI's SDK given AI_GATEWAY_API_KEY; a provider's own key is then another matter."""
    ours, theirs = "vck_FAKE" + "k" * 50, "sk-FAKE" + "k" * 40
    both: dict[str, Any] = {"OPENAI_API_KEY": theirs, "AI_GATEWAY_API_KEY": ours}
    assert choose(client="openai", **both)[0].source == "AI_GATEWAY_API_KEY"
    # A base URL in the environment shows that the SDK configures itself: then it takes its own variable.
    base: dict[str, Any] = {"OPENAI_BASE_URL": "https://ai-gateway.vercel.sh/v1"}
    assert choose(client="openai", **both, **base)[0].source == "OPENAI_API_KEY"
    assert choose(client="openai", OPENAI_API_KEY=theirs)[0].source == "OPENAI_API_KEY"


def test_an_expired_token_is_no_credential_and_says_so() -> None:
    credential, keyring = choose(VERCEL_OIDC_TOKEN=token(exp=NOW - 10))
    assert (credential.method, keyring.chosen) == ("none", None)
    assert "expired" in (credential.problem or "")


def test_a_blank_key_is_sent_as_nothing() -> None:
    credential, keyring = choose(" \n")
    assert credential.state == "blank"
    assert keyring.chosen is not None
    assert keyring.chosen.get_secret_value() == ""


@pytest.mark.parametrize("bad", ["\ufeff" + KEY, KEY[:9] + "\n" + KEY[9:], KEY + "\x00", "k" * 100_000, KEY + "\u200b"])
def test_what_no_client_can_send_is_not_sent(bad: str) -> None:
    credential, keyring = choose(bad)
    assert (credential.state, keyring.chosen) == ("unsendable", None)
    assert credential.problem


def test_node_sends_a_no_break_space_where_python_refuses() -> None:
    credential, _ = choose(KEY + "\u00a0")
    assert (credential.state, credential.python_client) == ("ready", "refused")
    assert sendable("\u00e9")


@pytest.mark.parametrize("end", ["\n", "\r\n", " ", "\t"])
def test_white_space_at_the_end_is_trouble_for_python_clients_alone(end: str) -> None:
    credential, keyring = choose(KEY + end)
    assert (credential.state, credential.python_client) == ("ready", "refused")
    assert keyring.chosen is not None
    assert keyring.chosen.get_secret_value() == KEY
    credential, keyring = choose(KEY + end, client="openai")
    assert (credential.state, keyring.chosen) == ("unsendable", None)
    assert keyring.cleaned_key is not None
    assert keyring.cleaned_key.get_secret_value() == KEY


@pytest.mark.parametrize("client", ["ai-sdk-7", "openai"])
def test_a_blank_before_the_key_is_sent_as_a_second_one_after_bearer(client: str) -> None:
    credential, keyring = choose(" " + KEY, client=client)
    assert credential.state == "ready"
    assert keyring.chosen is not None
    assert keyring.chosen.get_secret_value() == " " + KEY


def test_a_header_that_holds_the_key_alone_is_trimmed_at_both_ends() -> None:
    _, keyring = choose(f" {KEY}\n", client="ai-sdk-anthropic")
    assert keyring.chosen is not None
    assert keyring.chosen.get_secret_value() == KEY


def test_credentials_stay_out_of_repr() -> None:
    _, keyring = choose(KEY, header=token())
    assert KEY not in repr(keyring)
    assert "eyJ" not in repr(keyring) + repr(found(token()))


def test_claude_code_sends_its_two_variables_in_two_headers() -> None:
    row = client_of("claude-code")
    assert row.carries("ANTHROPIC_AUTH_TOKEN") == "bearer"
    assert row.carries("ANTHROPIC_API_KEY") == "x-api-key"
    assert choose(client="claude-code", ANTHROPIC_AUTH_TOKEN="", ANTHROPIC_API_KEY=KEY)[0].source == "ANTHROPIC_API_KEY"
