"""Maps of areas: flat and in columns."""
