"""The domain of Plan Samenleven: rules and calculations, values in, values out.

Nothing here knows of screens, SQL, files or the clock. `samenleven.store` is the one door to the data.
"""
