"""The screen *budget*: the scenario and its controls, its results, and the calculator for one application."""
