"""Datasets for training, packed from finished samples."""
