"""A figure or the page of a municipality for another site: static HTML without a session."""
