"""Importing the probe leaves the process that does it as it was."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("before", ["enable", "disable"])
def test_garbage_is_searched_for_afterwards_as_before(before: str) -> None:
    """An app that the probe is mounted in may run for days, or may have its own mind about it."""
    code = f"import gc; gc.{before}(); import gateway_probe.web; print(gc.isenabled(), gc.get_freeze_count() > 10_000)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == (["True", "True"] if before == "enable" else ["False", "False"])
