"""The frame of every screen."""
