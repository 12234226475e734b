"""Why nothing? Every sentence that names somebody who may act, or holds a trigger word, and made no event."""

from collections.abc import Mapping, Sequence

from dragoman.model import Mention, Page, Sentence, Silence, SilenceReason
from dragoman.reading.screen import is_named, others, split

# What the reasons mean, for who asks.
MEANING: dict[SilenceReason, str] = {
    "fabric": "it stands in the page's fabric (navigation, captions, comments), which is not read",
    "other language": "the page is in a language that is not read",
    "other subject": "what stands around it is about something else than politics",
    "too long": "it is longer than any sentence; it is a list or a table",
    "no trigger word": "it names somebody, but holds no word that tells of an act",
    "no actor": "it holds a trigger word, but names nobody who acts in politics",
    "question": "a question asserts nothing",
    "negated": "the act is denied: it did not happen",
    "under a condition": "the act stands under an if",
    "no act left": "what stands over the act leaves none",
    "no actor on a side": "an entry fits, but nobody political stands on either side of it",
    "no entry fits": "no entry of the lexicon fits, and the second opinion is not sure",
    "below confidence": "an act was found, but the confidence is below what a record needs",
}


def silences(
    page: Page,
    chosen: Sequence[tuple[Sentence, SilenceReason | None]],
    mute: Mapping[int, tuple[SilenceReason, str]],
    mentions: Sequence[Mention],
) -> tuple[Silence, ...]:
    """The silent sentences of a page in the order of the text; `mute` are those that were parsed, by number."""
    found = []
    for number, (sentence, why_not) in enumerate(chosen):
        if why_not is None:
            if number in mute:
                reason, why = mute[number]
                found.append(_silence(sentence, reason, why))
        elif why_not != "no trigger word" or is_named(sentence, mentions):
            found.append(_silence(sentence, why_not))
    found += [_silence(s, "fabric") for s in others(page) if is_named(s, mentions)]
    return tuple(sorted(found, key=lambda one: one.start))


def unread(page: Page, mentions: Sequence[Mention], reason: SilenceReason, why: str) -> tuple[Silence, ...]:
    """The sentences of a page that was not read, those that name somebody."""
    return tuple(_silence(s, reason, why) for s in split(page) if is_named(s, mentions))


def _silence(sentence: Sentence, reason: SilenceReason, why: str = "") -> Silence:
    return Silence(start=sentence.start, end=sentence.end, reason=reason, why=why or MEANING[reason])
