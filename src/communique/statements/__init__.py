"""Finds who says what to whom, with what act."""
