"""Which event is a saying itself? An accusation or a demand and the very words of it."""

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.model import Actor, Event, Page, Quotation
from dragoman.reading.quotations.rules import Speech

FIRST_PERSON = ("i", "we")
FARTHEST = 240  # characters between the sentence of an act and the words that follow it in the same paragraph


def tied(
    page: Page, quotations: Sequence[Quotation], events: Sequence[Event], speech: Speech
) -> tuple[Quotation, ...]:
    """The quotations, each with the event that it is: an act of saying by its speaker, told in the sentence that holds
    the words or, in the same paragraph, in the one right before them.
    """
    sayings = [event for event in events if event.type in speech.sayings]
    if not sayings:
        return tuple(quotations)
    return tuple(_tied(page, quotation, sayings) for quotation in quotations)


def _tied(page: Page, quotation: Quotation, sayings: Sequence[Event]) -> Quotation:
    speakers = [*([quotation.speaker] if quotation.speaker else []), *quotation.also]
    found: list[tuple[int, str]] = []
    for event in sayings:
        own = any(_same(actor, speaker) for actor in event.source for speaker in speakers)
        distance = _distance(page, quotation, event) if own or _is_first_person(event) else None
        if distance is not None and (own or (distance == 0 and speakers)):
            found.append((distance, event.id))
    return replace(quotation, event=min(found)[1]) if found else quotation


def _is_first_person(event: Event) -> bool:
    # "We demand ...": whoever says it
    return bool(event.source) and all(actor.text.lower() in FIRST_PERSON for actor in event.source)


def _same(one: Actor, other: Actor) -> bool:
    # A body's words are those of its government: "Tehran demanded" and "the foreign ministry said" stay two actors.
    return one.name == other.name if one.name and other.name else bool(one.code) and one.code == other.code


def _distance(page: Page, quotation: Quotation, event: Event) -> int | None:
    """0 where the event's sentence holds the words, else the characters between them; None where that is too far."""
    start, end = quotation.evidence[0].start, quotation.evidence[0].end
    best: int | None = None
    for told in event.evidence:
        if told.start < end and start < told.end:
            return 0
        between = page.text[told.end : start] if told.end <= start else None
        if between is not None and len(between) <= FARTHEST and "\n" not in between:
            best = len(between) if best is None else min(best, len(between))
    return best
