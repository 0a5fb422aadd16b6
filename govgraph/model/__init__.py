"""The model: tables, kinds, checking, conversion. A structure is a checked value that never changes."""
