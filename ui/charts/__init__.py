"""Charts in altair, drawn as plain figures."""
