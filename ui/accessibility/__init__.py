"""The screen toegankelijkheid."""
