"""Foreign text: words that everybody knows are shown, everything else is a block."""

import json
import re
from collections.abc import Callable

import pytest

from gateway_probe.disclosure import Redactor, Secrets, is_hidden
from gateway_probe.disclosure.parts import MARKER
from gateway_probe.disclosure.screen import screen
from gateway_probe.disclosure.secrets import RUN
from tests.disclosure.test_secrets import SECRET, encodings


@pytest.mark.parametrize("form", encodings(SECRET).values(), ids=encodings(SECRET).keys())
def test_foreign_text_loses_a_known_secret_in_every_form(form: str) -> None:
    text = Redactor(Secrets([SECRET])).text(f"invalid key {form} given") or ""
    assert "invalid key" in text
    assert "[redacted:" in text
    pieces = {form[at : at + 12] for at in range(len(form) - 11)}
    assert not any(piece in text for piece in pieces)


def test_a_secret_with_zero_width_characters_or_backwards_is_found() -> None:
    redactor = Redactor(Secrets([SECRET]))
    for hidden in ("\u200b".join(SECRET), SECRET[::-1], "\x1b[31m" + SECRET):
        assert SECRET[8:20] not in (redactor.text(hidden) or "")
        assert SECRET[::-1][8:20] not in (redactor.text(hidden) or "")


@pytest.mark.parametrize(
    "echoed",
    [
        "sk-proj-FAKE0123456789abcdef",
        "vck_anothersFAKEkey",
        "AIzaFAKEFAKEFAKEFAKE",
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJmYWtlIn0.c2lnbmF0dXJl",
        "FAKE0123456789abcdef0123456789abcdef",
        "sk-F***************wxyz",
        "someone@example.com",
        "%46%41%4B%45%30%31",
        r"\u0046\u0041\u004b\u0045",
        "&#70;&#65;&#75;&#69;",
        "&#x46;&#x41;&#x4b;",
    ],
)
def test_keys_of_others_that_a_provider_echoes_are_removed_by_their_form(echoed: str) -> None:
    text = Redactor(Secrets()).text(f"Incorrect API key provided: {echoed}.") or ""
    assert echoed not in text
    assert "[redacted:" in text


@pytest.mark.parametrize(
    "message",
    [
        "Bring Your Own Key (BYOK) is available only with paid credits.",
        "System credentials planned for: openai. Total execution order: azure(byok) → openai(system)",
        "No allowed providers available. Available providers are: azure, openai",
        "Free tier users do not have access to this model.",
        "Model openai/gpt-5.4-mini-2026-01-01 not found",
    ],
)
def test_the_gateways_own_words_stay_whole(message: str) -> None:
    assert Redactor(Secrets([SECRET])).text(message) == message


PUBLIC = {
    'Quota limit exceeded for "api_key_id_FAKE1234". Current spend: $200.00, limit: $210.00.': [
        "FAKE1234",
        "200",
        "210",
    ],
    "User: arn:aws:iam::123456789012:user/acme is not authorized to perform: bedrock": ["123456789012", "acme"],
    "Permission denied on project projects/acme-prod-4711": ["acme", "4711"],
    "Upgrade at https://vercel.com/d?to=%2Facme%2F~%2Fai%3Fmodal%3Dtop-up for access.": ["acme"],
    "Requests from 203.0.113.77 are not allowed, nor from 1.1.1.1.": ["203.0", "113", "1.1"],
    "The resource acme.openai.azure.com and the deployment acme-openai do not exist.": ["acme"],
    "Please contact someone@acme.example or call +1 555 010 9999.": ["someone@", "acme", "555", "9999"],
}


@pytest.mark.parametrize("message", PUBLIC)
def test_the_public_level_shows_the_words_and_nobodys_names_and_sums(message: str) -> None:
    private = Redactor(Secrets()).text(message) or ""
    public = screen(private, "public")
    assert "[redacted:" in public
    assert not [part for part in PUBLIC[message] if part in public]
    assert len([word for word in message.split() if word.isalpha() and word in public]) >= 3


def test_control_characters_never_reach_the_document() -> None:
    assert Redactor(Secrets()).text("a\x1b[2Jb\u202ec\r\nd\x00e") == "abc de"


def test_long_text_is_cut_and_never_inside_a_marker() -> None:
    text = Redactor(Secrets()).text("word " * 55 + "sk-FAKE0123456789abcdefFAKE0123456789abcdef" + " end" * 99) or ""
    assert len(text) <= 300
    assert text.count("[redacted:") == text.count("]")


def test_a_name_that_is_not_one_is_a_block() -> None:
    redactor = Redactor(Secrets([SECRET]))
    assert redactor.identifier("byok_requires_paid_credits") == "byok_requires_paid_credits"
    for value in ("<script>", "x" * 500, SECRET):
        shown = redactor.identifier(value)
        assert is_hidden(shown)
        assert str(len(value)) in (shown or "")
    assert redactor.identifier(None) is None
    assert redactor.identifier(["a"]) is None


NAMES = {
    "byok_requires_paid_credits": ("private", "public"),
    "something_new": ("private", "public"),
    "RestrictedModelsError": ("private", "public"),
    "tool-calls": ("private", "public"),
    "azure": ("private", "public"),
    "anthropic/claude-sonnet-4.5": ("private", "public"),
    "bedrock/us.anthropic.claude-3-5-sonnet-20241022-v2:0": ("private", "public"),
    "openai/gpt-5.4-mini-2026-01-01": ("private", "public"),
    "zai/glm-4.6": ("private", "public"),
    "acmemodels": ("private",),
    "acme2": ("private",),
    "acme-inference-cloud": ("private",),
    "abcdefghjkmnpqrs": (),
    "gen_01K7ABCDEFGHJKMNPQRSTVWXYZ": ("private",),
    "team_FAKE7Qz3xK9fW2mB8rT5nJ1c": ("private",),
    "team_acme": ("private",),
    "sk-proj-FAKE7Qz3xK9fW2mB8rT5nJ": (),
    "FAKE7Qz3xK9fW2mB8rT5nJ1c": (),
    "123456789012": (),
    "arn:aws:iam::123456789012:user/acme": (),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_shown_by_its_form_and_the_register(name: str) -> None:
    private = Redactor(Secrets()).identifier(name) or ""
    assert (private == name) is ("private" in NAMES[name])
    assert (screen(private, "public", name=True) == name) is ("public" in NAMES[name])


HEADERS = {
    ("x-vercel-id", "fra1::iad1::abc12-1790000000000-0123456789ab"): True,
    ("x-vercel-id", "fra1::iad1::FAKE7Qz3xK9fW2mB8rT5nJ1c"): False,
    ("x-vercel-error", "FUNCTION_INVOCATION_TIMEOUT"): True,
    ("x-vercel-error", "FAKE7Qz3xK9fW2mB8rT5nJ1c"): False,
    ("server", "Vercel"): True,
    ("server", "nginx/1.25.3"): True,
    ("server", "FAKE7Qz3xK9fW2mB8rT5nJ1c"): False,
    ("retry-after", "120"): True,
    ("retry-after", "Tue, 24 Nov 2026 15:50:49 GMT"): True,
    ("retry-after", "123456789012"): False,
    ("date", "Tue, 24 Nov 2026 15:50:49 GMT"): True,
    ("content-type", "application/json; charset=utf-8"): True,
    ("x-vercel-mitigated", "challenge"): True,
}


@pytest.mark.parametrize(("name", "value"), HEADERS)
def test_a_header_is_shown_by_its_form(name: str, value: str) -> None:
    assert (Redactor(Secrets()).header(name, value) == value) is HEADERS[name, value]


@pytest.mark.parametrize("told", ["password: {}", "api_key={}", "Bearer {}", "client_secret: '{}'", "signature={}"])
def test_a_word_that_is_called_a_secret_is_one(told: str) -> None:
    shown = Redactor(Secrets()).text(f"The request failed, {told.format('hunter')} was wrong.") or ""
    assert "hunter" not in shown
    assert "The request failed" in shown


@pytest.mark.parametrize(
    "written", ["xqpz tuvk wait qzab", "xqpz wait tuvk qzab", "tuvk-xqpz wait qz ab", "xqpztuvk in qzab"]
)
def test_a_word_among_the_pieces_of_a_password_shows_none_of_them(written: str) -> None:
    """One piece in two thousand is a word by chance."""
    shown = Redactor(Secrets()).text(f"The password is {written} for everybody here") or ""
    assert not [piece for piece in ("xqpz", "tuvk", "qzab") if piece in shown]


def test_digits_of_an_address_that_is_named_here_are_no_words() -> None:
    """Else numbers between them would spell out anything."""
    redactor = Redactor(Secrets(own=["http://127.0.0.1:8080"]))
    assert "1 1 0 1" not in (redactor.text("0 1 1 0 1 1 0 1 0 1 1 1 0 1 1 0") or "")


def test_a_run_looks_at_a_bounded_amount_of_text() -> None:
    redactor = Redactor(Secrets())
    shown = [redactor.text("not available " * 100) or "" for _ in range(200)]
    assert "not available" in shown[0]
    assert is_hidden(shown[-1])


def test_a_secret_beside_escapes_leaves_no_half_of_them() -> None:
    """What stands around a known secret goes with it; of an escape that would leave a part that no rule knows."""
    spelled = "".join(f"&#{ord(letter)};" for letter in SECRET)
    said = Redactor(Secrets([SECRET])).text(f"{SECRET[:20]}{spelled[:16]} and more") or ""
    assert not any(spelled[at : at + 12] in said for at in range(len(spelled) - 11))


def test_a_key_with_quotes_and_backslashes_is_known_inside_json_inside_json() -> None:
    key = 'FAKE"key\\with"all\\that"is\\escaped"0123'
    twice = json.dumps(json.dumps(key)[1:-1])[1:-1]
    said = Redactor(Secrets([key])).text(f"echoed {twice}") or ""
    assert not any(twice[at : at + 12] in said for at in range(len(twice) - 11))


def test_a_list_shows_models_with_their_dates_and_no_digits_that_read_on() -> None:
    """A family's name may be a piece of a secret by chance, so what stands before it and behind it counts."""
    redactor = Redactor(Secrets([]))
    models = ["openai/gpt-4o-2024-08-06", "claude-opus-4-1-20250805-v1:0", "o3-mini", "yi-34b"]
    assert redactor.names(models) == models
    for pieces in (["522050-5331", "99805845-yi"], ["yi-99805845", "522050-5331"], ["99805845-yi", "52205053-yi"]):
        shown = [name for name in redactor.names(pieces) if "redacted" not in name]
        assert sum(map(len, shown)) < 12, shown


@pytest.mark.parametrize(
    "name",
    ["openai/10.42.77.13", "us.8.8.10.20", "eu-10-0-0-250", "openai/219-09-9999", "google/48.85837", "openai/1987-03-14",
     "openai/00:1a:2b:3c:4d:5e", "us-415-555-2671", "eu-48291374", "openai/4829-1374-5011"],
)  # fmt: skip
def test_numbers_of_somebody_are_no_version_of_a_model(name: str) -> None:
    shown = screen(f"The model {name} is not available.", "public")
    assert len(re.sub(r"\D", "", MARKER.sub("", shown))) < 3, shown


@pytest.mark.parametrize(
    "name",
    ["gpt-4o-2024-08-06", "us.anthropic.claude-3-7-sonnet-20250219-v1:0", "gemini-2.5-flash-preview-05-20",
     "command-r-08-2024", "gpt-4-0125-preview", "seed-1-6-250915", "qwen-3-235b-a22b-2507", "glm-4-32b-0414-128k"],
)  # fmt: skip
def test_a_version_of_a_model_is_shown(name: str) -> None:
    assert screen(f"The model {name} is not available.", "public") == f"The model {name} is not available."


SPELLED: dict[str, Callable[[str], list[str]]] = {
    "four characters": lambda secret: [secret[at : at + 4] for at in range(0, len(secret), 4)],
    "numbers": lambda secret: [str(byte) for byte in secret.encode()],
    "numbers in hex": lambda secret: [f"{byte:02x}" for byte in secret.encode()],
    "numbers in octal": lambda secret: [f"{byte:o}" for byte in secret.encode()],
}
BASES = {"numbers": 10, "numbers in hex": 16, "numbers in octal": 8}


def read(spelled: str, pieces: list[str]) -> str:
    """What somebody reads who knows how it was spelled; a block is a full stop."""
    bare = [MARKER.sub(".", piece) for piece in pieces]
    return "".join(
        piece if spelled not in BASES else chr(int(piece, BASES[spelled])) if "." not in piece else "."
        for piece in bare
        if piece
    )


@pytest.mark.parametrize("between", [" is invalid ", " tokens ", " openai/", " gpt-", " The model is invalid. "])
@pytest.mark.parametrize("spelled", SPELLED)
def test_words_between_the_pieces_of_a_secret_do_not_hide_it(spelled: str, between: str) -> None:
    secret = "7c17832e306b1af4a9213b27"
    pieces = SPELLED[spelled](secret)
    in_one = Redactor(Secrets([secret])).text(between.join(pieces)) or ""
    apart = Redactor(Secrets([secret]))
    one_by_one = [apart.text(f"{between}{piece}") or "" for piece in pieces]
    for shown in (in_one.split(between), [text.removeprefix(between.strip()).strip() for text in one_by_one]):
        told = read(spelled, shown)
        assert [secret[at : at + RUN] for at in range(len(secret) - RUN + 1) if secret[at : at + RUN] in told] == []
