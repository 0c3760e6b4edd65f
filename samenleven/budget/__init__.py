"""Money: applications and their grants, dividing an envelope, scenarios, the optimiser and how sure all that is.

The two entrances stand one level up: `samenleven.subsidy` (one application) and `samenleven.simulation` (everybody).
"""
