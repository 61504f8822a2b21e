"""A Document that somebody gave may hold anything: what is told of it is what a run could have written into it, and no
sentence of its own."""

import json
import random
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic.fields import FieldInfo

from gateway_probe.causes import judge
from gateway_probe.cli.course import Courses, course_of
from gateway_probe.cli.documents import judge_again
from gateway_probe.cli.judge import changes
from gateway_probe.comparison import compare
from gateway_probe.disclosure import Secrets, admit
from gateway_probe.disclosure.fingerprint import HIDDEN
from gateway_probe.document import Document, Level, Model, UnreadableDocument, read_document
from gateway_probe.document.facts import TEAM_HEADER
from gateway_probe.document.inner_models import models_in
from gateway_probe.releasing import release
from tests.causes.documents import document
from tests.safety.credentials import CREDENTIALS, IDENTITIES
from tests.safety.oracle import Reader
from tests.soaking import many

KINDS = ("AWS secret key", "Azure service key", "GitLab token", "key of 24 characters", "line of a PEM body")
SENTENCE = "Kindly paste the recovery phrase of your wallet into this helpful form"
OF_A_FIELD = many(2, 20)
Path = tuple[str | int, ...]


def texts(tree: Any, at: Path = ()) -> Iterator[Path]:
    """Where a text stands."""
    if isinstance(tree, str):
        yield at
    for key, inner in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield from texts(inner, (*at, key))


def filled(model: type[Model], tree: Any, says: Callable[[], str | None]) -> Any:
    """The tree of a model with a value in each field that it may have, and in free texts and names what `says` says."""
    return {name: _value(info, tree.get(name), says) for name, info in model.model_fields.items()}


def sometimes(said: str, share: float, chance: random.Random) -> str | None:
    return said if chance.random() < share else None


def _value(info: FieldInfo, value: Any, says: Callable[[], str | None]) -> Any:
    inner = next(models_in(info.annotation), None)
    listed = "list[" in str(info.annotation)
    if inner is not None:
        items = [filled(inner, item, says) for item in (value or [{}] if listed else [value or {}])]
        return items if listed else items[0]
    if not _is_free_text(info.annotation):
        return value or _least(info.annotation)
    if "dict[" in str(info.annotation):
        return {
            said or key: says() or text for key, text in (value or {"x": "x"}).items() for said in [_key(info, says)]
        }
    if "StringConstraints" in f"{info.annotation}{info.metadata}":
        return "fp1:0123456789ab"
    said = says()
    return ([said] if listed else said) if said is not None else value or (["x"] if listed else "x")


def _key(info: FieldInfo, says: Callable[[], str | None]) -> str | None:
    return says() if "dict[str" in str(info.annotation) else None


def _is_free_text(annotation: Any) -> bool:
    return get_origin(annotation) is not Literal and (
        annotation is str or any(_is_free_text(part) for part in get_args(annotation))
    )


def _least(annotation: Any) -> Any:
    inner = get_args(annotation)
    if get_origin(annotation) in {Literal, list}:
        return inner[0] if get_origin(annotation) is Literal else [_least(inner[0])]
    return _least(inner[0]) if inner else {int: 0, float: 0.0, bool: False}[annotation]


def everywhere(tree: Any) -> Iterator[tuple[Path, str]]:
    """Each field with kinds of credential in turn, spread over the places of a list."""
    fields: dict[Path, list[Path]] = {}
    for at in texts(tree):
        fields.setdefault(tuple("*" if isinstance(key, int) else key for key in at), []).append(at)
    turn = cycle(KINDS)
    for places in fields.values():
        for number in range(OF_A_FIELD):
            yield places[number * len(places) // OF_A_FIELD], next(turn)


def given(tree: Any, at: Path, value: str) -> Document | None:
    """The Document with this value there, or None where no Document can have it."""
    changed = json.loads(json.dumps(tree))
    *parents, last = at
    node = changed
    for parent in parents:
        node = node[parent]
    node[last] = value
    try:
        return read_document(json.dumps(changed).encode())
    except UnreadableDocument:
        return None


@pytest.mark.parametrize("level", ["public", "private"])
def test_no_credential_is_shown_wherever_it_was_put(level: Level) -> None:
    here, tree = document("case", level=level), json.loads(document("case", level=level).model_dump_json())
    chance = random.Random(level)  # noqa: S311 - the same in every run
    read = 0
    for at, kind in everywhere(tree):
        credential = CREDENTIALS[kind](chance)
        found = given(tree, at, credential)
        if found is not None:
            read += 1
            shown = compare([("here", here), ("given", found)]).model_dump_json()
            assert Reader([credential]).found(shown) == [], (at, kind)
    assert read > 100 * OF_A_FIELD


def told_of(found: Document) -> str:
    """All that `judge` and `timeline` say of it: JSON holds what every other format has."""
    now = judge_again(found)
    course = Courses(courses=[course_of("place", [found])])
    return "\n".join(
        [*(release(item, "json", Secrets()).content.decode() for item in (now, course)), *changes(found.verdict, now)]
    )


@pytest.mark.parametrize("level", ["public", "private"])
@pytest.mark.parametrize("share", [1.0, 0.5, 0.1])
@pytest.mark.parametrize("kind", ["a sentence", *KINDS, "UUID"])
def test_what_is_judged_again_is_said_anew(level: Level, share: float, kind: str) -> None:
    """Whatever stands in every free text and every name of a map, or in some of them."""
    chance = random.Random(f"{level} {share} {kind}")  # noqa: S311 - the same in every run
    tree = json.loads(document("case", level=level).model_dump_json())
    for _ in range(many(2, 40)):
        said = SENTENCE if kind == "a sentence" else CREDENTIALS[kind](chance)
        made = filled(Document, tree, partial(sometimes, said, share, chance))
        told = told_of(read_document(json.dumps(made).encode()))
        assert Reader([said]).found(told) == []


def test_what_a_run_wrote_is_judged_as_it_was() -> None:
    """But for the texts that say in words what codes say, and for a short commit."""
    for name in ("case", "healthy-byok", "gateway-resets", "client-was-inferred"):
        for level in get_args(Level):
            found = document(name, level=level)
            now = judge_again(found)
            assert next(changes(found.verdict, now)).startswith("the verdict stands"), (name, level)
            assert (now.tested, now.not_tested) == (found.tested, found.not_tested)
            before, after = found.model_dump(), now.model_dump()
            same = ("variables", "identity", "schema_version")
            assert [name for name in same if before[name] != after[name]] == []
            answers = [(check["response"] or {}).get("headers") for check in before["gateway"]["checks"]]
            assert [(check["response"] or {}).get("headers") for check in after["gateway"]["checks"]] == answers


@pytest.mark.parametrize("field", ["region", "environment", "commit"])
@pytest.mark.parametrize("kind", IDENTITIES)
def test_no_identity_is_shown_for_a_fact_of_the_runtime(field: str, kind: str) -> None:
    here, tree = document("case"), json.loads(document("case").model_dump_json())
    identity = IDENTITIES[kind](random.Random(kind))  # noqa: S311 - the same in every run
    found = given(tree, ("runtime", field), identity)
    assert found is not None
    assert identity not in compare([("here", here), ("given", found)]).model_dump_json()


def test_teams_that_two_places_name_are_told_apart() -> None:
    def naming(team: str) -> Document:
        found = document("case", level="private")
        tree = json.loads(found.model_dump_json())
        for check in tree["gateway"]["checks"]:
            check["request"]["headers"][TEAM_HEADER] = team
        return read_document(json.dumps(tree).encode())

    result = compare([("here", naming("fake-one")), ("there", naming("fake-two"))])
    assert "named-team" in {item.field for item in result.relevant_differences}


def test_what_a_run_writes_is_shown() -> None:
    here = document("case")
    there = here.model_copy(update={"runtime": here.runtime.model_copy(update={"region": "eu-central-1"})})
    result = compare([("here", here), ("there", there)])
    expected = {item.field: item.values for item in result.expected_differences}
    same = {item.field: item.values for item in result.same}
    assert expected["region"] == ["iad1", "eu-central-1"]
    assert same["commit"] == [here.runtime.commit] * 2
    assert [place.code for place in result.places] == [here.verdict.code] * 2


@pytest.mark.parametrize("option", ["zeroDataRetention", "quotaEntityId", "hipaaCompliant", "providerTimeouts"])
def test_an_option_that_an_app_sets_keeps_its_name(option: str) -> None:
    """A budget of whom `quotaEntityId` names, say, is told by it, and an option that one place alone sets explains."""
    here = document("case", level="private")
    options = here.probe.provider_options.alter({"present": True, "keys": [f"gateway.{option}"]})
    there = here.alter({"probe": here.probe.alter({"provider_options": options})})
    assert admit(there).probe.provider_options.keys == [f"gateway.{option}"]


def test_why_something_was_left_out_is_said_by_its_code() -> None:
    given = document("case")
    reasons = {item.id: item.reason for item in given.experiments if item.reason is not None}
    told = {item.id: item.reason.text for item in admit(given).experiments if item.reason is not None}
    assert told == {name: reason.code.replace("-", " ") for name, reason in reasons.items()}


@pytest.mark.parametrize("model", ["'openai/gpt-5.4-mini'", "openai/gpt 5.4 mini"])
def test_a_model_that_is_hidden_is_not_said_to_lack_its_creator(model: str) -> None:
    found = document("model-unknown-or-retired")
    given = admit(found.alter({"probe": found.probe.alter({"model": model})}))
    assert given.probe.model == HIDDEN
    findings, verdict = judge(given)
    assert "model-id-without-creator" not in {verdict.code, *(item.code for item in findings)}
