"""Whether a reading is computed from what a stage says, or declared by a name in it."""
