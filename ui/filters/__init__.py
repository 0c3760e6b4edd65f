"""Filters whose state lives in the address."""
