"""A page made ready for attribution: passages that speak, paragraphs, marked strings, sentences, people."""

import re

from dragoman.model import Page, QuotationKind
from dragoman.reading.quotations.focus import Telling
from dragoman.reading.quotations.marks import Marked, pair_marks, paragraphs
from dragoman.reading.quotations.narration import narrate, tell_lines, words_of
from dragoman.reading.quotations.people import Known, find_people
from dragoman.reading.quotations.rules import Speech
from dragoman.reading.quotations.speakers import SIGNS, Attribution

LABEL = re.compile(r"\s*[A-Z][A-Z.'’ -]{2,40}:\s")


def make_ready(page: Page, known: Known, speech: Speech) -> Telling | None:
    """The page's telling, None where no string stands in marks; `known` is what the knowledge says of its names."""
    spans, barriers, gaps = _spans(page, speech)
    marked = pair_marks(page.text, spans)
    if not marked:
        return None
    words = words_of(page.text, 0, len(page.text))
    told = narrate(page.text, marked, words)
    return Telling(
        told=told,
        marked=marked,
        lines=tell_lines(page.text, told.masked, marked, spans),
        people=find_people(words, known, speech),
        barriers=barriers,
        gaps=gaps,
        ends=tuple(end for _, end in spans),
    )


def _spans(page: Page, speech: Speech) -> tuple[tuple[tuple[int, int], ...], frozenset[int], frozenset[int]]:
    """The paragraphs that speak; of them those at which another voice begins, and those behind other matter."""
    spans: list[tuple[int, int]] = []
    barriers: set[int] = set()
    gaps: set[int] = set()
    label = False
    whole = [(0, len(page.text), "story")]
    for start, end, role in [(p.start, p.end, p.role) for p in page.passages] or whole:
        if role not in speech.roles:
            label = label or role == "speaker label"
            gaps.add(len(spans))
            continue
        for span in paragraphs(page.text, start, end):
            if label or LABEL.match(page.text, span[0], span[1]):
                barriers.add(len(spans))
                label = False
            spans.append(span)
    return tuple(spans), frozenset(barriers), frozenset(gaps)


def kind_of(text: str, one: Marked, given: Attribution, speech: Speech) -> QuotationKind | None:
    """Direct speech, a fragment in the narrator's sentence, or None: a title or a word held at a distance."""
    words = text[one.first : one.last].split()
    if len(words) < 2 or given.why == SIGNS or _is_title(text, one, words, given, speech):
        return None
    if len(words) >= speech.direct_words:
        return "direct"
    if not given.voice or not given.cue:
        return None
    return "direct" if words[0][:1].isupper() and words[-1][-1] in ",.!?" else "fragment"


def _is_title(text: str, one: Marked, words: list[str], given: Attribution, speech: Speech) -> bool:
    named = bool(speech.naming.search(text, max(0, one.start - 24), one.start))
    long = [word for word in words if len(word) > 3]
    titled = len(long) > 1 and all(word[0].isupper() or not word[0].isalpha() for word in long)
    if words[-1][-1] in ".!?":
        return (named or titled) and (given.cue is None or (named and titled))
    return named or titled
