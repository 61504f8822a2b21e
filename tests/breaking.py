"""Functions of the package that break on purpose, and which of them something calls."""

import inspect
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import gateway_probe

SOURCE = Path(gateway_probe.__file__).parent

Note = Callable[[FrameType, str, object], None]


@contextmanager
def breaking(functions: Iterable[FunctionType]) -> Iterator[None]:
    """Whoever holds one of these functions, under whichever name or in whichever table, gets an error from it."""
    before = [(function, function.__code__) for function in functions]
    try:
        for function, code in before:
            function.__code__ = _raising(code)
        yield
    finally:
        for function, code in before:
            function.__code__ = code


@contextmanager
def noting(note: Note | None) -> Iterator[None]:
    """Each call and return is told to it."""
    before = sys.getprofile()
    sys.setprofile(note or before)
    try:
        yield
    finally:
        sys.setprofile(before)


def _raising(code: CodeType) -> CodeType:
    """As a function, a coroutine or a generator, as the code is."""
    kinds: tuple[tuple[int, Any], ...] = (
        (inspect.CO_ASYNC_GENERATOR, _async_generator),
        (inspect.CO_COROUTINE, _coroutine),
        (inspect.CO_GENERATOR, _generator),
    )
    found = next((broken for flag, broken in kinds if code.co_flags & flag), _function)
    return found.__code__.replace(co_freevars=code.co_freevars)


def _function(*_arguments: object, **_options: object) -> Any:
    raise ZeroDivisionError


def _generator(*_arguments: object, **_options: object) -> Any:
    raise ZeroDivisionError
    yield


async def _coroutine(*_arguments: object, **_options: object) -> Any:
    raise ZeroDivisionError


async def _async_generator(*_arguments: object, **_options: object) -> Any:
    raise ZeroDivisionError
    yield


def holders() -> dict[CodeType, list[FunctionType]]:
    """Every function and method of the package, behind whatever decorates it, by its code."""
    held: dict[CodeType, list[FunctionType]] = defaultdict(list)
    for function in set(_functions()):
        held[function.__code__].append(function)
    return dict(held)


def _functions() -> Iterator[FunctionType]:
    modules = [module for name, module in sys.modules.items() if name.startswith("gateway_probe")]
    spaces: list[Any] = [*modules]
    spaces += {held for module in modules for held in vars(module).values() if isinstance(held, type)}
    for space in spaces:
        for held in list(vars(space).values()):
            for inner in (held, *(getattr(held, name, None) for name in ("fget", "func", "__func__", "__wrapped__"))):
                if isinstance(inner, FunctionType):
                    yield inner


def called_after(
    is_end: Callable[[FrameType, str, object], bool], act: Callable[[], object]
) -> dict[CodeType, list[FunctionType]]:
    """What of the package is called once that end was seen, in the order of the first time, and whatever holds it."""
    seen: dict[CodeType, None] = {}
    ended = False

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal ended
        if is_end(frame, event, argument):
            ended = True
        elif ended and event == "call" and is_ours(frame.f_code):
            seen[frame.f_code] = None

    with noting(note):
        act()
    held = holders()
    return {code: held[code] for code in seen if code in held}


def is_ours(code: CodeType) -> bool:
    """Whether it can be broken. A function that is made inside another breaks with it: its code is not to be had before."""
    return code.co_filename.startswith(str(SOURCE)) and "<" not in code.co_qualname


def room_of(code: CodeType) -> str:
    """The folder or module of the package in which it stands."""
    return Path(code.co_filename).relative_to(SOURCE).parts[0]
