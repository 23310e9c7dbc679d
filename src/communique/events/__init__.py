"""Finds who did what to whom."""
