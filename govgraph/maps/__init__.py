"""Maps: the tiao × kuai picture of a structure as a page, a figure and a print."""

from govgraph.maps.drawing import LAYOUTS, Map, draw, draw_difference

__all__ = ["LAYOUTS", "Map", "draw", "draw_difference"]
