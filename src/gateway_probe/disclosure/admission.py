"""A Document that somebody gave, as far as a run of this probe could have written it.

Closed vocabularies hold nothing else. Every other text is held to what may stand in its field: foreign text and ids to
what the private level shows, a place's own facts to their form, and all others to a single name. What the probe says in
sentences is not repeated: it is said anew, or left out.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, TypeAlias, TypeVar, get_args, get_origin

from gateway_probe.disclosure.fingerprint import HIDDEN, is_fingerprint
from gateway_probe.disclosure.key_forms import VERCEL_ID, is_credential, is_random
from gateway_probe.disclosure.levels import named_by_right
from gateway_probe.disclosure.parts import MARKER, is_known
from gateway_probe.disclosure.redaction import HTTP_DATE, MAX_TEXT_OF_A_RUN
from gateway_probe.disclosure.screen import admitted_names, block, is_plain, screen
from gateway_probe.document import (
    ByRight,
    Document,
    ForeignName,
    ForeignText,
    ForeignValues,
    Identifier,
    IdentifierHeaders,
    Level,
    Model,
    Redaction,
    Said,
)
from gateway_probe.document.exchange import Experiment
from gateway_probe.document.facts import REGION, Defect, OidcClaims, RuntimeFacts, shown_commit
from gateway_probe.document.run_facts import ProbeFacts

_VERSION = re.compile(r"\d{1,4}(?:\.\d{1,4}){1,3}(?:(?:\.|-)?(?:a|b|rc|dev|post)\.?\d{1,4})?")
_DECIMAL = re.compile(r"-?\d{1,8}(?:\.\d{1,12})?")
_NAME = re.compile(r"[\w.:/@+~-]{1,200}", re.ASCII)
_LEVEL = re.compile(r"the other|one key|without what is around it|oidc, none|(?:control: |tier-oracle: |without )?(.+)")
_LIST = re.compile(r", perhaps with another$| or |, ")
_CHARSET = "; charset=utf-8"
_THIS_MACHINE = re.compile(r"http://(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?")
_OPTION = re.compile(r"[a-z]+(?:(?:\.[a-z]|[A-Z])[a-z]+){0,9}")
_HUMP = re.compile(r"[A-Z]?[a-z]+")
_CHARACTER = re.compile(r"U\+[0-9A-F]{4,6}")
_RULE = re.compile(r"public-level|unlisted|known-secret|name-\d{1,4}")
_HEADER = re.compile(r"[a-z]+(?:-[a-z0-9]+){0,8}")
_HEADER_WORDS = frozenset("arch async dangerous lang o11y os raw referer retry specification stainless x".split())  # noqa: SIM905
"""Of names of headers that clients send, beside words that everybody is shown."""

M = TypeVar("M", bound=Model)
ReadTexts: TypeAlias = dict[frozenset[str], dict[tuple[str, Level, bool], str]]
"""Texts as they are shown, by level and whether they are names, of the Documents that name the same by right."""


def admit(document: Document, read: ReadTexts | None = None) -> Document:
    """The Document with `[hidden]` or a block for each text that no run would have written there, and a short commit.

    Its judgement is left as it is: whoever tells it makes it anew. `read` keeps texts that several Documents repeat.
    """
    judgement = frozenset({"verdict", "findings", "support", "redactions"})
    changes = _Admission(document, {} if read is None else read).changes(document, leave=judgement)
    admitted = document.alter(changes)
    return admitted.alter({"redactions": _leading(document.redactions, admitted)}) if document.redactions else admitted


class _Admission:
    """What one Document may hold: beside everybody's words the models and providers that it names by right."""

    def __init__(self, document: Document, read: ReadTexts) -> None:
        self.level: Level = document.probe.disclosure
        self.own = frozenset(filter(_is_model, named_by_right(document)))
        self._left = MAX_TEXT_OF_A_RUN
        self._shown = read.setdefault(self.own, {})

    def changes(self, model: Model, leave: frozenset[str] = frozenset()) -> dict[str, Any]:
        """The fields that do not stay as they are."""
        found = {}
        for name, marker in _fields_with_text(type(model)):
            value = getattr(model, name)
            if not value or name in leave:
                continue
            shown = self._field(model, name, marker, value)
            if shown != value:
                found[name] = shown
        return found

    def text(self, value: str, level: Level = "private", *, name: bool = False) -> str:
        """The text as a level shows it, looked at once; a block where the Document holds too much of it."""
        key = value, level, name
        if key not in self._shown:
            self._left -= len(value)
            if self._left < 0:
                return block("unlisted", len(value))
            self._shown[key] = screen(value, level, self.own, name=name)
        return self._shown[key]

    def is_name(self, value: str) -> bool:
        """Whether it is one thing: no sentence, no credential."""
        if value in self.own or _DECIMAL.fullmatch(value) or _THIS_MACHINE.fullmatch(value) or _is_id(value):
            return True
        if _NAME.fullmatch(value) is None:
            return False
        return self.text(value, name=True) == value or _is_option(value)

    def _field(self, model: Model, name: str, marker: object, value: Any) -> Any:
        if isinstance(marker, Said):
            fields = type(model).model_fields
            if marker.instead is not None:
                code = getattr(model, marker.instead)
                told = _name(self, code) if _holds_text(fields[marker.instead].annotation) else code
                return told.replace("-", " ")
            info = fields[name]
            return "" if info.is_required() else info.get_default(call_default_factory=True)
        if isinstance(value, Model):
            changes = self.changes(value)
            return value.alter(changes) if changes else value
        form = _FORMS.get((type(model), name)) or _OF_MARKER.get(type(marker), _name)
        if isinstance(marker, ForeignName) and isinstance(value, list):
            return self._names(value)
        if isinstance(value, list):
            return [self._field(model, name, marker, item) for item in value]
        if isinstance(value, dict):
            ids = marker.names if isinstance(marker, ForeignValues | IdentifierHeaders) else frozenset()
            return {key: (_name if key in ids else form)(self, text) for key, text in value.items() if _is_header(key)}
        return form(self, value) if isinstance(value, str) else value

    def _names(self, values: list[str]) -> list[str]:
        names = [_foreign_name(self, value) for value in values]
        admitted = admitted_names(names, "private", self.own)
        return [
            name if fits or MARKER.fullmatch(name) else block("unlisted", len(name))
            for name, fits in zip(names, admitted, strict=True)
        ]


Form = Callable[[_Admission, str], str]


def _or_hidden(fits: Callable[[_Admission, str], object]) -> Form:
    return lambda admission, value: value if value == HIDDEN or fits(admission, value) else HIDDEN


def _foreign_name(admission: _Admission, value: str) -> str:
    fits = MARKER.fullmatch(value) or admission.text(value, name=True) == value
    return value if fits else block("unlisted", len(value))


def _header_value(admission: _Admission, value: str) -> str:
    if HTTP_DATE.fullmatch(value) or _is_id(value):
        return value
    bare = value.removesuffix(_CHARSET)
    return admission.text(bare) + value[len(bare) :]


def _is_level(admission: _Admission, value: str) -> bool:
    """What a factor was set to: words of a design, a model, or the names of parts."""
    found = _LEVEL.fullmatch(value)
    return found is not None and all(not name or admission.is_name(name) for name in _LIST.split(found[1] or ""))


_name = _or_hidden(_Admission.is_name)
_id = _or_hidden(lambda _, value: _is_id(value))
_region = _or_hidden(lambda _, value: re.fullmatch(REGION, value))
_place = _or_hidden(lambda admission, value: admission.text(value, admission.level, name=True) == value)
_level = _or_hidden(_is_level)
_OF_MARKER: Mapping[type, Form] = {
    ByRight: _or_hidden(lambda _, value: _is_model(value)),
    ForeignName: _foreign_name,
    ForeignText: _Admission.text,
    ForeignValues: _header_value,
    Identifier: _id,
    IdentifierHeaders: _header_value,
}
_FORMS: Mapping[tuple[type[Model], str], Form] = {
    (ProbeFacts, "version"): _or_hidden(lambda _, value: _VERSION.fullmatch(value)),
    (RuntimeFacts, "region"): _region,
    (RuntimeFacts, "edge_region"): _region,
    (RuntimeFacts, "environment"): _place,
    (RuntimeFacts, "target_environment"): _place,
    (RuntimeFacts, "commit"): lambda _, value: shown_commit(value) or HIDDEN,
    (OidcClaims, "environment"): _place,
    (OidcClaims, "plan"): _place,
    (Defect, "character"): lambda _, value: found[0] if (found := _CHARACTER.match(value)) else HIDDEN,
    (Experiment, "changed"): _level,
    (Experiment, "decides"): _level,
    (Experiment, "enough"): _level,
}
"""Fields whose texts have a form of their own."""


@cache
def _fields_with_text(model: type[Model]) -> tuple[tuple[str, object], ...]:
    """Each field that may hold a text of any kind, with its marker if it has one."""
    markers = (*_OF_MARKER, Said)
    return tuple(
        (name, next((item for item in info.metadata if isinstance(item, markers)), None))
        for name, info in model.model_fields.items()
        if _holds_text(info.annotation)
    )


def _holds_text(annotation: Any) -> bool:
    if get_origin(annotation) is Literal:
        return False
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return True
    return annotation is str or any(map(_holds_text, get_args(annotation)))


def _leading(redactions: list[Redaction], admitted: Document) -> list[Redaction]:
    """Those that name a rule of this probe, and a value that the Document has."""
    tree = admitted.model_dump(mode="json")
    return [item for item in redactions if _RULE.fullmatch(item.rule) and _leads(item.pointer, tree)]


def _leads(pointer: str, tree: Any) -> bool:
    """Whether a value of the tree has this JSON pointer (RFC 6901), which is written from its own names then."""
    _, *parts = pointer.split("/")
    for part in parts:
        inner = {str(at): item for at, item in enumerate(tree)} if isinstance(tree, list) else tree
        name = part.replace("~1", "/").replace("~0", "~")
        if not isinstance(inner, dict) or name not in inner:
            return False
        tree = inner[name]
    return pointer.startswith("/")


def _is_header(name: str) -> bool:
    return _HEADER.fullmatch(name) is not None and all(
        is_known(piece) or piece in _HEADER_WORDS for piece in name.split("-")
    )


def _is_option(value: str) -> bool:
    """One as an app writes it, of everybody's words: `gateway.zeroDataRetention`."""
    return _OPTION.fullmatch(value) is not None and all(is_known(word.lower()) for word in _HUMP.findall(value))


def _is_model(value: str) -> bool:
    """One that a place may name by right. Without a creator in front it must be of plain words: a key has none."""
    if MARKER.fullmatch(value):
        return True
    if _NAME.fullmatch(value) is None or is_credential(value):
        return False
    return is_plain(value) or ("/" in value and not is_random(value))


def _is_id(value: str) -> bool:
    hidden = value == HIDDEN or MARKER.fullmatch(value)
    return bool(hidden or is_fingerprint(value) or VERCEL_ID.fullmatch(value))
