"""Boundaries of the municipalities, their outlines per region, and the checks on them."""
