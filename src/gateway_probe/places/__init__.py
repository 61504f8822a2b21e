"""Places other than this process: a Document fetched from where it was made. Users import what they need by module."""
