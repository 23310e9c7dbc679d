"""The desk: web pages and an HTTP API on an archive, for a person who must defend every figure."""
