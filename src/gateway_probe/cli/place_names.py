"""Places as the command line names them. Apart from how they are asked, which a command that asks none does without."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from gateway_probe.cli.exit_codes import WrongUse
from gateway_probe.cli.saved_codes import known_code
from gateway_probe.disclosure import Secrets, is_credential
from gateway_probe.record import record

if TYPE_CHECKING:
    from gateway_probe.document import Document
    from gateway_probe.document.judgement import Verdict


@record(frozen=True)
class NamedPlace:
    """A place as it was named: `local`, `local:FILE`, `local-as:DOCUMENT`, a URL or a file."""

    name: str
    text: str


@record(frozen=True)
class Answered:
    """A place's Document, and the secrets that were at hand when it was made."""

    name: str
    document: Document
    secrets: Secrets = field(default_factory=Secrets, repr=False)


def name_place(text: str) -> NamedPlace:
    """A place with its name: given as NAME=PLACE, or taken from the place."""
    name, equals, rest = text.partition("=")
    given = bool(equals) and name.replace("-", "").replace("_", "").isalnum()
    return NamedPlace(told_name(name), rest) if given else NamedPlace(told_name(_name_of(text)), text)


def told_name(name: str) -> str:
    """The name as reports tell it: a token is pasted where a name was meant, or lies in the name of a file."""
    return "place" if is_credential(name) else name


def shown_name(place: NamedPlace, text: str, number: int, *, public: bool) -> str:
    """What reports call the place that was given as this text: by its host only where hosts may be shown."""
    is_a_bare_address = "://" in text and place.text == text
    return f"place-{number}" if public and is_a_bare_address else place.name


def _name_of(text: str) -> str:
    if "://" in text:
        return text.split("://")[1].split("/", maxsplit=1)[0].rpartition("@")[2]
    kind, _, file = text.rpartition(":")
    if kind == "local":
        return Path(file).name or text  # `.env.local`, whose stem says nothing
    return f"local-as-{Path(file).stem}" if kind == "local-as" else Path(file).stem or text


def is_local(place: NamedPlace) -> bool:
    """Whether the checks run on this machine."""
    return place.text == "local" or place.text.startswith(("local:", "local-as:"))


def own_env_file(place: NamedPlace) -> str | None:
    """The FILE of `local:FILE`, which stands for the place; the other local ones are as `load_local` has it."""
    kind, _, file = place.text.partition(":")
    return file if kind == "local" and file else None


def is_file(place: NamedPlace) -> bool:
    """Whether its Document is read from a file."""
    return not is_local(place) and "://" not in place.text


def check_names(names: Iterable[str]) -> None:
    """Raise `WrongUse` where two places could not be told apart."""
    found = list(names)
    if len(set(found)) != len(found):
        raise WrongUse("two places have the same name; give each one of its own: production=https://…")


def verdict_in_words(verdict: Verdict) -> str:
    """Status, code and confidence on a line."""
    code = known_code(verdict.code) or "a code that this build does not know"
    return f"{verdict.status}, {code} ({verdict.confidence})"
