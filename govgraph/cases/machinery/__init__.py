"""Machinery of government: dated links between organisations, replayed as a proposal."""
