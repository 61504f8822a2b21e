"""Every world there is, by name."""

from tests.worlds import health, issue, issue_places, keys, lookups, money, providers, refusals, teams
from tests.worlds.places import Places
from tests.worlds.world import World

_OF_ONE_PLACE = (issue, health, keys, teams, money, lookups, refusals, providers)
_OF_MANY = (issue_places,)

WORLDS: tuple[World, ...] = tuple(world for module in _OF_ONE_PLACE for world in module.WORLDS)
PLACES: tuple[Places, ...] = tuple(world for module in _OF_MANY for world in module.WORLDS)
