"""A room's names are there although its modules are imported only when one of them is asked for."""

import importlib
import subprocess
import sys

import pytest

ROOMS = ["disclosure", "runtime"]


@pytest.mark.parametrize("room", ROOMS)
def test_each_name_of_a_room_is_there_and_no_other(room: str) -> None:
    module = importlib.import_module(f"gateway_probe.{room}")
    assert [name for name in module.__all__ if not hasattr(module, name)] == []
    with pytest.raises(AttributeError, match=f"module 'gateway_probe.{room}' has no attribute 'no_such_name'"):
        _ = module.no_such_name
    with pytest.raises(ImportError):
        exec(f"from gateway_probe.{room} import no_such_name")  # noqa: S102 - a statement that a type checker refuses


@pytest.mark.parametrize(
    ("asked", "imported"),
    [("disclosure import Secrets", "disclosure.levels"), ("runtime.value_shapes import clean", "runtime.observe")],
)
def test_what_nobody_asked_for_is_not_imported(asked: str, imported: str) -> None:
    program = f"import sys; from gateway_probe.{asked}; print('gateway_probe.{imported}' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "False\n"
