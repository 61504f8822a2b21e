"""Each reader of an answer broken in turn: the run still leaves a Document, which says so and is certain of nothing."""

import pytest

from gateway_probe.document import read_document
from gateway_probe.gateway import client
from tests.standin import Token
from tests.worlds import parts
from tests.worlds.world import KEY, on_vercel, visit

READERS = (
    "credits_facts",
    "credits_pair",
    "finish_reason",
    "generation_id",
    "generation_record",
    "holds_content",
    "judge_exchange",
    "model_listing",
    "parse_routing",
    "parse_stream",
    "provider_endpoints",
)


@pytest.mark.parametrize("team", [parts.PAID, parts.FREE_WITH_BYOK], ids=["served", "refused"])
@pytest.mark.parametrize("reader", READERS)
def test_a_reader_that_breaks_costs_its_own_answer_alone(
    reader: str, team: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def broken(*_arguments: object, **_options: object) -> None:
        calls.append(reader)
        raise ZeroDivisionError

    monkeypatch.setattr(client, reader, broken)
    document = visit(on_vercel(KEY, Token(team)), parts.one_team(team)).document  # type: ignore[arg-type]
    read_document(document.model_dump_json().encode())
    if calls:
        assert "probe-fault" in {item.code for item in document.findings}
        assert document.verdict.confidence != "certain"
