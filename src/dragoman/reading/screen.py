"""What is worth a parse? Sentence ends without a model, and a look at each sentence before the costly part."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from blingfire import text_to_sentences_and_offsets

from dragoman.knowledge.loading import Knowledge
from dragoman.model import Mention, Page, Sentence, SilenceReason
from dragoman.reading.topics import off_topic

READ = ("headline", "dateline", "story", "transcript")
LINE = re.compile(r"[^\n]+")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LONGEST = 1500  # characters; what is longer is a table or a list, and no parse of it means anything


def split(page: Page) -> tuple[Sentence, ...]:
    """The sentences of the passages that may tell something, in order, without tokens. A line end ends a sentence."""
    return tuple(
        sentence
        for passage in page.passages
        if passage.role in READ
        for line in LINE.finditer(page.text, passage.start, passage.end)
        for sentence in _sentences(line[0], line.start())
    )


def _sentences(line: str, offset: int) -> Iterator[Sentence]:
    _, spans = text_to_sentences_and_offsets(line)
    for start, end in spans:
        words = line[start:end]
        if words.strip():
            lead = len(words) - len(words.lstrip())
            yield Sentence(start=offset + start + lead, end=offset + start + len(words.rstrip()))


def choose(
    page: Page, sentences: Sequence[Sentence], mentions: Sequence[Mention], knowledge: Knowledge
) -> tuple[tuple[Sentence, SilenceReason | None], ...]:
    """Each sentence, with None where it is worth a parse (it holds a trigger and somebody who may act), else why not.

    Somebody is a name of the knowledge, a common noun of a political actor, or a pronoun that may stand for one. The
    parse is nine tenths of the cost of a reading, so this is where its time is saved.
    """
    elsewhere = off_topic(page, sentences, knowledge.rules)
    return tuple(
        (s, "other subject" if i in elsewhere else _why_not(page.text, s, mentions, knowledge))
        for i, s in enumerate(sentences)
    )


def _why_not(
    text: str, sentence: Sentence, mentions: Sequence[Mention], knowledge: Knowledge
) -> SilenceReason | None:
    words = {w.lower() for w in WORD.findall(text, sentence.start, sentence.end)}
    if sentence.end - sentence.start > LONGEST:
        return "too long"
    if not words & knowledge.trigger_forms:
        return "no trigger word"
    return None if words & knowledge.actor_words or is_named(sentence, mentions) else "no actor"


def is_named(sentence: Sentence, mentions: Sequence[Mention]) -> bool:
    """Whether a name of the knowledge stands in the sentence."""
    at = bisect_left(mentions, sentence.start, key=lambda m: m.start)
    return at < len(mentions) and mentions[at].start < sentence.end


def others(page: Page) -> tuple[Sentence, ...]:
    """The sentences of the passages that are not read: links, captions, comments, bylines."""
    return tuple(
        sentence
        for passage in page.passages
        if passage.role not in READ
        for line in LINE.finditer(page.text, passage.start, passage.end)
        for sentence in _sentences(line[0], line.start())
    )
