"""Maps: the tiao × kuai picture of a structure as a page, a figure and a print."""
