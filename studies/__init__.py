"""Studies of the system itself: how far renderers agree, how fast it is, whether terms hold, how looks look."""
