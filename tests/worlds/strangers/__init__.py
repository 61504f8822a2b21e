"""Worlds from the facts alone, whatever the rules look at: what a hostile and fair judge would try.

Where an expectation asks for less than it seems it could, the reason stands beside it.
"""
