"""Providers' refusals of a stored credential in their own words, as their public references and reports have them."""

import json
from collections.abc import Iterator
from dataclasses import replace

from tests.standin import Answer, Rule
from tests.standin.doors import Request
from tests.worlds import parts
from tests.worlds.expectation import FACTORS, KEY_IS_BAD, MONEY, OTHER_TEAM, STORED_CREDENTIAL, May
from tests.worlds.world import ASKED, KEY, World, on_vercel

NEVER = KEY_IS_BAD | MONEY | FACTORS | OTHER_TEAM | {"gateway-5xx", "routing-rule-denied", "model-unknown-or-retired"}
ABOUT_THE_CREDENTIAL = May(("failing",), names=(tuple(sorted(STORED_CREDENTIAL)),), not_claimed=NEVER)
ABOUT_FUNDS = May(("failing",), ("upstream-account-out-of-funds",), not_claimed=NEVER)
"""OpenAI speaks of a quota and means money: it may not come out as a limit of the rate."""
ABOUT_RATES = May(("failing",), names=(("provider-rate-limit",),), not_claimed=NEVER | STORED_CREDENTIAL)
OF_ANOTHER_KIND = May(("failing", "inconclusive"), not_claimed=NEVER | STORED_CREDENTIAL)
"""The request, the model or the content: neither the credential nor the account."""

_STOOD_FOR = "Incorrect API key provided: sk-FAKE. You can find your API key in your account."

CREDENTIAL = (
    (401, "Unauthorized"),
    (401, "Invalid API Key"),
    (400, "Incorrect API key provided: xa***FAKE. You can obtain an API key from the console."),
    (401, "Authentication Fails, Your api key: ****FAKE is invalid"),
    (401, "invalid api token"),
    (401, "Invalid API key provided. You can find your API key in the settings."),
    (401, "Wrong API Key"),
    (401, "Invalid Authentication"),
    (403, "Signature expired: 20261124T120000Z is now earlier than 20261124T121500Z"),
    (403, "The request signature we calculated does not match the signature you provided."),
    (401, "Access token has expired."),
    (400, "API key expired. Please renew the API key."),
    (401, "No auth credentials found"),
    (403, "Your API key has been disabled."),
)
FUNDS = (
    (402, "Insufficient Balance"),
    (402, "Payment required"),
    (400, "Your credit balance is too low to access the API. Please go to Plans & Billing."),
    (403, "Insufficient credits. Add more in the settings."),
    (429, "You exceeded your current quota: insufficient_quota"),
    (429, "Too many requests: insufficient credits, add more in the console."),
    (412, "Account fake is suspended, possibly due to reaching the monthly spending limit."),
)
RATES = (
    (429, "Rate limit reached for model in organization on tokens per minute."),
    (429, "Requests rate limit exceeded"),
    (429, "Too many tokens, please wait before trying again."),
)
OTHER = (
    (400, "The response was filtered due to the prompt triggering the content management policy."),
    (400, "Unsupported parameter: 'max_tokens' is not supported with this model."),
    (400, "max_tokens: must be greater than or equal to 1"),
    (413, "Request exceeds the maximum size"),
    (422, "Input should be a valid list"),
    (500, "The server had an error while processing your request. Sorry about that!"),
    (529, "Overloaded"),
)


def _saying(status: int, words: str) -> Rule:
    """The provider's refusal in these words and with this status, wherever it is told."""

    def answer(_request: Request, ordinary: Answer) -> Answer:
        if ordinary.status == 200:
            return ordinary
        text = json.dumps(ordinary.body).replace(json.dumps(_STOOD_FOR)[1:-1], json.dumps(words)[1:-1])
        text = text.replace("401", str(status)).replace("invalid_api_key", "fake").replace("invalid_request_error", "")
        return replace(ordinary, status=status, body=json.loads(text))

    return Rule(parts.GENERATE, answer)


def _worlds() -> Iterator[World]:
    kinds = ((CREDENTIAL, ABOUT_THE_CREDENTIAL), (FUNDS, ABOUT_FUNDS), (RATES, ABOUT_RATES), (OTHER, OF_ANOTHER_KIND))
    for words, may in kinds:
        for status, said in words:
            gateway = parts.without_fallback("openai", "bad-key", ASKED)
            yield World(
                f"a provider says {status} {said[:60]}",
                on_vercel(KEY, model=ASKED),
                replace(gateway, rules=(_saying(status, said),)),
                may,
            )


WORLDS: tuple[World, ...] = tuple(_worlds())
