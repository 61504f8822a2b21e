"""Who may ask: whoever holds a token, and nobody else, wherever the request comes from.

Where it comes from cannot be known: a proxy on the same machine may add no header and name this machine as the host, so
that the whole world arrives from loopback, at loopback, under a loopback name.
"""

import hmac
import logging
import math
import time
from collections.abc import Callable
from hashlib import sha256

from starlette.requests import Request

from gateway_probe.access_tokens import weakness
from gateway_probe.settings import Settings
from gateway_probe.web.problems import access_denied, access_not_configured, too_many_tries

MOST_TRIES = 20
WINDOW_S = 60.0
"""So many wrong tokens are answered as such in a window; the others are told to wait."""

_MAX_HEADER = 8_192
_LOG = logging.getLogger("gateway_probe")


class Access:
    """The tokens of one app, as digests, and a count of the wrong ones that came."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        usable = [token for token in settings.tokens if weakness(token) is None]
        self._digests = [sha256(token.encode()).digest() for token in usable]
        self._warning = settings.token_warning
        self._tries = WrongTries(clock)

    @property
    def state(self) -> str:
        """For the ping: whether a usable token is configured."""
        return "configured" if self._digests else "not-configured"

    def require(self, request: Request) -> None:
        """Raise the problem that keeps this request out, or return.

        A right token is let in however many wrong ones came before it, or a stranger could lock its holder out. What
        keeps a token from being found is therefore its own strength (`gateway_probe.access_tokens`); the limit bounds
        what trying costs here and what it writes into the log.
        """
        if not self._digests:
            raise access_not_configured(f" {self._warning}." if self._warning else "")
        given = request.headers.getlist("authorization")
        if not given:
            raise access_denied()
        if not self._is_token(given):
            wait_s = self._tries.note()
            raise access_denied() if wait_s is None else too_many_tries(math.ceil(wait_s))

    def _is_token(self, headers: list[str]) -> bool:
        """Compare digests with every token, so that time tells neither a prefix, a length nor which token it was."""
        if len(headers) != 1 or len(headers[0]) > _MAX_HEADER:
            return False
        scheme, _, given = headers[0].partition(" ")
        # What HTTP takes off a value (RFC 9110, OWS), and no other white space: that would be another token.
        digest = sha256(given.strip(" \t").encode("latin-1", "replace")).digest()
        matches = [hmac.compare_digest(digest, wanted) for wanted in self._digests]
        return any(matches) and scheme.lower() == "bearer"


class WrongTries:
    """How many wrong tokens came, in this window and since the start. Two numbers, whoever sends how many."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._began = -math.inf
        self._in_window = 0
        self._since_start = 0

    def note(self) -> float | None:
        """Count one. Seconds until the window ends where it has had its share, else None."""
        now = self._clock()
        if now - self._began >= WINDOW_S:
            self._began, self._in_window = now, 0
        self._in_window += 1
        self._since_start += 1
        if self._in_window == 1:
            _LOG.warning("a wrong access token was sent; %d since the start", self._since_start)
        elif self._in_window == MOST_TRIES + 1:
            _LOG.warning(
                "wrong access tokens: over %d within %.0f s, %d since the start; no more lines until these are over",
                MOST_TRIES,
                WINDOW_S,
                self._since_start,
            )
        return None if self._in_window <= MOST_TRIES else self._began + WINDOW_S - now
