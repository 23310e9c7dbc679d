"""Runs coding on several processes; the records are the same, in the same order, whatever their number."""
