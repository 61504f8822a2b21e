"""Causes: each declared above the function that assesses it, weighed by one engine, concluded in one verdict."""

from gateway_probe.causes import (
    answers,
    azure,
    base_url,
    byok,
    clock,
    credential,
    expectations,
    factors,
    in_between,
    key_defects,
    key_form,
    key_place,
    model,
    money,
    network,
    oidc,
    options,
    other_clients,
    provider,
    provider_refusal,
    request_form,
    runtime,
    served,
    team,
    team_settings,
    tier,
    token_place,
    ways,
)
from gateway_probe.causes.cause import CAUSES, Cause
from gateway_probe.causes.own_faults import leave_unjudged
from gateway_probe.causes.verdict import judge

TOPICS = (
    credential,
    key_place,
    key_form,
    key_defects,
    oidc,
    clock,
    token_place,
    team,
    factors,
    tier,
    money,
    byok,
    azure,
    options,
    team_settings,
    request_form,
    provider,
    provider_refusal,
    model,
    network,
    in_between,
    answers,
    served,
    ways,
    other_clients,
    expectations,
    base_url,
    runtime,
)
"""The modules that declare causes, in the order in which the documentation lists them."""

__all__ = ["CAUSES", "TOPICS", "Cause", "judge", "leave_unjudged"]
