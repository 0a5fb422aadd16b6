"""How cases are simulated: under what conditions, for how long, from tables to records."""
