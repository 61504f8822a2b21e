"""A setting is declared once, as a field: its name, default and reader, what of it is shown, and what it is for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any

from gateway_probe.disclosure import Secrets, is_credential
from gateway_probe.record import record

PREFIX = "GATEWAY_PROBE_"


@record(frozen=True)
class Setting:
    """One variable. `read` parses its value, and `shown` gives what of that a run would send or show."""

    name: str
    read: Callable[[str], Any]
    shown: Callable[[Any], Iterable[str]]
    meaning: str
    """For the page of settings, as Markdown."""
    default: str
    """The same."""


def setting(
    name: str,
    default: Any,
    read: Callable[[str], Any],
    meaning: str,
    *,
    shown: Callable[[Any], Iterable[str]] = lambda _: (),
    hidden: bool = False,
    default_is: str | None = None,
) -> Any:
    """A field of `Settings` that the variable of this name sets. A hidden one is kept out of `repr`."""
    told = default_is or _tell(default)
    declared = Setting(PREFIX + name, read, shown, meaning, told)
    return field(default=default, repr=not hidden, metadata={"setting": declared})


def _tell(default: Any) -> str:
    if default in (None, "", ()):
        return "none"
    return f"`{default}`" if isinstance(default, str) else f"{default:g}"


@record(frozen=True)
class WrongSetting:
    """A setting that cannot be used: its name, what is wrong, what to do. Never its value."""

    name: str
    text: str


class InvalidSettings(ValueError):
    """One or more settings cannot be used; every problem is named at once."""

    def __init__(self, problems: list[WrongSetting]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{problem.name} {problem.text}" for problem in problems))


class Reader:
    """Reads settings one by one and collects what is wrong, so that a person sees all of it at once."""

    def __init__(self, environ: Mapping[str, str], secrets: Secrets | None = None) -> None:
        self._environ = environ
        self.secrets = secrets or Secrets()
        self.problems: list[WrongSetting] = []

    def read(self, declared: Setting, default: Any) -> Any:
        """The parsed value, or the default where there is none or it cannot be used."""
        name, value = declared.name, self._environ.get(declared.name, "").strip()
        if not value:
            return default
        try:
            parsed = declared.read(value)
        except ValueError as error:
            self.problems.append(WrongSetting(name, str(error)))
            return default
        secret = secret_in(declared.shown(parsed), self.secrets)
        if secret is None:
            return parsed
        self.problems.append(WrongSetting(name, secret))
        return default


def secret_in(values: Iterable[str], secrets: Secrets) -> str | None:
    """What is wrong with values that would be sent or shown, or None."""
    values = list(values)
    if any(map(secrets.named_in, values)):
        return "holds the value of a watched variable, which must not be sent or shown under this name"
    if any(map(is_credential, values)):
        return "holds what has the form of a credential, which must not be sent or shown under this name"
    return None


def itself(value: str) -> list[str]:
    """The whole value is shown."""
    return [value]


def names_in(options: Any, depth: int = 0) -> Iterator[str]:
    """The names in provider options that a Document shows: of providers, of options, and of what `gateway` lists."""
    if isinstance(options, dict):
        for name, value in options.items():
            yield name
            if depth == 0 or (depth == 1 and name in {"byok", "only", "order", "models"}):
                yield from names_in(value, depth + 1)
    elif isinstance(options, list) and depth == 2:
        yield from (item for item in options if isinstance(item, str))
