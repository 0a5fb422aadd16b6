"""Proposal files: YAML or JSON, read with the number of every line, and written."""
