"""A second stand-in of the gateway, which shares no code with the simulator that the product ships.

Two stand-ins that were written apart make different mistakes: a verdict that holds for both does not rest on a slip
of one of them. Everything here follows the public documentation of AI Gateway and public reports of its answers.
"""

from tests.standin.account import Credential, Gateway, Key, Model, Team, Token, fake_key
from tests.standin.answers import Answer, error_body, html_page
from tests.standin.provider_refusals import Words
from tests.standin.scripting import Rule, Where, passed_on
from tests.standin.server import Listening, listen

__all__ = [
    "Answer",
    "Credential",
    "Gateway",
    "Key",
    "Listening",
    "Model",
    "Rule",
    "Team",
    "Token",
    "Where",
    "Words",
    "error_body",
    "fake_key",
    "html_page",
    "listen",
    "passed_on",
]
