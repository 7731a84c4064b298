"""Whether the terms hold: composed, read back and measured on probe pictures."""
