"""The model: tables, kinds, checking. A structure is a checked value that never changes."""
