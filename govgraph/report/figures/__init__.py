"""Static figures as SVG, drawn by plain Python from results that were computed elsewhere."""
