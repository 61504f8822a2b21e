"""Worlds by somebody who had read the facts and no rule: what hangs on the connection, on the form of HTTP, on a moment.

Of the first 737, 680 were right when they were first asked, and one `certain` among the others was false: a key's own
budget was laid to its team. Four clients were told no more of a refused option of a provider than that it refuses; the
other fifty-odd were of two kinds: an expectation that asked for more than the facts bear out, which says so beside it, or
more generations for a bad key beside a good token than the gateway's own word needs.

Of 63 more that were written once the rules had been read (`second_look`, `second_look_at_places`), 57 were right at once,
and two `certain` among the others were false: readings of one team that lag behind each other were taken for two teams'.
"""
