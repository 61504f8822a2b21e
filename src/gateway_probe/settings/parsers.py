"""What each value may be. Every reader raises ValueError, which says what is wrong without the value."""

import json
import math
import re
from collections.abc import Callable
from typing import Any, get_args
from urllib.parse import urlsplit

from gateway_probe.clients import ALL, AUTO, CLIENT_NAMES, Protocol
from gateway_probe.disclosure import FINGERPRINT, is_credential, is_random, weakness_of_salt
from gateway_probe.document.facts import GATEWAY_HOST, LOOPBACK_HOSTS
from gateway_probe.runtime.value_shapes import is_placeholder

DEFAULT_BASE_URL = f"https://{GATEWAY_HOST}"

# It is a part of paths at the gateway, out of which no /../ may lead.
MODEL_ID = re.compile(r"[A-Za-z0-9](?:(?!/\.{1,2}(?:/|$))[\w.:/@+-]){0,199}", re.ASCII)
VARIABLE_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,127}")
_MAX_OPTIONS = 32_768


def parse_model(value: str) -> str:
    """A model id as the gateway could know it. Raises ValueError saying what is wrong, without the value."""
    model = parse_model_id(value)
    if is_credential(model):
        raise ValueError("has the form of a credential, not of a model id; ids look like openai/gpt-5.4-mini")
    return model


def parse_base_url(value: str) -> str:
    hint = f"; leave it unset for {DEFAULT_BASE_URL}"
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError("is not a URL" + hint) from error
    if parts.scheme not in {"http", "https"} or not host:
        raise ValueError(f"needs a scheme and a host, as in {DEFAULT_BASE_URL}" + hint)
    if "@" in parts.netloc:
        raise ValueError("must not hold credentials: the probe sends the watched key" + hint)
    if parts.scheme == "http" and host not in LOOPBACK_HOSTS:
        raise ValueError("may use http on loopback only: the key would travel in the clear; use https" + hint)
    if parts.query or parts.fragment:
        raise ValueError("must be an origin, without a query or fragment" + hint)
    if parts.path not in {"", "/"}:
        raise ValueError("must be an origin, without a path: each protocol adds its own (/v4/ai, /v1)" + hint)
    if not value.isascii() or not value.isprintable() or " " in value:
        raise ValueError("holds a character that a URL cannot hold" + hint)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def parse_model_id(value: str) -> str:
    """What has the form of a model id."""
    if len(value) > 200:
        raise ValueError("is longer than 200 characters: not a model id; ids look like openai/gpt-5.4-mini")
    if not MODEL_ID.fullmatch(value):
        raise ValueError(
            "holds what no model id has (letters, digits and . : / @ + - _ only, and no /../);"
            " ids look like openai/gpt-5.4-mini"
        )
    # A password may look like an id, but has no creator in front. A credential is told as such by who calls this.
    if "/" not in value and not _is_name(value) and not is_credential(value):
        raise ValueError("names no creator and no known model; ids look like openai/gpt-5.4-mini")
    return value


def _is_name(value: str) -> bool:
    """Plain words, and not numbers alone, which may be an address or somebody's number."""
    from gateway_probe.disclosure import is_plain  # most ids have a creator, and a cold start goes without

    return is_plain(value) and any(map(str.isalpha, value))


def parse_client(value: str) -> str:
    """A client's name, `auto` or `all`. Raises ValueError saying what is wrong, without the value."""
    if value not in {AUTO, ALL, *CLIENT_NAMES}:
        raise ValueError(f"must be {AUTO}, {ALL} or one of " + ", ".join(CLIENT_NAMES))
    return value


def parse_protocol(value: str) -> str:
    if value not in get_args(Protocol):
        raise ValueError("must be v4 (AI SDK 7), v3 (AI SDK 6), v1 (AI SDK 5), chat-completions, responses or messages")
    return value


def matching(pattern: str, hint: str) -> Callable[[str], str]:
    """A reader of texts of this form; of any other it says the hint."""

    def parse(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(hint)
        return value

    return parse


parse_streaming = matching("both|on|off", "must be both, on (streamed only) or off (plain only)")
parse_credential = matching(
    "byok|system", "must be byok (the team's own provider credential) or system (the gateway's)"
)
parse_named_team = matching(
    r"team_[A-Za-z0-9]{4,64}|[a-z0-9][a-z0-9-]{0,99}",
    "must be a team's id (team_ and letters and digits) or its slug, as in its address at Vercel",
)
parse_team_id = matching(
    r"team_[A-Za-z0-9]{4,64}", "must be a team id as Vercel shows it: team_ and letters and digits"
)
parse_provider = matching(
    r"[a-z][a-zA-Z0-9-]{1,40}", "must be a provider's slug as the gateway lists it, for example azure"
)
parse_fingerprint = matching(
    FINGERPRINT, "must be a fingerprint as the Document shows it: fp1: (or fp1s-, a mark and :) and 12 hex digits"
)


def parse_options(value: str) -> dict[str, Any]:
    """Provider options as the app sends them."""
    example = """; for example {"gateway": {"only": ["azure"]}}"""
    parsed = _parse_json(value, example)
    if not isinstance(parsed, dict) or not all(isinstance(item, dict) for item in parsed.values()):
        raise ValueError("must be an object of providers, each with an object of options" + example)
    return parsed


def parse_request_byok(value: str) -> dict[str, Any]:
    """Provider credentials for one request."""
    example = """; for example {"azure": [{"apiKey": "…", "resourceName": "…"}]}"""
    parsed = _parse_json(value, example)
    lists = parsed.values() if isinstance(parsed, dict) else []
    if not lists or not all(isinstance(item, list) and item for item in lists):
        raise ValueError("must be an object of providers, each with a list of credentials" + example)
    return dict(parsed)


def _parse_json(value: str, example: str) -> Any:
    """JSON that can be sent as the app would send it."""
    if len(value) > _MAX_OPTIONS:
        raise ValueError(f"is longer than {_MAX_OPTIONS:,} characters")
    try:
        parsed = json.loads(value, parse_constant=_no_constant, parse_float=_json_number)
        json.dumps(parsed, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise ValueError("is not JSON" + example) from error
    return parsed


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _json_number(digits: str) -> int | float:
    """A number as JavaScript would print it again: 1.0 is 1."""
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number is out of range")
    return int(number) if number.is_integer() and abs(number) < 1e21 else number


def parse_watch(value: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
    if len(names) > 50:
        raise ValueError("names more than 50 variables")
    if not all(VARIABLE_NAME.fullmatch(name) for name in names):
        raise ValueError("must be names of variables, separated by commas")
    if any(map(is_random, names)):
        raise ValueError("must be names of variables and not their values: one of them looks like a value")
    return names


def seconds_between(low: float, high: float) -> Callable[[str], float]:
    """A reader of seconds within these bounds."""

    def parse(value: str) -> float:
        try:
            seconds = float(value)
        except ValueError as error:
            raise ValueError("must be a number of seconds") from error
        if not low <= seconds <= high:
            raise ValueError(f"must be between {low:g} and {high:g} seconds")
        return seconds

    return parse


def parse_generations(value: str) -> int:
    """How many generations a run may ask for."""
    if not value.isascii() or not value.isdigit() or not 0 <= int(value[:9]) <= 20:
        raise ValueError("must be a whole number from 0 to 20")
    return int(value)


def parse_salt(value: str) -> str:
    """A salt that cannot be guessed."""
    weakness = "stands for a value and is none" if is_placeholder(value) else weakness_of_salt(value)
    if weakness:
        raise ValueError(f"{weakness}; set the same long random text in every place that is to be compared")
    return value
