"""Which clients an environment is set up for, told from what a Document says of its variables."""

import pytest

from gateway_probe.clients import ALL, AUTO, CLIENT_NAMES, Inference, choose_client, client_of, infer
from gateway_probe.document.facts import Variable
from gateway_probe.runtime.watched_variables import inspect_variables
from gateway_probe.runtime.watchlist import ALLOW_LIST

KEY = "vck_FAKE" + "k" * 52
GATEWAY = "https://ai-gateway.vercel.sh"
PROVIDERS = {"OPENAI_API_KEY": "sk-FAKE" + "k" * 40, "ANTHROPIC_API_KEY": "sk-ant-FAKE" + "k" * 40}

# What each client's own documentation, or a tool of Vercel's, has people set.
SET_UPS = {
    "ai-sdk-7": {"AI_GATEWAY_API_KEY": KEY, "AI_GATEWAY_BASE_URL": f"{GATEWAY}/v4/ai"},
    "ai-sdk-6": {"AI_GATEWAY_API_KEY": KEY, "AI_GATEWAY_BASE_URL": f"{GATEWAY}/v3/ai"},
    "ai-sdk-5": {"AI_GATEWAY_API_KEY": KEY, "AI_GATEWAY_BASE_URL": f"{GATEWAY}/v1/ai"},
    "anthropic": {"ANTHROPIC_API_KEY": KEY, "ANTHROPIC_BASE_URL": GATEWAY},
    "ai-sdk-anthropic": {"ANTHROPIC_API_KEY": KEY, "ANTHROPIC_BASE_URL": f"{GATEWAY}/v1"},
    "claude-code": {
        "ANTHROPIC_AUTH_TOKEN": KEY,
        "ANTHROPIC_API_KEY": "",
        "ANTHROPIC_BASE_URL": f"{GATEWAY}/claude-code",
    },
    "litellm": {"VERCEL_AI_GATEWAY_API_KEY": KEY, "VERCEL_AI_GATEWAY_API_BASE": f"{GATEWAY}/v1"},
    "openai": {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": f"{GATEWAY}/v1"},
}


def facts(**environ: str) -> list[Variable]:
    return inspect_variables(ALLOW_LIST, environ)


def seen(**environ: str) -> list[Inference]:
    return infer(facts(**environ))


@pytest.mark.parametrize("client", [name for name in SET_UPS if name not in {"openai", "anthropic"}])
def test_a_set_up_that_names_its_base_is_told_from_its_relatives(client: str) -> None:
    (inference,) = seen(**SET_UPS[client])
    assert (inference.client, inference.alternatives, inference.confidence) == (client, (), "likely")
    assert set(inference.basis) <= set(SET_UPS[client])


@pytest.mark.parametrize(
    ("environ", "client", "alternatives"),
    [
        ({"AI_GATEWAY_API_KEY": KEY}, "ai-sdk-7", ("ai-sdk-6", "ai-sdk-5", "ai-python")),
        ({"VERCEL_AI_GATEWAY_API_KEY": KEY}, "litellm", ("pydantic-ai", "llama-index")),
        (SET_UPS["openai"], "openai", ("openai-responses",)),
        ({"OPENAI_API_KEY": KEY}, "openai", ("openai-responses",)),
        ({"ANTHROPIC_API_KEY": KEY}, "anthropic", ("ai-sdk-anthropic", "claude-code")),
        (SET_UPS["anthropic"], "anthropic", ("claude-code",)),
    ],
)
def test_where_several_read_the_same_all_are_named_and_none_is_likely(
    environ: dict[str, str], client: str, alternatives: tuple[str, ...]
) -> None:
    (inference,) = seen(**environ)
    assert (inference.client, inference.alternatives, inference.confidence) == (client, alternatives, "possible")


def test_the_documented_origin_of_claude_code_is_told_by_the_key_left_empty() -> None:
    (inference,) = seen(ANTHROPIC_AUTH_TOKEN=KEY, ANTHROPIC_API_KEY="", ANTHROPIC_BASE_URL=GATEWAY)
    assert inference.client == "claude-code"


@pytest.mark.parametrize("environ", [{}, PROVIDERS, {"AI_GATEWAY_API_KEY": ""}, {"VERCEL_OIDC_TOKEN": "eyJh.eyJi.c"}])
def test_a_providers_own_key_points_to_nobody(environ: dict[str, str]) -> None:
    assert seen(**environ) == []


def test_any_key_points_to_a_client_whose_base_url_is_the_gateways() -> None:
    """A provider's key sent to the gateway is a fault of that client's, not a sign of another client."""
    (inference,) = seen(**PROVIDERS, OPENAI_BASE_URL=f"{GATEWAY}/v1")
    assert (inference.client, inference.basis) == ("openai", ("OPENAI_API_KEY", "OPENAI_BASE_URL"))


@pytest.mark.parametrize("other", ["anthropic", "ai-sdk-anthropic", "claude-code", "litellm"])
def test_a_base_url_without_a_key_for_the_gateway_stands_behind_a_set_up_that_has_one(other: str) -> None:
    found = seen(**SET_UPS[other], OPENAI_API_KEY=PROVIDERS["OPENAI_API_KEY"], OPENAI_BASE_URL=f"{GATEWAY}/v1")
    assert [inference.client for inference in found] == [other, "openai"]


@pytest.mark.parametrize("path", ["", "/v2", "/v1/chat/completions"])
def test_a_wrong_path_still_names_the_client(path: str) -> None:
    (inference,) = seen(OPENAI_API_KEY=KEY, OPENAI_BASE_URL=GATEWAY + path)
    assert inference.client == "openai"


def test_a_gateway_of_ones_own_is_known_by_the_origin_that_is_asked() -> None:
    variables = facts(OPENAI_API_KEY="key-of-a-gateway", OPENAI_BASE_URL="http://127.0.0.1:8123/v1")
    assert infer(variables) == []
    assert [inference.client for inference in infer(variables, "http://127.0.0.1:8123")] == ["openai"]


@pytest.mark.parametrize("first", SET_UPS)
@pytest.mark.parametrize("second", SET_UPS)
def test_two_set_ups_are_both_named_and_the_first_stays_first(first: str, second: str) -> None:
    (of_first,), (of_second,) = seen(**SET_UPS[first]), seen(**SET_UPS[second])
    both = {**SET_UPS[second], **SET_UPS[first]}
    if set(SET_UPS[first]) & set(SET_UPS[second]):
        return
    found = seen(**both)
    assert set(found) == {of_first, of_second}
    assert [inference.client for inference in found] == sorted(
        (of_first.client, of_second.client), key=lambda name: (client_of(name).is_a_tool, CLIENT_NAMES.index(name))
    )


@pytest.mark.parametrize("client", SET_UPS)
def test_keys_of_providers_change_no_inference(client: str) -> None:
    assert seen(**{**PROVIDERS, **SET_UPS[client]}) == seen(**SET_UPS[client])


def test_the_order_of_variables_is_of_no_account() -> None:
    variables = facts(**SET_UPS["openai"], **SET_UPS["litellm"])
    assert infer(variables) == infer(list(reversed(variables)))


@pytest.mark.parametrize("name", CLIENT_NAMES)
def test_a_named_client_is_asked_as_whatever_else_is_there(name: str) -> None:
    choice = choose_client(name, facts(**SET_UPS["openai"], **SET_UPS["litellm"]))
    assert (choice.client, choice.origin, choice.confidence) == (client_of(name), "named", "certain")
    assert {inference.client for inference in choice.seen} == {"openai", "litellm"}


def test_without_a_sign_it_is_the_ai_sdk_and_said_to_be_a_default() -> None:
    choice = choose_client(AUTO, facts(**PROVIDERS))
    assert (choice.client.name, choice.origin, choice.confidence) == ("ai-sdk-7", "default", "possible")


def test_all_asks_as_each_that_was_seen() -> None:
    variables = facts(**SET_UPS["openai"], **SET_UPS["litellm"])
    assert [client.name for client in choose_client(ALL, variables).others] == ["litellm"]
    assert [client.name for client in choose_client(AUTO, variables).others] == ["litellm"]
    assert choose_client("openai", variables).others == ()


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError):
        choose_client("curl", [])
