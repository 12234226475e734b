"""Who said what? Speech in quotation marks, reported, or in a transcript's turns; its speaker, or why none."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from dragoman.knowledge.loading import Knowledge
from dragoman.model import (
    Actor,
    Event,
    Evidence,
    Mention,
    Page,
    Published,
    Quotation,
    QuotationKind,
    Sentence,
    content_id,
)
from dragoman.reading.actors import Cast, WordsOfPage, actor_on
from dragoman.reading.quotations.focus import Voice
from dragoman.reading.quotations.indirect import find_reported
from dragoman.reading.quotations.marks import Marked
from dragoman.reading.quotations.people import Gender, Known
from dragoman.reading.quotations.rules import QuotationRules, Speech, compile_speech
from dragoman.reading.quotations.speakers import Attribution, attribute
from dragoman.reading.quotations.standing import Standing
from dragoman.reading.quotations.telling import kind_of, make_ready
from dragoman.reading.quotations.ties import tied
from dragoman.reading.quotations.turns import find_turns

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
    events: Sequence[Event] = (),
) -> tuple[Quotation, ...]:
    """Every quotation in the page's story, transcript or headlines, in the order of the text.

    For strings in marks the words beside them decide, not the parse, so unparsed sentences lose nothing. What an actor
    is reported to have said comes from the parsed sentences and the `cast`. A string of a few words with no speaker is
    a title and is left out. A quotation that is itself one of `events` says which.
    """
    speech: Speech = knowledge.rules.get("quotations", QuotationRules, compile_speech)
    actors = WordsOfPage(page, mentions, published.from_, knowledge)
    speakers = _Speakers(actors, Standing(cast), published.from_, knowledge)
    found = _in_marks(page, speakers, _known(mentions, knowledge), speech)
    found += find_reported(page, sentences, cast, published.from_, knowledge, speech, found)
    found += find_turns(page, actors, speech)
    # In the order in which the words end: a quotation stands before the turn or the statement that holds it.
    return tied(page, sorted(found, key=lambda one: one.evidence[0].end), events, speech)


@dataclass(frozen=True, slots=True)
class _Speakers:
    """Who the words beside a quotation mean: by the knowledge of actors, else by what the page says of them."""

    actors: WordsOfPage
    standing: Standing
    day: str | None
    knowledge: Knowledge

    def actor(self, voice: Voice) -> Actor:
        """The actor of a voice; one without a state takes it from the office that the page gives him."""
        actor = self.actors.actor(voice.start, voice.end)
        if _is_placed(actor) or actor.candidates or not voice.person:
            return actor
        member = self.standing.of(voice.start, voice.end, voice.name)
        found = actor_on(member, self.day, self.knowledge) if member else None
        if found is None or not _is_placed(found):
            return actor
        return replace(found, text=voice.words, why=f"{found.why}; so '{found.text}' elsewhere on the page")


def _is_placed(actor: Actor) -> bool:
    """Whether the code says more than a kind: a state, or a body of several."""
    return actor.code is not None and actor.code != actor.sector


def _in_marks(page: Page, actors: _Speakers, known: Known, speech: Speech) -> list[Quotation]:
    telling = make_ready(page, known, speech)
    found: list[Quotation] = []
    if telling is not None:
        for one, given in zip(telling.marked, attribute(telling, speech), strict=True):
            kind = kind_of(page.text, one, given, speech)
            if kind:
                found.append(_quotation(page, one, kind, given, actors))
    return found


def _known(mentions: Sequence[Mention], knowledge: Knowledge) -> Known:
    """What the knowledge says of the page's names: which can be no person, and who is a man or a woman."""
    gazetteer = knowledge.gazetteer
    bodies: list[tuple[int, int]] = []
    genders: dict[int, Gender] = {}
    for one in mentions:
        entities = [gazetteer.entity(surface.entity) for surface in gazetteer.surfaces_of(one)]
        if all(entity.kind in BODIES for entity in entities):
            bodies.append((one.start, one.end))
            continue
        sexes = {entity.gender for entity in entities if entity.kind == "person"}
        sex = sexes.pop() if len(sexes) == 1 else None
        if sex is not None:
            genders[one.end] = sex
    return Known(bodies=tuple(bodies), genders=genders)


def _actor(voice: Voice, actors: _Speakers, does: str = "speaks") -> Actor:
    actor = actors.actor(voice)
    if voice.name and voice.person and actor.name in (None, actor.text):
        actor = replace(actor, name=voice.name)  # the name without the title before it
    if actor.code or actor.candidates:
        return actor
    why = f"'{voice.words}' {does}; the knowledge of actors does not have the name"
    return Actor(
        text=voice.words,
        name=voice.name,
        code=actor.code,
        country=actor.country,
        sector=actor.sector,
        why=why,
    )


def _quotation(
    page: Page, one: Marked, kind: QuotationKind, given: Attribution, actors: _Speakers
) -> Quotation:
    speaker = _actor(given.voice, actors) if given.voice else None
    spans = [(one.first, one.last), *([given.span] if given.span else [])]
    return Quotation(
        id=content_id(page.id, "quotation", one.first, one.last),
        words=page.text[one.first : one.last],
        kind=kind,
        cue=given.cue or None,
        speaker=speaker,
        why_unknown=None if speaker else given.why,
        evidence=tuple(Evidence(start=a, end=b, text=page.text[a:b]) for a, b in spans),
        why=given.why if speaker else "",
        also=tuple(_actor(voice, actors) for voice in given.others),
        via=(_actor(given.via, actors, "passes the words on"),) if given.via else (),
        to=tuple(_actor(voice, actors, "hears the words") for voice in given.to),
        about=tuple(_actor(voice, actors, "is spoken about") for voice in given.about),
    )
