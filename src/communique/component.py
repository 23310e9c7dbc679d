"""communique as a spaCy pipeline component: ``nlp.add_pipe("communique")``; the record is in ``doc._.communique``.

The document's text is coded the one way it always is, with the project's own parse: a host pipeline may have another
tokenizer or no parser, and the same text must give the same record.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("communique", default_config={"date": None, "actors": None})
def make_component(nlp: Language, name: str, date: str | None, actors: str | None) -> Callable[[Doc], Doc]:
    """Factory that spaCy finds by entry point. ``date`` is the publication date used where a text gives none;
    ``actors`` a file of the user's own actors.
    """
    import communique  # noqa: PLC0415 - spaCy imports this module whenever it makes a pipeline, ours too

    coder = communique.load(actors)
    if not Doc.has_extension("communique"):
        Doc.set_extension("communique", default=None)

    def component(doc: Doc) -> Doc:
        doc._.communique = coder.code(doc.text, date=date)
        return doc

    return component
