"""Loops over arrays: compressed sparse rows in, arrays out; no names of the domain."""
