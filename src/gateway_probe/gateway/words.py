"""What the words of an error speak of, told from the raw text before anything of it is taken out.

Rules read these closed sets instead of text: foreign text may be shown only in part, and a rule must not depend on how
much of it may be shown.
"""

import re
from typing import Any

from gateway_probe.document.vocabulary import ProviderSaying, Saying

_MAX_TEXT = 4_000

# The patterns read texts in small letters and begin with a letter. Looking for both cases is four times as slow, and
# for the border of a word three times.

# Wordings of the gateway: docs (rate limits, provider filtering, getting started) and public reports.
_GATEWAY: tuple[tuple[Saying, re.Pattern[str]], ...] = (
    ("free-tier", re.compile(r"free[ -]tier|free credits?\b")),
    ("paid-credits", re.compile(r"paid credits?|purchased credits?")),
    ("no-allowed-providers", re.compile(r"no allowed providers")),
    ("team-restriction", re.compile(r"your team has restricted|allow ?list")),
    ("rate", re.compile(r"rate[ -]?limit|too many requests")),
    ("card", re.compile(r"credit card|payment method")),
    ("no-credential", re.compile(r"missing authorization")),
)

# Wordings of providers: Azure, OpenAI, Anthropic, Google, Bedrock, and what a runtime says that cannot reach or read.
_PROVIDER: tuple[tuple[ProviderSaying, re.Pattern[str]], ...] = (
    (
        "credential-invalid",
        re.compile(
            r"api[ _-]?key (?:.{0,40} is invalid|not valid|is (?:not valid|invalid)|invalid|expired|not found"
            r"|has been (?:disabled|revoked)|was reported)"
            r"|(?:invalid|incorrect|wrong|expired) (?:x-)?(?:api|access|subscription|authentication|auth|bearer)"
            r"[ _-]?(?:key|token)"
            r"|invalid (?:authentication|credentials?|subscription)|api_key_invalid|invalid_api_key|access_token"
            r"|access denied due to invalid"
            r"|security token (?:included in the request )?is (?:invalid|expired)"
            r"|no auth credentials|access token has expired|signature expired|request signature we calculated"
            r"|unrecognizedclient|invalidsignature|signaturedoesnotmatch|invalidclienttokenid|expiredtoken"
            r"|unauthenticated|unauthori[sz]ed|authentication (?:failed|error|credentials)"
            r"|could not (?:be )?authenticate|invalid_grant|invalid_client"
        ),
    ),
    ("deployment-missing", re.compile(r"deploymentnotfound|deployment for this resource")),
    ("host-not-resolved", re.compile(r"getaddrinfo|enotfound|eai_again|name or service not known")),
    (
        "out-of-funds",
        re.compile(
            r"insufficient[ _](?:balance|funds|quota|credits?)|credit balance is too low|out of credits?"
            r"|(?:not|n't) have (?:any |enough )?credits?|used all (?:available |of your )?credits?"
            r"|billing[ _]hard[ _]limit|billing_not_active|payment required|spending limit"
            r"|account .{0,30}(?:suspended|overdue|arrears|in good standing)|arrearage"
        ),
    ),
    ("billing", re.compile(r"billing\b|plan\b")),
    ("region", re.compile(r"unsupported_country|region\b|territory|(?:country|location) (?:is )?not supported")),
    ("overloaded", re.compile(r"overloaded|at capacity|no capacity|temporarily unavailable")),
    ("rate", re.compile(r"rate[ _-]?limit|too many (?:requests|tokens)|quota|throttl|resource_exhausted")),
    # A quota may be one of a minute or of a month, and it may be none at all.
    ("quota", re.compile(r"quota")),
    (
        "model-access",
        re.compile(
            r"(?:access to|not have access|not authorized to (?:access|invoke)|permission .{0,40})"
            r" .{0,30}\b(?:model|invoke)"
            r"|model .{0,60}(?:does not exist|not found|not enabled|not supported)|access to the model"
        ),
    ),
)

# Of these the capitals say something: a decoder is no DECODER.
_UNREADABLE_CREDENTIAL = re.compile(r"PEM\b|DECODER|InvalidCharacter|private key|ASN\.?1|base64|invalid jwk")
_TWICE_BUILT_HOST = re.compile(r"https?://\S{0,200}https?|\.openai\.azure\.com\S{0,200}\.openai\.azure\.com")


def sayings(text: Any) -> list[Saying]:
    """What the gateway's own words speak of; nothing where there are none."""
    if not isinstance(text, str):
        return []
    low = text[:_MAX_TEXT].lower()
    return [saying for saying, pattern in _GATEWAY if pattern.search(low)]


def provider_sayings(text: Any) -> list[ProviderSaying]:
    """What a provider's words speak of; nothing where there are none."""
    if not isinstance(text, str):
        return []
    cut = text[:_MAX_TEXT]
    low = cut.lower()
    found = [saying for saying, pattern in _PROVIDER if pattern.search(low)]
    if _UNREADABLE_CREDENTIAL.search(cut):
        found.append("credential-unreadable")
    # A resource name that holds a URL makes a host that is built twice, and no such host is found.
    if "host-not-resolved" not in found and _TWICE_BUILT_HOST.search(cut):
        found.append("host-not-resolved")
    return found
