"""Writers of events for other programs, one module a kind of format; the mappings stand in ``data/exports``."""
