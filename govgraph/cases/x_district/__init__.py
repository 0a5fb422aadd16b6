"""X District: the mediation centre."""
