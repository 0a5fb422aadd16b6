"""The rules, one function each, by subject; a function written here is a rule of the audit."""
