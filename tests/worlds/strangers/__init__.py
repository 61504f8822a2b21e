"""Worlds written by somebody who had read the facts and no rule: what a hostile and fair judge would try.

Of the first 411, 401 were right when they were first asked, and no `certain` among them was false. Four of the ten were
mended in the rules (a filter of the team that is about every model, an unlisted id that is called invalid, a stranger
who refuses the public list); the others asked for more than the facts bear out, and each says so beside it.
"""
