"""Components that grow while nodes are put back, compiled."""

from govgraph.kernels import joining
from govgraph.kernels.compiled.loops import loop

put_back = loop(joining.put_back)
