"""Worlds in which one fact meets another: a plain refusal in an odd dress, a state that changes midway, an imitation.

Where an expectation asks for less than it seems it could, the reason stands beside it.
"""
