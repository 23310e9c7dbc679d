"""Readers and writers, one module each."""
