"""Whose words are these? Attribution of every marked string of a page, the sentences taken in order."""

from dragoman.model import Struct
from dragoman.reading.quotations.beside import Beside
from dragoman.reading.quotations.cues import (
    LABELLED,
    Clue,
    clue_after,
    clue_before,
    clue_inside,
    subject_of,
    teller_of,
)
from dragoman.reading.quotations.focus import (
    Focus,
    Telling,
    Voice,
    follow,
    of_name,
    of_noun,
    pair_before,
    voice_of,
)
from dragoman.reading.quotations.marks import Marked
from dragoman.reading.quotations.narration import Line, words_of
from dragoman.reading.quotations.people import opens_sentence
from dragoman.reading.quotations.rules import Speech
from dragoman.reading.quotations.subjects import Phrase, after_verb

GOES_ON = "goes on after the same speaker's words"
SIGNS = "signed below the words"
LONGEST_SIGNATURE = 160  # characters


class Attribution(Struct):
    """The speaker of one marked string, or the reason why there is none. `span` is where the page attributes it.

    `at` is where the cue stands (-1: nowhere). `others` speak together with the first, `via` passes the words on.
    """

    voice: Voice | None
    cue: str | None
    why: str
    span: tuple[int, int] | None = None
    at: int = -1
    others: tuple[Voice, ...] = ()
    via: Voice | None = None
    to: tuple[Voice, ...] = ()
    about: tuple[Voice, ...] = ()


def attribute(telling: Telling, speech: Speech) -> tuple[Attribution, ...]:
    """An attribution for every marked string, in order; at a barrier another voice begins, and nothing carries over."""
    focus = Focus()
    found: dict[int, Attribution] = {}
    close = _close_lines(telling, speech)
    for number, line in enumerate(telling.lines):
        if line.paragraph in telling.barriers and telling.lines[number - 1].paragraph != line.paragraph:
            focus = Focus()
        for index in line.quotes:
            found[index] = _attribute_one(telling, number, index, found, focus, speech)
        voices = [found[index] for index in line.quotes if found[index].voice]
        for given in voices:
            if given.voice:
                focus.speaks(given.voice, given.cue, number, line.paragraph)
        if not voices:
            follow(telling, number, focus, speech, number in close)
    _give_back(telling, found)
    return tuple(found[index] for index in range(len(telling.marked)))


def _close_lines(telling: Telling, speech: Speech) -> frozenset[int]:
    """The sentences from which a pronoun beside a quotation can still reach back to somebody."""
    return frozenset(
        near
        for number, line in enumerate(telling.lines)
        if line.quotes
        for near in range(max(0, number - speech.reach - 1), number + 1)
    )


def _attribute_one(
    telling: Telling, number: int, index: int, found: dict[int, Attribution], focus: Focus, speech: Speech
) -> Attribution:
    one, line = telling.marked[index], telling.lines[number]
    if labelled := clue_inside(telling.text, one, speech):
        return _settle(telling, labelled, number, index, focus, speech)
    if signed := _signature(telling, index, speech):
        return signed
    before = clue_before(telling.told, one, line, speech)
    after = clue_after(telling.told, one, _limit(telling, index, line), speech)
    earlier = _earlier(telling, index, found)
    for clue in (after if after and after.firm else None, before if before and before.firm else None):
        if clue:
            return _settle(telling, clue, number, index, focus, speech)
    if earlier and earlier.voice and _continues(telling, index, line):
        return _same(earlier, GOES_ON)
    if index and _runs_on(telling, index) and found[index - 1].voice:
        return _same(found[index - 1], GOES_ON + " in the paragraph before")
    for clue in (before, after):
        if clue:
            return _settle(telling, clue, number, index, focus, speech)
    return _from_around(telling, number, index, earlier, focus, speech)


def _runs_on(telling: Telling, index: int) -> bool:
    """Whether a string opens its paragraph after one that was left open: one speech over several paragraphs."""
    one, previous = telling.marked[index], telling.marked[index - 1]
    start = telling.ends[one.paragraph - 1] if one.paragraph else 0
    following = not previous.closed and one.paragraph == previous.paragraph + 1
    return following and not telling.text[start : one.start].strip()


def _signature(telling: Telling, index: int, speech: Speech) -> Attribution | None:
    """A pull quote's last line inside the marks: '"We never saw this.', 'Ana Souza, professor of history"'."""
    one = telling.marked[index]
    unopened = one.start == one.first and index > 0 and not telling.marked[index - 1].closed
    if not unopened or one.last - one.first > LONGEST_SIGNATURE:
        return None
    phrase = after_verb(words_of(telling.text, one.first, one.last), speech)
    if phrase is None or phrase.named is None or phrase.start != one.first or len(phrase.named.parts) < 2:
        return None
    if telling.text[phrase.end : phrase.end + 1] not in (",", "", '"', "”"):
        return None
    return Attribution(
        voice=of_name(telling, phrase.named, phrase), cue="―", why=SIGNS, span=(phrase.start, phrase.end)
    )


def _limit(telling: Telling, index: int, line: Line) -> int:
    following = telling.marked[index + 1] if index + 1 < len(telling.marked) else None
    # A credit line may stand in the next paragraph.
    end = telling.ends[line.paragraph]
    return min(end, following.start) if following and following.paragraph == line.paragraph else end


def _earlier(telling: Telling, index: int, found: dict[int, Attribution]) -> Attribution | None:
    """The attribution of the string before in the same paragraph; one word alone is passed over, it is no speech."""
    given = None
    for before in range(index - 1, -1, -1):
        one = telling.marked[before]
        if one.paragraph != telling.marked[index].paragraph:
            break
        given = found[before]
        if " " in telling.text[one.first : one.last]:
            break
    return given


def _continues(telling: Telling, index: int, line: Line) -> bool:
    # Only words of the earlier attribution stand between the two strings, or nothing.
    between = telling.masked[telling.marked[index - 1].end : telling.marked[index].start]
    starts = not telling.masked[line.start : telling.marked[index].start].strip()
    return starts or (len(between.split()) <= 12 and telling.marked[index - 1].start >= line.start)


def _same(earlier: Attribution, why: str) -> Attribution:
    return Attribution(
        voice=earlier.voice, cue=earlier.cue, why=why, span=earlier.span, at=earlier.at, others=earlier.others,
        via=earlier.via,
    )  # fmt: skip


def _settle(
    telling: Telling, clue: Clue, number: int, index: int, focus: Focus, speech: Speech
) -> Attribution:
    if clue.doubt:
        return Attribution(
            voice=None, cue=clue.cue, why=clue.doubt, span=(clue.phrase.start, clue.phrase.end)
        )
    if clue.cue in ("", ":") and clue.why != LABELLED and _only_opens(telling, clue.phrase):
        return _unknown(
            f"'{clue.phrase.words}' opens the sentence and is nobody's name elsewhere on the page"
        )
    voice, why = voice_of(telling, clue.phrase, number, focus, speech)
    others = [_plain_voice(telling, other, speech) for other in clue.others]
    if (
        voice is None
        and clue.phrase.words.lower() == "they"
        and (pair := pair_before(telling, number, speech))
    ):
        voice, *others = pair
        why = f"'{clue.phrase.words}', and '{voice.words}' and '{others[0].words}' act together before"
    beside = Beside(telling, telling.marked[index], clue, number, focus, speech)
    return Attribution(
        voice=voice,
        cue=clue.cue,
        why=f"{clue.why}: {why}" if voice else why,
        span=(clue.phrase.start, clue.phrase.end),
        at=clue.at,
        others=tuple(others) if voice else (),
        via=_plain_voice(telling, clue.via, speech) if voice and clue.via else None,
        to=beside.hearers(voice),
        about=beside.topics(voice),
    )


def _plain_voice(telling: Telling, phrase: Phrase, speech: Speech) -> Voice:
    if phrase.named:
        return of_name(telling, phrase.named, phrase)
    return of_noun(phrase, "", speech)


def _only_opens(telling: Telling, phrase: Phrase) -> bool:
    """Whether a capital is all that makes a word a name: "Leaflets fell: ..."."""
    named = phrase.named
    if named is None or len(named.parts) > 1 or named.titled or named.parts[0].isupper():
        return False
    words = telling.told.between(phrase.start - 1, phrase.end)
    at = next((i for i, word in enumerate(words) if word.start == named.start), 0)
    first = opens_sentence(words, at) if at else True
    return first and not any(n.last == named.last for n in telling.people.named)


def _from_around(
    telling: Telling, number: int, index: int, earlier: Attribution | None, focus: Focus, speech: Speech
) -> Attribution:
    one, line = telling.marked[index], telling.lines[number]
    if telling.masked[line.start : one.start].strip(" \n\t(—–-"):
        phrase = subject_of(telling.told, line, speech, one.start)
        if phrase and phrase.kind in ("person", "pronoun") and _long(telling, one, speech):
            clue = Clue(cue="", phrase=phrase, firm=False, why="subject of the sentence that holds the words")
            return _settle(telling, clue, number, index, focus, speech)
        return _unknown("no verb of saying stands beside the words")
    if _is_subject(telling, one, line, speech):
        return _unknown("the words are part of the narrator's own sentence, which names no speaker")
    if earlier and earlier.voice:
        return _same(earlier, GOES_ON)
    return _from_before(telling, number, index, focus, speech)


def _is_subject(telling: Telling, one: Marked, line: Line, speech: Speech) -> bool:
    # '"A number without a country," was one reaction': the words are what the sentence speaks of
    words = [w for w in telling.told.between(one.end, line.end)[:2] if w.text[0].isalnum()]
    return bool(words) and words[0].text.islower() and words[0].low in speech.be


def _long(telling: Telling, one: Marked, speech: Speech) -> bool:
    return len(telling.text[one.first : one.last].split()) >= speech.direct_words


def _from_before(telling: Telling, number: int, index: int, focus: Focus, speech: Speech) -> Attribution:
    if number == 0 or telling.lines[number].paragraph in telling.barriers:
        return _unknown("the words stand alone, and nobody is named before them in this passage")
    previous = telling.lines[number - 1]
    if (
        telling.lines[number].paragraph in telling.gaps
        and previous.paragraph != telling.lines[number].paragraph
    ):
        return _unknown("the words stand alone, and other matter than the story stands before them")
    near = telling.lines[number].paragraph - previous.paragraph <= 1
    if focus.last and previous.quotes and near:
        return Attribution(
            voice=focus.last,
            cue=focus.last_cue,
            why=f"{GOES_ON} in the paragraph before",
            span=None,
        )
    teller = teller_of(telling.told, previous, speech)
    phrase = teller or subject_of(telling.told, previous, speech)
    opened = teller is not None and telling.text[previous.start : previous.end].rstrip().endswith(":")
    if phrase and near and (phrase.kind in ("person", "pronoun") or opened):
        if teller is None and _among_others(telling, phrase, previous):
            return _unknown("the words stand alone, and several people are named before them")
        clue = Clue(cue="", phrase=phrase, firm=False, why="subject of the sentence before the words")
        return _settle(telling, clue, number - 1, index, focus, speech)
    if focus.last and telling.lines[number].paragraph - focus.last_paragraph <= 1:
        return Attribution(
            voice=focus.last, cue=focus.last_cue, why="the last speaker before the words", span=None
        )
    return _unknown("the words stand alone, and the sentence before them names no speaker")


def _among_others(telling: Telling, phrase: Phrase, line: Line) -> bool:
    """Whether a subject is one of several: "Lamy, Mandelson and Portman came down"."""
    words = telling.told.between(phrase.end, line.end)
    if len(words) < 2 or not (words[0].low == "and" or (words[0].text == "," and words[1].capital)):
        return False
    return any(w.low == "and" for w in words[:8])


def _unknown(why: str) -> Attribution:
    return Attribution(voice=None, cue=None, why=why)


def _give_back(telling: Telling, found: dict[int, Attribution]) -> None:
    """A speech over several paragraphs may name its speaker only in the last of them."""
    for index in range(len(telling.marked) - 2, -1, -1):
        one, following = telling.marked[index], telling.marked[index + 1]
        if one.closed or following.paragraph != one.paragraph + 1:
            continue
        weak = found[index].voice is None or found[index].why.startswith(GOES_ON)
        weak = weak or found[index + 1].why == SIGNS
        weak = weak and not found[index + 1].why.startswith(LABELLED)
        if weak and found[index + 1].voice and not found[index + 1].why.startswith(GOES_ON):
            why = "the speech goes on in the next paragraph, which names the speaker"
            found[index] = _same(found[index + 1], why)
