"""What measures share: ties, pairs, routes, shares of work, and the rows behind the numbers.

Nothing here is registered in the catalogue; the families beside this folder are.
"""
