"""Agreements and reports as local authorities send them in: what they are, who may write them, how they are judged."""
