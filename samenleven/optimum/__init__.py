"""The best division of a budget: the program, its solution and what one more euro brings."""
