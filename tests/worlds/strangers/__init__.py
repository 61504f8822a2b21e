"""Worlds written by somebody who had read the facts and no rule: what a hostile and fair judge would try.

Of the first 411, 401 were right when they were first asked, and no `certain` among them was false. Four of the ten were
mended in the rules (a filter of the team that is about every model, an unlisted id that is called invalid, a stranger
who refuses the public list); the others asked for more than the facts bear out, and each says so beside it.

Of 104 more, written once the rules had been read for their weak places (`odd_controls`, `cut_short`, `again`), 98 were right
at once. Three were called a false `certain`: two of them the gateway had said twice, the third was a flip that is so.
True faults were a named option that another one accompanies, a server error for one model alone that was called likely
the gateway's own, and two runs of one place told apart by their place.
"""
