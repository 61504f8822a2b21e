"""The worst that could be sent, each shape in whichever size: what is JSON or a page when it is small still is when large."""

from collections.abc import Callable

Shape = Callable[[int], bytes]
"""Makes about so many bytes, and no more."""


def repeated(piece: bytes, before: bytes = b"", after: bytes = b"", between: bytes = b"") -> Shape:
    """One piece as often as it fits between what stands around it. `%d` in it is its number, in six digits."""
    numbered = b"%d" in piece

    def made(size: int) -> bytes:
        one = piece % 100_000 if numbered else piece
        number = max(1, (size - len(before) - len(after)) // (len(one) + len(between)))
        pieces = [piece % (100_000 + at) for at in range(number)] if numbered else [piece] * number
        return before + between.join(pieces) + after

    return made


def member(name: bytes, piece: bytes) -> Shape:
    """An object whose one text is made of the piece."""
    return repeated(piece, b'{"%s": "' % name, b'"}')


def _long_texts(size: int) -> bytes:
    half = (size - 50) // 2
    return b'{"error": {"message": "' + b"a" * half + b'", "type": "' + b"b" * half + b'"}}'


def _long_errors(size: int) -> bytes:
    """As many attempts as are read, each with its share of the bytes."""
    attempt = b'{"error": "' + b"(a " * (size // 240 // 3 - 6) + b'"}'
    model = b'{"providerAttempts": [' + b",".join([attempt] * 20) + b"]}"
    return _ROUTING + b",".join([model] * 12) + b"]}}}}"


def _long_names(size: int) -> bytes:
    """As many providers as are read."""
    names = (b'{"provider_name": "' + b"a-" * (size // 50 // 2 - 15) + b'%d"}' % at for at in range(50))
    return b'{"data": {"endpoints": [' + b",".join(names) + b"]}}"


_ROUTING = b'{"providerMetadata": {"gateway": {"routing": {"modelAttempts": ['
_PAGE = b"<!doctype html>"

SHAPES: dict[str, Shape] = {
    "open brackets": repeated(b"["),
    "open braces": repeated(b'{"a":'),
    "digits": repeated(b"9"),
    "digits as a member": repeated(b"9", b'{"balance": ', b"}"),
    "digits as text": repeated(b"9", b'{"balance": "', b'", "total_used": "1e' + b"9" * 1_000 + b'"}'),
    "one long text": _long_texts,
    "one long word with digits": member(b"error", b"a1"),
    "stars": member(b"error", b"ab***"),
    "addresses": member(b"error", b"a@"),
    "dots": member(b"error", b"a@b."),
    "tokens": member(b"error", b"eyJ"),
    "urls": member(b"error", b"://a:b"),
    "escapes": member(b"error", b"\\\\u0041"),
    "spaces": member(b"error", b" "),
    "colours": member(b"error", b"\\u001b["),
    "members": repeated(b'"k%d": {}', b"{", b"}", b","),
    "models": repeated(b'{"id": "azure/gpt-%d"}', b'{"data": [', b"]}", b","),
    "routing of long errors": _long_errors,
    "long names of providers": _long_names,
    "attempts": repeated(b"{}", _ROUTING, b"]}}}}", b","),
    "empty events": repeated(b"\n\n"),
    "events": repeated(b"data: {}\n\n"),
    "events with metadata": repeated(b'data: {"providerMetadata": {"gateway": {"a": 1}}}\n\n'),
    "one long event": repeated(b"x", b"data: "),
    "events of many lines": repeated(b"data: x\n"),
    "carriage returns": repeated(b"\r"),
    "token of dots": repeated(b"."),
    "token of parts": repeated(b"eyJ."),
    "html": repeated(b"<", _PAGE),
    "html comments": repeated(b"<!--", _PAGE),
    "html tags": repeated(b"<a ", _PAGE),
    "html attributes": repeated(b'x="', _PAGE + b"<a "),
    "html scripts": repeated(b"<script>", _PAGE),
    "html ends": repeated(b"</", _PAGE),
    "html declarations": repeated(b"<![", _PAGE),
    "html entities": repeated(b"&", _PAGE),
    "script that does not end": repeated(b"</", _PAGE + b'<script id="gateway-probe-document">'),
    "zero bytes": repeated(b"\0"),
    "not UTF-8": repeated(b"\xff"),
}
JSON_SHAPES = frozenset(
    {
        "digits as text", "one long text", "one long word with digits", "stars", "addresses", "dots", "tokens", "urls",
        "escapes", "spaces", "colours", "members", "models", "routing of long errors", "long names of providers", "attempts",
    }
)  # fmt: skip
"""Those that are whole JSON. A number of a million digits is none for Python, which reads no more than 4,300."""
