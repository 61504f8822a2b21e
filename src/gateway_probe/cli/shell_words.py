"""Names in commands that a person copies from what is said here."""

import os
import shlex


def shell_word(name: str) -> str:
    """The name for a shell, so that it is taken for no option and does nothing to the terminal that it is shown in."""
    name = f"./{name}" if name.startswith("-") else name
    if name.isprintable():
        return shlex.quote(name)
    kept = (
        c if c.isprintable() and c not in "'\\" else "".join(f"\\{byte:03o}" for byte in os.fsencode(c)) for c in name
    )
    return f"$'{''.join(kept)}'"
