"""Governments as typed directed graphs."""

__version__ = "0.1.0"
