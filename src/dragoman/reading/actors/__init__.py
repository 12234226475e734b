"""Who? Names found in the text, the cast of the parsed sentences, and the office in force on a day."""

from collections.abc import Sequence

from dragoman.knowledge.loading import Knowledge
from dragoman.model import Actor, Mention, Page, Sentence
from dragoman.reading.actors.around import Around
from dragoman.reading.actors.before import Before
from dragoman.reading.actors.codes import actor_on, actors_on
from dragoman.reading.actors.definite import Definite
from dragoman.reading.actors.described import Described
from dragoman.reading.actors.descriptions import ReferenceRules, References
from dragoman.reading.actors.homes import Homes
from dragoman.reading.actors.members import Cast, Member
from dragoman.reading.actors.mentions import ActorRules, find_mentions
from dragoman.reading.actors.names import Names
from dragoman.reading.actors.people import People
from dragoman.reading.actors.phrases import Phrases
from dragoman.reading.actors.pronouns import Pronouns
from dragoman.reading.actors.several import Together
from dragoman.reading.actors.states import States
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
    day = day or page.given or page.stated
    people = People(page.text, mentions, day, gazetteer, rules)
    back = _PointsBack(page.text, knowledge, rules, day)
    strangers = Strangers(gazetteer, rules)
    states = sorted({e.country for m in mentions for e in people.stated(m) if e.country})
    named = (s for m in mentions for s in gazetteer.surfaces_of(m) if s.alone)
    supported = frozenset(s.entity for s in named if gazetteer.by_id[s.entity].kind in ("body", "group"))
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
            names = Names(sentence.tokens, page.text, inside, gazetteer, rules, supported)
            around = Around(number, sentence, page.text, names, gazetteer, rules)
            described = Described(around, people, strangers)
            own = Phrases(around, described, names, gazetteer, people, rules).members()
            members += back.settled(own, number, sentence, Homes(names, gazetteer, rules, states))
        elif inside:
            back.before.skim(number, inside, page.text)
    return Cast(members)


class _PointsBack:
    """All that points back on one page, over one memory of who was named."""

    def __init__(self, text: str, knowledge: Knowledge, rules: ActorRules, day: str | None) -> None:
        references: References = knowledge.rules.get("references", ReferenceRules, References)
        gazetteer = knowledge.gazetteer
        self._text = text
        self.before = Before(gazetteer, references)
        self._definite = Definite(self.before, gazetteer, rules, references, day)
        self._together = Together(self.before, gazetteer, rules, references)
        self._states = States(self.before, gazetteer)
        self._pronouns = Pronouns(self.before, gazetteer, rules)

    def settled(self, own: list[Member], number: int, sentence: Sentence, homes: Homes) -> list[Member]:
        """All members of a sentence by their heads: pronouns tell whose nouns are, then take over what is inferred."""
        own = self._definite.settled(number, sentence, self._text, own)
        heads = {m.head for m in own}
        own += [m for m in self._states.members(number, sentence, self._text) if m.head not in heads]
        together = self._together.members(number, sentence, self._text, own)
        taken = {m.head for m in together}  # "the two leaders" are two persons, no longer some leaders
        own = [*(m for m in own if m.head not in taken), *together]
        strangers = self.before.strangers(number, sentence.tokens, self._text, own)
        first = self._pronouns.members(number, sentence, own, strangers)
        settled = [m for m in homes.settled([*own, *first]) if m.kind != "pronoun" or m.together]
        again = self._pronouns.members(number, sentence, settled, strangers) if first else []
        self.before.remember(number, sentence, [*settled, *again, *strangers])
        return sorted([*settled, *again], key=lambda m: m.head)
