"""What every model of the contract has from its base: copies, and the same with other values."""

import copy
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from gateway_probe.document.base import Model
from gateway_probe.document.exchange import TOLD, Check
from tests.causes.documents import document


def kinds(kind: type[Model] = Model) -> Iterator[type[Model]]:
    for own in kind.__subclasses__():
        yield own
        yield from kinds(own)


def test_no_model_has_what_a_copy_leaves_out() -> None:
    assert len(list(kinds())) > 30
    assert [kind for kind in kinds() if kind.__private_attributes__ or kind.model_config.get("extra") == "allow"] == []


def test_a_copy_is_the_one_that_pydantic_would_make() -> None:
    found = document("case")
    ours, theirs = copy.copy(found), BaseModel.__copy__(found)
    assert ours == theirs == found
    assert ours.model_fields_set == theirs.model_fields_set
    assert ours.model_dump_json(exclude_unset=True) == theirs.model_dump_json(exclude_unset=True)


def test_a_changed_copy_leaves_the_first_as_it_was() -> None:
    probe = document("case").probe
    changed = probe.model_copy(update={"model": "openai/other"})
    assert (changed.model, probe.model) == ("openai/other", document("case").probe.model)
    assert changed != probe


def test_with_the_values_that_it_has_it_is_itself() -> None:
    probe = document("case").probe
    assert probe.having(model=probe.model, tier_model=probe.tier_model) is probe
    other = probe.having(model="openai/other")
    assert other == probe.model_copy(update={"model": "openai/other"})
    assert "model" in other.model_fields_set
    with pytest.raises(KeyError):
        probe.having(unknown=1)


OF_THE_QUESTION = {"id", "question", "cost", "request"}
OF_HOW_IT_ENDED = {"outcome", "answer", "answered_by", "reason", "response", "generation_id", "timing", "unread"}


def test_a_field_of_a_check_is_of_the_question_or_of_its_end_or_is_told() -> None:
    """Where an answer is not believed, nothing that it told is: a new field has to be of one of the three."""
    assert len(TOLD) == len(set(TOLD))
    assert set(Check.model_fields) == OF_THE_QUESTION | OF_HOW_IT_ENDED | set(TOLD)
