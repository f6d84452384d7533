"""Gold labels, sample articles and, on top of them, the scorer."""
