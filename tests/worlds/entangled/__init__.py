"""Worlds of one place in which two things come together, so that one of them may be taken for the other."""
