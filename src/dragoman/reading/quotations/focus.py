"""Of whom does the page speak at a point of it? Who a pronoun, "the senator" or "it" can mean, and why."""

from dataclasses import dataclass, field

from dragoman.model import Struct
from dragoman.reading.quotations.cues import subject_of, teller_of
from dragoman.reading.quotations.marks import Marked
from dragoman.reading.quotations.narration import QUOTED, Line, Narration
from dragoman.reading.quotations.people import Gender, Named, People
from dragoman.reading.quotations.rules import Speech
from dragoman.reading.quotations.subjects import OF, Phrase, phrase_of

EPITHET = 3  # words; a longer description introduces somebody new
LEAD_INS = OF | {"on", "during", "the"}
NEAR = 2  # sentences back for "it said"


class Voice(Struct):
    """A speaker in words: `name` is the fullest that the page gives, None for a common noun; with its span."""

    name: str | None
    words: str
    start: int
    end: int
    gender: Gender | None
    person: bool = False

    @property
    def key(self) -> str:
        """What tells one speaker of a page from another."""
        return self.name or self.words


@dataclass(frozen=True, slots=True)
class Telling:
    """A page made ready: the narration, marked strings, sentences, people; `ends` are the paragraphs' ends.

    At a paragraph of `barriers` another voice begins; before one of `gaps` stands what is no part of the text: a link.
    """

    told: Narration
    marked: tuple[Marked, ...]
    lines: tuple[Line, ...]
    people: People
    barriers: frozenset[int]
    gaps: frozenset[int]
    ends: tuple[int, ...]

    @property
    def text(self) -> str:
        """The page's text."""
        return self.told.text

    @property
    def masked(self) -> str:
        """The text with the marked strings blanked out."""
        return self.told.masked


@dataclass(slots=True)
class Focus:
    """Of whom the page speaks at a point of it: what a pronoun may mean there."""

    people: dict[Gender, tuple[Voice, int, int]] = field(default_factory=dict)
    spoken: set[str] = field(default_factory=set)
    openers: set[int] = field(default_factory=set)
    body: tuple[Voice, int] | None = None
    last: Voice | None = None
    last_paragraph: int = -9
    last_cue: str | None = None

    def speaks(self, voice: Voice, cue: str | None, number: int, paragraph: int) -> None:
        """Somebody has spoken in a sentence."""
        self.spoken.add(voice.key)
        self.last, self.last_cue, self.last_paragraph = voice, cue, paragraph
        if not voice.person and voice.gender is None:
            self.body = (voice, number)
        epithet = voice.name is None and voice.words.lower().startswith("the ")
        for gender in fits(voice):
            held = self.people.get(gender)
            named = epithet and len(voice.words.split()) <= EPITHET + 1 and held and held[0].name
            # "the nominee said" after a named man goes on about him.
            self.people[gender] = (held[0] if named and held else voice, number, paragraph)

    def hold(self, voice: Voice, number: int, paragraph: int) -> None:
        """A pronoun can mean this person from now on."""
        for gender in fits(voice):
            self.people[gender] = (voice, number, paragraph)


def fits(voice: Voice) -> tuple[Gender, ...]:
    """The pronouns that can mean a voice."""
    if not voice.person:
        return ()
    return (voice.gender,) if voice.gender else ("f", "m")


def head_of(words: str) -> str:
    """The noun of a description: "a spokesman for the ministry" -> "spokesman"."""
    head = ""
    for word in words.lower().split():
        if word in OF or word in ("who", "whose", "to", "on"):
            break
        head = word
    return head


def voice_of(
    telling: Telling, phrase: Phrase, number: int, focus: Focus, speech: Speech
) -> tuple[Voice | None, str]:
    """Whom a phrase means, with the reason; or None with the reason why nobody."""
    if phrase.kind == "pronoun":
        return _resolve(telling, phrase, number, focus, speech)
    if phrase.named:
        return of_name(telling, phrase.named, phrase), f"'{phrase.words}'"
    head = head_of(phrase.words)
    if head in speech.voiceless:
        return None, f"'{phrase.words}' gives the words, and the page does not say whose they are"
    words = phrase.words.removeprefix("the ").removeprefix("The ")
    if phrase.kind == "body":
        return Voice(
            name=words, words=phrase.words, start=phrase.start, end=phrase.end, gender=None
        ), f"'{phrase.words}'"
    if words != phrase.words and head in speech.persons and len(words.split()) <= EPITHET:
        person = telling.people.called(head, phrase.start, speech)
        if person is not None:
            voice = of_name(telling, person, person)
            return voice, f"'{phrase.words}', and the page calls '{voice.words}' so"
    return of_noun(phrase, head, speech), f"'{phrase.words}'"


def of_name(telling: Telling, named: Named, phrase: Phrase | Named) -> Voice:
    """The voice of somebody named."""
    return Voice(
        name=telling.people.whole(named),
        words=telling.text[phrase.start : phrase.end],
        start=phrase.start,
        end=phrase.end,
        gender=telling.people.gender_of(named),
        person=named.titled or len(telling.people.whole(named).split()) > 1,
    )


def of_noun(phrase: Phrase, head: str, speech: Speech) -> Voice:
    """The voice of somebody described."""
    gender: Gender | None = "f" if head in speech.women else "m" if head in speech.men else None
    return Voice(
        name=None,
        words=phrase.words,
        start=phrase.start,
        end=phrase.end,
        gender=gender,
        person=head in speech.persons,
    )


def _resolve(
    telling: Telling, phrase: Phrase, number: int, focus: Focus, speech: Speech
) -> tuple[Voice | None, str]:
    low = phrase.words.lower()
    gender: Gender | None = "m" if low in speech.he else "f" if low in speech.she else None
    if low == "it":
        return _thing(telling, phrase, number, focus, speech)
    if gender is None:
        return None, f"'{phrase.words}' says the words, and the text does not say who that is"
    line = telling.lines[number]
    for named in persons(telling, line.start, phrase.start):
        if not named.owner and telling.people.gender_of(named) == gender:
            return of_name(
                telling, named, named
            ), f"'{phrase.words}', and '{' '.join(named.parts)}' stands before it in the sentence"
    held = focus.people.get(gender)
    if held is None or number - held[1] > speech.reach:
        if focus.last and (other := _namesake(telling, focus.last, gender)):
            return other, f"'{phrase.words}', and '{other.name}' is of the last speaker's name"
        return None, (
            f"'{phrase.words}' says the words, and nobody whom alone it can mean is named shortly before it "
            "in this passage"
        )
    voice, _, paragraph = held
    since = focus.people.get("f" if gender == "m" else "m")
    if voice.gender is None and since and since[1] > held[1] and paragraph != line.paragraph:
        # Whether man or woman the page does not say, and others were spoken of since.
        return (
            None,
            f"'{phrase.words}' says the words, and whether it can mean '{voice.words}' the page does not say",
        )
    known = voice.key in focus.spoken or voice.start in focus.openers
    if paragraph != line.paragraph and not known and not _alone(telling, voice, gender, paragraph):
        return None, (
            f"'{phrase.words}' says the words, and the last person named before, '{voice.words}', "
            "stands in another paragraph and has said nothing in this passage"
        )
    return voice, f"'{phrase.words}', and '{voice.words}' is the last person spoken of before"


def pair_before(telling: Telling, number: int, speech: Speech) -> tuple[Voice, Voice] | None:
    """The two persons who together are the subject of the sentence before: "X and Y met. ... they said"."""
    line = telling.lines[number]
    if number == 0 or line.paragraph - telling.lines[number - 1].paragraph > 1:
        return None
    previous = telling.lines[number - 1]
    phrase = subject_of(telling.told, previous, speech)
    if phrase is None or phrase.named is None:
        return None
    named = [one for one in persons(telling, phrase.start, previous.end) if not one.owner][:2]
    if len(named) < 2 or named[0].start != phrase.named.start:
        return None
    words = telling.told.between(named[0].end, named[1].start)
    joined = any(word.low == "and" for word in words)
    if not joined or any(word.low in speech.cues or word.low in speech.be for word in words):
        return None
    return of_name(telling, named[0], named[0]), of_name(telling, named[1], named[1])


def _namesake(telling: Telling, last: Voice, gender: Gender) -> Voice | None:
    """The one person of the last speaker's family name whom the pronoun can mean: "Clinton said. ... he said"."""
    if not last.person or " " in last.words:
        return None
    fit = {
        telling.people.whole(one): one
        for one in telling.people.full.get(last.words.lower(), ())
        if telling.people.gender_of(one) == gender
    }
    return of_name(telling, one, one) if len(fit) == 1 and (one := next(iter(fit.values()))) else None


def _thing(
    telling: Telling, phrase: Phrase, number: int, focus: Focus, speech: Speech
) -> tuple[Voice | None, str]:
    """What "it" means: a paper named in this sentence or the one before, else the last body that acted."""
    for line in telling.lines[number : max(-1, number - NEAR) : -1] if number else telling.lines[:1]:
        words = telling.told.between(line.start, min(line.end, phrase.start))
        for at in range(len(words) - 1, -1, -1):
            if words[at].low in speech.papers:
                first = at - 1 if at and words[at - 1].low in speech.determiners else at
                text = telling.text[words[first].start : words[at].end]
                found = Voice(name=None, words=text, start=words[first].start, end=words[at].end, gender=None)
                return found, f"'{phrase.words}', and '{text}' is what was named before"
    if focus.body and number - focus.body[1] <= NEAR:
        return focus.body[
            0
        ], f"'{phrase.words}', and '{focus.body[0].words}' is the last body spoken of before"
    return None, f"'{phrase.words}' says the words, and nothing that it can mean stands shortly before"


def _alone(telling: Telling, voice: Voice, gender: Gender, paragraph: int) -> bool:
    """Whether nobody else whom the pronoun can mean is named in that paragraph."""
    end = telling.ends[paragraph]
    start = telling.ends[paragraph - 1] if paragraph else 0
    return all(
        telling.people.whole(named) == voice.name or telling.people.gender_of(named) not in (gender, None)
        for named in persons(telling, start, end)
        if named.titled or len(telling.people.whole(named).split()) > 1
    )


def persons(telling: Telling, start: int, end: int) -> tuple[Named, ...]:
    """Who is named by the narrator between two offsets."""
    return tuple(n for n in telling.people.between(start, end) if telling.masked[n.start] != QUOTED)


def follow(telling: Telling, number: int, focus: Focus, speech: Speech, closely: bool) -> None:
    """After a sentence without a speaker: whom it spoke of stays in mind. `closely`: a quotation comes soon."""
    line = telling.lines[number]
    if line.quotes:
        focus.last = None
    teller = teller_of(telling.told, line, speech)
    if teller:
        voice, _ = voice_of(telling, teller, number, focus, speech)
        if voice:
            focus.speaks(voice, None, number, line.paragraph)
            return
    if closely:
        _mention(telling, number, focus, speech)


def _mention(telling: Telling, number: int, focus: Focus, speech: Speech) -> None:
    line = telling.lines[number]
    phrase = subject_of(telling.told, line, speech)
    if (
        phrase
        and phrase.words.lower() not in ("i", "we")
        and (phrase.kind == "pronoun" or phrase.words.split()[0].lower() in speech.several)
    ):
        _refresh(phrase, number, line, focus, speech)
        return
    if phrase and phrase.words.lower() in ("i", "we") and (met := _met(telling, line, speech)):
        focus.openers.add(met.start)
        focus.hold(met, number, line.paragraph)
        return
    people = [phrase.named] if phrase and phrase.named else []
    if phrase and _leads(telling, line, phrase):
        focus.openers |= {phrase.start, phrase.named.start if phrase.named else phrase.start}
    if phrase and phrase.kind in ("common", "body") and _described(telling, phrase, number, focus, speech):
        return
    for named in (*people, *persons(telling, line.start, line.end)):
        voice = of_name(telling, named, named)
        for gender in fits(voice):
            held = focus.people.get(gender)
            if (held is None or held[1] != number) and not named.owner:
                focus.people[gender] = (voice, number, line.paragraph)


def _leads(telling: Telling, line: Line, phrase: Phrase) -> bool:
    """Whether a subject opens its sentence, or stands behind a first "In an interview, " and no other clause."""
    first = telling.told.between(line.start, phrase.start)[:1]
    return not first or first[0].low in LEAD_INS


def _met(telling: Telling, line: Line, speech: Speech) -> Voice | None:
    """Whom the writer met: "we met a student"."""
    words = telling.told.between(line.start, line.end)
    for at, word in enumerate(words):
        if word.low in ("a", "an"):
            for end in range(at + 1, min(at + 4, len(words))):
                if words[end].low in speech.persons:
                    return of_noun(phrase_of(words[at : end + 1], "common"), words[end].low, speech)
    return None


def _refresh(phrase: Phrase, number: int, line: Line, focus: Focus, speech: Speech) -> None:
    """A sentence that goes on about somebody keeps him in mind; one about "both men" leaves no single one."""
    low = phrase.words.lower()
    if low.split()[0] in speech.several:
        if head_of(low) in ("men", "women") or low in ("both", "neither"):
            focus.people.clear()
        return
    genders: tuple[tuple[Gender, frozenset[str]], ...] = (("m", speech.he), ("f", speech.she))
    for gender, forms in genders:
        held = focus.people.get(gender)
        if low in forms and held and number - held[1] <= speech.reach:
            focus.people[gender] = (held[0], number, line.paragraph)


def _described(telling: Telling, phrase: Phrase, number: int, focus: Focus, speech: Speech) -> bool:
    """A sentence about somebody described: whether that settles whom the next pronoun can mean."""
    line = telling.lines[number]
    head = head_of(phrase.words)
    first, *rest = phrase.words.lower().split()
    bare = (
        first == "the" and len(rest) <= EPITHET and not any(w in OF or w.endswith(("'s", "’s")) for w in rest)
    )
    if phrase.kind == "body" and not (bare and head in speech.titles):
        focus.body = (
            Voice(name=None, words=phrase.words, start=phrase.start, end=phrase.end, gender=None),
            number,
        )
        return False
    if phrase.kind == "common" and head not in speech.persons:
        voice = Voice(name=None, words=phrase.words, start=phrase.start, end=phrase.end, gender=None)
        focus.body = (voice, number)
        return False
    if _is_pair(telling, phrase, line, speech):
        for gender in fits(of_noun(phrase, head, speech)) or ("f", "m"):
            focus.people.pop(gender, None)
        return True
    if bare:
        person = telling.people.called(head, phrase.start, speech)
        if person is not None:
            focus.hold(of_name(telling, person, person), number, line.paragraph)
            return True
        wanted = fits(of_noun(phrase, head, speech)) or ("f", "m")
        held = [
            (gender, focus.people[gender])
            for gender in wanted
            if gender in focus.people and number - focus.people[gender][1] <= speech.reach
        ]
        if any(one.name for _, (one, _, _) in held):
            # An epithet: "The Republican also said ..." after a named man.
            for gender, (one, _, _) in held:
                focus.people[gender] = (one, number, line.paragraph)
            return True
    if phrase.kind == "common":
        focus.hold(of_noun(phrase, head, speech), number, line.paragraph)
    return True


def _is_pair(telling: Telling, phrase: Phrase, line: Line, speech: Speech) -> bool:
    """Whether another noun of a person is joined to a subject: "the minister and the governor of the bank came"."""
    words = telling.told.between(phrase.start, line.end)[:14]
    for at, word in enumerate(words):
        if word.low in ("and", "or") and at + 1 < len(words):
            if words[at + 1].low in speech.determiners or words[at + 1].capital:
                return any(w.low in speech.persons or w.capital for w in words[at + 1 : at + 4])
            return False
        if word.text in (",", ";") or word.low in speech.cues or word.low in speech.between - {"to"}:
            return False
    return False
