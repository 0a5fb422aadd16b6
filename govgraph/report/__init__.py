"""The report: an audit as one page, figures and tables that people hand on. It computes nothing."""
