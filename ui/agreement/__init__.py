"""Agreements with applicants: as a document to print, and as a page to enter and correct them."""
