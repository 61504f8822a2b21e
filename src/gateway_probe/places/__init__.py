"""Places other than this process: a Document fetched from where it was made."""

from gateway_probe.places.fetching import Address, PlaceUnknown, UnusableAddress, fetch_document

__all__ = ["Address", "PlaceUnknown", "UnusableAddress", "fetch_document"]
