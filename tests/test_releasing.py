"""Nothing gets out in any format while a secret stands anywhere in it, however a format breaks its text up."""

import pytest

from gateway_probe.comparison import compare
from gateway_probe.disclosure import LeakPrevented, Secrets
from gateway_probe.document import Document
from gateway_probe.releasing import released, released_view
from gateway_probe.reports import MEDIA_TYPES, Format, render
from tests.causes.documents import document

# With punctuation that Markdown escapes, in a sentence that every report shows and terminals wrap.
SECRET = "vck_FAKE-0123.4567(89)*abcdef_ghi"
LONG = "FAKE " + " ".join(f"word{number}" for number in range(30))


def holding(secret: str) -> Document:
    found = document("case")
    said = f"The gateway answered with {secret} in its text, which nobody had expected of it."
    return found.model_copy(update={"verdict": found.verdict.model_copy(update={"summary": said})})


@pytest.mark.parametrize("secret", [SECRET, LONG])
@pytest.mark.parametrize("form", MEDIA_TYPES)
def test_no_format_is_released_with_a_secret_in_it(form: Format, secret: str) -> None:
    with pytest.raises(LeakPrevented):
        released(holding(secret), form, Secrets([secret]))
    compared = compare([(f"place {secret}", document("case", "local")), ("b", document("case"))])
    with pytest.raises(LeakPrevented):
        released(compared, form, Secrets([secret]))


def test_the_part_of_the_page_is_searched_as_well() -> None:
    with pytest.raises(LeakPrevented):
        released_view(holding(SECRET), Secrets([SECRET]))


@pytest.mark.parametrize("form", MEDIA_TYPES)
def test_without_a_secret_the_rendering_is_released_as_it_is(form: Format) -> None:
    assert released(document("case"), form, Secrets([SECRET])) == render(document("case"), form)
