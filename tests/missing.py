"""What becomes of a test whose real part is not installed."""

import os
from typing import NoReturn

import pytest


def give_up(reason: str) -> NoReturn:
    """Skip, except where everything is meant to be there."""
    if os.environ.get("CI") == "true":
        raise pytest.fail.Exception(reason, pytrace=False) from None
    raise pytest.skip.Exception(reason) from None
