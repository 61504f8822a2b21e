"""Worlds by somebody who had read the facts and no rule: what hangs on the connection, on the form of HTTP, on a moment."""
