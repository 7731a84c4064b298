"""Performance promises as figures of one run."""
