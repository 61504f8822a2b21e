"""Settings: defaults, and bad values named without being repeated."""

import pytest

from gateway_probe.settings import DEFAULT_BASE_URL, InvalidSettings, Settings

SECRET_PART = "hunter2-FAKE"


def problem(name: str, value: str) -> str:
    with pytest.raises(InvalidSettings) as caught:
        Settings.from_environ({name: value})
    (found,) = caught.value.problems
    assert found.name == name
    assert SECRET_PART not in str(caught.value)
    return found.text


def test_defaults_are_those_of_the_contract() -> None:
    settings = Settings.from_environ({})
    assert settings.model == "openai/gpt-5.4-mini"
    assert settings.base_url == DEFAULT_BASE_URL
    assert (settings.protocol, settings.min_interval_s, settings.time_budget_s, settings.max_generations) == (
        "v4",
        10,
        25,
        6,
    )
    assert settings.tokens == ()


def test_an_empty_setting_counts_as_unset() -> None:
    assert Settings.from_environ({"GATEWAY_PROBE_MODEL": "  ", "GATEWAY_PROBE_TIME_BUDGET": ""}) == Settings()


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("http://gateway.example.com", "https"),
        (f"https://user:{SECRET_PART}@ai-gateway.vercel.sh", "credentials"),
        ("ai-gateway.vercel.sh", "scheme"),
        ("ftp://ai-gateway.vercel.sh", "scheme"),
        ("https://", "host"),
        ("https://ai-gateway.vercel.sh/v1", "path"),
        (f"https://ai-gateway.vercel.sh?key={SECRET_PART}", "query"),
        ("https://[::1", "not a URL"),
        ("https://host:99999", "not a URL"),
        ("https://ai-gateway.vercel.sh\u200b", "character"),
    ],
)
def test_a_base_url_that_cannot_be_used_says_why(value: str, says: str) -> None:
    assert says in problem("GATEWAY_PROBE_BASE_URL", value)


@pytest.mark.parametrize(
    "value", ["http://127.0.0.1:8080", "http://localhost:3000/", "http://[::1]:9", "https://ai-gateway.vercel.sh/"]
)
def test_https_anywhere_and_http_on_loopback_are_taken(value: str) -> None:
    assert Settings.from_environ({"GATEWAY_PROBE_BASE_URL": value}).base_url == value.rstrip("/")


@pytest.mark.parametrize("value", ["a b", "a\nb", "x" * 10_240, "модель", "modèle/é", "-starts-badly", "a\x00b", "a?b"])
def test_a_model_id_with_impossible_characters_is_refused(value: str) -> None:
    assert "openai/gpt-5.4-mini" in problem("GATEWAY_PROBE_MODEL", value)


@pytest.mark.parametrize(
    "value",
    [
        "not json",
        "[]",
        '"text"',
        '{"only": ["azure"]}',
        '{"gateway": {"x": NaN}}',
        "{" * 2000,
        '{"g": {"a": "\\ud800"}}',
    ],
)
def test_provider_options_that_cannot_be_used_show_an_example(value: str) -> None:
    assert '{"gateway"' in problem("GATEWAY_PROBE_PROVIDER_OPTIONS", value)


def test_numbers_in_provider_options_are_kept_as_javascript_prints_them() -> None:
    settings = Settings.from_environ({"GATEWAY_PROBE_PROVIDER_OPTIONS": '{"gateway": {"a": 1.0, "b": 0.5, "c": 3}}'})
    assert settings.provider_options == {"gateway": {"a": 1, "b": 0.5, "c": 3}}
    assert isinstance(settings.provider_options["gateway"]["a"], int)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GATEWAY_PROBE_TIME_BUDGET", "soon"),
        ("GATEWAY_PROBE_TIME_BUDGET", "0"),
        ("GATEWAY_PROBE_TIME_BUDGET", "nan"),
        ("GATEWAY_PROBE_MIN_INTERVAL", "-1"),
        ("GATEWAY_PROBE_MAX_GENERATIONS", "21"),
        ("GATEWAY_PROBE_MAX_GENERATIONS", "²"),
        ("GATEWAY_PROBE_PROTOCOL", "v5"),
        ("GATEWAY_PROBE_WATCH", "OK,not a name"),
        ("GATEWAY_PROBE_EXPECT_KEY", "fp1:xyz"),
    ],
)
def test_other_malformed_settings_are_named(name: str, value: str) -> None:
    assert problem(name, value)


def test_all_problems_are_named_at_once() -> None:
    with pytest.raises(InvalidSettings) as caught:
        Settings.from_environ({"GATEWAY_PROBE_MODEL": "a b", "GATEWAY_PROBE_PROTOCOL": "x"})
    assert [problem.name for problem in caught.value.problems] == ["GATEWAY_PROBE_MODEL", "GATEWAY_PROBE_PROTOCOL"]


def test_short_tokens_are_left_out_with_a_warning() -> None:
    settings = Settings.from_environ({"GATEWAY_PROBE_TOKEN": "short, long-enough-FAKE-token-1 ,"})
    assert settings.tokens == ("long-enough-FAKE-token-1",)
    assert "1 of 2" in settings.warnings[0]


def test_secrets_stay_out_of_repr() -> None:
    settings = Settings.from_environ(
        {
            "GATEWAY_PROBE_TOKEN": f"{SECRET_PART}-long-enough-token",
            "GATEWAY_PROBE_FINGERPRINT_SALT": SECRET_PART,
            "GATEWAY_PROBE_PROVIDER_OPTIONS": f'{{"gateway": {{"byok": {{"azure": [{{"apiKey": "{SECRET_PART}"}}]}}}}}}',
        }
    )
    assert SECRET_PART not in repr(settings)
