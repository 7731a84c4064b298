"""What vessels, slabs and their furnishings wear."""
