"""Opvolging: who reported, what the figures mean, and what the agency decides."""
