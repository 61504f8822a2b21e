"""Worlds written by somebody who had read the facts and no rule: what a hostile and fair judge would try."""
