"""Audit: rules that map a structure to evidence."""
