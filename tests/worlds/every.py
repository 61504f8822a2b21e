"""Every world there is, by name."""

from tests.worlds import health, issue, issue_places, keys, money
from tests.worlds.places import Places
from tests.worlds.world import World

WORLDS: tuple[World, ...] = (*issue.WORLDS, *health.WORLDS, *keys.WORLDS, *money.WORLDS)
PLACES: tuple[Places, ...] = (*issue_places.WORLDS,)
