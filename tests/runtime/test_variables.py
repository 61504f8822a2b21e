"""Watched variables: what is said of a value, and that the value is never said."""

import pytest

from gateway_probe.clients import CLIENTS
from gateway_probe.document.facts import Variable
from gateway_probe.runtime.watched_variables import inspect_variables
from gateway_probe.runtime.watchlist import watch_list

KEY = "vck_FAKE" + "7Qz3xK9fW2mB8rT5nJ1cV6hD4gS0pLyA" + "b3XkQ0aZ9wE2rT5yU8iO"
SALT = "FAKE-salt-of-this-group-9Qx2"


def inspect(extra: tuple[str, ...] = (), **environ: str) -> dict[str, Variable]:
    return {v.name: v for v in inspect_variables(watch_list(extra), environ)}


def key(value: str) -> Variable:
    variable = inspect(AI_GATEWAY_API_KEY=value)["AI_GATEWAY_API_KEY"]
    assert value not in variable.model_dump_json(exclude={"name"}) or len(value) < 4
    return variable


def defects(variable: Variable) -> list[str]:
    return [defect.kind for defect in variable.defects]


def test_a_clean_key_has_a_shape_a_length_and_a_fingerprint_and_no_defect() -> None:
    variable = key(KEY)
    assert (variable.present, variable.length, variable.shape, defects(variable)) == (True, 60, "gateway-key", [])
    assert variable.fingerprint is not None


@pytest.mark.parametrize(
    ("value", "kind", "position"),
    [
        (KEY + "\n", "trailing-newline", 60),
        (KEY + " ", "trailing-whitespace", 60),
        (" " + KEY, "leading-whitespace", 0),
        (KEY[:10] + "\n" + KEY[10:], "inner-newline", 10),
        (KEY[:10] + " " + KEY[10:], "inner-whitespace", 10),
        (KEY + "\\n", "literal-backslash-n", 60),
        (f'"{KEY}"', "quotes", 0),
        (f"Bearer {KEY}", "bearer-prefix", 0),
        (f"AI_GATEWAY_API_KEY={KEY}", "name-prefix", 0),
        (f'"AI_GATEWAY_API_KEY={KEY}"', "name-prefix", 0),
        ("\ufeff" + KEY, "invisible-character", 0),
        (KEY + "\u200b", "invisible-character", 60),
        (KEY[:5] + "\u202e" + KEY[5:], "invisible-character", 5),
        (KEY + "\u00a0", "non-ascii-character", 60),
        (KEY + "é", "non-ascii-character", 60),
        (KEY[:7] + "\x00" + KEY[7:], "control-character", 7),
        ("[SENSITIVE]", "placeholder", None),
        ("your-api-key-here", "placeholder", None),
        ("$AI_KEY", "unexpanded-reference", None),
        ("${AI_GATEWAY_KEY}", "unexpanded-reference", None),
        ("AI_GATEWAY_API_KEY", "name-as-value", None),
        (KEY * 2000, "too-long", None),
    ],
)
def test_each_defect_is_named_with_its_place(value: str, kind: str, position: int | None) -> None:
    found = next(defect for defect in key(value).defects if defect.kind == kind)
    assert found.position == position


def test_white_space_around_a_key_changes_neither_shape_nor_fingerprint() -> None:
    assert key(f"  {KEY}\n").fingerprint == key(KEY).fingerprint
    assert key(f"  {KEY}\n").shape == "gateway-key"
    assert key(f"  {KEY}\n").length == 63


@pytest.mark.parametrize(("value", "shape"), [("", "empty"), (" \n", "blank"), ("\u00a0\u200b", "blank")])
def test_empty_and_blank_are_told_apart_from_absent(value: str, shape: str) -> None:
    assert key(value).shape == shape
    assert key(value).present
    assert inspect()["AI_GATEWAY_API_KEY"].shape == "absent"


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        ("vcst_" + "a1" * 20, "gateway-client-secret"),
        ("sk-proj-" + "a1" * 20, "openai-project-key"),
        ("sk-ant-" + "a1" * 20, "anthropic-key"),
        ("sk-or-v1-" + "a1" * 20, "openrouter-key"),
        ("sk-" + "a1" * 20, "openai-key"),
        ("AIza" + "a1" * 18, "google-key"),
        ("0123456789abcdef" * 2, "azure-key"),
        ("a1B2" * 21, "azure-key"),
        ("vca_" + "a1" * 12, "vercel-access-token"),
        ("a1B2c3D4e5F6" * 2, "vercel-access-token"),
        ("eyJhbGciOiJSUzI1NiJ9.e30.c2ln", "jwt"),
        ("https://ai-gateway.vercel.sh/v1", "url"),
        ("something else entirely", "other"),
    ],
)
def test_the_shape_is_told_by_public_prefixes(value: str, shape: str) -> None:
    assert key(value).shape == shape
    assert key(f'"{value}"').shape == shape


def test_a_value_that_stands_under_two_names_is_said_to_under_both() -> None:
    found = inspect(AI_GATEWAY_API_KEY="sk-proj-FAKE0123456789", OPENAI_API_KEY=" sk-proj-FAKE0123456789\n")
    assert [(d.kind, d.other) for d in found["AI_GATEWAY_API_KEY"].defects] == [("equal-to-variable", "OPENAI_API_KEY")]
    assert "equal-to-variable" in defects(found["OPENAI_API_KEY"])


def test_placeholders_are_not_called_equal_and_have_no_fingerprint() -> None:
    found = inspect(AI_GATEWAY_API_KEY="[SENSITIVE]", OPENAI_API_KEY="[SENSITIVE]")
    assert defects(found["AI_GATEWAY_API_KEY"]) == ["placeholder"]
    assert inspect(AI_GATEWAY_API_KEY="your-long-api-key-goes-right-here")["AI_GATEWAY_API_KEY"].fingerprint is None


@pytest.mark.parametrize("held", [f'"{KEY}"', f"Bearer {KEY}", f"{KEY}\\n", f"'Bearer {KEY}'"])
def test_a_key_with_something_around_it_is_known_by_what_it_was_meant_to_be(held: str) -> None:
    found = key(held)
    assert found.fingerprint != key(KEY).fingerprint == found.bare_fingerprint
    assert key(f"{KEY}\n").bare_fingerprint is None, "a client takes white space off by itself"


def test_a_short_value_has_no_fingerprint() -> None:
    assert key("vck_short").fingerprint is None


def test_a_value_that_needs_a_salt_says_so() -> None:
    environ = {
        "MY_DATABASE": "postgres://app:Summer2026@db.example.com/app",
        "AI_GATEWAY_API_KEY": KEY,
        "MY_PIN": "4711",
    }
    found = inspect(("MY_DATABASE", "MY_PIN"), **environ)
    needing = {name for name, variable in found.items() if variable.needs_salt}
    assert needing == {"MY_DATABASE"}, "a key has a fingerprint, and a short value none with a salt either"
    salted = {v.name: v for v in inspect_variables(watch_list(("MY_DATABASE",)), environ, salt=SALT)}
    assert not any(variable.needs_salt for variable in salted.values())


def test_a_key_without_a_prefix_is_known_by_its_variable() -> None:
    azure = "9f2c4e6b1a7d3058e1b4c7f09a2d6358"
    found = inspect(("MY_SECRET",), AZURE_API_KEY=azure, MY_SECRET=azure)
    assert (found["AZURE_API_KEY"].fingerprint is None, found["MY_SECRET"].fingerprint) == (False, None)


def test_beside_a_fingerprint_that_a_guess_could_be_held_against_stand_no_measures() -> None:
    """Whoever knows the salt, and the length, could read a weak value back from its fingerprint."""
    environ = {"MY_DATABASE": "postgres://app:Summer2026@db.example.com/app\n", "AI_GATEWAY_API_KEY": KEY}
    found = {v.name: v for v in inspect_variables(watch_list(("MY_DATABASE",)), environ, salt=SALT)}
    weak, strong = found["MY_DATABASE"], found["AI_GATEWAY_API_KEY"]
    assert weak.fingerprint is not None
    assert (weak.length, [defect.position for defect in weak.defects]) == (None, [None])
    assert (strong.fingerprint is not None, strong.length) == (True, 60)
    quoted = {v.name: v for v in inspect_variables(watch_list(("MY",)), {"MY": '"Summer2026!"'}, salt=SALT)}["MY"]
    assert (quoted.bare_fingerprint is not None, quoted.length) == (True, None)
    without = inspect(("MY_DATABASE",), **environ)["MY_DATABASE"]
    assert (without.fingerprint, without.length) == (None, 45)


def test_only_listed_names_are_looked_at() -> None:
    assert "MY_OTHER_SECRET" not in inspect(MY_OTHER_SECRET="x")
    assert inspect(("MY_OTHER_SECRET",), MY_OTHER_SECRET="x")["MY_OTHER_SECRET"].role == "watched"


@pytest.mark.parametrize(
    ("value", "endpoint", "kind"),
    [
        ("https://ai-gateway.vercel.sh/v1", "ai-gateway.vercel.sh/v1", "gateway"),
        ("https://user:FAKE-password@gateway.example.com/v1?key=FAKE", "gateway.example.com/v1", "other"),
        ("https://api.openai.com/v1", "api.openai.com/v1", "provider"),
        ("https://gateway.example.com/FAKE9key8of7me6/v1beta", "gateway.example.com/[hidden]/v1beta", "other"),
        ("https://FAKE7Qz3xK9fW2mB8rT5nJ1c.example.com/v1", None, "malformed"),
        ("http://localhost:3000", "localhost:3000", "loopback"),
        ("https://AI-Gateway.vercel.sh:443/v1", "ai-gateway.vercel.sh/v1", "gateway"),
        ("http://ai-gateway.vercel.sh:80/v1", "ai-gateway.vercel.sh/v1", "gateway"),
        ("http://ai-gateway.vercel.sh:443/v1", "ai-gateway.vercel.sh:443/v1", "gateway"),
        ("ai-gateway.vercel.sh", None, "malformed"),
        ("https://[broken", None, "malformed"),
    ],
)
def test_a_base_url_shows_host_and_path_and_no_credentials(value: str, endpoint: str | None, kind: str) -> None:
    variable = inspect(AI_GATEWAY_BASE_URL=value)["AI_GATEWAY_BASE_URL"]
    assert (variable.endpoint, variable.endpoint_kind) == (endpoint, kind)
    assert variable.endpoint_scheme == (value.partition(":")[0] if endpoint else None)
    assert "FAKE" not in variable.model_dump_json()


def test_a_huge_value_is_inspected_in_bounded_time() -> None:
    variable = key("\u200b" * 100_000)
    assert variable.length == 100_000
    assert len(variable.defects) < 30


@pytest.mark.parametrize("path", sorted({path for client in CLIENTS for path in client.base_paths if path}))
def test_a_path_that_a_client_expects_is_shown(path: str) -> None:
    variable = inspect(OPENAI_BASE_URL=f"https://ai-gateway.vercel.sh{path}")["OPENAI_BASE_URL"]
    assert variable.endpoint == f"ai-gateway.vercel.sh{path}"
