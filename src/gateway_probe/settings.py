"""Every `GATEWAY_PROBE_*` setting, in one place. Values come from the environment and never from a request."""

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast, get_args
from urllib.parse import urlsplit

from gateway_probe.clients import ALL, AUTO, CLIENT_NAMES, Protocol, client_for, client_of

DEFAULT_BASE_URL = "https://ai-gateway.vercel.sh"
DEFAULT_MODEL = "openai/gpt-5.4-mini"
# Reported open to the free tier in July 2026, and usually without a stored BYOK credential of its own.
DEFAULT_CONTROL_MODEL = "openai/gpt-4o-mini"
# Refused on the free tier with RestrictedModelsError (jal-co/shieldcn pull request 178).
DEFAULT_TIER_MODEL = "anthropic/claude-sonnet-4.5"

MIN_TOKEN_LENGTH = 20
MODEL_ID = re.compile(r"[A-Za-z0-9][\w.:/@+-]{0,199}", re.ASCII)
_VARIABLE_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,127}")
_MAX_UNKNOWN = 10
_LOOPBACK_HOSTS = {"127.0.0.1", "localhost", "::1"}
_MAX_OPTIONS = 32_768

PREFIX = "GATEWAY_PROBE_"
NAMES = frozenset(
    PREFIX + name
    for name in (
        "BASE_URL",
        "BYOK",
        "CLIENT",
        "CONTROL_MODEL",
        "EXPECT_KEY",
        "FINGERPRINT_SALT",
        "MAX_GENERATIONS",
        "MIN_INTERVAL",
        "MODEL",
        "PROTOCOL",
        "PROVIDER_OPTIONS",
        "TIER_MODEL",
        "TIME_BUDGET",
        "TOKEN",
        "WATCH",
    )
)
"""Every setting."""


@dataclass(frozen=True)
class Problem:
    """A setting that cannot be used: its name, what is wrong, what to do. Never its value."""

    name: str
    text: str


class InvalidSettings(ValueError):
    """One or more settings cannot be used; every problem is named at once."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{problem.name} {problem.text}" for problem in problems))


@dataclass(frozen=True)
class Settings:
    """The settings of one process. Secrets among them are kept out of `repr`."""

    base_url: str = DEFAULT_BASE_URL
    model: str = DEFAULT_MODEL
    control_model: str = DEFAULT_CONTROL_MODEL
    tier_model: str = DEFAULT_TIER_MODEL
    client: str = AUTO
    """A client's name; `auto`: the one that the environment is set up for; `all`: each of them."""
    protocol: Protocol = "v4"
    provider_options: dict[str, Any] | None = field(default=None, repr=False)
    request_byok: dict[str, Any] | None = field(default=None, repr=False)
    watch: tuple[str, ...] = ()
    min_interval_s: float = 10.0
    time_budget_s: float = 25.0
    max_generations: int = 6
    expect_key: str | None = None
    fingerprint_salt: str = field(default="", repr=False)
    tokens: tuple[str, ...] = field(default=(), repr=False)
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

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """Read every setting. Raises `InvalidSettings` with all problems where one cannot be used.

        A token that is too short is not such a problem: it is left out with a warning, so that the endpoint
        closes instead of failing.
        """
        reader = _Reader(environ)
        tokens, token_warning = _tokens(environ.get("GATEWAY_PROBE_TOKEN", ""))
        client, protocol, overruled = _client_and_protocol(reader)
        settings = cls(
            base_url=reader.read("GATEWAY_PROBE_BASE_URL", _base_url, DEFAULT_BASE_URL),
            model=reader.read("GATEWAY_PROBE_MODEL", _model, DEFAULT_MODEL),
            control_model=reader.read("GATEWAY_PROBE_CONTROL_MODEL", _model, DEFAULT_CONTROL_MODEL),
            tier_model=reader.read("GATEWAY_PROBE_TIER_MODEL", _model, DEFAULT_TIER_MODEL),
            client=client,
            protocol=protocol,
            provider_options=reader.read("GATEWAY_PROBE_PROVIDER_OPTIONS", _options, None),
            request_byok=reader.read("GATEWAY_PROBE_BYOK", _request_byok, None),
            watch=reader.read("GATEWAY_PROBE_WATCH", _watch, ()),
            min_interval_s=reader.read("GATEWAY_PROBE_MIN_INTERVAL", _seconds(0, 3600), 10.0),
            time_budget_s=reader.read("GATEWAY_PROBE_TIME_BUDGET", _seconds(1, 600), 25.0),
            max_generations=reader.read("GATEWAY_PROBE_MAX_GENERATIONS", _generations, 6),
            expect_key=reader.read("GATEWAY_PROBE_EXPECT_KEY", _fingerprint, None),
            fingerprint_salt=environ.get("GATEWAY_PROBE_FINGERPRINT_SALT", ""),
            tokens=tokens,
            token_warning=token_warning,
            other_warnings=(*overruled, *_unknown_names(environ)),
        )
        if reader.problems:
            raise InvalidSettings(sorted(reader.problems, key=lambda problem: problem.name))
        return settings

    @classmethod
    def access_only(cls, environ: Mapping[str, str]) -> "Settings":
        """The defaults with the tokens alone: what a closed endpoint needs where other settings cannot be used."""
        tokens, token_warning = _tokens(environ.get("GATEWAY_PROBE_TOKEN", ""))
        return cls(tokens=tokens, token_warning=token_warning)


class _Reader:
    """Reads settings one by one and collects what is wrong, so that a person sees all of it at once."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.problems: list[Problem] = []

    def read(self, name: str, parse: Callable[[str], Any], default: Any) -> Any:
        value = self._environ.get(name, "").strip()
        if not value:
            return default
        try:
            return parse(value)
        except ValueError as error:
            self.problems.append(Problem(name, str(error)))
            return default


def _unknown_names(environ: Mapping[str, str]) -> tuple[str, ...]:
    """A warning for each name that begins as a setting's and is none: most often a slip of the keyboard.

    Of the environment only names with this prefix are looked at, and of those no value.
    """
    unknown = sorted(name for name in environ if name.startswith(PREFIX) and name not in NAMES)
    if not unknown:
        return ()
    # Imported here: it is needed only where somebody has mistyped.
    from difflib import get_close_matches

    warnings = []
    for name in unknown[:_MAX_UNKNOWN]:
        shown = name if _VARIABLE_NAME.fullmatch(name) else f"a name that begins with {PREFIX}"
        nearest = get_close_matches(name, sorted(NAMES), n=1)
        hint = f"; did you mean {nearest[0]}?" if nearest else ""
        warnings.append(f"{shown} is no setting and was ignored{hint}")
    return tuple(warnings)


def parse_model(value: str) -> str:
    """A model id as the gateway could know it. Raises ValueError saying what is wrong, without the value."""
    return _model(value)


def _tokens(value: str) -> tuple[tuple[str, ...], str | None]:
    given = [token.strip() for token in value.split(",") if token.strip()]
    long_enough = tuple(token for token in given if len(token) >= MIN_TOKEN_LENGTH)
    short = len(given) - len(long_enough)
    warning = (
        f"GATEWAY_PROBE_TOKEN: {short} of {len(given)} tokens were ignored: shorter than {MIN_TOKEN_LENGTH} characters"
    )
    return long_enough, warning if short else None


def _base_url(value: str) -> str:
    hint = f"; leave it unset for {DEFAULT_BASE_URL}"
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError("is not a URL" + hint) from error
    if parts.scheme not in {"http", "https"} or not host:
        raise ValueError("needs a scheme and a host, as in https://ai-gateway.vercel.sh" + hint)
    if "@" in parts.netloc:
        raise ValueError("must not hold credentials: the probe sends the watched key" + hint)
    if parts.scheme == "http" and host not in _LOOPBACK_HOSTS:
        raise ValueError("may use http on loopback only: the key would travel in the clear; use https" + hint)
    if parts.query or parts.fragment:
        raise ValueError("must be an origin, without a query or fragment" + hint)
    if parts.path not in {"", "/"}:
        raise ValueError("must be an origin, without a path: each protocol adds its own (/v4/ai, /v1)" + hint)
    if not value.isascii() or not value.isprintable() or " " in value:
        raise ValueError("holds a character that a URL cannot hold" + hint)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _model(value: str) -> str:
    if len(value) > 200:
        raise ValueError("is longer than 200 characters: not a model id; ids look like openai/gpt-5.4-mini")
    if not MODEL_ID.fullmatch(value):
        raise ValueError(
            "holds characters that no model id has (letters, digits and . : / @ + - _ only);"
            " ids look like openai/gpt-5.4-mini"
        )
    return value


def parse_client(value: str) -> str:
    """A client's name, `auto` or `all`. Raises ValueError saying what is wrong, without the value."""
    if value not in {AUTO, ALL, *CLIENT_NAMES}:
        raise ValueError(f"must be {AUTO}, {ALL} or one of " + ", ".join(CLIENT_NAMES))
    return value


def _protocol(value: str) -> str:
    if value not in get_args(Protocol):
        raise ValueError("must be v4 (AI SDK 7), v3 (AI SDK 6), v1 (AI SDK 5), chat-completions, responses or messages")
    return value


def _client_and_protocol(reader: "_Reader") -> tuple[str, Protocol, tuple[str, ...]]:
    """The client and its protocol. A client says more than a protocol does, so where both are set it prevails."""
    client = cast("str | None", reader.read("GATEWAY_PROBE_CLIENT", parse_client, None))
    protocol = cast("Protocol | None", reader.read("GATEWAY_PROBE_PROTOCOL", _protocol, None))
    if client is None:
        return (AUTO, "v4", ()) if protocol is None else (client_for(protocol).name, protocol, ())
    spoken = client_of(client).protocol if client in CLIENT_NAMES else "v4"
    if protocol in {None, spoken}:
        return client, spoken, ()
    return client, spoken, (f"GATEWAY_PROBE_PROTOCOL was ignored: GATEWAY_PROBE_CLIENT is {client}",)


def _options(value: str) -> dict[str, Any]:
    example = """; for example {"gateway": {"only": ["azure"]}}"""
    if len(value) > _MAX_OPTIONS:
        raise ValueError(f"is longer than {_MAX_OPTIONS:,} characters")
    try:
        parsed = json.loads(value, parse_constant=_no_constant, parse_float=_json_number)
        json.dumps(parsed, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise ValueError("is not JSON" + example) from error
    if not isinstance(parsed, dict) or not all(isinstance(item, dict) for item in parsed.values()):
        raise ValueError("must be an object of providers, each with an object of options" + example)
    return parsed


def _request_byok(value: str) -> dict[str, Any]:
    example = """; for example {"azure": [{"apiKey": "…", "resourceName": "…"}]}"""
    try:
        parsed = json.loads(value[: _MAX_OPTIONS + 1], parse_constant=_no_constant, parse_float=_json_number)
    except (ValueError, RecursionError) as error:
        raise ValueError("is not JSON" + example) from error
    lists = parsed.values() if isinstance(parsed, dict) else []
    if not lists or not all(isinstance(item, list) and item for item in lists):
        raise ValueError("must be an object of providers, each with a list of credentials" + example)
    return dict(parsed)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _json_number(digits: str) -> int | float:
    """A number as JavaScript would print it again: 1.0 is 1."""
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number is out of range")
    return int(number) if number.is_integer() and abs(number) < 1e21 else number


def _watch(value: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
    if len(names) > 50:
        raise ValueError("names more than 50 variables")
    if not all(_VARIABLE_NAME.fullmatch(name) for name in names):
        raise ValueError("must be names of variables, separated by commas")
    return names


def _seconds(low: float, high: float) -> Callable[[str], float]:
    def parse(value: str) -> float:
        try:
            seconds = float(value)
        except ValueError as error:
            raise ValueError("must be a number of seconds") from error
        if not low <= seconds <= high:
            raise ValueError(f"must be between {low:g} and {high:g} seconds")
        return seconds

    return parse


def _generations(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 0 <= int(value[:9]) <= 20:
        raise ValueError("must be a whole number from 0 to 20")
    return int(value)


def _fingerprint(value: str) -> str:
    if not re.fullmatch(r"fp1:[0-9a-f]{12}", value):
        raise ValueError("must be a fingerprint as the Document shows it: fp1: and 12 hex digits")
    return value
