"""The causes that the account can show: declared, assessed and weighed as those of a run are."""

from gateway_probe.account.causes.place_reading import PlaceReading
from gateway_probe.causes.cause import Causes

CAUSES = Causes[PlaceReading]("account")
"""Every cause of the account. What makes it certain is computed from the fields that it points to."""

cause = CAUSES.declare
