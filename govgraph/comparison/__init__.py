"""Comparison: structures and proposals side by side, with gains, costs and losers in one table."""
