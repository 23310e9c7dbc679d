"""Reprints and rewrites of one story among many documents."""
