"""The pure parts: documents judged, comparisons, the last gate. In one process, by CPU time."""

import random
import time
from collections.abc import Callable

from gateway_probe.causes import judge
from gateway_probe.comparison import compare
from gateway_probe.disclosure import Secrets, disclose, last_gate
from gateway_probe.document import Document
from gateway_probe.probe import conclude
from gateway_probe.reports import render
from tests.causes.documents import document
from tools.bench.figures import Part, Sample, single

_SIZES = (2, 10, 100)
_HOW = (
    "One process, CPU time. Documents are those of the scenarios `case` and `healthy-byok` in turn; in a comparison of N every place "
    "has another key, so that no two are alike. "
    "The last gate searches a rendered Document repeated to 1 and 10 MB for 20 secrets."
)


def measure(rounds: int) -> Part:
    """Time each part `rounds` times."""
    base = [document("case", level="private"), document("healthy-byok", level="private")]
    concluded = _times(lambda: conclude(base[0], "public"), rounds)
    rates = [1 / taken for taken in concluded]
    samples = [
        Sample("Documents concluded a second (disclosed, judged, ledger)", "/s", rates),
        Sample("judged alone", "/s", [1 / taken for taken in _times(lambda: judge(base[0]), rounds)]),
        Sample("disclosed alone", "/s", [1 / taken for taken in _times(lambda: disclose(base[0], "public"), rounds)]),
    ]
    compared: dict[int, list[float]] = {}
    for size in _SIZES:
        places = [(f"place {at}", _with_key(base[at % 2], at)) for at in range(size)]
        compared[size] = _times(lambda places=places: compare(places), rounds)  # type: ignore[misc]
        samples.append(Sample(f"comparison of {size}", "ms", [taken * 1000 for taken in compared[size]]))
    samples += _gate(rounds)
    # From 10 to 100 documents: ten times the work, ten times the time at most.
    growth = [big / small / 10 for small, big in zip(compared[10], compared[100], strict=True)]
    return Part(
        "Judging",
        _HOW,
        samples,
        [
            single("Documents concluded a second", 2000, rates, "/s", more_is_better=True),
            single("comparing 100 documents", 0.5, compared[100], "s"),
            single("growth from 10 to 100 documents, against linear", 1.0, growth, "x"),
        ],
    )


def _with_key(found: Document, number: int) -> Document:
    """The same place with a key of its own."""
    variables = [
        item.model_copy(update={"fingerprint": f"fp1:{number:012x}"}) if item.role == "gateway-key" else item
        for item in found.variables
    ]
    return found.model_copy(update={"variables": variables})


def _gate(rounds: int) -> list[Sample]:
    drawn = random.Random(7)  # noqa: S311 - no secret, only as long as one
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    secrets = Secrets("FAKE" + "".join(drawn.choices(alphabet, k=56)) for _ in range(20))
    content = render(document("case"), "json")
    samples = []
    for megabytes in (1, 10):
        big = content * (megabytes * 1_000_000 // len(content))
        last_gate(big, secrets)  # the needles are made once a run
        taken = _times(lambda big=big: last_gate(big, secrets), max(3, rounds // 5))  # type: ignore[misc]
        samples.append(Sample(f"last gate, {megabytes} MB", "MB/s", [len(big) / 1e6 / one for one in taken]))
    return samples


def _times(work: Callable[[], object], rounds: int) -> list[float]:
    work()
    taken = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return taken
