"""A folder of Documents, by place and time, so that a place can be compared with what it was."""

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from gateway_probe.cli.exit_codes import WrongUse
from gateway_probe.cli.files import make_folder, open_file, write_file
from gateway_probe.cli.output import is_private
from gateway_probe.cli.standard_streams import say
from gateway_probe.disclosure import Secrets
from gateway_probe.document import Document, UnreadableDocument, read_document
from gateway_probe.document.bounds import MAX_BYTES
from gateway_probe.releasing import release

_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


@dataclass(frozen=True)
class History:
    """Documents kept as `FOLDER/PLACE/TIME.json`. Nothing in it is ever overwritten or removed."""

    folder: Path

    def check(self) -> None:
        """Raise `WrongUse` where nothing could be kept: before the run, which is not free."""
        there = next(folder for folder in (self.folder, *self.folder.absolute().parents) if folder.exists())
        if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
            raise WrongUse(f"{self.folder} cannot be written: name a folder for --history in which you may write")

    def keep(self, place: str, document: Document, secrets: Secrets) -> Path:
        """Write the Document, whole or not at all. Raises `WrongUse` and `LeakPrevented`.

        At the private level the file can be read by its owner alone. A folder that is made here is its owner's too.
        """
        content = release(document, "json", secrets).content
        target = self._folder_of(place) / f"{document.probe.started_at:%Y%m%dT%H%M%S.%fZ}.json"
        draft = target.with_suffix(f".{token_hex(8)}.part")
        try:
            make_folder(self.folder)
            # The folder was named by a person; what lies in it may be anybody's who can write there.
            make_folder(target.parent, follow=False)
            write_file(draft, content, private=is_private(document), fresh=True)
            draft.replace(target)
        except OSError as error:
            with contextlib.suppress(OSError):
                draft.unlink()
            raise WrongUse(f"{target} cannot be written: {error.strerror}") from None
        return target

    def last(self, place: str) -> Document | None:
        """The newest Document of the place that can be read, or None. One that cannot be read is named on stderr."""
        return next(self.newest(place, 1), None)

    def newest(self, place: str, most: int) -> Iterator[Document]:
        """The Documents of the place, the newest first and no more than so many; warns as `last` does."""
        for file in sorted(self._folder_of(place).glob("*.json"), reverse=True):
            if not file.is_file():
                continue
            try:
                with open_file(file) as stream:
                    document = read_document(stream.read(MAX_BYTES + 1))
            except (OSError, UnreadableDocument) as error:
                what = error.strerror if isinstance(error, OSError) else error
                # In one line: what begins another may be taken for a command by who reads it.
                say(f"warning: {' '.join(str(file).split())} is left out: {what}")
                continue
            yield document
            most -= 1
            if most == 0:
                return

    def places(self) -> list[str]:
        """The places that something is kept of, by name."""
        if not self.folder.is_dir():
            return []
        return sorted(entry.name for entry in self.folder.iterdir() if entry.is_dir() and any(entry.glob("*.json")))

    def _folder_of(self, place: str) -> Path:
        """A folder below this one for any name; names that are no plain file name are told apart by a hash."""
        if _SAFE_NAME.fullmatch(place):
            return self.folder / place
        plain = re.sub(r"[^A-Za-z0-9_-]+", "-", place).strip("-")[:40] or "place"
        return self.folder / f"{plain}-{sha256(place.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
