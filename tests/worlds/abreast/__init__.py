"""Places beside each other in which the other place is what decides: it passes where the first is stopped, it is as badly
off, it was asked at another hour, its Document lacks something, it tried more than its own
request, or it is served unequally well."""
