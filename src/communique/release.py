"""The release, in a module of its own so that everything may name it."""

VERSION = "0.1.0"
