"""Screening of alternatives: many small proposals, each checked and measured exactly."""
