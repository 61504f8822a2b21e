"""Each field of what the account answers holds a credential in turn: none is shown, in any format, at any level."""

import io
import json
import random
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateway_probe.cli import main
from gateway_probe.document import Document
from gateway_probe.reports import Format
from tests.account.vercel import saved_document
from tests.account.worlds import HOST, OTHER_TEAM, WORLDS
from tests.safety.credentials import CREDENTIALS
from tests.safety.oracle import Reader
from tests.safety.spellings import FORMS
from tests.safety.test_given_documents import SENTENCE, filled
from tests.soaking import many

_KEY = "AI_GATEWAY_API_KEY"


@cache
def answers_of(world: str) -> tuple[Any, str]:
    """The document of a world, and what the account answers there, as JSON."""
    make_world, make_document, _, _ = WORLDS[world]
    document = make_document()
    made = make_world(document)
    return document, json.dumps(made.saved(list(made.deployments), [OTHER_TEAM]))


def leaves(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each text, by what holds it and under which name."""
    for name, item in list(value.items() if isinstance(value, dict) else enumerate(value)):
        if isinstance(item, dict | list):
            yield from leaves(item)
        elif isinstance(item, str):
            yield value, name


def printed(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> str:
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = main(arguments)
        out.flush()
        err.flush()
    said = out.buffer.getvalue().decode() + err.buffer.getvalue().decode()
    assert code in {0, 1}, said
    return said


@settings(max_examples=many(60, 5_000), suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 2**32),
    world=st.sampled_from(sorted(WORLDS)),
    kind=st.sampled_from(sorted(CREDENTIALS)),
    spelled=st.sampled_from([None, *sorted(FORMS)]),
    fields=st.sampled_from([1, 8, 24]),
    form=st.sampled_from(["json", "json", "html", *get_args(Format)]),
    level=st.sampled_from(["public", "private", "private"]),
)
def test_no_field_of_the_account_shows_a_credential(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
    world: str,
    kind: str,
    spelled: str | None,
    fields: int,
    form: str,
    level: str,
) -> None:
    """In its own form where nobody here knows it, and in every spelling where it is this shell's key."""
    chance = random.Random(seed)  # noqa: S311 - the same in every run
    credential = CREDENTIALS[kind](chance)
    document, content = answers_of(world)
    answers = json.loads(content)
    for holder, name in chance.sample(list(leaves(answers)), k=fields):
        holder[name] = credential if spelled is None else FORMS[spelled](credential)
    folder = tmp_path_factory.mktemp("account")
    (folder / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    monkeypatch.setenv(_KEY, "" if spelled is None else credential)
    arguments = ["account", f"production=https://{HOST}", saved_document(folder, document)]
    options = ["--from-file", str(Path(folder) / "answers.json"), "--format", form, "--disclosure", level]
    secret = credential.split("@")[0].rsplit(":", 1)[-1] if kind == "database URL" else credential
    assert Reader([secret]).found(printed([*arguments, *options], monkeypatch)) == []


@pytest.mark.parametrize("kind", ["key of 24 characters", "UUID", "Slack token"])
def test_no_field_alone_shows_one(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Credentials that have the form of an id, as JSON at the private level, which shows the most."""
    document, content = answers_of("byok-off")
    credential = CREDENTIALS[kind](random.Random(kind))  # noqa: S311 - the same in every run
    place, file = saved_document(tmp_path, document), tmp_path / "answers.json"
    options = ["--from-file", str(file), "--format", "json", "--disclosure", "private", "--quiet"]
    for at in range(len(list(leaves(json.loads(content))))):
        answers = json.loads(content)
        holder, name = list(leaves(answers))[at]
        holder[name] = credential
        file.write_text(json.dumps(answers), encoding="utf-8")
        said = printed(["account", f"production=https://{HOST}", place, *options], monkeypatch)
        assert Reader([credential]).found(said) == [], name


@pytest.mark.parametrize("share", [1.0, 0.3])
@pytest.mark.parametrize("kind", ["a sentence", "AWS secret key", "UUID", "GitLab token"])
def test_no_document_that_is_joined_says_anything_of_its_own(
    kind: str, share: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, content = answers_of("byok-off")
    chance = random.Random(f"{kind} {share}")  # noqa: S311 - the same in every run
    said = SENTENCE if kind == "a sentence" else CREDENTIALS[kind](chance)
    tree = filled(Document, json.loads(document.model_dump_json()), lambda: said if chance.random() < share else None)
    for name, text in (("place.json", json.dumps(tree)), ("answers.json", content)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    arguments = ["account", f"production=https://{HOST}", f"production={tmp_path / 'place.json'}", "--format", "json"]
    options = ["--from-file", str(tmp_path / "answers.json"), "--disclosure", "private"]
    assert Reader([said]).found(printed([*arguments, *options], monkeypatch)) == []


@pytest.mark.parametrize("level", ["public", "private"])
def test_ids_and_names_that_vercel_makes_are_shown_to_support(level: str, tmp_path: Path, monkeypatch: Any) -> None:
    """What hides credentials must leave what support asks for."""
    document, content = answers_of("byok-off")
    (tmp_path / "answers.json").write_text(content, encoding="utf-8")
    arguments = ["account", f"production=https://{HOST}", saved_document(tmp_path, document), "--format", "json"]
    said = printed(
        [*arguments, "--from-file", str(tmp_path / "answers.json"), "--disclosure", level, "--quiet"], monkeypatch
    )
    report = json.loads(said)
    deployment = report["account"]["deployments"][0]["facts"][0]
    shown = level == "private"
    assert (deployment["id"] == document.runtime.deployment_id) is shown
    assert (deployment["host"].endswith(".vercel.app")) is shown
    assert (deployment["project_name"] == "fake-app") is shown
    assert [fact["provider"] for call in report["account"]["byok"] for fact in call["facts"]] == ["azure"]
