"""The operators of reform: one frozen dataclass each, offered by being written."""
