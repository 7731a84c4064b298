"""Procedural density fields, written as OpenVDB assets."""
