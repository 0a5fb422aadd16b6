"""Search: for each finding of an audit, the reforms that would remove it."""
