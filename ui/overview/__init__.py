"""The screen overzicht."""
