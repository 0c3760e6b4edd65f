"""The figures of this screen, each a function of its address."""
