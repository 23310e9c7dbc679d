"""Finds time expressions, and works out the days they mean."""
