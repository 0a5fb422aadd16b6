"""China: every division of the country, crossed with a stated table of lines."""
