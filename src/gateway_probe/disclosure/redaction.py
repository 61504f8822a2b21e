"""Text that somebody else wrote: made printable, cut to length, and rid of anything secret."""

import re
import unicodedata

from gateway_probe.disclosure.secrets import Secrets

MAX_TEXT = 300
_MAX_INPUT = 4_000

# Shapes of credentials that are not ours to know: providers echo keys, whole or with stars in the middle.
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("url-credentials", re.compile(r"(?<=://)[^\s/@]{1,200}:[^\s/@]{1,200}(?=@)")),
    ("jwt", re.compile(r"\beyJ[\w-]{8,}(?:\.[\w-]*){0,2}")),
    ("bearer", re.compile(r"(?i:(?<=bearer )|(?<=bearer\t))[^\s\"',;]{6,}")),
    ("vercel-key", re.compile(r"\bvc[a-z]{1,3}_[\w*-]{6,}")),
    ("provider-key", re.compile(r"\b(?:sk|pk|rk|gsk|xai|r8|hf|key)[-_][\w*-]{8,}")),
    ("provider-key", re.compile(r"\b(?:AIza|AQ\.|AKIA|ASIA|gh[pousr]_|xox[abprs]-)[\w*-]{10,}")),
    ("signature", re.compile(r"(?i:(?<=sig=)|(?<=signature=)|(?<=token=)|(?<=secret=)|(?<=password=))[^\s&\"']{6,}")),
    ("masked-key", re.compile(r"[\w-]{2,}\*{3,}[\w*-]*")),
    ("email", re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,24}){1,4}\b")),
    # A long run of letters and digits is a key; ids of Vercel carry a known prefix and are handled by level.
    ("long-token", re.compile(r"(?<![\w-])(?!(?:gen|team|prj|dpl|usr|rule)_)(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{28,}")),
)
# Characters that are escaped although nothing asks for it spell out what a search for the text would miss.
_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2}){3,}|(?:\\+u[0-9A-Fa-f]{4}){2,}|(?:&#[xX]?[0-9A-Fa-f]{1,6};){2,}")
_MARKER = re.compile(r"\[redacted:([a-z-]+):(\d+)\]")
_IDENTIFIER = re.compile(r"[A-Za-z0-9@_][\w@.:/+ -]{0,127}")
UNPRINTABLE = "[unprintable]"


class Redactor:
    """The one way by which foreign text enters the Document."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets

    def text(self, value: object, limit: int = MAX_TEXT) -> str | None:
        """The value as one line of inert text, or None where it is not a string or is empty.

        Each removal leaves `[redacted:RULE:CHARACTERS]`. Control, format and bidi characters are dropped first, so
        that they can neither hide a secret from the search nor change how a terminal or page shows the text.
        """
        if not isinstance(value, str) or not value:
            return None
        clean = _inert(value[:_MAX_INPUT]).replace("[redacted:", "(redacted:")
        # Escapes go first: what is taken out beside one could leave half of it, which no rule would know again.
        clean = _ESCAPED.sub(lambda match: _marker("escaped-text", len(match[0])), clean)
        clean = self._without_known_secrets(clean)
        for rule, pattern in _SHAPES:
            clean = pattern.sub(lambda match, rule=rule: _marker(rule, len(match[0])), clean)  # type: ignore[misc]
        return _cut(clean.strip(), limit) or None

    def identifier(self, value: object) -> str | None:
        """A short foreign name (an error type, a model id, a provider) or None; what is not one is not shown."""
        if not isinstance(value, str) or not value:
            return None
        text = self.text(value, limit=128)
        if text != value or not _IDENTIFIER.fullmatch(value):
            return UNPRINTABLE
        return text

    def _without_known_secrets(self, text: str) -> str:
        parts, at = [], 0
        for start, end in self._secrets.spans(text):
            parts += [text[at:start], _marker("known-secret", end - start)]
            at = end
        return "".join([*parts, text[at:]])


def removals(text: str) -> list[tuple[str, int]]:
    """The (rule, characters removed) of every redaction in a text."""
    return [(match[1], int(match[2])) for match in _MARKER.finditer(text)]


def _inert(text: str) -> str:
    spaced = re.sub(r"\s+", " ", text)
    spaced = re.sub(r"\x1b\[[0-9;?]*[ -/]*[@-~]", "", spaced)
    return "".join(character for character in spaced if unicodedata.category(character)[0] != "C")


def _marker(rule: str, length: int) -> str:
    return f"[redacted:{rule}:{length}]"


def _cut(text: str, limit: int) -> str:
    """Cut to the limit, never inside a redaction marker."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    opened = head.rfind("[redacted:")
    if opened != -1 and "]" not in head[opened:]:
        head = head[:opened]
    return head.rstrip() + "…"
