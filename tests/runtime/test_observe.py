"""What a run takes for a secret, and what it refuses to send or show."""

from typing import Any

import pytest

from gateway_probe.disclosure import LeakPrevented, Redactor, last_gate
from gateway_probe.runtime import NamesASecret, RuntimeObservation, observe_runtime

KEY = "vck_FAKE" + "7Qz3xK9fW2mB8rT5nJ1cV6hD4gS0pLyA" + "b3XkQ0aZ9wE2rT5yU8iO"


def observe(environ: dict[str, str], **more: Any) -> RuntimeObservation:
    settings: dict[str, Any] = {"now": 1_790_000_000.0, "served": True, "client": "httpx", "protocol": "v4"}
    return observe_runtime(environ, more.pop("headers", {}), **settings, **more)


def is_withheld(observed: RuntimeObservation, value: str) -> bool:
    try:
        last_gate(f"it was {value} there".encode(), observed.secrets)
    except LeakPrevented:
        return True
    return False


@pytest.mark.parametrize(
    ("environ", "value"),
    [
        ({"AI_GATEWAY_API_KEY": KEY}, KEY),
        ({"AI_GATEWAY_API_KEY": "[acme-stand-in-7]"}, "[acme-stand-in-7]"),
        ({"MY_SECRET": "my-Pa55phrase-2026"}, "my-Pa55phrase-2026"),
        ({"MY_SECRET": "postgres://app:hunter2hunter2@db.example.com"}, "hunter2hunter2"),
        ({"OPENAI_BASE_URL": "https://gateway.example/FAKE9key8of7me6/v1"}, "FAKE9key8of7me6"),
        ({"OPENAI_BASE_URL": "https://gateway.example/v1?code=FAKE9key8of7me6"}, "FAKE9key8of7me6"),
        ({"HTTPS_PROXY": "user-9:FAKE9word8@proxy.example:8080"}, "FAKE9word8"),
        ({"HTTPS_PROXY": "http://user-9:FAKE9word8@proxy.example:8080"}, "FAKE9word8"),
        ({"GATEWAY_PROBE_TOKEN": "FAKE9token8one,FAKE9token8two"}, "FAKE9token8two"),
        ({"GATEWAY_PROBE_FINGERPRINT_SALT": "FAKE9salt8of7us6"}, "FAKE9salt8of7us6"),
    ],
)
def test_every_watched_value_is_a_secret(environ: dict[str, str], value: str) -> None:
    assert is_withheld(observe(environ, watch=("MY_SECRET",)), value)


@pytest.mark.parametrize("name", ["apiKey", "authToken", "Authorization", "x", "region", "user"])
def test_every_text_of_the_options_is_a_secret_whatever_its_name(name: str) -> None:
    options = {"openai": {"headers": {name: "FAKE9leaf8in7here6"}}, "gateway": {"tags": ["FAKE9tag8in7here6"]}}
    observed = observe({}, provider_options=options)
    assert is_withheld(observed, "FAKE9leaf8in7here6")
    assert is_withheld(observed, "FAKE9tag8in7here6")


def test_names_of_providers_and_models_in_the_options_are_none() -> None:
    options = {"gateway": {"only": ["acme-provider"], "models": ["acme/zed-large"]}}
    observed = observe({}, provider_options=options)
    assert not is_withheld(observed, "acme-provider")
    assert not is_withheld(observed, "acme/zed-large")
    said = "no provider acme-provider for acme/zed-large is available"
    assert Redactor(observed.secrets).text(said) == said


@pytest.mark.parametrize("value", ["gpt-5.4-mini", "gateway-probe", "openai/gpt-5.4-mini"])
def test_an_ordinary_watched_value_withholds_nothing(value: str) -> None:
    observed = observe({"SERVICE_NAME": value}, watch=("SERVICE_NAME",), public=("azure/gpt-5.4-mini",))
    assert not is_withheld(observed, value)


@pytest.mark.parametrize("model", [KEY, f"openai/{KEY}", "my-Pa55phrase-2026"])
def test_a_run_whose_model_holds_a_watched_value_does_not_begin(model: str) -> None:
    environ = {"AI_GATEWAY_API_KEY": KEY, "MY_SECRET": "my-Pa55phrase-2026"}
    with pytest.raises(NamesASecret) as caught:
        observe(environ, watch=("MY_SECRET",), public=(model,))
    assert model not in str(caught.value)


@pytest.mark.parametrize(
    "name",
    [
        "VERCEL_ENV",
        "VERCEL_TARGET_ENV",
        "VERCEL_REGION",
        "VERCEL_URL",
        "VERCEL_GIT_COMMIT_SHA",
        "VERCEL_GIT_COMMIT_REF",
        "VERCEL_DEPLOYMENT_ID",
        "VERCEL_PROJECT_ID",
    ],
)
def test_a_key_that_was_pasted_into_a_platform_variable_is_not_shown(name: str) -> None:
    """These variables are not watched, and what they hold is shown as it is."""
    for key in (KEY, "q7Zr2Lw9Xk4Tn8Vb3Mc6FAKE"):
        assert key not in observe({"VERCEL": "1", name: key}).facts.model_dump_json()


def test_what_the_platform_says_of_a_place_is_shown() -> None:
    said = {
        "VERCEL_ENV": "production",
        "VERCEL_REGION": "iad1",
        "VERCEL_URL": "acme-shop-8xk3l2j9a-acme-team.vercel.app",
        "VERCEL_GIT_COMMIT_SHA": "0123456789abcdef0123456789abcdef01234567",
        "VERCEL_GIT_COMMIT_REF": "dependabot/npm_and_yarn/next-16.0.1",
        "VERCEL_DEPLOYMENT_ID": "dpl_FAKE9Zk3Lq8Wn2Xv7TbR5y0PcH4d",
    }
    facts = observe({"VERCEL": "1", **said}).facts.model_dump_json()
    # Of a commit as much as tells two apart: all its digits could be a key's.
    shown = [value[:10] if name == "VERCEL_GIT_COMMIT_SHA" else value for name, value in said.items()]
    assert [value for value in shown if value not in facts] == []
    assert said["VERCEL_GIT_COMMIT_SHA"] not in facts
