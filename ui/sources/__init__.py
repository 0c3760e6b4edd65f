"""The screen bronnen."""
