"""Whether an answer was kept on the way and given again, by what stores write into its headers."""

import pytest

from gateway_probe.gateway.stores import is_from_store


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("age", "1"),
        ("age", " 3600 "),
        ("warning", '110 - "Response is Stale"'),
        ("x-vercel-cache", "HIT"),
        ("x-vercel-cache", "STALE"),
        ("x-cache", "Hit from cloudfront"),
        ("x-cache", "MISS, HIT"),
        ("x-cache", "TCP_MEM_HIT from fake.example"),
        ("cf-cache-status", "REVALIDATED"),
        ("cf-aig-cache-status", "HIT"),
        ("cache-status", "ExampleCache; hit; ttl=376"),
        ("x-portkey-cache-status", "SEMANTIC HIT"),
    ],
)
def test_what_was_kept_is_known(name: str, value: str) -> None:
    assert is_from_store({"server": "Vercel", name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("age", "0"),
        ("age", "soon"),
        ("warning", '214 - "Transformation Applied"'),
        ("x-vercel-cache", "MISS"),
        ("x-vercel-cache", "BYPASS"),
        ("x-cache", "TCP_MISS from fake.example"),
        ("x-cache", "Error from cloudfront"),
        ("cf-cache-status", "DYNAMIC"),
        ("cache-status", "ExampleCache; fwd=miss"),
        ("cache-status", "ExampleCache; fwd=stale; stored"),
        ("cache-control", "public, max-age=60, stale-while-revalidate=600"),
        ("cdn-cache-control", "stale-if-error=60"),
        ("x-white", "hit"),
    ],
)
def test_marks_of_a_new_answer_are_none(name: str, value: str) -> None:
    assert not is_from_store({"server": "Vercel", name: value})
