"""A composed stage as plain typed data: meshes, lights, looks, patterns and cameras, whoever made the stage."""
