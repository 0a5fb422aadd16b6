"""Reforms: frozen values that map a structure to a structure and account for what they move."""
