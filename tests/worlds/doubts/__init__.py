"""Worlds in doubt: another state would give these answers as well. Beside them are some that look so and are decided."""
