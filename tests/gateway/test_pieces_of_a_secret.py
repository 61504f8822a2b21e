"""A secret of ordinary words, in pieces that say nothing alone, spread over the fields of one error."""

from itertools import permutations
from typing import Any

import pytest

from gateway_probe.disclosure import Redactor, Secrets
from gateway_probe.gateway.errors import parse_error

SECRETS = ["correct-marmot-quartz-seven", "w4tch3dzulu9182secretval"]
READ_BACK = 12
# In the order of the Document, as the places in the body.
PLACES = ["type", "message", "name", "ruleId", "modelId", "code"]
FIELDS = ["type", "message", "param_name", "rule_id", "model_id", "code"]


def bare(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def shown(pieces: dict[str, str], secret: str) -> list[str]:
    """The texts that the Document shows of an error with these pieces, in its order."""
    error: dict[str, Any] = {name: pieces.get(name) for name in ("type", "message", "code")}
    error["param"] = {name: pieces.get(name) for name in ("name", "ruleId", "modelId")}
    found = parse_error({"error": error}, Redactor(Secrets([secret])))
    assert found is not None
    return [text for field in FIELDS if (text := getattr(found, field))]


def can_be_read_back(texts: list[str], secret: str) -> bool:
    together, whole = bare("".join(texts)), bare(secret)
    return any(whole[at : at + READ_BACK] in together for at in range(len(whole) - READ_BACK + 1))


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("size", range(3, 11))
def test_pieces_in_the_order_of_the_document_are_not_shown(size: int, secret: str) -> None:
    pieces = [secret[at : at + size] for at in range(0, len(secret), size)]
    for start in range(len(PLACES)):
        texts = shown(dict(zip(PLACES[start:], pieces, strict=False)), secret)
        assert not can_be_read_back(texts, secret), texts


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("size", range(6, 11))
def test_no_two_fields_hold_halves_of_it_whichever_comes_first(size: int, secret: str) -> None:
    pieces = [secret[at : at + size] for at in range(0, len(secret), size)]
    for places in permutations(PLACES, 3):
        texts = shown(dict(zip(places, pieces, strict=False)), secret)
        assert not any(can_be_read_back(list(pair), secret) for pair in permutations(texts, 2)), texts


def test_what_is_no_piece_of_a_secret_stays() -> None:
    pieces = {"type": "rate_limit_exceeded", "message": "Rate limit exceeded", "modelId": "openai/gpt-5.4-mini"}
    assert shown(pieces, SECRETS[0]) == list(pieces.values())
