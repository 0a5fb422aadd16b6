"""The report of a comparison: what is proposed, what it brings, whom it hurts."""
