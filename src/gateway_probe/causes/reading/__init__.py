"""Evidence as causes ask for it: named questions, and a JSON pointer for each answer.

One kind of question a file: what was asked (`questions`), who answered (`answerers`), what several askings say
(`askings`), what providers were tried (`attempts`), what this place holds (`holdings`), what lies on the way (`passage`),
for which other clients it is set up (`set_ups`).
"""

from gateway_probe.causes.reading.answerers import CREDITS_CHECKS, TEAM_REFUSALS
from gateway_probe.causes.reading.askings import CHANCE_THAT_DECIDES, is_confirmed
from gateway_probe.causes.reading.attempts import Attempts, tells_every_attempt
from gateway_probe.causes.reading.passage import Passage
from gateway_probe.causes.reading.set_ups import SetUps


class Reading(Attempts, Passage, SetUps):
    """One Document's evidence, as far as its parts agree. Every method is a pure function of it."""


__all__ = ["CHANCE_THAT_DECIDES", "CREDITS_CHECKS", "TEAM_REFUSALS", "Reading", "is_confirmed", "tells_every_attempt"]
