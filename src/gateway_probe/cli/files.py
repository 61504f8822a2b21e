"""Files that a command writes."""

import os
import stat
from pathlib import Path

PRIVATE = 0o600


def write_file(path: Path, content: bytes, *, private: bool, fresh: bool = False) -> None:
    """Write the file, anew or over what it held. Raises `OSError`.

    `private` is for what only its owner may read: the file has that mode before the first byte is in it. One that was
    there already and belongs to somebody else is not written, because whoever owns a file may read it. `fresh` is for a
    name that nothing may have yet, a link neither.
    """
    only = os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) if fresh else 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | only, PRIVATE if private else 0o666)
    with os.fdopen(descriptor, "wb") as file:
        found = os.fstat(descriptor)
        if stat.S_ISREG(found.st_mode):
            if private:
                _close_to_others(descriptor, found)
            file.truncate()
        file.write(content)


def _close_to_others(descriptor: int, found: os.stat_result) -> None:
    if not hasattr(os, "fchmod"):
        return
    if found.st_uid != os.geteuid():
        raise PermissionError(1, "it belongs to another user, who could read it")
    if stat.S_IMODE(found.st_mode) != PRIVATE:
        os.fchmod(descriptor, PRIVATE)
