"""Finds who owes what, by when, on what condition."""
