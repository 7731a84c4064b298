"""One stage in several backends, and how far their frames agree."""
