"""Seeds drawn at run time: what of them is rejected, and why."""
