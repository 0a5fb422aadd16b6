"""The remedies: for each rule one small function from alike findings to steps that may help."""
