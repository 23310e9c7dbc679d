"""How likely each word is to tell each type of event: a small network over words and grammar, a second opinion."""
