"""Where a text says that a secret follows: `password: …`, `"apiKey": "…"`, `Incorrect API key provided: …`.

What stands there was chosen or issued as a secret, so known words protect it no more than unknown ones: a passphrase is
made of words.
"""

import re
from typing import Literal

Telling = Literal["whole", "unless-a-word", "unless-plain"]
"""How much of a token belongs to a secret that the text announced: all of it, all but a single word of the vocabulary,
or all but a word, a number or a short name."""

ASSIGNING = frozenset(":=")

_ENDINGS = ("key", "token", "secret", "password", "passwd", "passphrase", "passcode", "signature", "authorization")
_WHOLE_NAMES = frozenset(["bearer", "pass", "pwd", "sig", "credential", "credentials", "cookie"])
_ANY_NAME = (*_ENDINGS, *_WHOLE_NAMES)
# What somebody chose himself: nobody writes a sentence after one of these and a colon.
_CHOSEN = ("secret", "password", "passwd", "passphrase", "passcode", "pwd")
_CONNECTING = frozenset(
    ["entered", "given", "is", "provided", "received", "sent", "submitted", "supplied", "used", "value", "was", "with"]
)
_MOST_CONNECTING = 3
_LAST_WORD = re.compile(r"[a-z]{1,24}$")
_QUOTES = {'"': '"', "'": "'", "`": "`", "“": "”", "‘": "’", "«": "»"}  # noqa: RUF001 - as they are written
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)|[;)\]}]")
_PAUSE = re.compile(r"[.,;!?](?:\s|$)")


class Announced:
    """Goes along the tokens of one text and says which of them belong to a secret that the text announced."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._until = 0
        self._name: str | None = None
        self._connecting = 0

    def holds(self, token: str, start: int, signs: str) -> Telling | None:
        """For each token in turn: where it starts, and what stands between it and the one before."""
        if start < self._until:
            return "whole"
        found = self._after(start, signs) if self._name is not None else None
        name = named_secret(token)
        if name is not None:
            self._name, self._connecting = name, 0
        elif self._name is not None and token.lower() in _CONNECTING and self._connecting < _MOST_CONNECTING:
            self._connecting += 1
        else:
            self._name = None
        return found

    def _after(self, start: int, signs: str) -> Telling | None:
        if signs[-1:] in _QUOTES:
            return self._whole_to(self._text.find(_QUOTES[signs[-1]], start))
        if "=" in signs:
            return "whole"
        if ":" in signs:
            if self._name not in _CHOSEN:
                return "unless-a-word"
            end = _SENTENCE_END.search(self._text, start)
            return self._whole_to(end.start() if end else -1)
        if _PAUSE.search(signs):
            self._name = None
            return None
        return "unless-a-word" if self._name == "bearer" else "unless-plain"

    def _whole_to(self, end: int) -> Telling:
        self._until = end if end != -1 else len(self._text)
        return "whole"


def named_secret(token: str) -> str | None:
    """The word by which a token names a secret, as `secret`, `api_key` and `clientSecret` do, or None."""
    ending = token.lower()[-24:]
    if not ending.endswith(_ANY_NAME):  # asked of each word of each text, and few are names
        return None
    found = _LAST_WORD.search(ending)
    if found is None:
        return None
    word = found[0]
    return word if word in _WHOLE_NAMES else next((end for end in _ENDINGS if word.endswith(end)), None)
