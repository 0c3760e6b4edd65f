"""The search for the best division of a region; see `divide`."""
