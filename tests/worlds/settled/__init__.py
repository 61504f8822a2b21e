"""Worlds whose evidence decides the cause beside oddities that decide nothing, and worlds that turn while they are looked at.

What a sentence of the facts settles has to be said as settled; what was not asked, or was asked of two states, never.
"""
