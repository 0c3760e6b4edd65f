"""What one application brings: the call, its rows, the grant, the incentive, and a check on published money."""
