"""Whose words are these? Attribution of every marked string of a page, the sentences taken in order."""

from dataclasses import dataclass, field

from dragoman.model import Struct
from dragoman.reading.quotations.cues import Clue, clue_after, clue_before, clue_inside, subject_of, teller_of
from dragoman.reading.quotations.marks import Marked
from dragoman.reading.quotations.narration import Line
from dragoman.reading.quotations.people import Gender, Named, People
from dragoman.reading.quotations.rules import Speech
from dragoman.reading.quotations.subjects import Phrase

GOES_ON = "goes on after the same speaker's words"


class Voice(Struct):
    """A speaker in words: `name` is the fullest that the page gives, None for a common noun; with its span."""

    name: str | None
    words: str
    start: int
    end: int
    gender: Gender | None
    person: bool = False


class Attribution(Struct):
    """The speaker of one marked string, or the reason why there is none. `span` is where the page attributes it."""

    voice: Voice | None
    cue: str | None
    why: str
    span: tuple[int, int] | None = None


@dataclass(slots=True)
class Focus:
    """Of whom the page speaks at a point of it: what a pronoun may mean there."""

    people: dict[Gender, tuple[Voice, int, int]] = field(default_factory=dict)
    spoken: set[str] = field(default_factory=set)
    openers: set[int] = field(default_factory=set)
    last: Voice | None = None
    last_paragraph: int = -9
    last_cue: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """A page made ready: its text, the narration, marked strings, sentences and people."""

    text: str
    masked: str
    marked: tuple[Marked, ...]
    lines: tuple[Line, ...]
    people: People
    barriers: frozenset[int]


def attribute(telling: Telling, speech: Speech) -> tuple[Attribution, ...]:
    """An attribution for every marked string, in order; at a barrier another voice begins, and nothing carries over."""
    focus = Focus()
    found: dict[int, Attribution] = {}
    for number, line in enumerate(telling.lines):
        if line.paragraph in telling.barriers and telling.lines[number - 1].paragraph != line.paragraph:
            focus = Focus()
        for index in line.quotes:
            found[index] = _attribute_one(telling, number, index, found, focus, speech)
        _follow(telling, number, found, focus, speech)
    _give_back(telling, found)
    return tuple(found[index] for index in range(len(telling.marked)))


def _attribute_one(
    telling: Telling, number: int, index: int, found: dict[int, Attribution], focus: Focus, speech: Speech
) -> Attribution:
    one, line = telling.marked[index], telling.lines[number]
    if labelled := clue_inside(telling.text, one, speech):
        return _settle(telling, labelled, number, focus, speech)
    before = clue_before(telling.masked, one, line, speech)
    after = clue_after(telling.text, telling.masked, one, _limit(telling, index, line), speech)
    earlier = found.get(index - 1) if index and _same_paragraph(telling, index) else None
    for clue in (after if after and after.firm else None, before if before and before.firm else None):
        if clue:
            return _settle(telling, clue, number, focus, speech)
    if earlier and earlier.voice and _continues(telling, index, line):
        return _same(earlier, GOES_ON)
    for clue in (before, after):
        if clue:
            return _settle(telling, clue, number, focus, speech)
    return _from_around(telling, number, index, earlier, focus, speech)


def _limit(telling: Telling, index: int, line: Line) -> int:
    following = telling.marked[index + 1] if index + 1 < len(telling.marked) else None
    ends = [one.end for one in telling.lines if one.paragraph == line.paragraph]
    # A credit line may stand in the next paragraph.
    end = max(ends)
    return min(end, following.start) if following and following.paragraph == line.paragraph else end


def _same_paragraph(telling: Telling, index: int) -> bool:
    return telling.marked[index].paragraph == telling.marked[index - 1].paragraph


def _continues(telling: Telling, index: int, line: Line) -> bool:
    # Only words of the earlier attribution stand between the two strings, or nothing.
    between = telling.masked[telling.marked[index - 1].end : telling.marked[index].start]
    starts = not telling.masked[line.start : telling.marked[index].start].strip()
    return starts or (len(between.split()) <= 12 and telling.marked[index - 1].start >= line.start)


def _same(earlier: Attribution, why: str) -> Attribution:
    return Attribution(voice=earlier.voice, cue=earlier.cue, why=why, span=earlier.span)


def _settle(telling: Telling, clue: Clue, number: int, focus: Focus, speech: Speech) -> Attribution:
    voice, why = _voice(telling, clue.phrase, number, focus, speech)
    return Attribution(
        voice=voice,
        cue=clue.cue,
        why=f"{clue.why}: {why}" if voice else why,
        span=(clue.phrase.start, clue.phrase.end),
    )


def _voice(
    telling: Telling, phrase: Phrase, number: int, focus: Focus, speech: Speech
) -> tuple[Voice | None, str]:
    if phrase.kind == "pronoun":
        return _resolve(telling, phrase, number, focus, speech)
    if phrase.named:
        return _of_name(telling, phrase.named, phrase), f"'{phrase.words}'"
    name = phrase.words if phrase.kind == "body" else None
    return Voice(
        name=name, words=phrase.words, start=phrase.start, end=phrase.end, gender=None
    ), f"'{phrase.words}'"


def _of_name(telling: Telling, named: Named, phrase: Phrase | Named) -> Voice:
    return Voice(
        name=telling.people.whole(named),
        words=telling.text[phrase.start : phrase.end],
        start=phrase.start,
        end=phrase.end,
        gender=telling.people.gender_of(named),
        person=named.titled or len(telling.people.whole(named).split()) > 1,
    )


def _resolve(
    telling: Telling, phrase: Phrase, number: int, focus: Focus, speech: Speech
) -> tuple[Voice | None, str]:
    low = phrase.words.lower()
    gender: Gender | None = "m" if low in speech.he else "f" if low in speech.she else None
    if gender is None:
        return None, f"'{phrase.words}' says the words, and the text does not say who that is"
    line = telling.lines[number]
    for named in _persons(telling, line.start, phrase.start):
        if not named.owner and telling.people.gender_of(named) == gender:
            return _of_name(
                telling, named, named
            ), f"'{phrase.words}', and '{' '.join(named.parts)}' stands before it in the sentence"
    held = focus.people.get(gender)
    if held is None or number - held[1] > speech.reach:
        return (
            None,
            f"'{phrase.words}' says the words, and nobody whom it can mean is named shortly before it in this passage",
        )
    voice, _, paragraph = held
    known = (voice.name or voice.words) in focus.spoken or voice.start in focus.openers
    if paragraph != line.paragraph and not known and not _alone(telling, voice, gender, paragraph):
        return None, (
            f"'{phrase.words}' says the words, and the last person named before, '{voice.words}', "
            "stands in another paragraph and has said nothing in this passage"
        )
    return voice, f"'{phrase.words}', and '{voice.words}' is the last person spoken of before"


def _alone(telling: Telling, voice: Voice, gender: Gender, paragraph: int) -> bool:
    """Whether nobody else whom the pronoun can mean is named in that paragraph."""
    spans = [(one.start, one.end) for one in telling.lines if one.paragraph == paragraph]
    people = (named for start, end in spans for named in _persons(telling, start, end))
    return all(
        telling.people.whole(named) == voice.name or telling.people.gender_of(named) not in (gender, None)
        for named in people
        if named.titled or len(telling.people.whole(named).split()) > 1
    )


def _persons(telling: Telling, start: int, end: int) -> tuple[Named, ...]:
    return tuple(
        n for n in telling.people.named if start <= n.start < end and telling.masked[n.start] != "\x02"
    )


def _from_around(
    telling: Telling, number: int, index: int, earlier: Attribution | None, focus: Focus, speech: Speech
) -> Attribution:
    one, line = telling.marked[index], telling.lines[number]
    if telling.masked[line.start : one.start].strip(" \n\t(—–-"):
        phrase = subject_of(telling.masked, line, speech, one.start)
        if phrase and phrase.kind in ("person", "pronoun") and _long(telling, one, speech):
            clue = Clue(cue="", phrase=phrase, firm=False, why="subject of the sentence that holds the words")
            return _settle(telling, clue, number, focus, speech)
        return _unknown("no verb of saying stands beside the words")
    if earlier and earlier.voice:
        return _same(earlier, GOES_ON)
    return _from_before(telling, number, focus, speech)


def _long(telling: Telling, one: Marked, speech: Speech) -> bool:
    return len(telling.text[one.first : one.last].split()) >= speech.direct_words


def _from_before(telling: Telling, number: int, focus: Focus, speech: Speech) -> Attribution:
    if number == 0 or telling.lines[number].paragraph in telling.barriers:
        return _unknown("the words stand alone, and nobody is named before them in this passage")
    previous = telling.lines[number - 1]
    near = telling.lines[number].paragraph - previous.paragraph <= 1
    if focus.last and previous.quotes and near:
        return Attribution(
            voice=focus.last,
            cue=focus.last_cue,
            why=f"{GOES_ON} in the paragraph before",
            span=None,
        )
    phrase = teller_of(telling.masked, previous, speech) or subject_of(telling.masked, previous, speech)
    if phrase and near and phrase.kind in ("person", "pronoun"):
        clue = Clue(cue="", phrase=phrase, firm=False, why="subject of the sentence before the words")
        return _settle(telling, clue, number - 1, focus, speech)
    if focus.last and telling.lines[number].paragraph - focus.last_paragraph <= 1:
        return Attribution(
            voice=focus.last, cue=focus.last_cue, why="the last speaker before the words", span=None
        )
    return _unknown("the words stand alone, and the sentence before them names no speaker")


def _unknown(why: str) -> Attribution:
    return Attribution(voice=None, cue=None, why=why)


def _follow(
    telling: Telling, number: int, found: dict[int, Attribution], focus: Focus, speech: Speech
) -> None:
    """After a sentence: whom it spoke of stays in mind."""
    line = telling.lines[number]
    voices = [found[index] for index in line.quotes if found[index].voice]
    for given in voices:
        if given.voice:
            _speaks(focus, given.voice, given.cue, number, line.paragraph)
    if voices:
        return
    if line.quotes:
        focus.last = None
    teller = teller_of(telling.masked, line, speech)
    if teller:
        voice, _ = _voice(telling, teller, number, focus, speech)
        if voice:
            _speaks(focus, voice, None, number, line.paragraph)
            return
    _mention(telling, number, focus, speech)


def _speaks(focus: Focus, voice: Voice, cue: str | None, number: int, paragraph: int) -> None:
    focus.spoken.add(voice.name or voice.words)
    focus.last, focus.last_cue, focus.last_paragraph = voice, cue, paragraph
    for gender in _fits(voice):
        focus.people[gender] = (voice, number, paragraph)


def _fits(voice: Voice) -> tuple[Gender, ...]:
    if not voice.person:
        return ()
    return (voice.gender,) if voice.gender else ("f", "m")


def _mention(telling: Telling, number: int, focus: Focus, speech: Speech) -> None:
    line = telling.lines[number]
    phrase = subject_of(telling.masked, line, speech)
    if phrase and phrase.kind == "pronoun":
        low = phrase.words.lower()
        for gender in (g for g, forms in (("m", speech.he), ("f", speech.she)) if low in forms):
            held = focus.people.get("m" if gender == "m" else "f")
            if held and number - held[1] <= speech.reach:
                focus.people["m" if gender == "m" else "f"] = (held[0], number, line.paragraph)
        return
    people = [phrase.named] if phrase and phrase.named else []
    if phrase and people and not telling.masked[line.start : phrase.start].strip():
        focus.openers.add(people[0].start)
    for named in (*people, *_persons(telling, line.start, line.end)):
        voice = _of_name(telling, named, named)
        for gender in _fits(voice):
            held = focus.people.get(gender)
            if held is None or held[1] != number:
                focus.people[gender] = (voice, number, line.paragraph)


def _give_back(telling: Telling, found: dict[int, Attribution]) -> None:
    """A speech over several paragraphs may name its speaker only in the last of them."""
    for index in range(len(telling.marked) - 2, -1, -1):
        one, following = telling.marked[index], telling.marked[index + 1]
        if one.closed or following.paragraph != one.paragraph + 1:
            continue
        weak = found[index].voice is None or found[index].why.startswith(GOES_ON)
        if weak and found[index + 1].voice and not found[index + 1].why.startswith(GOES_ON):
            found[index] = _same(
                found[index + 1], "the speech goes on in the next paragraph, which names the speaker"
            )
