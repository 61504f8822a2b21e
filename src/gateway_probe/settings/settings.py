"""Every `GATEWAY_PROBE_*` setting, a field each. Values come from the environment and never from a request."""

from collections.abc import Mapping, Sequence
from dataclasses import field, fields, replace
from typing import Any, Literal

from gateway_probe.access_tokens import read_tokens
from gateway_probe.clients import ALL, AUTO, Protocol, Shape, client_of, parse_shapes
from gateway_probe.disclosure import Secrets, salt_mark
from gateway_probe.record import record
from gateway_probe.runtime.watchlist import watch_list
from gateway_probe.settings import parsers
from gateway_probe.settings.client_choice import settle_client
from gateway_probe.settings.parsers import DEFAULT_BASE_URL, parse_model_id, seconds_between
from gateway_probe.settings.setting import (
    InvalidSettings,
    Reader,
    Setting,
    WrongSetting,
    itself,
    names_in,
    secret_in,
    setting,
)
from gateway_probe.settings.warnings import of_known_values, of_unknown_names

DEFAULT_MODEL = "openai/gpt-5.4-mini"
# Reported open to the free tier in July 2026, and usually without a stored BYOK credential of its own.
DEFAULT_CONTROL_MODEL = "openai/gpt-4o-mini"
# Refused on the free tier with RestrictedModelsError (jal-co/shieldcn pull request 178).
DEFAULT_TIER_MODEL = "anthropic/claude-sonnet-4.5"

Streaming = Literal["both", "on", "off"]
ExpectedCredential = Literal["byok", "system"]


@record(frozen=True)
class Settings:
    """The settings of one process. Secrets among them are kept out of `repr`."""

    tokens: tuple[str, ...] = setting(
        "TOKEN",
        (),
        read_tokens,
        "access tokens, 20 characters or more each, separated by commas for rotation",
        hidden=True,
    )
    model: str = setting("MODEL", DEFAULT_MODEL, parse_model_id, "the model under diagnosis", shown=itself)
    control_model: str = setting(
        "CONTROL_MODEL", DEFAULT_CONTROL_MODEL, parse_model_id, "a model that is open to every tier", shown=itself
    )
    tier_model: str = setting(
        "TIER_MODEL",
        DEFAULT_TIER_MODEL,
        parse_model_id,
        "a model that is reserved for the paid tier: its refusal proves the free tier",
        shown=itself,
    )
    provider_options: dict[str, Any] | None = setting(
        "PROVIDER_OPTIONS",
        None,
        parsers.parse_options,
        'the app\'s own `providerOptions`, as JSON: `{"gateway": {"only": ["azure"]}}`',
        shown=names_in,
        hidden=True,
    )
    request_byok: dict[str, Any] | None = setting(
        "BYOK",
        None,
        parsers.parse_request_byok,
        'a provider credential of your own for one experiment, as JSON: `{"azure": [{"apiKey": '
        '"…", "resourceName": "…"}]}`; if it is served, the stored credential is at fault',
        shown=names_in,
        hidden=True,
    )
    client: str = setting(
        "CLIENT",
        AUTO,
        parsers.parse_client,
        "the client to ask as, a name of [clients.md](clients.md); `auto`: the one that the "
        "variables are set up for, else AI SDK 7; `all`: each that they are set up for",
    )
    protocol: Protocol = setting(
        "PROTOCOL",
        "v4",
        parsers.parse_protocol,
        "the lower-level name, for a client that is not in the table: `v4`, `v3`, `v1` (AI SDK 7,"
        " 6, 5), `chat-completions`, `responses` or `messages`; ignored where a client is named",
        default_is="the client's",
    )
    base_url: str = setting(
        "BASE_URL",
        DEFAULT_BASE_URL,
        parsers.parse_base_url,
        "origin of the gateway; https, or http on loopback",
        shown=itself,
    )
    watch: tuple[str, ...] = setting(
        "WATCH",
        (),
        parsers.parse_watch,
        "more names of variables to inspect; their values count as secrets",
        shown=list,
    )
    min_interval_s: float = setting(
        "MIN_INTERVAL", 10.0, seconds_between(0, 3600), "seconds in which a second request gets the same result"
    )
    time_budget_s: float = setting(
        "TIME_BUDGET",
        25.0,
        seconds_between(1, 600),
        "seconds for one run, never past the platform's deadline; then a partial document",
    )
    max_generations: int = setting(
        "MAX_GENERATIONS",
        14,
        parsers.parse_generations,
        "generation requests of 16 tokens in one run: at most 2 where all is well, 6 where the "
        "gateway's own word explains a refusal, 10 where streams alone fail, 14 where a flip is confirmed",
    )
    streaming: Streaming = setting(
        "STREAMING", "both", parsers.parse_streaming, "`both`, `on` (streamed only) or `off` (plain only)"
    )
    shapes: tuple[Shape, ...] = setting(
        "SHAPES",
        (),
        parse_shapes,
        "what else the app's requests hold, asked for once each where the plain request is "
        "served: `tool` (about 60 input tokens more), `two-turns` (10), `json-schema` (40), "
        "`image` (85 to 300); each answer has 16 tokens at most",
    )
    team: str | None = setting(
        "TEAM",
        None,
        parsers.parse_named_team,
        "id or slug of the team that the app passes to AI SDK 7 as `teamIdOrSlug`; sent as it sends it",
        shown=itself,
    )
    expect_credential: ExpectedCredential | None = setting(
        "EXPECT_CREDENTIAL",
        None,
        parsers.parse_credential,
        "`byok` or `system`: whose provider credential is to serve here",
    )
    expect_provider: str | None = setting(
        "EXPECT_PROVIDER", None, parsers.parse_provider, "slug of the provider that is to serve here", shown=itself
    )
    expect_team: str | None = setting(
        "EXPECT_TEAM", None, parsers.parse_team_id, "id of the team that this deployment should be of", shown=itself
    )
    expect_key: str | None = setting(
        "EXPECT_KEY",
        None,
        parsers.parse_fingerprint,
        "fingerprint of the key that this place should have: without a salt, or with this place's",
    )
    fingerprint_salt: str = setting(
        "FINGERPRINT_SALT",
        "",
        parsers.parse_salt,
        "16 random characters and more, alike in the places to be compared: fingerprints mean "
        "nothing to anybody else, and values that could be guessed have one too",
        hidden=True,
    )
    model_is_default: bool = True
    secrets: Secrets = field(default_factory=Secrets, repr=False, compare=False)
    """The watched values: no other setting, and no model id of a request, may hold one."""
    token_warning: str | None = None
    other_warnings: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should know of these settings, although they can be used."""
        return (self.token_warning, *self.other_warnings) if self.token_warning else self.other_warnings

    def asking_as(self, client: str | None) -> "Settings":
        """The same settings with another client to ask as; unchanged for None. Raises KeyError for an unknown one."""
        if client is None:
            return self
        protocol = self.protocol if client in {AUTO, ALL} else client_of(client).protocol
        return replace(self, client=client, protocol=protocol)

    def with_shapes(self, shapes: Sequence[Shape]) -> "Settings":
        """The same settings with these shapes to ask in; unchanged for none."""
        return replace(self, shapes=tuple(dict.fromkeys(shapes))) if shapes else self

    @property
    def expects_another_salt(self) -> bool:
        """Whether the expected fingerprint is one of a salt that this place does not have."""
        mark = (self.expect_key or "").partition(":")[0].removeprefix("fp1s-")
        return mark not in {"", "fp1"} and not (self.fingerprint_salt and mark == salt_mark(self.fingerprint_salt))

    def problem_with(self, model: str) -> str | None:
        """Why a model id that a request brings may not be sent or shown, without the id, or None."""
        return secret_in([model], self.secrets)

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """Read every setting. Raises `InvalidSettings` with all problems where one cannot be used.

        A token that can be guessed is not such a problem: it is left out with a warning, so that the endpoint closes
        instead of failing.
        """
        watch = Reader(environ).read(SETTINGS["watch"], ())
        reader = Reader(environ, _watched_secrets(environ, watch))
        tokens, token_warning = read_tokens(environ.get(SETTINGS["tokens"].name, ""))
        client, protocol, overruled = settle_client(reader, SETTINGS["client"], SETTINGS["protocol"])
        by_hand: dict[str, Any] = {"tokens": tokens, "client": client, "protocol": protocol}
        others = {
            item.name: reader.read(SETTINGS[item.name], item.default)
            for item in fields(cls)
            if item.name in SETTINGS and item.name not in by_hand
        }
        settings = cls(
            **by_hand,
            **others,
            model_is_default=not environ.get(SETTINGS["model"].name, "").strip(),
            secrets=reader.secrets,
            token_warning=token_warning,
            other_warnings=(*overruled, *of_unknown_names(environ, NAMES), *of_known_values(environ, watch)),
        )
        if settings.expects_another_salt:
            reader.problems.append(
                WrongSetting(
                    SETTINGS["expect_key"].name,
                    "was made with another salt than GATEWAY_PROBE_FINGERPRINT_SALT, so it cannot be compared",
                )
            )
        if reader.problems:
            raise InvalidSettings(sorted(reader.problems, key=lambda problem: problem.name))
        return settings

    @classmethod
    def access_only(cls, environ: Mapping[str, str]) -> "Settings":
        """The defaults with the tokens alone: what a closed endpoint needs where other settings cannot be used."""
        tokens, token_warning = read_tokens(environ.get("GATEWAY_PROBE_TOKEN", ""))
        return cls(tokens=tokens, token_warning=token_warning)


def _watched_secrets(environ: Mapping[str, str], watch: tuple[str, ...]) -> Secrets:
    values = [environ.get(item.name, "") for item in watch_list(watch) if item.secret]
    tokens = environ.get("GATEWAY_PROBE_TOKEN", "").split(",")
    return Secrets([*values, *tokens, environ.get("GATEWAY_PROBE_FINGERPRINT_SALT", "")])


SETTINGS: dict[str, Setting] = {
    item.name: item.metadata["setting"] for item in fields(Settings) if "setting" in item.metadata
}
"""Every setting, by the field that it sets."""
NAMES = frozenset(declared.name for declared in SETTINGS.values())
