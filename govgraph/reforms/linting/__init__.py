"""The lint: what is wrong with a proposal on a structure, before anything is scored."""
