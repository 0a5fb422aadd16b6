"""Longgang: a city without townships."""
