"""From a document's text to parsed sentences. The only package that knows spaCy."""
