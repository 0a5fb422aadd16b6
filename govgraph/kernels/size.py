"""From what size on loops are compiled.

Loading the compiler takes about 0.6 s, and the first call of a loop that it has kept from an
earlier process as much again. Below `LARGE` nodes the same work on whole arrays takes less than
that: all pairs of 2,000 nodes 0.02 s, for example, where 10,000 take 0.3 s and 100,000 a minute.
"""

#: Nodes from which compiled loops are used.
LARGE = 2_000
#: Arcs from which they are used where the work grows with the arcs alone.
MANY = 200_000
