"""Q County: joint petition governance."""
