"""Several processes at once, for `make test` (pytest-xdist): which tests go together, and what is said at the end."""

from zlib import crc32

import pytest
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from tests.closing import said, say

_TOGETHER = {
    "tests/platform/": "builds",
    "tests/causes/test_laws.py": "recorded runs",
    "tests/causes/test_less_evidence.py": "recorded runs",
    "tests/comparison/test_laws.py": "recorded runs",
    "tests/contract/test_cl": "real clients",
    "tests/contract/test_credentials_of_clients.py": "real clients",
    "tests/contract/test_recordings.py": "real clients",
    "tests/contract/test_shapes.py": "real clients",
}
"""Files whose tests share what costs most, so that one worker makes it: builds, the runs of `tests/causes/recorded.py`, and real
clients that are imported."""
_IN_PARTS = {
    "tests/account/test_matrix.py": 2,
    "tests/browser/test_page.py": 2,
    "tests/contract/test_claude_code_against_simulator.py": 2,
    "tests/worlds/test_worlds.py": 24,
}
"""Files that would take a worker most of a minute, while another may be out of work, and how many parts of them go round.
The worlds are the last of all, so their parts are the smallest: for the last of these the others wait."""


class ByFile(LoadScopeScheduling):  # type: ignore[misc]
    """A file at a time, because its tests share what they start; those that share more than that all at one worker."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        for beginning, shared in _TOGETHER.items():
            if file.startswith(beginning):
                return shared
        return f"{file}, part {crc32(nodeid.encode()) % _IN_PARTS.get(file, 1)}"


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    """In the order in which they are collected: the dearest are not the last, for which one worker would wait."""
    config.option.loadscopereorder = False
    return ByFile(config, log)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker prints nothing: it hands over what is to be said."""
    handed_over = getattr(session.config, "workeroutput", None)
    if handed_over is not None:
        handed_over["said"] = said(session.config)


def pytest_testnodedown(node: WorkerController) -> None:
    """One that broke down has handed over nothing."""
    for title, lines in getattr(node, "workeroutput", {}).get("said", {}).items():
        say(node.config, title, lines)
