"""Worlds one step beside a well-known symptom: two faults of which one hides the other, words seen through a box, moments.

Each expectation asks first whether another true state could give the same answers; where one could, nothing is certain.
"""
