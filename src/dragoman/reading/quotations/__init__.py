"""Who said what? Strings in quotation marks that are somebody's speech, each with its speaker or why none is known."""

from collections.abc import Sequence

from dragoman.knowledge.loading import Knowledge
from dragoman.model import (
    Actor,
    Evidence,
    Mention,
    Page,
    Published,
    Quotation,
    QuotationKind,
    Sentence,
    content_id,
)
from dragoman.reading.actors import Cast, WordsOfPage
from dragoman.reading.quotations.focus import Voice
from dragoman.reading.quotations.marks import Marked
from dragoman.reading.quotations.rules import QuotationRules, Speech, compile_speech
from dragoman.reading.quotations.speakers import Attribution, attribute
from dragoman.reading.quotations.telling import kind_of, make_ready

__all__ = ["find_quotations"]

# What a name that means no speaker at all can be: these spans never name a person.
BODIES = frozenset(("state", "body", "group"))


def find_quotations(
    page: Page,
    sentences: Sequence[Sentence],
    cast: Cast,
    mentions: Sequence[Mention],
    published: Published,
    knowledge: Knowledge,
) -> tuple[Quotation, ...]:
    """Every quotation in the page's story, transcript or headlines, in the order of the text.

    The marks and the words beside them decide, not the parse, so unparsed sentences lose nothing; `sentences` and
    `cast` are taken for the stage's common shape. A string of a few words with no speaker is a title and is left out.
    """
    del sentences, cast
    speech: Speech = knowledge.rules.get("quotations", QuotationRules, compile_speech)
    telling = make_ready(page, _bodies(mentions, knowledge), speech)
    if telling is None:
        return ()
    actors = WordsOfPage(page, mentions, published.from_, knowledge)
    found: list[Quotation] = []
    for one, given in zip(telling.marked, attribute(telling, speech), strict=True):
        kind = kind_of(page.text, one, given, speech)
        if kind:
            speaker = _actor(given.voice, actors) if given.voice else None
            found.append(_quotation(page, one, kind, given, speaker))
    return tuple(found)


def _bodies(mentions: Sequence[Mention], knowledge: Knowledge) -> tuple[tuple[int, int], ...]:
    gazetteer = knowledge.gazetteer
    return tuple(
        (one.start, one.end)
        for one in mentions
        if all(gazetteer.entity(surface.entity).kind in BODIES for surface in gazetteer.surfaces_of(one))
    )


def _actor(voice: Voice, actors: WordsOfPage) -> Actor:
    actor = actors.actor(voice.start, voice.end)
    if actor.code or actor.candidates:
        return actor
    why = f"'{voice.words}' speaks; the knowledge of actors does not have the name"
    return Actor(
        text=voice.words,
        name=voice.name,
        code=actor.code,
        country=actor.country,
        sector=actor.sector,
        why=why,
    )


def _quotation(
    page: Page, one: Marked, kind: QuotationKind, given: Attribution, speaker: Actor | None
) -> Quotation:
    words = page.text[one.first : one.last]
    spans = [(one.first, one.last), *([given.span] if given.span else [])]
    return Quotation(
        id=content_id(page.id, "quotation", one.first, one.last),
        words=words,
        kind=kind,
        cue=given.cue or None,
        speaker=speaker,
        why_unknown=None if speaker else given.why,
        evidence=tuple(Evidence(start=a, end=b, text=page.text[a:b]) for a, b in spans),
        why=given.why if speaker else "",
    )
