"""Words that fill a side -> actors: the member at the word, or the one inside its phrase, or an unknown."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.knowledge.loading import Knowledge
from dragoman.model import Actor
from dragoman.reading.actors import Cast, Member, actors_on
from dragoman.reading.events.clause import Clauses

# Where an actor stands inside a phrase that is none: "the Israeli raid", "the raid by Israel", "the army of Mali".
INSIDE = ("mod", "prep:by", "prep:of", "prep:in", "prep:from")


@dataclass(slots=True)
class Sides:
    """The actors of one sentence, asked for by the word that fills a side."""

    clauses: Clauses
    cast: Cast
    number: int
    text: str
    knowledge: Knowledge
    _members: dict[int, tuple[Member, ...]] = field(default_factory=dict)

    def members(self, token: int) -> tuple[Member, ...]:
        """The members that the phrase headed by `token` means, those coordinated with it included."""
        if token not in self._members:
            found: list[Member] = []
            for head in self.clauses.conjuncts(token):
                found += self._at_or_inside(head)
            self._members[token] = tuple(dict.fromkeys(found))
        return self._members[token]

    def _at_or_inside(self, head: int) -> list[Member]:
        member = self.cast.at(self.number, head)
        if member is not None:
            return [member]
        if not self.clauses.is_noun(head):
            return []
        for label in INSIDE:
            inside = []
            for end in self.clauses.follow(head, (label,)):
                found = self.cast.at(self.number, end)
                if found is not None and found.kind != "pronoun" and self._lends(found, label, head):
                    inside.append(found)
            if inside:
                return inside
        return []

    def _lends(self, inside: Member, label: str, head: int) -> bool:
        """Whether a phrase is its state's own: "the Israeli raid" is, "the Polish pianist", "a dog from Kenya" are not.

        An adjective or a place speaks for its state only with a noun of acts and actors, one that the lexicon or the
        role nouns have; a possessor and a name before a noun always do.
        """
        noun = self.clauses.token(head)
        known = f"N:{noun.text.lower()}" in self.knowledge.lexicon.forms
        named = label == "mod" and inside.kind != "adjective"
        return named or label == "prep:by" or known or noun.text.lower() in self.knowledge.gazetteer.nouns

    def is_actor(self, token: int) -> bool:
        """Whether the phrase means a political actor that stands for itself."""
        return any(self.is_political(m) for m in self.members(token))

    def countries(self, tokens: Iterable[int]) -> set[str]:
        """The states (or chains of bodies) of all who are meant by these words."""
        by_id = self.knowledge.gazetteer.by_id
        found = set()
        for member in (m for token in tokens for m in self.members(token)):
            found |= {by_id[e].country or by_id[e].code for e in member.entities} | {member.country}
        return {country for country in found if country}

    def is_head(self, token: int) -> bool:
        """Whether a political actor's phrase has its head here."""
        member = self.cast.at(self.number, token)
        return member is not None and member.kind != "adjective" and self.is_political(member)

    def holds(self, head: int, token: int) -> bool:
        """Whether `token` lies in a political actor's phrase whose head is `head` ("Russian" in "Russian troops")."""
        member = self.cast.at(self.number, head)
        return member is not None and member.first <= token <= member.last and self.is_political(member)

    def is_political(self, member: Member) -> bool:
        """Whether the member can carry an event: named, of a state, or of a kind that acts in politics."""
        if member.entities or member.country:
            return True
        if member.kind == "pronoun":
            return False
        noun = self.knowledge.gazetteer.nouns.get(self.clauses.token(member.head).text.lower())
        return noun.political if noun is not None else member.sector is not None

    def actors(self, tokens: tuple[int, ...], day: str | None) -> tuple[Actor, ...]:
        """The actors of a side on `day`; a phrase that means nobody known is an actor with a reason, not silence."""
        actors: list[Actor] = []
        for token in tokens:
            members = self.members(token)
            for member in members:
                actors += actors_on(member, day, self.knowledge)
            if not members and self.clauses.is_noun(token):
                actors.append(self._unknown(token))
        return tuple(dict.fromkeys(actors))

    def _unknown(self, token: int) -> Actor:
        span = [t for t in self.clauses.subtree(token) if self._belongs(t, token)]
        tokens = self.clauses.sentence.tokens
        words = self.text[tokens[span[0]].start : tokens[span[-1]].end]
        return Actor(text=words, why="no name, office or kind of actor in the knowledge fits these words")

    def _belongs(self, token: int, head: int) -> bool:
        """Whether a word belongs to the phrase proper: not to a relative clause or an apposition behind it."""
        while token != head:
            if self.clauses.token(token).dep in ("relcl", "appos", "punct", "cc", "conj", "acl", "prep"):
                return False
            token = self.clauses.token(token).head
        return True
