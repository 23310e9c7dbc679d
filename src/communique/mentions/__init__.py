"""Finds what the words name: who, where, when."""
