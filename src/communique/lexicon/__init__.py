"""Loads, checks and indexes the files under ``data/`` as immutable tables."""
