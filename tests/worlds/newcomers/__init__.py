"""Worlds from the facts alone, whatever the rules look at: what hangs on the connection, on the form of HTTP, on a moment.

Where an expectation asks for less than it seems it could, the reason stands beside it.
"""
