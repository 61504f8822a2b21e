"""One way out: nothing leaves while a secret stands anywhere in it, and nothing that was paid for is lost in it."""

import json
from typing import Any, get_args

import pytest

from gateway_probe import releasing
from gateway_probe.comparison import compare
from gateway_probe.disclosure import LeakPrevented, Secrets, last_gate
from gateway_probe.document import Document, read_document
from gateway_probe.document.comparison import Comparison
from gateway_probe.releasing import Form, release
from gateway_probe.reports import MEDIA_TYPES, Format, render
from gateway_probe.reports.html import view
from tests.causes.documents import document

# With punctuation that Markdown escapes, in a sentence that every report shows and terminals wrap.
SECRET = "vck_FAKE-0123.4567(89)*abcdef_ghi"
LONG = "FAKE " + " ".join(f"word{number}" for number in range(30))
FORMS: tuple[Form, ...] = (*get_args(Format), "view")


def holding(secret: str) -> Document:
    found = document("case")
    said = f"The gateway answered with {secret} in its text, which nobody had expected of it."
    return found.model_copy(update={"verdict": found.verdict.model_copy(update={"summary": said})})


def beside(given: Document) -> Comparison:
    return compare([("this place", document("case")), ("given local", given)])


@pytest.mark.parametrize("secret", [SECRET, LONG])
@pytest.mark.parametrize("form", FORMS)
def test_no_form_is_released_with_a_secret_in_it(form: Form, secret: str) -> None:
    with pytest.raises(LeakPrevented):
        release(holding(secret), form, Secrets([secret]))
    compared = compare([(f"place {secret}", document("case", "local")), ("b", document("case"))])
    with pytest.raises(LeakPrevented):
        release(compared, form, Secrets([secret]))


@pytest.mark.parametrize("form", MEDIA_TYPES)
def test_without_a_secret_the_rendering_is_released_as_it_is(form: Format) -> None:
    released = release(document("case"), form, Secrets([SECRET]))
    assert (released.content, released.form) == (render(document("case"), form), form)


@pytest.mark.parametrize("form", FORMS)
def test_this_places_own_document_is_searched_before_it_meets_another(form: Form) -> None:
    with pytest.raises(LeakPrevented):
        release(beside(document("case", "local")), form, Secrets([SECRET]), own=[holding(SECRET)])


@pytest.mark.parametrize("form", FORMS)
def test_whether_a_sent_document_holds_a_secret_changes_nothing(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a sender could try guesses: 48,000 of them fit into one upload."""
    searched: list[bytes] = []
    real = last_gate

    def watched(content: bytes, secrets: Secrets) -> bytes:
        searched.append(content)
        return real(content, secrets)

    monkeypatch.setattr(releasing, "last_gate", watched)
    secret, other = "Tr0ub4dor", "Tr0ub4dos"
    answers = [
        release(beside(sent(guess)), form, Secrets([secret]), own=[document("case")]).content.replace(
            guess.encode(), b"*" * len(guess)
        )
        for guess in (secret, other)
    ]
    assert answers[0] == answers[1]
    # Nothing of theirs is looked at, so the time tells nothing either.
    assert searched == [render(document("case"), "json")] * 2


def sent(guess: str) -> Document:
    given = document("case", "local")
    return given.model_copy(update={"runtime": given.runtime.model_copy(update={"region": guess})})


def broken(*_arguments: Any, **_named: Any) -> Any:
    raise RuntimeError(SECRET)


@pytest.mark.parametrize("form", [form for form in FORMS if form != "json"])
def test_a_renderer_that_breaks_loses_no_run(
    form: Form, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def all_but_json(subject: Any, asked: Form, **named: Any) -> bytes:
        return render(subject, asked, **named) if asked == "json" else broken()

    monkeypatch.setattr(releasing, "render", all_but_json)
    monkeypatch.setattr("gateway_probe.reports.html.view", broken)
    released = release(document("case"), form, Secrets())
    assert released.broke(form)
    assert read_document(released.content) == document("case")
    with pytest.raises(LeakPrevented):
        release(holding(SECRET), form, Secrets([SECRET]))
    assert f"probe-fault: the form {form} could not be made: RuntimeError" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize("form", FORMS)
def test_where_json_breaks_too_the_verdict_is_what_is_left(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releasing, "render", broken)
    monkeypatch.setattr("gateway_probe.reports.html.view", broken)
    found = json.loads(release(document("case"), form, Secrets()).content)
    assert found["verdict"]["code"] == document("case").verdict.code
    assert found["reason"]["code"] == "probe-fault"
    compared = beside(document("case", "local"))
    assert json.loads(release(compared, form, Secrets()).content)["summary"] == compared.summary
    with pytest.raises(LeakPrevented):
        release(holding(SECRET), form, Secrets([SECRET]))


def test_the_view_is_what_the_page_shows() -> None:
    assert release(document("case"), "view", Secrets()).content.decode() == view(document("case"))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("breaks", ["last_gate", "_plain"])
def test_what_cannot_be_searched_leaves_as_words_of_closed_vocabularies(
    form: Form, breaks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its secrets may stand in it, and it is paid for."""

    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(releasing, breaks, broken)
    found = holding(SECRET)
    released = release(found, form, Secrets([SECRET]))
    verdict = {"status": found.verdict.status, "code": found.verdict.code, "confidence": found.verdict.confidence}
    assert json.loads(released.content) == {"verdict": verdict, "reason": {"code": "probe-fault"}}
    assert released.broke(form)
    compared = release(beside(found), form, Secrets([SECRET]), own=[found])
    assert json.loads(compared.content)["reason"] == {"code": "probe-fault"}
    assert SECRET.encode() not in compared.content
