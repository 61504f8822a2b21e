"""What the tests with the real Vercel CLI need of the machine."""

import shutil

import pytest

from tests.account.vercel import VERCEL
from tests.missing import give_up


@pytest.fixture(scope="session")
def vercel_cli() -> None:
    """Skips, or in CI fails, where the real command cannot run."""
    if VERCEL.exists() and shutil.which("node"):
        return
    missing = "Node.js 20 or newer and the Vercel CLI are needed: `make node`"
    give_up(missing)
