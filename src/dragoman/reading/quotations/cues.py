"""Which words beside a quotation say whose it is?"""

import re

from dragoman.model import Struct
from dragoman.reading.quotations.marks import Marked
from dragoman.reading.quotations.narration import QUOTED, SHORT, STOP, Line, words_of
from dragoman.reading.quotations.rules import Speech
from dragoman.reading.quotations.subjects import Phrase, after_verb, before_verb, opening

CREDIT = re.compile(r"\s*[―—–]\s*(?=[A-ZÀ-Ý])([^\n\x02]{3,80}?)\s*(?=\n|$|\x02)")
LABEL = re.compile(r"([A-Z][A-Z.'’ -]{2,40}):\s")
AS_SAYING = re.compile(r"\bquot(?:ed|es|ing)\s+([^\n\x02]{2,80}?)\s+as\s+saying\b")
LONGEST_TITLE = 8  # words before a name: "the ministry's chief press officer Ana Souza"
CLOSE = 14  # words that may stand between a verb of saying and the quotation that it opens


class Clue(Struct):
    """A reason to give a quotation to somebody: the cue words, who they name, and whether they bind it firmly."""

    cue: str
    phrase: Phrase
    firm: bool
    why: str


def clue_inside(text: str, one: Marked, speech: Speech) -> Clue | None:
    """'"MODERATOR: ..."': a transcript quoted with its labels."""
    label = LABEL.match(text, one.first, one.last)
    phrase = after_verb(words_of(text, one.first, label.end(1)), speech) if label else None
    return Clue(cue=":", phrase=phrase, firm=True, why="the label before the words") if phrase else None


def clue_after(text: str, masked: str, one: Marked, limit: int, speech: Speech) -> Clue | None:
    """'"...," said X', '"...," X said', '"..." - X': what follows the quotation, up to `limit`."""
    credit = CREDIT.match(masked, one.end)
    if credit and (phrase := after_verb(words_of(masked, credit.start(1), credit.end(1)), speech)):
        return Clue(cue="―", phrase=phrase, firm=True, why="the credit line after the words")
    stop = _first_stop(masked, one.end, limit)
    tail = masked[one.end : stop]
    ends = text[one.first : one.last][-1:]
    firm = ends in ",?!—–-…" or (ends.isalnum() and tail.lstrip().startswith((",", "—", "–", "-")))
    named = speech.according.search(masked, one.end, stop)
    if named and (phrase := after_verb(words_of(masked, named.end(), stop), speech)):
        return Clue(
            cue=named.group().lower(), phrase=phrase, firm=firm, why="named as the source after the words"
        )
    for cue in speech.cue.finditer(masked, one.end, stop):
        gap = [word for word in words_of(masked, one.end, cue.start()) if word.text[0].isalnum()]
        if all(word.low in speech.between or word.text.endswith("ly") for word in gap):
            phrase = after_verb(words_of(masked, cue.end(), stop), speech)
        else:
            phrase = before_verb(words_of(masked, one.end, cue.start()), speech)
        if phrase and not _late(masked, one.end, phrase, speech):
            short = ends == "." and len(words_of(masked, one.end, stop)) <= 4
            return Clue(
                cue=cue.group().lower(),
                phrase=phrase,
                firm=firm or short,
                why="subject of the verb after the words",
            )
        if not gap:
            return None
    return None


def _first_stop(masked: str, start: int, limit: int) -> int:
    for found in STOP.finditer(masked, start, limit):
        if not SHORT.search(masked, max(start, found.start() - 8), found.start() + 1):
            return found.start()
    return limit


def _late(masked: str, start: int, phrase: Phrase, speech: Speech) -> bool:
    # '"...," as he told us' is an attribution; '"..." is what the crowd heard before she said' is not
    gap = [word.low for word in words_of(masked, start, phrase.start) if word.text[0].isalnum()]
    return len(gap) > 2 and (len(gap) > LONGEST_TITLE or bool(speech.phrase_ends.intersection(gap)))


def clue_before(masked: str, one: Marked, line: Line, speech: Speech) -> Clue | None:
    """'X said: "..."', 'X, a lawyer, called it "..."': what stands before the quotation in its sentence."""
    segment = masked[line.start : one.start]
    if not segment.strip():
        return None
    quoted = list(AS_SAYING.finditer(masked, line.start, one.start))
    if quoted and (phrase := after_verb(words_of(masked, quoted[-1].start(1), quoted[-1].end(1)), speech)):
        return Clue(cue="quoted as saying", phrase=phrase, firm=True, why="quoted as saying the words")
    named = speech.according.search(masked, line.start, one.start)
    if named and (phrase := after_verb(words_of(masked, named.end(), one.start), speech)):
        return Clue(
            cue=named.group().lower(),
            phrase=phrase,
            firm=False,
            why="named as the source before the words",
        )
    return _verb_before(masked, one, line, speech) or _colon_before(masked, one, line, speech)


def _verb_before(masked: str, one: Marked, line: Line, speech: Speech) -> Clue | None:
    bound = masked.rfind(QUOTED, line.start, one.start) + 1
    start = max(line.start, bound)
    opens = masked[start : one.start].rstrip().endswith((",", ":", ";", "that"))
    found = list(speech.cue.finditer(masked, start, one.start))
    for cue in sorted(found, key=lambda c: (c.group().lower() in speech.strong, c.start()), reverse=True):
        before = words_of(masked, line.start, cue.start())
        after = [word for word in words_of(masked, cue.end(), one.start) if word.text[0].isalnum()]
        if len(after) > CLOSE or (before and before[-1].low in speech.determiners):
            continue
        participle = cue.group().lower() in speech.participles and before[-1:] and before[-1].text in ",-—–"
        phrase = opening(before, speech) if participle else before_verb(before, speech)
        if phrase is None and not [w for w in before if w.text[0].isalnum()]:
            phrase = after_verb(words_of(masked, cue.end(), one.start), speech)
        if phrase:
            firm = opens or len(after) <= 2
            return Clue(
                cue=cue.group().lower(), phrase=phrase, firm=firm, why="subject of the verb before the words"
            )
    return None


def _colon_before(masked: str, one: Marked, line: Line, speech: Speech) -> Clue | None:
    segment = masked[line.start : one.start].rstrip()
    if not segment.endswith(":") or QUOTED in segment:
        return None
    phrase = opening(words_of(masked, line.start, line.start + len(segment) - 1), speech)
    return (
        Clue(cue=":", phrase=phrase, firm=True, why="the sentence that the colon opens") if phrase else None
    )


def subject_of(masked: str, line: Line, speech: Speech, end: int | None = None) -> Phrase | None:
    """The first noun phrase of the narrator's sentence (up to `end`), whatever its verb."""
    return opening(words_of(masked, line.start, line.end if end is None else end), speech)


def teller_of(masked: str, line: Line, speech: Speech) -> Phrase | None:
    """The subject of the last verb of saying in a sentence without a quotation."""
    for cue in reversed(list(speech.cue.finditer(masked, line.start, line.end))):
        if cue.group().lower() in speech.strong:
            phrase = before_verb(words_of(masked, line.start, cue.start()), speech)
            if phrase:
                return phrase
    return None
