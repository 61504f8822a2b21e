"""Members added to and taken out of JSON, while the rest keeps its form."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway_probe.dropin.json_text import merge, take_out

OURS = {"build": {"env": {"FLAG": "1"}}, "functions": {"api/diagnose.py": {"maxDuration": 60, "excludeFiles": "{a,b}"}}}

KEYS = st.sampled_from(["build", "env", "FLAG", "functions", "api/diagnose.py", "maxDuration", "headers", '"\\{', "ü"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["1", "}", '"', "\u2028"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
FORMS = st.sampled_from(
    [{"indent": 2}, {"indent": 4}, {"indent": "\t"}, {}, {"separators": (",", ":")}, {"ensure_ascii": False}]
)


def merged(there: Any, ours: Any) -> Any:
    """What stands there wins; only objects are gone into."""
    if not (isinstance(there, dict) and isinstance(ours, dict)):
        return there
    return {
        **{name: merged(there[name], value) if name in there else value for name, value in ours.items()},
        **{name: value for name, value in there.items() if name not in ours},
    }


@given(there=st.dictionaries(KEYS, VALUES, max_size=5), form=FORMS, end=st.sampled_from(["", "\n", "\r\n"]))
def test_what_is_missing_is_added_and_nothing_is_overruled(there: dict[str, Any], form: Any, end: str) -> None:
    text = json.dumps(there, **form) + end
    assert json.loads(merge(text, OURS)) == merged(there, OURS)
    assert merge(text, OURS).endswith(end)
    assert merge(merge(text, OURS), OURS) == merge(text, OURS)


@given(there=st.dictionaries(KEYS.filter(lambda key: key not in OURS), VALUES, max_size=5), form=FORMS)
def test_what_was_added_is_taken_out_again(there: dict[str, Any], form: Any) -> None:
    text = json.dumps(there, **form)
    back = take_out(merge(text, OURS), OURS)
    assert json.loads(back) == there
    if form.get("indent"):
        assert back == text


@given(there=st.dictionaries(KEYS, VALUES, max_size=5), form=FORMS)
def test_taking_out_touches_nobody_elses(there: dict[str, Any], form: Any) -> None:
    left = json.loads(take_out(json.dumps(there, **form), OURS))
    others = {name: value for name, value in there.items() if name not in OURS}
    assert {name: value for name, value in left.items() if name not in OURS} == others


CASES = [
    (
        '{\n    "framework": "nextjs",\n    "crons": [{ "path": "/a", "schedule": "0 0 * * *" }]\n}\n',
        (
            '{\n    "functions": {\n        "x": 1\n    },\n    "framework": "nextjs",\n'
            '    "crons": [{ "path": "/a", "schedule": "0 0 * * *" }]\n}\n'
        ),
    ),
    ("{}\n", '{\n  "functions": {\n    "x": 1\n  }\n}\n'),
    ('{"a": 1}', '{\n  "functions": {\n    "x": 1\n  },\n  "a": 1}'),
    (
        '{\r\n\t"functions": {\r\n\t\t"y": 2\r\n\t}\r\n}\r\n',
        '{\r\n\t"functions": {\r\n\t\t"x": 1,\r\n\t\t"y": 2\r\n\t}\r\n}\r\n',
    ),
    ('\ufeff{\n  "a": 1\n}', '\ufeff{\n  "functions": {\n    "x": 1\n  },\n  "a": 1\n}'),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_rest_keeps_its_form_to_the_last_space(text: str, expected: str) -> None:
    assert merge(text, {"functions": {"x": 1}}) == expected
