"""Pictures of the look library: each look on its exhibit, the page."""
