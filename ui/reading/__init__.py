"""What every screen asks the store, answered once per data version."""
