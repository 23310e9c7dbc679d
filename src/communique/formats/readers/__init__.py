"""Readers, one module a format; ``tell`` says by the content which of them reads a file."""
