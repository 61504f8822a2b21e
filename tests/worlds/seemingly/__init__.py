"""Worlds in which the request is served, or seems to be."""
