"""Networks: nodes, wires and recipes, joined to a whole look."""
