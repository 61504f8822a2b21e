"""Every plain fault beside every innocent: it is told as surely as without it."""

from tests.standin import Token
from tests.worlds.newcomers.faults_and_innocents import FAULTS, INNOCENTS, is_told_by_itself, world_of
from tests.worlds.world import World, on_vercel

WORLDS: tuple[World, ...] = tuple(
    world_of(f"{fault.name}, beside {innocent.name}", on_vercel(fault.key, Token(fault.team)), fault, innocent)
    for fault in FAULTS
    for innocent in INNOCENTS
    if not is_told_by_itself(fault, innocent)
)
