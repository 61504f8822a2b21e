"""Runs of many texts: found as if each were held by itself, and in a small part of the room."""

import random
import subprocess
import sys

import pytest

from gateway_probe.disclosure import Secrets
from gateway_probe.disclosure.runs import Runs

LENGTHS = (6, 7, 11, 12)


def plainly(texts: list[str], length: int, text: str) -> set[int]:
    """Where a run begins, by a set of all of them."""
    runs = {known[at : at + length] for known in texts for at in range(len(known) - length + 1)}
    return {at for at in range(len(text) - length + 1) if text[at : at + length] in runs}


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("signs", ["ab", "abc", "abcdefgh0123456789"])
def test_runs_are_found_where_a_set_of_all_of_them_finds_them(signs: str, length: int) -> None:
    chance = random.Random(f"{signs} {length}")  # noqa: S311 - no secret is made by it
    for _ in range(300):
        texts = ["".join(chance.choices(signs, k=chance.randrange(40))) for _ in range(chance.randrange(6))]
        parts = ["".join(chance.choices(signs, k=chance.randrange(12)))]
        parts += [known[chance.randrange(len(known) + 1) :][: chance.randrange(30)] for known in texts]
        text = "".join(parts)
        assert set(Runs(texts, length).find_in(text)) == plainly(texts, length, text), (texts, text)


@pytest.mark.parametrize("known", ["a" * 500, "ab" * 250, "abcdefg" * 70, "x" + "a" * 99 + "y" * 99])
def test_what_repeats_itself_is_found_wherever_it_begins(known: str) -> None:
    for length in LENGTHS:
        for at in range(0, len(known) - length, 3):
            text = "--" + known[at : at + length] + "--"
            assert 2 in set(Runs([known], length).find_in(text))


def test_no_run_goes_over_from_one_text_to_the_next() -> None:
    runs = Runs(["FAKEone12345", "FAKEtwo67890"], 11)
    assert not set(runs.find_in("one12345FAKEtwo"))
    assert set(runs.find_in("..FAKEtwo67890")) == {2, 3}


@pytest.mark.parametrize("held", ["", "FAKE", "FAKEfive5"])
def test_too_short_a_text_has_no_runs(held: str) -> None:
    assert not Runs([held], 11)
    assert not list(Runs([held], 11).find_in(held * 9))


@pytest.mark.parametrize("length", [9, 64, 65, 700])
def test_a_long_secret_is_held_back_as_a_whole_and_not_for_how_it_begins(length: int) -> None:
    secret = "FAKE0-" + "".join(random.Random(length).choices("abcdefghij0123456789/+", k=length))  # noqa: S311
    secrets = Secrets([secret])
    assert secrets.held_in(f"x{secret.upper()}x")
    assert secrets.held_in(secret.encode().hex())
    assert not secrets.held_in(secret[:-1] + "!")


GROWTH = """
import random, resource
from gateway_probe.disclosure import Secrets
chance = random.Random(7)
values = ["".join(chance.choices("ABCDEFabcdef0123456789-_/+", k=1_000)) for _ in range(2_000)]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
secrets = Secrets(values)
assert secrets.spans("see " + values[7][300:330])
assert secrets.held_in("see " + values[9])
assert not secrets.held_in("nothing"), "and nothing else"
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_thousands_of_long_values_take_a_bounded_multiple_of_their_size() -> None:
    done = subprocess.run([sys.executable, "-c", GROWTH], capture_output=True, text=True, timeout=120, check=True)
    unit = 1024 if sys.platform == "darwin" else 1  # macOS counts bytes
    assert int(done.stdout) / unit < 80 * 2_000, "kB, of two thousand values of a kB"
