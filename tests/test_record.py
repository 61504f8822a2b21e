"""A record is what the standard library's dataclass is, of which it shares methods that are compiled there."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from functools import cached_property
from typing import Any

import pytest

from gateway_probe.record import record


def declare(by: Callable[..., Any]) -> tuple[type[Any], type[Any]]:
    @by(frozen=True)
    class Frozen:
        """Frozen."""

        name: str
        key: str = dataclasses.field(default="FAKE-secret", repr=False)
        parts: tuple[int, ...] = ()
        seen: dict[str, int] = dataclasses.field(default_factory=dict, compare=False)

        @cached_property
        def length(self) -> int:
            return len(self.name)

    @by(kw_only=True)
    class Open(Base):
        """Open."""

        count: int = 0
        inner: Any = None

    return Frozen, Open


class Base:
    pass


BOTH = [declare(by) for by in (dataclasses.dataclass, record)]
(frozen_usual, open_usual), (frozen_own, open_own) = BOTH


@pytest.mark.parametrize("arguments", [("a",), ("a", "b"), ("a", "b", (1, 2)), ("a", "b", (), {"c": 1})])
def test_it_describes_itself_alike_and_without_what_is_kept_out(arguments: tuple[Any, ...]) -> None:
    usual, own = frozen_usual(*arguments), frozen_own(*arguments)
    assert repr(own) == repr(usual)
    assert "FAKE-secret" not in repr(own)
    assert repr(open_own(inner=own)) == repr(open_usual(inner=usual))


def test_one_that_holds_itself_can_be_described() -> None:
    usual, own = open_usual(), open_own()
    usual.inner, own.inner = usual, own
    assert repr(own) == repr(usual)


def test_it_is_equal_to_what_holds_the_same_and_has_its_hash() -> None:
    for kind in (frozen_usual, frozen_own):
        assert kind("a", seen={"b": 1}) == kind("a") != kind("b")
        assert hash(kind("a")) == hash(kind("a", seen={"b": 1}))
        assert kind("a").length == 1
        assert kind("a") != ("a", "FAKE-secret", ())
    assert frozen_own("a") != frozen_usual("a")
    for kind in (open_usual, open_own):
        assert kind(count=1) == kind(count=1) != kind()
        with pytest.raises(TypeError):
            hash(kind())


@pytest.mark.parametrize("name", ["name", "key", "seen", "other"])
def test_a_frozen_one_is_changed_by_nobody(name: str) -> None:
    for kind in (frozen_usual, frozen_own):
        made = kind("a")
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(made, name, "b")
        with pytest.raises(dataclasses.FrozenInstanceError):
            delattr(made, name)
        assert made == kind("a")


def test_what_is_open_can_be_changed_and_takes_its_fields_by_name_alone() -> None:
    for kind in (open_usual, open_own):
        made = kind()
        made.count = 2
        assert made == kind(count=2)
        with pytest.raises(TypeError):
            kind(2)


def test_copies_and_replacements_hold_the_same() -> None:
    made = frozen_own("a", "b", (1,))
    assert dataclasses.replace(made, name="c") == frozen_own("c", "b", (1,))
    assert copy.deepcopy(made) == copy.copy(made) == made
    assert [item.name for item in dataclasses.fields(made)] == ["name", "key", "parts", "seen"]
    assert frozen_own.__match_args__ == frozen_usual.__match_args__


@record(frozen=True)
class Packed:
    """At the top of a module, where pickle finds it."""

    name: str


def test_it_can_be_packed() -> None:
    assert pickle.loads(pickle.dumps(Packed("a"))) == Packed("a")  # noqa: S301 - its own


def test_without_equality_each_is_itself_alone_and_its_own_constructor_stays() -> None:
    @record(eq=False)
    class Raised(Exception):
        text: str

    @record(frozen=True, init=False)
    class Own:
        text: str

        def __init__(self, *words: str) -> None:
            object.__setattr__(self, "text", " ".join(words))

    assert Raised("a") != Raised("a")
    assert Own("a", "b").text == "a b"
