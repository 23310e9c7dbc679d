"""Finds toponyms, and works out the places they mean."""
