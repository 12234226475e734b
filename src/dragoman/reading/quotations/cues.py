"""Which words beside a quotation say whose it is?"""

import re
from collections.abc import Sequence

from dragoman.model import Struct
from dragoman.reading.quotations.marks import Marked
from dragoman.reading.quotations.narration import QUOTED, SHORT, STOP, Line, Narration, Word, words_of
from dragoman.reading.quotations.rules import Speech
from dragoman.reading.quotations.subjects import (
    OF,
    Phrase,
    after_verb,
    at_end,
    before_verb,
    opening,
    phrase_of,
)

CREDIT = re.compile(r"\s*(?:[―—–]|--?)\s*(?=[A-ZÀ-Ý])([^\n\x02]{3,80}?)\s*(?=\n|$|\x02)")
LABEL = re.compile(r"([A-Z][A-Z.'’ -]{2,40}):\s")
AS_SAYING = re.compile(r"\bquot(?:ed|es|ing)\s+([^\n\x02]{2,80}?)\s+as\s+saying\b")
QUOTED_BY = re.compile(
    r"\b(?:was|were|is|been)\s+quoted\s+(?:(?:by|in|on)\s+([^,\n\x02]{2,60}?)\s+)?as\s+(?:saying|telling)\b"
)
PASSED_ON = re.compile(r",\s*(?:quoting|citing)\s+")
DASH = re.compile(r"\s*(?:--|[—–])\s*$")
LABELLED = "the label before the words"
LONGEST_TITLE = 8  # words before a name: "the ministry's chief press officer Ana Souza"
CLOSE = 14  # words that may stand between a verb of saying and the quotation that it opens
LABEL_WORDS = 9  # words of a label before a colon: "Ana Souza, foreign minister of Brazil:"


class Clue(Struct):
    """A reason to give a quotation to somebody: the cue words, who they name, and whether they bind it firmly.

    `at` is where the cue stands; `others` speak together with the first, `via` passes the words on. `doubt` says why
    the phrase names nobody after all.
    """

    cue: str
    phrase: Phrase
    firm: bool
    why: str
    at: int = -1
    others: tuple[Phrase, ...] = ()
    via: Phrase | None = None
    doubt: str = ""


def is_cue(word: Word, speech: Speech) -> bool:
    """Whether a word is a verb that can carry speech; "States" with a capital is none."""
    return word.low in speech.cues and not (word.capital and word.low in speech.not_persons)


def clue_inside(text: str, one: Marked, speech: Speech) -> Clue | None:
    """'"MODERATOR: ..."': a transcript quoted with its labels."""
    label = LABEL.match(text, one.first, one.last)
    phrase = after_verb(words_of(text, one.first, label.end(1)), speech) if label else None
    return Clue(cue=":", phrase=phrase, firm=True, why=LABELLED) if phrase else None


def clue_after(told: Narration, one: Marked, limit: int, speech: Speech) -> Clue | None:
    """'"...," said X', '"...," X said', '"..." - X': what follows the quotation, up to `limit`."""
    masked = told.masked
    credit = CREDIT.match(masked, one.end)
    if credit and (phrase := after_verb(told.between(credit.start(1), credit.end(1)), speech)):
        return Clue(cue="―", phrase=phrase, firm=True, why="the credit line after the words")
    stop = _first_stop(masked, one.end, limit)
    words = told.between(one.end, stop)
    if not words:
        return None
    ends = told.text[one.last - 1 : one.last]
    firm = ends in ",?!—–-…" or (ends.isalnum() and words[0].text in ",—–-")
    if handed := _handed_on(told, one.end, stop, speech):
        return handed
    named = speech.according.search(masked, one.end, stop)
    spoken = _verb_after(told, one, words, stop, firm, speech)
    if named and (spoken is None or spoken.at > named.start()):
        phrase = after_verb(told.between(named.end(), stop), speech)
        if phrase:
            return Clue(
                cue=named.group().lower(),
                phrase=phrase,
                firm=firm,
                why="named as the source after the words",
                at=named.start(),
            )
    return spoken


def _verb_after(
    told: Narration, one: Marked, words: Sequence[Word], stop: int, firm: bool, speech: Speech
) -> Clue | None:
    for at, cue in enumerate(words):
        if not is_cue(cue, speech):
            continue
        gap = [word for word in words[:at] if word.text[0].isalnum()]
        sure = firm and cue.low in speech.strong
        inverted = all(word.low in speech.between or word.text.endswith("ly") for word in gap)
        side = (after_verb, words[at + 1 :]) if inverted else (before_verb, words[:at])
        phrase = side[0](side[1], speech, sure)
        if phrase and not _late(told, one.end, phrase, speech):
            short = told.text[one.last - 1 : one.last] == "." and len(words) <= 4
            clue = Clue(
                cue=cue.low,
                phrase=phrase,
                firm=firm or short,
                why="subject of the verb after the words",
                at=cue.start,
            )
            return _with_others(told, clue, one.end if not inverted else None, stop, speech)
        if not gap:
            return None
    return None


def _with_others(told: Narration, clue: Clue, first: int | None, stop: int, speech: Speech) -> Clue:
    """A clue with those who speak together, or with the doubt that only one of two did; `first` is where the clause
    of a subject before its verb begins, None for one behind it.
    """
    phrase = clue.phrase
    behind = told.between(phrase.end, clue.at if first is not None else stop)
    doubt = f"'{phrase.words}' or somebody else says the words" if _is_or(behind) else ""
    if phrase.kind == "pronoun":
        return clue
    others: list[Phrase] = []
    if first is None:
        if behind and behind[0].low == "and":
            others += _person(after_verb(behind[1:], speech))
        if passed := PASSED_ON.search(told.masked, phrase.end, stop):
            source = after_verb(told.between(passed.end(), stop), speech)
            if source and source.kind != "pronoun":
                why = f"quoted by '{phrase.words}'"
                return Clue(cue=clue.cue, phrase=source, firm=clue.firm, why=why, at=clue.at, via=phrase)
    else:
        ahead = told.between(first, phrase.start)
        if ahead and ahead[-1].low == "and":
            others += _person(at_end(list(ahead[:-1]), speech))
    return Clue(
        cue=clue.cue, phrase=phrase, firm=clue.firm, why=clue.why, at=clue.at, others=tuple(others), doubt=doubt
    )  # fmt: skip


def _is_or(words: Sequence[Word]) -> bool:
    # "a deputy, or perhaps a journalist, answered"
    return any(
        word.low == "or" and (at == 0 or words[at - 1].text == ",") for at, word in enumerate(words[:16])
    )


def _person(phrase: Phrase | None) -> list[Phrase]:
    return [phrase] if phrase and phrase.kind != "pronoun" else []


def _handed_on(told: Narration, start: int, stop: int, speech: Speech) -> Clue | None:
    """'Tass quoted X as saying', 'X was quoted by Tass as saying', between two offsets."""
    if told.masked.find(" as ", start, stop) < 0:
        return None
    passive = QUOTED_BY.search(told.masked, start, stop)
    if passive and (phrase := before_verb(told.between(start, passive.start()), speech)):
        by = passive.span(1) if passive.group(1) else _behind(told.masked, passive.end(), stop)
        via = after_verb(told.between(*by), speech) if by else None
        return Clue(
            cue="quoted as saying", phrase=phrase, firm=True, why="quoted as saying the words",
            at=passive.start(), via=via,
        )  # fmt: skip
    active = list(AS_SAYING.finditer(told.masked, start, stop))
    if active and (phrase := after_verb(told.between(*active[-1].span(1)), speech)):
        via = before_verb(told.between(start, active[-1].start()), speech)
        return Clue(
            cue="quoted as saying", phrase=phrase, firm=True, why="quoted as saying the words",
            at=active[-1].start(), via=via,
        )  # fmt: skip
    return None


def _behind(masked: str, start: int, stop: int) -> tuple[int, int] | None:
    found = re.compile(r"\s+by\s+").match(masked, start, stop)
    return (found.end(), stop) if found else None


def _first_stop(masked: str, start: int, limit: int) -> int:
    for found in STOP.finditer(masked, start, limit):
        if not SHORT.search(masked, max(start, found.start() - 8), found.start() + 1):
            return found.start()
    return limit


def _late(told: Narration, start: int, phrase: Phrase, speech: Speech) -> bool:
    # '"...," as he told us' is an attribution; '"..." is what the crowd heard before she said' is not
    gap = [word.low for word in told.between(start, phrase.start) if word.text[0].isalnum()]
    return len(gap) > 2 and (len(gap) > LONGEST_TITLE or bool(speech.phrase_ends.intersection(gap)))


def clue_before(told: Narration, one: Marked, line: Line, speech: Speech) -> Clue | None:
    """'X said: "..."', 'X, a lawyer, called it "..."': what stands before the quotation in its sentence."""
    masked = told.masked
    if not masked[line.start : one.start].strip():
        return None
    if handed := _handed_on(told, line.start, one.start, speech):
        return handed
    named = speech.according.search(masked, line.start, one.start)
    if named and (phrase := after_verb(told.between(named.end(), one.start), speech)):
        return Clue(
            cue=named.group().lower(),
            phrase=phrase,
            firm=False,
            why="named as the source before the words",
            at=named.start(),
        )
    return (
        _dash_before(told, one, line, speech)
        or _verb_before(told, one, line, speech)
        or _colon_before(told, one, line, speech)
    )


def _verb_before(told: Narration, one: Marked, line: Line, speech: Speech) -> Clue | None:
    masked = told.masked
    start = max(line.start, masked.rfind(QUOTED, line.start, one.start) + 1)
    words = told.between(start, one.start)
    found = [at for at, word in enumerate(words) if is_cue(word, speech)]
    if not found:
        return None
    opens = masked[start : one.start].rstrip().endswith((",", ":", ";", "that"))
    for at in sorted(found, key=lambda i: (words[i].low in speech.strong, i), reverse=True):
        cue = words[at]
        before = told.between(line.start, cue.start)
        after = [word for word in words[at + 1 :] if word.text[0].isalnum()]
        if len(after) > CLOSE or (before and before[-1].low in speech.determiners):
            continue
        if _breaks_off(words[at + 1 :], speech) or _is_object(before):
            continue
        sure = cue.low in speech.strong and (opens or len(after) <= 2)
        participle = cue.low in speech.participles and before[-1:] and before[-1].text in ",-—–"
        phrase = opening(before, speech) if participle else before_verb(before, speech, sure)
        if phrase is None and not [w for w in before if w.text[0].isalnum()]:
            phrase = after_verb(words[at + 1 :], speech)
        if phrase:
            passive = phrase.words.lower() == "it" and any(w.low in speech.be for w in before[-3:])
            clue = Clue(
                cue=cue.low,
                phrase=phrase,
                firm=opens or len(after) <= 2,
                why="subject of the verb before the words",
                at=cue.start,
                doubt=f"'it {before[-1].text} {cue.text}' does not say by whom" if passive else "",
            )
            return _with_others(told, clue, line.start, one.start, speech)
    return None


def _is_object(before: Sequence[Word]) -> bool:
    """Whether a cue's word is the noun behind an infinitive: "urged them to make demands that were ..."."""
    return len(before) > 1 and before[-2].low == "to" and before[-1].text.islower()


def _breaks_off(words: Sequence[Word], speech: Speech) -> bool:
    """Whether the narrator goes on alone before the quotation: "a general told him so, and that was ..."."""
    return any(
        word.text == ","
        and words[at + 1].low in ("and", "but")
        and words[at + 2].low in speech.others
        and words[at + 3].low in speech.be
        for at, word in enumerate(words[:-3])
    )


def _colon_before(told: Narration, one: Marked, line: Line, speech: Speech) -> Clue | None:
    segment = told.masked[line.start : one.start].rstrip()
    if not segment.endswith(":") or QUOTED in segment:
        return None
    words = list(told.between(line.start, line.start + len(segment) - 1))
    plain = [word for word in words if word.text[0].isalnum()]
    given = next((at for at, word in enumerate(words) if word.low in ("from", "by")), None)
    if (
        given is not None
        and len(plain) <= LABEL_WORDS
        and (given == 0 or words[given - 1].low in speech.papers)
    ):
        # "From Chairwoman X:", "Statement by X:", "From the desk of X:"
        of = next((at for at, word in enumerate(words) if at > given and word.low == "of"), given)
        phrase = after_verb(words[given + 1 :], speech) or after_verb(words[of + 1 :], speech)
    else:
        phrase = opening(words, speech)
    carrier = next((word for word in plain[:3] if word.low in speech.voiceless), None)
    doubt = f"'{carrier.text}' gives the words, and the page does not say whose they are" if carrier else ""
    if phrase is None or (carrier and phrase.kind != "person"):
        phrase = phrase_of(plain[:1], "common") if carrier else phrase
    if phrase is None:
        return None
    label = len(plain) <= LABEL_WORDS and not any(word.text.islower() for word in plain if word.low not in OF)
    why = LABELLED if label else "the sentence that the colon opens"
    return Clue(cue=":", phrase=phrase, firm=True, why=why, at=line.start, doubt=doubt)


def _dash_before(told: Narration, one: Marked, line: Line, speech: Speech) -> Clue | None:
    """'X -- "..." -- and Y': the name right before a dash."""
    dash = DASH.search(told.masked, max(line.start, one.start - 5), one.start)
    phrase = at_end(list(told.between(line.start, dash.start())), speech) if dash else None
    if phrase is None or phrase.named is None or len(phrase.named.parts) < 2:
        return None
    return Clue(cue="―", phrase=phrase, firm=True, why="the name right before the words")


def subject_of(told: Narration, line: Line, speech: Speech, end: int | None = None) -> Phrase | None:
    """The first noun phrase of the narrator's sentence (up to `end`), whatever its verb."""
    words = told.between(line.start, line.end if end is None else end)
    cut = next((at for at, word in enumerate(words) if at and word.text in (":", ";")), len(words))
    return opening(words[:cut], speech)


def _closes(told: Narration, phrase: Phrase, end: int) -> bool:
    following = told.between(phrase.end, end)[:1]
    return not (phrase.named and phrase.named.owner) and (
        not following or following[0].text in ",.;" or following[0].low in OF
    )


def teller_of(told: Narration, line: Line, speech: Speech) -> Phrase | None:
    """The subject of the main verb of saying in a sentence without a quotation, else of the last one."""
    words = told.between(line.start, line.end)
    verbs = speech.cues if words and words[-1].text == ":" else speech.strong
    found = [at for at, word in enumerate(words) if word.low in verbs and is_cue(word, speech)]
    if not found:
        return None
    for at in found:
        behind = after_verb(words[at + 1 :], speech) if at and words[at - 1].text == "," else None
        if behind and _closes(told, behind, line.end):
            return behind  # "The law is dead, said the minister."
    first = before_verb(words[: found[0]], speech)
    if first and (first.start == words[0].start or len(found) == 1):
        return first
    for at in reversed(found):
        phrase = before_verb(words[:at], speech)
        if phrase:
            return phrase
    return None
