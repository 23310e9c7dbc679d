"""Matches undertakings across records, judges evidence, folds a status."""
