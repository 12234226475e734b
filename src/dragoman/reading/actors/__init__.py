"""Who? Names found in the text, the cast of the parsed sentences, and the office in force on a day."""

from collections.abc import Sequence

from dragoman.knowledge.loading import Knowledge
from dragoman.model import Actor, Mention, Page, Sentence
from dragoman.reading.actors.around import Around
from dragoman.reading.actors.codes import actor_on, actors_on
from dragoman.reading.actors.described import Described
from dragoman.reading.actors.homes import Homes
from dragoman.reading.actors.members import Cast, Member
from dragoman.reading.actors.mentions import ActorRules, find_mentions
from dragoman.reading.actors.names import Names
from dragoman.reading.actors.people import People
from dragoman.reading.actors.phrases import Phrases
from dragoman.reading.actors.pronouns import Pronouns
from dragoman.reading.actors.strangers import Strangers
from dragoman.reading.actors.who import Candidate, who
from dragoman.reading.actors.words import WordsOfPage, actor_of_words

__all__ = [
    "Actor",
    "Candidate",
    "Cast",
    "Member",
    "WordsOfPage",
    "actor_of_words",
    "actor_on",
    "actors_on",
    "find_cast",
    "find_mentions",
    "who",
]


def find_cast(
    page: Page,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    knowledge: Knowledge,
    day: str | None = None,
) -> Cast:
    """The political actors of the parsed sentences; `day` is the page's day, which decides between namesakes."""
    rules: ActorRules = knowledge.rules.get("actors", ActorRules)
    gazetteer = knowledge.gazetteer
    people = People(page.text, mentions, day or page.given or page.stated, gazetteer, rules)
    pronouns = Pronouns(gazetteer, rules)
    strangers = Strangers(gazetteer, rules)
    states = sorted({e.country for m in mentions for e in people.stated(m) if e.country})
    members: list[Member] = []
    at = 0
    for number, sentence in enumerate(sentences):
        while at < len(mentions) and mentions[at].end <= sentence.start:
            at += 1
        inside = []
        while at < len(mentions) and mentions[at].start < sentence.end:
            inside.append(mentions[at])
            at += 1
        if sentence.tokens:
            names = Names(sentence.tokens, page.text, inside, gazetteer, rules)
            around = Around(number, sentence, page.text, names, gazetteer, rules)
            described = Described(around, people, strangers)
            own = Phrases(around, described, names, gazetteer, people, rules).members()
            members += _settled(own, number, sentence, page, pronouns, Homes(names, gazetteer, rules, states))
    return Cast(members)


def _settled(
    own: list[Member], number: int, sentence: Sentence, page: Page, pronouns: Pronouns, homes: Homes
) -> list[Member]:
    """All members of a sentence by their heads: pronouns tell whose nouns are, then take over what is inferred."""
    first = pronouns.members(number, sentence, page.text, own)
    settled = [m for m in homes.settled([*own, *first]) if m.kind != "pronoun"]
    again = pronouns.members(number, sentence, page.text, settled) if first else []
    pronouns.remember(sentence, settled)
    taken = {m.head for m in again}  # "the two leaders" are two persons, no longer some leaders
    return sorted([*(m for m in settled if m.head not in taken), *again], key=lambda m: m.head)
