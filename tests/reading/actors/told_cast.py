"""Reads a text into its cast, for the tests of actors."""

from dragoman.model import Actor, Page, Passage
from dragoman.reading.actors import Cast, actors_on, find_cast, find_mentions
from dragoman.reading.loading import load_knowledge
from dragoman.reading.screen import split

DAY = "2018-10-15"


def cast_of(text: str) -> Cast:
    """The cast of a page with that text, all its sentences parsed."""
    knowledge = load_knowledge()
    page = Page(id="t", text=text, given=DAY, passages=(Passage(start=0, end=len(text), role="story"),))
    sentences = tuple(knowledge.parser.parse(text, split(page)))
    return find_cast(page, sentences, find_mentions(page, knowledge), knowledge)


def told(text: str) -> list[tuple[str, Actor]]:
    """The words of every member that is no adjective, with its actors, in the order of the text."""
    knowledge = load_knowledge()
    members = [m for m in cast_of(text).members if m.kind != "adjective"]
    # The parse may hang a phrase on two of its words: that is one member with two heads.
    once = {(m.sentence, m.first, m.last): m for m in reversed(members)}
    return [(m.text, a) for m in members if m in once.values() for a in actors_on(m, DAY, knowledge)]
