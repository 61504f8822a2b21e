"""Every `GATEWAY_PROBE_*` setting, in one place. Values come from the environment and never from a request."""

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast, get_args
from urllib.parse import urlsplit

from gateway_probe.clients import ALL, AUTO, CLIENT_NAMES, Protocol, Shape, client_for, client_of, parse_shapes
from gateway_probe.disclosure import (
    FINGERPRINT,
    MIN_SECRET,
    Secrets,
    is_credential,
    is_ordinary,
    salt_mark,
    weakness_of_salt,
)
from gateway_probe.runtime.shapes import cleaned, is_placeholder
from gateway_probe.runtime.watched import watch_list
from gateway_probe.tokens import read_tokens

DEFAULT_BASE_URL = "https://ai-gateway.vercel.sh"
DEFAULT_MODEL = "openai/gpt-5.4-mini"
# Reported open to the free tier in July 2026, and usually without a stored BYOK credential of its own.
DEFAULT_CONTROL_MODEL = "openai/gpt-4o-mini"
# Refused on the free tier with RestrictedModelsError (jal-co/shieldcn pull request 178).
DEFAULT_TIER_MODEL = "anthropic/claude-sonnet-4.5"

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
        "EXPECT_CREDENTIAL",
        "EXPECT_KEY",
        "EXPECT_PROVIDER",
        "EXPECT_TEAM",
        "FINGERPRINT_SALT",
        "MAX_GENERATIONS",
        "MIN_INTERVAL",
        "MODEL",
        "PROTOCOL",
        "PROVIDER_OPTIONS",
        "SHAPES",
        "STREAMING",
        "TEAM",
        "TIER_MODEL",
        "TIME_BUDGET",
        "TOKEN",
        "WATCH",
    )
)
"""Every setting."""

Streaming = Literal["both", "on", "off"]
ExpectedCredential = Literal["byok", "system"]


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
    max_generations: int = 14
    streaming: Streaming = "both"
    shapes: tuple[Shape, ...] = ()
    """What the app's requests hold beside a text: asked once each where the plain request is served."""
    team: str | None = None
    """The team that the app names to its client (`teamIdOrSlug`)."""
    expect_key: str | None = None
    expect_credential: ExpectedCredential | None = None
    expect_provider: str | None = None
    expect_team: str | None = None
    model_is_default: bool = True
    fingerprint_salt: str = field(default="", repr=False)
    tokens: tuple[str, ...] = field(default=(), repr=False)
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
        return _secret_in([model], self.secrets)

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """Read every setting. Raises `InvalidSettings` with all problems where one cannot be used.

        A token that can be guessed is not such a problem: it is left out with a warning, so that the endpoint closes
        instead of failing.
        """
        watch = _Reader(environ).read("GATEWAY_PROBE_WATCH", _watch, ())
        reader = _Reader(environ, _watched_secrets(environ, watch))
        tokens, token_warning = read_tokens(environ.get("GATEWAY_PROBE_TOKEN", ""))
        client, protocol, overruled = _client_and_protocol(reader)
        settings = cls(
            base_url=reader.read("GATEWAY_PROBE_BASE_URL", _base_url, DEFAULT_BASE_URL, shown=_itself),
            model=reader.read("GATEWAY_PROBE_MODEL", _model, DEFAULT_MODEL, shown=_itself),
            control_model=reader.read("GATEWAY_PROBE_CONTROL_MODEL", _model, DEFAULT_CONTROL_MODEL, shown=_itself),
            tier_model=reader.read("GATEWAY_PROBE_TIER_MODEL", _model, DEFAULT_TIER_MODEL, shown=_itself),
            client=client,
            protocol=protocol,
            provider_options=reader.read("GATEWAY_PROBE_PROVIDER_OPTIONS", _options, None, shown=_names_in),
            request_byok=reader.read("GATEWAY_PROBE_BYOK", _request_byok, None, shown=_names_in),
            watch=reader.read("GATEWAY_PROBE_WATCH", _watch, (), shown=list),
            min_interval_s=reader.read("GATEWAY_PROBE_MIN_INTERVAL", _seconds(0, 3600), 10.0),
            time_budget_s=reader.read("GATEWAY_PROBE_TIME_BUDGET", _seconds(1, 600), 25.0),
            max_generations=reader.read("GATEWAY_PROBE_MAX_GENERATIONS", _generations, 14),
            streaming=reader.read("GATEWAY_PROBE_STREAMING", _streaming, "both"),
            shapes=reader.read("GATEWAY_PROBE_SHAPES", parse_shapes, ()),
            team=reader.read("GATEWAY_PROBE_TEAM", _named_team, None, shown=_itself),
            expect_key=reader.read("GATEWAY_PROBE_EXPECT_KEY", _fingerprint, None),
            expect_credential=reader.read("GATEWAY_PROBE_EXPECT_CREDENTIAL", _credential, None),
            expect_provider=reader.read("GATEWAY_PROBE_EXPECT_PROVIDER", _provider, None, shown=_itself),
            expect_team=reader.read("GATEWAY_PROBE_EXPECT_TEAM", _team, None, shown=_itself),
            model_is_default=not environ.get("GATEWAY_PROBE_MODEL", "").strip(),
            fingerprint_salt=reader.read("GATEWAY_PROBE_FINGERPRINT_SALT", _salt, ""),
            tokens=tokens,
            secrets=reader.secrets,
            token_warning=token_warning,
            other_warnings=(*overruled, *_unknown_names(environ), *_known_values(environ, watch)),
        )
        if settings.expects_another_salt:
            reader.problems.append(
                Problem(
                    "GATEWAY_PROBE_EXPECT_KEY",
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


class _Reader:
    """Reads settings one by one and collects what is wrong, so that a person sees all of it at once."""

    def __init__(self, environ: Mapping[str, str], secrets: Secrets | None = None) -> None:
        self._environ = environ
        self.secrets = secrets or Secrets()
        self.problems: list[Problem] = []

    def read(
        self,
        name: str,
        parse: Callable[[str], Any],
        default: Any,
        *,
        shown: Callable[[Any], Iterable[str]] = lambda _: (),
    ) -> Any:
        """The parsed value. `shown` gives what of it the run would send or show, where a secret must not stand."""
        value = self._environ.get(name, "").strip()
        if not value:
            return default
        try:
            parsed = parse(value)
        except ValueError as error:
            self.problems.append(Problem(name, str(error)))
            return default
        secret = _secret_in(shown(parsed), self.secrets)
        if secret is None:
            return parsed
        self.problems.append(Problem(name, secret))
        return default


def _watched_secrets(environ: Mapping[str, str], watch: tuple[str, ...]) -> Secrets:
    values = [environ.get(item.name, "") for item in watch_list(watch) if item.secret]
    tokens = environ.get("GATEWAY_PROBE_TOKEN", "").split(",")
    return Secrets([*values, *tokens, environ.get("GATEWAY_PROBE_FINGERPRINT_SALT", "")])


def _known_values(environ: Mapping[str, str], watch: tuple[str, ...]) -> Iterator[str]:
    """A warning for each watched variable whose value the Document may hold under another name, or hides there."""
    watched = watch_list(watch)
    own = [environ.get(item.name, "").lower() for item in watched if item.role == "platform" and not item.secret]
    for item in watched:
        value = cleaned(environ.get(item.name, ""))
        if not item.secret or len(value) < MIN_SECRET or is_placeholder(value):
            continue
        if is_ordinary(value):
            yield f"{item.name} holds ordinary words only: an answer that holds the same words is not withheld for it"
        elif any(value.lower() in known for known in own):
            yield f"{item.name} holds what the platform says of this place, which is hidden wherever it stands"


def _secret_in(values: Iterable[str], secrets: Secrets) -> str | None:
    """What is wrong with values that would be sent or shown, or None."""
    values = list(values)
    if any(map(secrets.named_in, values)):
        return "holds the value of a watched variable, which must not be sent or shown under this name"
    if any(map(is_credential, values)):
        return "holds what has the form of a credential, which must not be sent or shown under this name"
    return None


def _itself(value: str) -> list[str]:
    return [value]


def _names_in(options: Any, depth: int = 0) -> Iterator[str]:
    """The names in provider options that a Document shows: of providers, of options, and of what `gateway` lists."""
    if isinstance(options, dict):
        for name, value in options.items():
            yield name
            if depth == 0 or (depth == 1 and name in {"byok", "only", "order", "models"}):
                yield from _names_in(value, depth + 1)
    elif isinstance(options, list) and depth == 2:
        yield from (item for item in options if isinstance(item, str))


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
        telling = _VARIABLE_NAME.fullmatch(name) and not is_credential(name.removeprefix(PREFIX))
        shown = name if telling else f"a name that begins with {PREFIX}"
        nearest = get_close_matches(name, sorted(NAMES), n=1)
        hint = f"; did you mean {nearest[0]}?" if nearest else ""
        warnings.append(f"{shown} is no setting and was ignored{hint}")
    return tuple(warnings)


def parse_model(value: str) -> str:
    """A model id as the gateway could know it. Raises ValueError saying what is wrong, without the value."""
    model = _model(value)
    if is_credential(model):
        raise ValueError("has the form of a credential, not of a model id; ids look like openai/gpt-5.4-mini")
    return model


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


def _streaming(value: str) -> str:
    if value not in {"both", "on", "off"}:
        raise ValueError("must be both, on (streamed only) or off (plain only)")
    return value


def _named_team(value: str) -> str:
    if not re.fullmatch(r"team_[A-Za-z0-9]{4,64}|[a-z0-9][a-z0-9-]{0,99}", value):
        raise ValueError("must be a team's id (team_ and letters and digits) or its slug, as in its address at Vercel")
    return value


def _credential(value: str) -> str:
    if value not in {"byok", "system"}:
        raise ValueError("must be byok (the team's own provider credential) or system (the gateway's)")
    return value


def _provider(value: str) -> str:
    if not re.fullmatch(r"[a-z][a-zA-Z0-9-]{1,40}", value):
        raise ValueError("must be a provider's slug as the gateway lists it, for example azure")
    return value


def _team(value: str) -> str:
    if not re.fullmatch(r"team_[A-Za-z0-9]{4,64}", value):
        raise ValueError("must be a team id as Vercel shows it: team_ and letters and digits")
    return value


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
    if not re.fullmatch(FINGERPRINT, value):
        raise ValueError(
            "must be a fingerprint as the Document shows it: fp1: (or fp1s-, a mark and :) and 12 hex digits"
        )
    return value


def _salt(value: str) -> str:
    weakness = "stands for a value and is none" if is_placeholder(value) else weakness_of_salt(value)
    if weakness:
        raise ValueError(f"{weakness}; set the same long random text in every place that is to be compared")
    return value
