"""Cases: real reforms from the literature as tables that are shipped, one folder each."""
