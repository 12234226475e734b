"""Who is the subject of a verb of saying? Noun phrases read from the narrator's words without a parse."""

from collections.abc import Sequence
from itertools import dropwhile
from typing import Literal

from dragoman.model import Struct
from dragoman.reading.quotations.narration import QUOTED, Word
from dragoman.reading.quotations.people import PARTICLES, Named, name_of
from dragoman.reading.quotations.rules import Speech

BREAKS = frozenset((";", ":", "\n", "?", "!"))
COMMAS = frozenset((",", "—", "–", "―", "-"))
OF = frozenset(("of", "from", "for", "at", "in", "with"))
NOMINATIVE = frozenset(("he", "she", "we", "i", "they"))
FARTHEST = 7  # words from a phrase's article to its noun


class Phrase(Struct):
    """Whom a noun phrase means: `named` for a person's name, else a pronoun, a body or a common noun by its words."""

    start: int
    end: int
    words: str
    kind: Literal["person", "body", "pronoun", "common"]
    named: Named | None = None


def before_verb(words: Sequence[Word], speech: Speech, any_noun: bool = False) -> Phrase | None:
    """The subject that stands before a verb; `words` run from the clause's beginning to the verb.

    `any_noun`: the verb certainly says something, so that whatever noun stands before it speaks ("the daily wrote").
    """
    kept = _clause(words)
    while kept and (_light(kept[-1], speech) or _adverb(kept[-1])):
        if len(kept) > 1 and kept[-2].low in speech.determiners and not _light(kept[-1], speech):
            break  # "the daily"
        kept = kept[:-1]
    if kept and kept[-1].low in ("and", "but", "then"):
        return opening(kept, speech)  # "laughed and said"
    parts = [part for part in _parts(kept) if part]
    if not parts:
        return None
    if kept[-1].text in COMMAS and len(parts) > 1:
        return _beside_aside(parts, speech) or opening(kept, speech)
    return at_end(parts[-1], speech, any_noun) or opening(kept, speech)


def _beside_aside(parts: Sequence[Sequence[Word]], speech: Speech) -> Phrase | None:
    """The subject before an apposition: "Ana Souza, the minister," or "the minister, Ana Souza,"."""
    # "As Ana Souza, a lawyer, put it": what opens a clause is no part of its subject.
    parts = [part[1:] if part[0].low in ("as", "and", "but") and part[1:] else part for part in parts]
    held = [part for part in parts if part[0].low not in speech.prepositions | speech.phrase_ends] or parts
    phrases = [at_end(part, speech) for part in held]
    last, earlier = phrases[-1], phrases[:-1]
    if not earlier:
        return last
    if last and last.named and len(last.named.parts) > 1 and earlier[-1] and earlier[-1].kind == "common":
        return last
    for phrase in earlier:
        if phrase and phrase.named and len(phrase.named.parts) > 1:
            return phrase
    for phrase in reversed(earlier):
        if phrase and phrase.kind in ("person", "pronoun"):
            return phrase
    heads = [
        phrase for part, phrase in zip(held, phrases, strict=True) if phrase and part[0].start == phrase.start
    ]
    return heads[0] if heads else last


def _clause(words: Sequence[Word]) -> list[Word]:
    kept: list[Word] = []
    outer: list[list[Word]] = []
    for word in words:
        if word.text in BREAKS:
            kept, outer = [], []
        elif word.text in ("(", "["):
            outer.append(kept)
            kept = []
        elif word.text in (")", "]"):
            kept = outer.pop() if outer else kept
        elif word.text != QUOTED:
            kept.append(word)
    return kept


def _light(word: Word, speech: Speech) -> bool:
    # In capitals "May" and "Will" are names.
    return word.text.islower() and word.low in speech.between


def _adverb(word: Word) -> bool:
    return word.text.islower() and word.text.endswith(("ly", "n't", "n’t"))


def _parts(words: Sequence[Word]) -> list[list[Word]]:
    parts: list[list[Word]] = [[]]
    for word in words:
        if word.text in COMMAS:
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def at_end(part: Sequence[Word], speech: Speech, any_noun: bool = False) -> Phrase | None:
    """The noun phrase that ends a part of a sentence; its noun must be one of those who speak, or `any_noun`."""
    if not part:
        return None
    last = part[-1]
    if last.low in speech.pronouns:
        return phrase_of(part[-1:], "pronoun")
    return (
        _speaker_of(part, speech)
        or _name_from(part, speech)
        or _capitals(part, speech)
        or _common(part, speech, any_noun)
    )


def phrase_of(
    words: Sequence[Word], kind: Literal["person", "body", "pronoun", "common"], named: Named | None = None
) -> Phrase:
    """A phrase made of these words."""
    text = " ".join(word.text for word in words)
    return Phrase(start=words[0].start, end=words[-1].end, words=text, kind=kind, named=named)


def _speaker_of(part: Sequence[Word], speech: Speech) -> Phrase | None:
    # "a spokesman for Mr. Moon": the head is the spokesman, not the name at the end
    for at in range(len(part) - 2, -1, -1):
        noun, following = part[at], part[at + 1]
        if noun.low in speech.speakers and noun.text.islower() and following.low in OF | {"who", "to"}:
            first = _article(part, at, speech)
            if first is not None or at == 0 or not part[at - 1].capital:
                return phrase_of(part[first if first is not None else at :], "common")
    return None


def _article(part: Sequence[Word], noun: int, speech: Speech) -> int | None:
    for at in range(noun, max(-1, noun - FARTHEST), -1):
        if part[at].low in speech.determiners:
            return at
        if at < noun and part[at].low in speech.prepositions:
            return None
        if part[at].text.endswith(("'s", "’s")) and at < noun:
            return at
    return None


def _run_at_end(part: Sequence[Word], speech: Speech) -> list[Word]:
    run: list[Word] = []
    for word in reversed(part):
        inner = run and word.low in PARTICLES
        # "Human Rights Watch": the last of three capitals is a name whatever it says.
        held = not run and len(part) > 2 and part[-2].capital and part[-3].capital
        barred = word.low in speech.never_names and word.low not in speech.titles and not held
        if (not word.capital and not inner) or barred:
            break
        if run and word.text.endswith(("'s", "’s")):
            break
        run.insert(0, word)
    while run and not run[0].capital:
        run.pop(0)
    return run


def _name_from(part: Sequence[Word], speech: Speech) -> Phrase | None:
    # "Ana Souza of the Ministry of Health": the name before the preposition, when it is a whole name
    for at in range(1, len(part)):
        if part[at].low in OF and part[at - 1].capital:
            run = _run_at_end(part[:at], speech)
            named = name_of(run, speech, _before(part[:at], run))
            if (
                named
                and len(named.parts) > 1
                and all(w.capital or w.low in OF | {"the"} | PARTICLES for w in part[at:])
            ):
                return phrase_of(run, "person", named)
    return None


def _capitals(part: Sequence[Word], speech: Speech) -> Phrase | None:
    run = _run_at_end(part, speech)
    if not run:
        return None
    named = name_of(run, speech, _before(part, run))
    if named:
        return phrase_of(run, "person", named)
    return phrase_of(_with_of(part, run), "body")


def _with_of(part: Sequence[Word], run: Sequence[Word]) -> Sequence[Word]:
    """A body's whole name: "the Bank of Scotland Group" of "... Scotland Group"."""
    at = next(i for i, word in enumerate(part) if word.start == run[0].start)
    while at > 1 and part[at - 1].low in ("of", "for") and part[at - 2].capital:
        at -= 2
        while at and part[at - 1].capital:
            at -= 1
    if at and part[at - 1].low == "the":
        at -= 1
    return part[at:]


def _before(part: Sequence[Word], run: Sequence[Word]) -> Word | None:
    at = next((i for i, word in enumerate(part) if run and word.start == run[0].start), 0)
    return part[at - 1] if at else None


def _common(part: Sequence[Word], speech: Speech, any_noun: bool) -> Phrase | None:
    last = part[-1]
    if not last.text[0].isalpha():
        return None
    spoken = last.low in speech.speakers or last.text.endswith(speech.speaker_endings)
    if not spoken and not (any_noun and last.text.islower() and last.low not in speech.no_nouns):
        return None
    first = _article(part, len(part) - 1, speech)
    if first is not None and first < len(part) - 1:
        return phrase_of(part[first:], "common")
    if part[-1].low in speech.speakers:
        at = len(part) - 1
        while at > 0 and part[at - 1].capital and part[at - 1].low not in speech.never_names:
            at -= 1
        return phrase_of(part[at:], "common")
    return None


def opening(words: Sequence[Word], speech: Speech) -> Phrase | None:
    """The first noun phrase of a clause that is no complement of a preposition."""
    parts = _parts(_clause(words))
    for at, whole in enumerate(parts):
        part = list(dropwhile(lambda word: word.low in ("and", "but", "yet", "so", "then"), whole))
        if not part or part[0].low in speech.prepositions or part[0].low in speech.phrase_ends:
            # "On Monday he flew home", "At the station we met a student"
            inner = next((word for word in part[2:] if word.low in NOMINATIVE), None)
            if inner is not None:
                return phrase_of([inner], "pronoun")
            continue
        phrase = after_verb(part, speech)
        if phrase:
            return _named_beside(phrase, part, parts[at + 1 : at + 2], speech) or phrase
    return None


def _named_beside(
    phrase: Phrase, part: Sequence[Word], following: Sequence[Sequence[Word]], speech: Speech
) -> Phrase | None:
    """The name in apposition: "the American envoy, Ana Souza, flew home"."""
    if phrase.kind != "common" or phrase.end != part[-1].end or not following or not following[0]:
        return None
    beside = at_end(following[0], speech)
    whole = beside is not None and beside.named is not None and beside.start == following[0][0].start
    return beside if whole and beside and beside.named and len(beside.named.parts) > 1 else None


def after_verb(words: Sequence[Word], speech: Speech, any_noun: bool = False) -> Phrase | None:
    """The noun phrase with which `words` begin: the subject after "said", or the first of a clause."""
    if words and words[0].low in speech.pronouns and not _owns(words, speech):
        return phrase_of(words[:1], "pronoun")
    kept: list[Word] = []
    for at, word in enumerate(words):
        if not (word.text[0].isalnum()) or (kept and _ends(kept, word, words[at + 1 :], speech)):
            break
        if not kept and word.low in speech.phrase_ends | speech.prepositions:
            break
        kept.append(word)
    phrase = at_end(kept, speech, any_noun) if kept else None
    beside = list(words[len(kept) + 1 :]) if len(kept) < len(words) and words[len(kept)].text == "," else []
    if phrase and phrase.kind == "common" and beside and beside[0].capital:
        # "said the minister, Ana Souza"
        named = after_verb(beside, speech)
        return named if named and named.named and len(named.named.parts) > 1 else phrase
    return phrase


def _owns(words: Sequence[Word], speech: Speech) -> bool:
    # "his counterpart", but not "her on Monday"
    return (
        len(words) > 1
        and words[0].low in speech.determiners
        and words[1].text[0].isalpha()
        and words[1].low not in speech.no_nouns
        and words[1].low not in speech.cues
    )


def _ends(kept: Sequence[Word], word: Word, rest: Sequence[Word], speech: Speech) -> bool:
    if word.low in OF:
        run = _run_at_end(kept, speech)
        whole = name_of(run, speech, _before(kept, run))
        return bool(whole and len(whole.parts) > 1) or not (
            rest and (rest[0].capital or kept[-1].low in speech.speakers)
        )
    if word.capital or word.low in PARTICLES or word.low == "the":
        return word.low in speech.phrase_ends
    if kept[-1].text.endswith(("'s", "’s")):
        return False
    if kept[-1].low in speech.persons and word.low not in speech.speakers:
        # "the governor folded his paper": the noun of a person is the phrase's last, unless a name or another follows.
        return not _leads_to_name(word, rest, speech) and not _leads_to_noun(rest, speech)
    # After a name a small word ends the phrase unless it is a noun before another name ("IMF economist Ana Souza");
    # after an article the noun is still to come.
    return (
        (
            _is_name(kept[-1], speech)
            and word.low not in speech.speakers
            and not _leads_to_name(word, rest, speech)
        )
        or word.low in speech.phrase_ends
        or word.low in speech.cues
        or word.low in speech.between
    )


def _leads_to_noun(rest: Sequence[Word], speech: Speech) -> bool:
    # "the chief economic adviser", but not "the minister met the president"
    for word in rest[:2]:
        if word.low in speech.no_nouns or not word.text.isalpha():
            return False
        if word.low in speech.persons:
            return True
    return False


def _is_name(word: Word, speech: Speech) -> bool:
    return word.capital and word.low not in speech.determiners


def _leads_to_name(word: Word, rest: Sequence[Word], speech: Speech) -> bool:
    for at, following in enumerate((word, *rest[:3])):
        if following.capital:
            return at > 0 and following.low not in speech.never_names
        if (
            following.low in speech.phrase_ends | speech.prepositions | speech.between
            or not following.text.isalpha()
        ):
            return False
        if following.text.endswith(("ed", "ly")) or following.low in speech.cues:
            return False
    return False
