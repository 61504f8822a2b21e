"""Causes that the account can show, one module a topic; importing this declares them all."""

from gateway_probe.account.causes import agreement, byok, changes, deployments, keys, limits, tier, variables
from gateway_probe.account.causes.declared import CAUSES
from gateway_probe.account.causes.place_reading import PlaceReading, readings_of
from gateway_probe.account.causes.reading import AccountReading

TOPICS = (deployments, variables, keys, tier, limits, byok, changes, agreement)
"""The modules that declare causes, from the start of a call to its end."""

__all__ = ["CAUSES", "TOPICS", "AccountReading", "PlaceReading", "readings_of"]
