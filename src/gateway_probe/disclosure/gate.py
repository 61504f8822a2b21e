"""The last gate: finished bytes of any format are searched for every secret of the run."""

from gateway_probe.disclosure.secrets import Secrets


class LeakPrevented(Exception):
    """The bytes held a secret, so they were not sent. It says nothing about which one, or where."""

    def __init__(self) -> None:
        super().__init__("the finished answer held a secret of this place and was withheld")


def last_gate(content: bytes, secrets: Secrets) -> bytes:
    """The same bytes, or `LeakPrevented` where they hold a secret.

    Forms searched for: plain, URL-quoted, base64 at any alignment in both alphabets, hex, JSON and HTML escaped.
    """
    if secrets.held_in_bytes(content):
        raise LeakPrevented
    return content
