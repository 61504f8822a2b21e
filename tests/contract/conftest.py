"""Clients that were started for one test answer the next as well."""

from collections.abc import Iterator

import pytest

from tests.contract.client_processes import stop_clients


@pytest.fixture(scope="session", autouse=True)
def _clients() -> Iterator[None]:
    yield
    stop_clients()
