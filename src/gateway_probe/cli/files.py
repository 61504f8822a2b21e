"""Files that a command reads and writes: none that it would wait for without end."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from gateway_probe.cli.exit_codes import WrongUse

PRIVATE = 0o600
_DEVICES = Path("/dev")
"""Its links, such as `/dev/stdout`, are the system's."""
_STREAMS = {*(_DEVICES / name for name in ("stdin", "stdout", "stderr", "null", "full", "tty"))}
_OWN_STREAMS = {_DEVICES / "fd", Path("/proc/self/fd")}
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)


def open_file(path: Path) -> BinaryIO:
    """Open the file to read it. Raises `OSError`, also of a pipe, a socket or a device, which would be waited for."""
    if _is_stream(path):
        return path.open("rb")
    check_regular(path)
    # It may have become another since.
    file = os.fdopen(os.open(path, os.O_RDONLY | _AT_ONCE | getattr(os, "O_BINARY", 0)), "rb")
    try:
        _check_regular(os.fstat(file.fileno()))
    except OSError:
        file.close()
        raise
    return file


def read_file(name: str, most: int, *, hint: Callable[[], str] = str) -> bytes:
    """What the file holds, of no more than so many bytes. Raises `WrongUse`, with the hint where it is not there."""
    content = read_start(name, most, hint=hint)
    if len(content) > most:
        raise WrongUse(f"{name} is larger than {most:,} bytes: not such a file")
    return content


def read_start(name: str, most: int, *, hint: Callable[[], str] = str) -> bytes:
    """The same, and of a larger file so many bytes and one. Raises `WrongUse`."""
    try:
        with open_file(Path(name)) as opened:
            # A stream has no size to look up, so the limit is on what is read.
            return opened.read(most + 1)
    except OSError as error:
        missing = hint() if isinstance(error, FileNotFoundError) else ""
        raise WrongUse(f"{name} cannot be read: {error.strerror}{missing}") from None


def check_regular(path: Path) -> None:
    """Raise `OSError` where something is there that is no regular file, and no stream of this command's own."""
    if path.exists() and not _is_stream(path):
        _check_regular(path.stat())


def _check_regular(found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is a pipe, a socket or a device, and no regular file")


def _is_stream(path: Path) -> bool:
    """Whether it is what the shell has given this command: `/dev/stdout`, `/dev/fd/63` of `<(command)`."""
    return path in _STREAMS or path.parent in _OWN_STREAMS


def write_file(path: Path, content: bytes, *, private: bool, fresh: bool = False) -> None:
    """Write the file, anew or over what it held. Raises `OSError`.

    `private` is for what only its owner may read: the file has that mode before the first byte is in it. One that was
    there already and belongs to somebody else is not written, because whoever owns a file may read it, and neither is
    what a link leads to, because whoever made the link chose it. `fresh` is for a name that nothing may have yet.
    """
    if private and not fresh:
        check_private(path)
    only = os.O_EXCL if fresh else 0
    if (private or fresh) and path.parent != _DEVICES:
        only |= getattr(os, "O_NOFOLLOW", 0)
    is_stream = _is_stream(path)
    only |= 0 if is_stream else _AT_ONCE
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | only, PRIVATE if private else 0o666)
    with os.fdopen(descriptor, "wb") as file:
        found = os.fstat(descriptor)
        if not is_stream:
            _check_regular(found)
        if stat.S_ISREG(found.st_mode):
            if private:
                _close_to_others(descriptor, found)
            file.truncate()
        file.write(content)


def write_named(path: Path, content: bytes) -> None:
    """Write a file whose name is the command's own choice, for its owner alone. Raises `WrongUse`.

    A link of that name is somebody's trap: what it leads to would be overwritten.
    """
    try:
        write_file(path, content, private=True)
    except OSError as error:
        raise WrongUse(f"{path} cannot be written: {error.strerror}") from None


def make_writable(folder: Path, option: str) -> None:
    """Make the folder that the option names, and those above it. Raises `WrongUse` where nothing can be put into it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why: str | None = error.strerror
    else:
        why = None if os.access(folder, os.W_OK | os.X_OK) else os.strerror(errno.EACCES)
    if why is not None:
        raise WrongUse(f"{folder} cannot be written: {why}; name another folder with {option}")


def check_private(path: Path) -> None:
    """Raise `OSError` where what only its owner may read can not be written under this name."""
    if path.parent == _DEVICES:
        return
    try:
        found = path.lstat()
    except FileNotFoundError:
        return
    if stat.S_ISLNK(found.st_mode):
        raise OSError(errno.ELOOP, "it is a link, and what is private is written to the file itself alone")
    if stat.S_ISREG(found.st_mode):
        _check_owner(found)


def make_folder(path: Path, *, follow: bool = True) -> None:
    """Make the folder, and those above it that are not there, for their owner alone. Raises `OSError`."""
    if not follow and path.is_symlink():
        raise OSError(errno.ELOOP, "its folder is a link; remove it, or name the folder that it leads to")
    for folder in (*reversed(path.parents), path):
        if not folder.exists():
            folder.mkdir(mode=0o700, exist_ok=True)


def _check_owner(found: os.stat_result) -> None:
    if hasattr(os, "geteuid") and found.st_uid != os.geteuid():
        raise PermissionError(errno.EPERM, "it belongs to another user, who could read it")


def _close_to_others(descriptor: int, found: os.stat_result) -> None:
    if not hasattr(os, "fchmod"):
        return
    _check_owner(found)
    if stat.S_IMODE(found.st_mode) != PRIVATE:
        os.fchmod(descriptor, PRIVATE)
