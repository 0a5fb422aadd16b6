"""What the report of a simulation says, and how it becomes files."""
