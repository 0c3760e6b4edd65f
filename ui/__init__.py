"""Shared parts of the screens: frame, filters, cached reads, map, charts, download, number formats."""
