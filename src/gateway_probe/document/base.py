"""The ground every model of the Document stands on: immutable, tolerant of newer fields, marked for disclosure."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from gateway_probe.record import record

SCHEMA_VERSION: Literal["1"] = "1"

Level = Literal["public", "private"]


class Model(BaseModel):
    """An immutable part of the Document.

    Unknown fields are ignored, so that a Document of a newer minor version can still be read.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    def __copy__(self) -> Self:
        """As pydantic's, in a third of the time: no model here has private or extra attributes to look through."""
        return self.alter({})

    def alter(self, values: Mapping[str, Any]) -> Self:
        """A copy with these values, which are of the fields' types."""
        copied = type(self).__new__(type(self))
        own, given = self.__dict__.copy(), self.__pydantic_fields_set__.copy()
        own.update(values)
        given.update(values)
        object.__setattr__(copied, "__dict__", own)
        object.__setattr__(copied, "__pydantic_fields_set__", given)
        object.__setattr__(copied, "__pydantic_extra__", None)
        object.__setattr__(copied, "__pydantic_private__", None)
        return copied

    def having(self, **values: Any) -> Self:
        """The same with these values, or itself where it has them already."""
        own = self.__dict__
        changed = {name: value for name, value in values.items() if own[name] is not value and own[name] != value}
        return self.alter(changed) if changed else self


class Identifier:
    """Marks a field that names a team, project, deployment or generation: a fingerprint at the public level."""


@record(frozen=True)
class Hidden:
    """Marks a field that is left out at the public level, because even a fingerprint of it could be guessed.

    A value that matches the whole pattern `unless` is public knowledge and stays.
    """

    unless: str | None = None


@record(frozen=True)
class IdentifierHeaders:
    """Marks a header map in which the values of the named headers are identifiers, and those of the `given` ones are
    names that a team gave."""

    names: frozenset[str]
    given: frozenset[str] = frozenset()


@record(frozen=True)
class ForeignValues:
    """Marks a map, such as that of response headers, in which the named values are identifiers and all others foreign
    text."""

    names: frozenset[str] = frozenset()


class ForeignText:
    """Marks text that the gateway or a provider wrote: at the public level words of the vocabulary alone are shown."""


class ForeignName:
    """Marks a name, or a list of names, that the gateway, a provider or a team gave: a known one is shown, another is a
    block.

    Equal names have equal blocks within one Document, so that what is judged of it stays true.
    """


@record(frozen=True)
class Said:
    """Marks words in which the probe itself says what it saw. In a Document that somebody gave they may be anybody's:
    they are not repeated, and what the field `instead` holds, a code or a name, stands there.
    """

    instead: str | None = None


class ByRight:
    """Marks a value, or a list of values, that somebody set in this place and that the Document names: foreign text may
    repeat it."""


Fingerprint = Annotated[str, StringConstraints(pattern=r"^(fp1|fp1s-[0-9a-f]{4}):[0-9a-f]{12}$")]
"""`fp1:` and 12 hex digits of a domain-separated hash, or `fp1s-`, the mark of the salt, `:` and 12 hex digits; see
`gateway_probe.disclosure.fingerprint`."""

Count = Annotated[int, Field(ge=0)]
Measured = Annotated[float, Field(ge=0)]
"""By the probe itself, in the unit that the field's name says. What others say of themselves may be any number."""
Milliseconds = Annotated[float, Field(ge=0), "milliseconds"]
