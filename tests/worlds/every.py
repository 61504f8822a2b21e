"""Every world there is, by name."""

from tests.worlds import issue, issue_places
from tests.worlds.places import Places
from tests.worlds.world import World

WORLDS: tuple[World, ...] = (*issue.WORLDS,)
PLACES: tuple[Places, ...] = (*issue_places.WORLDS,)
