"""A small encoder that says what one party does to another, where the lexicon is silent or torn."""
