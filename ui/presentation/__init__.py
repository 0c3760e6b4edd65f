"""The screen *presentatie*: the bar below the slides, the slides, and what they say and draw."""
