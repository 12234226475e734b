"""Words that fill a side -> actors: the member at the word, or the one inside its phrase, or an unknown."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec.structs import replace

from dragoman.knowledge.loading import Knowledge
from dragoman.model import Actor
from dragoman.reading.actors import Cast, Member, actors_on
from dragoman.reading.events.clause import Clauses

LOOSE = ("IN", "TO", "DT", "CC", ",")  # tags of words that no phrase ends with
LONGEST_PHRASE = 14  # words; what is longer is a story of its own
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
                    inside.append(self._whole(found, head, label))
            if inside:
                return inside
        return []

    def _whole(self, inside: Member, head: int, label: str) -> Member:
        """The member with the words of the phrase that it speaks for: "an army camp in Kabul", "45 FARC members".

        Whose deed or word it is stays who it is: "the minister" of "the minister's refusal", "Oman" of "talks by Oman".
        """
        noun = self.clauses.token(head).text.lower()
        lexicon = self.knowledge.lexicon
        deed = label == "prep:by" or f"N:{lexicon.forms.get(f'N:{noun}')}" in lexicon.triggers
        owned = label != "prep:in" and (label == "mod" or deed) and noun not in self.knowledge.gazetteer.nouns
        if owned and inside.kind != "adjective":
            return inside
        first, last = self._extent(head)
        start, end = self.clauses.token(first).start, self.clauses.token(last).end
        return replace(inside, first=first, last=last, start=start, end=end, text=self.text[start:end])

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

    def is_several(self, token: int) -> bool:
        """Whether the words mean several actors: coordinated, jointly meant, or one noun of several states."""
        members = self.members(token)
        return len(members) > 1 or any(len(m.countries) > 1 or len(m.together) > 1 for m in members)

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

    def span(self, token: int) -> tuple[int, int]:
        """The characters of the member at a token, or of the whole phrase that it heads."""
        member = self.cast.at(self.number, token)
        if member is not None:
            return member.start, member.end
        first, last = self._extent(token)
        return self.clauses.token(first).start, self.clauses.token(last).end

    def _unknown(self, token: int) -> Actor:
        first, last = self._extent(token)
        words = self.text[self.clauses.token(first).start : self.clauses.token(last).end]
        return Actor(text=words, why="no name, office or kind of actor in the knowledge fits these words")

    def _extent(self, head: int) -> tuple[int, int]:
        """The first and last word of a whole phrase, with what hangs on it by a preposition or as a participle."""
        inside = [t for t in self.clauses.subtree(head) if self._belongs(t, head)]
        first = last = inside.index(head)
        while first > 0 and inside[first - 1] == inside[first] - 1:
            first -= 1
        while (
            last + 1 < len(inside) and inside[last + 1] == inside[last] + 1 and last - first < LONGEST_PHRASE
        ):
            last += 1
        while last > inside.index(head) and self.clauses.token(inside[last]).tag in LOOSE:
            last -= 1
        return inside[first], inside[last]

    def _belongs(self, token: int, head: int) -> bool:
        """Whether a word belongs to the phrase proper: not to a relative clause or an apposition behind it."""
        while token != head:
            if self.clauses.token(token).dep in ("relcl", "appos", "punct", "cc", "conj"):
                return False
            token = self.clauses.token(token).head
        return True
