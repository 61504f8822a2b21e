"""What a place shows of the client that its app uses."""

from typing import Any

import pytest

from gateway_probe.runtime.observe import RuntimeObservation, observe_runtime

KEY = "vck_FAKE" + "k" * 52
OTHER = "vck_FAKE" + "z" * 52
OPENAI = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": "https://ai-gateway.vercel.sh/v1"}
LITELLM = {"VERCEL_AI_GATEWAY_API_KEY": OTHER}


def observed(environ: dict[str, str], **options: Any) -> RuntimeObservation:
    return observe_runtime(environ, {}, now=1.79e9, served=True, client="httpx/0", protocol="v4", **options)


def test_the_credential_is_the_asked_clients() -> None:
    seen = observed({**OPENAI, **LITELLM, "AI_GATEWAY_API_KEY": OTHER}, asked_as="openai")
    assert (seen.row.name, seen.client.origin, seen.credential.source) == ("openai", "named", "OPENAI_API_KEY")
    assert [set_up.client for set_up in seen.client.set_ups] == ["ai-sdk-7", "openai", "litellm"]


def test_without_a_name_the_environment_tells() -> None:
    seen = observed(OPENAI, asked_as="auto")
    assert (seen.client.name, seen.client.origin, seen.client.basis) == (
        "openai",
        "inferred",
        ["OPENAI_API_KEY", "OPENAI_BASE_URL"],
    )
    assert observed({}, asked_as="auto").client.origin == "default"


def test_a_protocol_alone_means_the_client_that_is_known_for_it() -> None:
    assert observed({**OPENAI, "AI_GATEWAY_API_KEY": OTHER}).credential.source == "AI_GATEWAY_API_KEY"


def test_all_brings_the_credential_of_each_client() -> None:
    seen = observed({**OPENAI, **LITELLM}, asked_as="all")
    assert (seen.row.name, seen.credential.source) == ("openai", "OPENAI_API_KEY")
    (other,) = seen.others
    assert (other[0].name, other[1].source) == ("litellm", "VERCEL_AI_GATEWAY_API_KEY")
    assert other[2].chosen is not None
    assert other[2].chosen.get_secret_value() == OTHER


@pytest.mark.parametrize("asked_as", ["auto", "all", "openai"])
def test_no_value_is_in_what_is_said_of_clients(asked_as: str) -> None:
    seen = observed({**OPENAI, **LITELLM}, asked_as=asked_as)
    assert KEY not in repr(seen.client) + repr(seen)
    assert OTHER not in repr(seen)
