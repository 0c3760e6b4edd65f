"""The screen gemeente."""
