"""Settings: defaults, and bad values named without being repeated."""

import contextlib
import random
from typing import Any

import pytest

from gateway_probe.disclosure import salt_mark
from gateway_probe.settings import DEFAULT_BASE_URL, NAMES, InvalidSettings, Settings, parse_model
from tests.safety.credentials import CREDENTIALS

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
        14,
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


@pytest.mark.parametrize("name", ["GATEWAY_PROBE_PROVIDER_OPTIONS", "GATEWAY_PROBE_BYOK"])
def test_json_that_is_too_long_is_not_called_malformed(name: str) -> None:
    value = '{"azure": [{"apiKey": "FAKE", "note": "' + "x" * 40_000 + '"}]}'
    assert "is longer than 32,768 characters" in problem(name, value)


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
        ("GATEWAY_PROBE_CLIENT", "openai-js"),
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


def test_a_client_brings_its_protocol() -> None:
    settings = Settings.from_environ({"GATEWAY_PROBE_CLIENT": "ai-sdk-anthropic"})
    assert (settings.client, settings.protocol) == ("ai-sdk-anthropic", "messages")


@pytest.mark.parametrize(("protocol", "client"), [("v1", "ai-sdk-5"), ("responses", "openai-responses")])
def test_a_protocol_alone_stands_for_the_client_that_is_known_for_it(protocol: str, client: str) -> None:
    assert Settings.from_environ({"GATEWAY_PROBE_PROTOCOL": protocol}).client == client


def test_where_neither_is_set_the_environment_tells() -> None:
    assert (Settings.from_environ({}).client, Settings.from_environ({}).protocol) == ("auto", "v4")


def test_a_client_prevails_over_another_protocol_and_it_is_said() -> None:
    environ = {"GATEWAY_PROBE_CLIENT": "openai", "GATEWAY_PROBE_PROTOCOL": "v3"}
    settings = Settings.from_environ(environ)
    assert (settings.client, settings.protocol) == ("openai", "chat-completions")
    assert "GATEWAY_PROBE_PROTOCOL was ignored" in settings.warnings[0]
    environ["GATEWAY_PROBE_PROTOCOL"] = "chat-completions"
    assert Settings.from_environ(environ).warnings == ()


def test_short_tokens_are_left_out_with_a_warning() -> None:
    settings = Settings.from_environ({"GATEWAY_PROBE_TOKEN": "short, long-enough-FAKE-token-1 ,"})
    assert settings.tokens == ("long-enough-FAKE-token-1",)
    assert "1 of 2" in settings.warnings[0]


KEY = "vck_FAKE7Qz3xK9fW2mB8rT5nJ1cV6hD4gS0pLyAb3XkQ0aZ9wE2rT5yU8iO"
NAMED = {
    "GATEWAY_PROBE_MODEL": "openai/{}",
    "GATEWAY_PROBE_CONTROL_MODEL": "{}",
    "GATEWAY_PROBE_TIER_MODEL": "{}",
    "GATEWAY_PROBE_BASE_URL": "https://{}.example.com",
    "GATEWAY_PROBE_WATCH": "MY_SECRET,{}",
    "GATEWAY_PROBE_PROVIDER_OPTIONS": '{{"gateway": {{"only": ["azure", "{}"]}}}}',
    "GATEWAY_PROBE_BYOK": '{{"{}": [{{"apiKey": "FAKE"}}]}}',
    "GATEWAY_PROBE_EXPECT_KEY": "{}",
}


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize(
    "pasted", [KEY, "sk-proj-FAKE7Qz3xK9fW2mB8rT5nJ", "FAKE7Qz3xK9fW2mB8rT5nJ1c", "my_Pa55phrase_2026"]
)
def test_a_secret_in_a_setting_that_is_shown_is_refused_by_name(name: str, pasted: str) -> None:
    """The last one has no credential's form; it is refused because it is watched."""
    environ = {name: NAMED[name].format(pasted), "OPENAI_API_KEY": "my_Pa55phrase_2026"}
    with pytest.raises(InvalidSettings) as caught:
        Settings.from_environ(environ)
    assert [problem.name for problem in caught.value.problems] == [name]
    assert pasted not in str(caught.value)


@pytest.mark.parametrize("form", sorted(CREDENTIALS.keys() - {"app password", "key of 24 characters"}))
@pytest.mark.parametrize("before", ["", "azure/"])
def test_a_credential_of_any_form_is_no_model(form: str, before: str) -> None:
    """All but what names of models look like: sixteen letters in four words, 24 letters and digits of both cases."""
    made = [CREDENTIALS[form](random.Random(f"{form} {number}")) for number in range(20)]  # noqa: S311 - no secret is made
    shown = []
    for secret in made:
        with contextlib.suppress(InvalidSettings):
            shown.append(repr(Settings.from_environ({"GATEWAY_PROBE_MODEL": before + secret})))
    assert shown == []


SHORT = (
    "hunter-Kitty-77",
    "kX9mP2qR7vLw",
    "anna.beispiel@acme.example",
    "anna-beispiel",
    "482913771204",
    "203.0.113.77",
    "1987-03-14",
    "Rumpelstilzchen",
)
"""What somebody chose or is called: it has the form of a name."""


@pytest.mark.parametrize("form", ["app password", "key of 24 characters", *SHORT])
def test_without_a_creator_a_model_is_of_plain_words(form: str) -> None:
    pasted = CREDENTIALS[form](random.Random(form)) if form in CREDENTIALS else form  # noqa: S311 - no secret is made
    with pytest.raises(InvalidSettings) as caught:
        Settings.from_environ({"GATEWAY_PROBE_MODEL": pasted})
    assert pasted not in str(caught.value)
    with pytest.raises(ValueError, match="ids look like"):
        parse_model(pasted)


@pytest.mark.parametrize(
    "model",
    ["gpt-5.4-mini", "gpt-4o-2024-08-06", "us.anthropic.claude-3-7-sonnet-20250219-v1:0", "text-embedding-ada-002",
     "my-azure-deployment", "gtp-5-mini", "no-such-model", "acme/zorp3-235b-a22b-2507"],
)  # fmt: skip
def test_a_model_of_plain_words_or_with_a_creator_is_asked_for(model: str) -> None:
    assert parse_model(model) == model


@pytest.mark.parametrize("pasted", ["kX9mP2qR7vLw", "Zt4Qm8Wx1Lp", "a3f09be1c47d"])
def test_what_looks_like_a_value_is_no_name_to_watch(pasted: str) -> None:
    with pytest.raises(InvalidSettings) as caught:
        Settings.from_environ({"GATEWAY_PROBE_WATCH": f"MY_SECRET,{pasted}"})
    assert pasted not in str(caught.value)
    assert Settings.from_environ({"GATEWAY_PROBE_WATCH": "DB1_PWD_2024,R2_KEY"}).watch == ("DB1_PWD_2024", "R2_KEY")


@pytest.mark.parametrize("pasted", ["kX9mP2qR7vLw", "839204715", "Rumpelstilzchen"])
def test_a_name_that_is_no_setting_is_told_where_it_is_of_plain_words(pasted: str) -> None:
    warned = Settings.from_environ({f"GATEWAY_PROBE_{pasted}": "1", "GATEWAY_PROBE_MODLE": "x"}).warnings
    assert any("GATEWAY_PROBE_MODLE" in warning for warning in warned)
    assert not any(pasted in warning for warning in warned)


@pytest.mark.parametrize("model", ["AKIAFAKEFAKEFAKE2345", "openai/AKIAFAKEFAKEFAKE2345", "openai/v1:hf_abcDEFghi"])
def test_a_key_is_known_behind_the_name_of_its_provider(model: str) -> None:
    with pytest.raises(InvalidSettings):
        Settings.from_environ({"GATEWAY_PROBE_MODEL": model})


@pytest.mark.parametrize(
    "model",
    ["openai/gpt-5.4-mini", "bedrock/us.anthropic.claude-3-5-sonnet-20241022-v2:0", "openai/ft:gpt-4o-mini-2024-07-18:acme::9abcDEF1",
     "accounts/fireworks/models/llama-v3p1-405b-instruct", "acme/NousHermes2Mixtral8x7bDPO", "qwen/qwen3-235b-a22b-thinking-2507",
     "meta-llama/llama-3.1-nemotron-70b-instruct-hf-v1.0-fp8-q4_k_m"],
)  # fmt: skip
def test_a_model_id_is_none(model: str) -> None:
    environ = {"GATEWAY_PROBE_MODEL": model, "AZURE_API_KEY": "gpt-5.4-mini"}
    assert Settings.from_environ(environ).model == model
    assert parse_model(model) == model


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("gpt-5.4-mini", "ordinary words"),
        ("gateway-probe", "ordinary words"),
        ("dpl_FAKE0123456789abcdefghij", "the platform"),
        ("my-Pa55phrase-2026", None),
        ("[SENSITIVE]", None),
    ],
)
def test_a_watched_value_that_an_answer_may_hold_is_told_by_its_name(value: str, said: str | None) -> None:
    """Before anything is spent: the settings are read first."""
    environ = {
        "GATEWAY_PROBE_WATCH": "SERVICE_NAME",
        "SERVICE_NAME": value,
        "VERCEL_DEPLOYMENT_ID": "dpl_FAKE0123456789abcdefghij",
    }
    warnings = [warning for warning in Settings.from_environ(environ).warnings if "SERVICE_NAME" in warning]
    assert ([said in warning for warning in warnings] == [True]) if said else warnings == []
    assert value not in " ".join(warnings)


def test_an_expected_team_is_no_credential() -> None:
    team = "team_FAKE7Qz3xK9fW2mB8rT5nJ1c"
    assert Settings.from_environ({"GATEWAY_PROBE_EXPECT_TEAM": team}).expect_team == team


def test_a_model_that_a_request_brings_is_looked_at_in_the_same_way() -> None:
    settings = Settings.from_environ({"OPENAI_API_KEY": "my_Pa55phrase_2026"})
    assert settings.problem_with("openai/my_Pa55phrase_2026")
    assert settings.problem_with(f"openai/{KEY}")
    assert settings.problem_with("openai/gpt-5.4-mini") is None
    with pytest.raises(ValueError, match="form of a credential"):
        parse_model(KEY)


@pytest.mark.parametrize("salt", ["FAKE-short", "x" * 30, "$GATEWAY_SALT_OF_OURS", "your-salt-goes-in-here"])
def test_a_salt_that_protects_nothing_is_refused(salt: str) -> None:
    assert salt not in problem("GATEWAY_PROBE_FINGERPRINT_SALT", salt)


def test_an_expected_fingerprint_is_of_this_places_salt_or_of_none() -> None:
    salt = "FAKE-salt-of-this-group-9Qx2"
    plain, salted = "fp1:0123456789ab", f"fp1s-{salt_mark(salt)}:0123456789ab"
    for expected in (plain, salted):
        environ = {"GATEWAY_PROBE_EXPECT_KEY": expected, "GATEWAY_PROBE_FINGERPRINT_SALT": salt}
        assert Settings.from_environ(environ).expect_key == expected
    for other in ({}, {"GATEWAY_PROBE_FINGERPRINT_SALT": salt + "-another"}):
        with pytest.raises(InvalidSettings) as caught:
            Settings.from_environ({"GATEWAY_PROBE_EXPECT_KEY": salted, **other})
        assert [found.name for found in caught.value.problems] == ["GATEWAY_PROBE_EXPECT_KEY"]


def test_secrets_stay_out_of_repr() -> None:
    settings = Settings.from_environ(
        {
            "GATEWAY_PROBE_TOKEN": f"{SECRET_PART}-long-enough-token",
            "GATEWAY_PROBE_FINGERPRINT_SALT": f"{SECRET_PART}-long-enough-salt",
            "GATEWAY_PROBE_PROVIDER_OPTIONS": f'{{"gateway": {{"byok": {{"azure": [{{"apiKey": "{SECRET_PART}"}}]}}}}}}',
        }
    )
    assert SECRET_PART not in repr(settings)


class Watched(dict[str, str]):
    """An environment that notes which names are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.append(key)
        return super().get(key, default)


def test_every_setting_is_read_and_nothing_else_by_that_prefix() -> None:
    environ = Watched()
    Settings.from_environ(environ)
    assert {name for name in environ.asked if name.startswith("GATEWAY_PROBE_")} == NAMES


@pytest.mark.parametrize("name", sorted(NAMES - {"GATEWAY_PROBE_TOKEN"}))
def test_a_setting_that_cannot_be_used_is_named_once(name: str) -> None:
    with pytest.raises(InvalidSettings) as caught:
        Settings.from_environ({name: "a b\t{!"})
    assert [found.name for found in caught.value.problems] == [name]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("GATEWAY_PROBE_TOKENS", "GATEWAY_PROBE_TOKEN"),
        ("GATEWAY_PROBE_MODLE", "GATEWAY_PROBE_MODEL"),
        ("GATEWAY_PROBE_BASEURL", "GATEWAY_PROBE_BASE_URL"),
        ("GATEWAY_PROBE_", None),
        ("GATEWAY_PROBE_\x1b[31m", None),
        ("GATEWAY_PROBE_vck_FAKE9Zk3Lq8Wn2Xv7TbR5y", None),
        ("GATEWAY_PROBE_Q7ZR2LW9XK4TN8VB3MC6HD1FAKE", None),
    ],
)
def test_a_name_that_is_no_setting_is_warned_about_with_the_nearest_and_without_its_value(
    name: str, nearest: str | None
) -> None:
    (warning,) = Settings.from_environ({name: "FAKE-value-that-may-be-a-secret"}).warnings
    assert "no setting" in warning
    assert nearest is None or f"did you mean {nearest}?" in warning
    assert "FAKE" not in warning
    assert warning.isprintable()


def test_known_names_and_names_of_others_are_no_reason_to_warn() -> None:
    others = {"GATEWAY_PROBES": "x", "OTHER": "x", "gateway_probe_token": "x"}
    assert Settings.from_environ({**dict.fromkeys(NAMES, ""), **others}).warnings == ()
