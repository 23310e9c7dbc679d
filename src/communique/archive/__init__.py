"""The archive: many coded documents in one SQLite file that survives whatever happens to the process."""
