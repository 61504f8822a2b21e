"""What the tests with the real Vercel CLI need of the machine."""

import os
import shutil

import pytest

from tests.account.vercel import VERCEL


@pytest.fixture(scope="session")
def vercel_cli() -> None:
    """Skips, or in CI fails, where the real command cannot run."""
    if VERCEL.exists() and shutil.which("node"):
        return
    missing = "Node.js 20 or newer and the Vercel CLI are needed: `make node`"
    if os.environ.get("CI") == "true":
        raise pytest.fail.Exception(missing, pytrace=False)
    raise pytest.skip.Exception(missing)
