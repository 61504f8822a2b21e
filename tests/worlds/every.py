"""Every world there is, by name."""

from tests.worlds import (
    bodies,
    client_faults,
    clients,
    combined,
    comes_and_goes,
    credentials_used,
    health,
    issue,
    issue_places,
    keys,
    limits,
    lookalikes,
    lookups,
    many,
    models,
    money,
    odd,
    odd_lookups,
    pairs,
    pairs_of_credentials,
    perturbed,
    provider_words,
    providers,
    refusals,
    served,
    surroundings,
    teams,
    tokens,
    wire,
)
from tests.worlds.places import Places
from tests.worlds.world import World

_OF_ONE_PLACE = (
    issue,
    health,
    keys,
    clients,
    teams,
    money,
    lookups,
    refusals,
    providers,
    served,
    credentials_used,
    wire,
    comes_and_goes,
    tokens,
    models,
    odd,
    surroundings,
    perturbed,
    limits,
    bodies,
    provider_words,
    combined,
    client_faults,
    odd_lookups,
    lookalikes,
)
_OF_MANY = (issue_places, pairs, pairs_of_credentials, many)

WORLDS: tuple[World, ...] = tuple(world for module in _OF_ONE_PLACE for world in module.WORLDS)
PLACES: tuple[Places, ...] = tuple(world for module in _OF_MANY for world in module.WORLDS)
