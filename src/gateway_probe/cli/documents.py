"""Document files, as commands take them."""

import re

from gateway_probe.cli.exit_codes import WrongUse
from gateway_probe.cli.files import read_start
from gateway_probe.disclosure import admit
from gateway_probe.document import Document, UnreadableDocument, read_document
from gateway_probe.document.bounds import MAX_BYTES

# What a header value of the platform looks like; anything else in a file of somebody else's making is not sent.
_VALUE = re.compile(r"[\w.:/@~+-]{1,200}")


OR_ADDRESS = "; an address begins with https://"
"""A word more where a file that is not there may have been meant for an address."""
_MAKE_ONE = "; make one: gateway-probe run --format json --output FILE"


def read_document_file(file: str, hint: str = _MAKE_ONE) -> Document:
    """A Document file. Raises `PlaceUnknown` where it is not one, `WrongUse` where it cannot be read."""
    try:
        return read_document(read_start(file, MAX_BYTES, hint=lambda: hint))
    except UnreadableDocument as error:
        from gateway_probe.places import transit  # a run reads no Document, mostly

        raise transit.unknown(transit.NOT_A_DOCUMENT, f"{file} is {error}.") from None


def judge_again(document: Document) -> Document:
    """The Document with a judgement of this build, at its own level; what was masked before stays named.

    A file may be anybody's: what no run would have written is hidden, and what it says in words is said anew.
    """
    # Imported here: a run reads no Document, mostly.
    from gateway_probe.causes.reading import Reading
    from gateway_probe.probe import conclude
    from gateway_probe.probe.coverage import list_tested, list_untested

    given = admit(document)
    row, probe = Reading(given).client, given.probe
    asked_as = None if probe.client is None else probe.client.having(title=row.title)
    told = given.having(
        probe=probe.having(client=asked_as),
        tested=list_tested(given.gateway.checks, given.experiments),
        not_tested=list_untested(probe.streaming, row, given.gateway.checks, given.experiments),
    )
    now = conclude(told, probe.disclosure)
    return now.having(redactions=[*given.redactions, *now.redactions])


def borrow_headers(file: str) -> dict[str, str]:
    """The deployment headers that a Document's baseline carried. Raises `WrongUse` where it holds none in full."""
    document = read_document_file(file)
    baseline = document.baseline
    headers = baseline.request.headers if baseline is not None and baseline.request is not None else {}
    found = {name: value for name, value in headers.items() if name.startswith("ai-o11y-")}
    if not found:
        raise WrongUse(f"{file} holds no deployment headers: its run was not made on Vercel")
    if document.probe.disclosure != "private":
        raise WrongUse(
            f"{file} was made at the public level, which masks the headers: fetch it again with --disclosure private"
        )
    if not all(_VALUE.fullmatch(value) for value in found.values()):
        raise WrongUse(f"{file} holds deployment headers that no platform would send")
    return found
