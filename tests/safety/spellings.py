"""Ways in which a text can be spelled so that a person, or a tool, still reads it."""

from collections.abc import Callable

FORMS: dict[str, Callable[[str], str]] = {
    "as it is": lambda secret: secret,
    "backwards": lambda secret: secret[::-1],
    "upper case": str.upper,
    "\\x": lambda secret: "".join(f"\\x{byte:02x}" for byte in secret.encode()),
    "\\u": lambda secret: "".join(f"\\u{ord(sign):04x}" for sign in secret),
    "\\\\u": lambda secret: "".join(f"\\\\u{ord(sign):04x}" for sign in secret),
    "octal": lambda secret: "".join(f"\\{ord(sign):03o}" for sign in secret),
    "HTML": lambda secret: "".join(f"&#{ord(sign)};" for sign in secret),
    "HTML without semicolons": lambda secret: " ".join(f"&#{ord(sign)}" for sign in secret),
    "HTML, hex": lambda secret: "".join(f"&#x{ord(sign):x};" for sign in secret),
    "URL": lambda secret: "".join(f"%{byte:02X}" for byte in secret.encode()),
    "URL, twice": lambda secret: "".join(f"%25{byte:02X}" for byte in secret.encode()),
    "quoted-printable": lambda secret: "".join(f"={byte:02X}" for byte in secret.encode()),
    "hex": lambda secret: secret.encode().hex(),
    "hex with colons": lambda secret: secret.encode().hex(":"),
    "hex with spaces": lambda secret: secret.encode().hex(" "),
    "list of bytes": lambda secret: str(list(secret.encode())),
    "list of characters": lambda secret: str(list(secret)),
    "lines of 7": lambda secret: _groups(secret, 7, "\n"),
    "pairs": lambda secret: _groups(secret, 2, " "),
    "groups of 4 with dashes": lambda secret: _groups(secret, 4, "-"),
    "groups of 3 with words": lambda secret: _groups(secret, 3, " . "),
    "single characters": " ".join,
    "six between quotes": lambda secret: _groups(secret, 6, '","'),
    "four between brackets": lambda secret: _groups(secret, 4, "}, {"),
    "full width": lambda secret: "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in secret),
    "zero width": "\u200b".join,
    "soft hyphens": "\u00ad".join,
    "coloured": "\x1b[31m".join,
}
"""By name; `canaries.ENCODINGS` has those that are searched for character by character."""


def _groups(secret: str, size: int, between: str) -> str:
    return between.join(secret[at : at + size] for at in range(0, len(secret), size))
