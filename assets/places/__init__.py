"""Places: kitchens, workbenches, gardens... at real-world scale, in clearly different variants."""
