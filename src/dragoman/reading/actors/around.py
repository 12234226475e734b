"""What stands around the head of a phrase: its title or noun, its states, its group; and the member made of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.knowledge.entries import Entity, Title
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.model import Sentence, Token
from dragoman.reading.actors.members import Member
from dragoman.reading.actors.mentions import ActorRules
from dragoman.reading.actors.names import Names

LONGEST = 6  # words in a title or a common noun
PROPER = ("NNP", "NNPS")
OFFICES = ("GOV", "LEG", "MIL", "COP", "SPY", "JUD")  # roles of those who may be out of office
MOST_JOINED = 6  # states in one list
BEHIND = 6  # words behind a noun within which "of Iran" may begin


@dataclass(slots=True)
class Around:
    """One sentence; `used` are the tokens that belong to a member already."""

    number: int
    sentence: Sentence
    text: str
    names: Names
    gazetteer: Gazetteer
    rules: ActorRules
    used: set[int] = field(default_factory=set)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the sentence."""
        return self.sentence.tokens

    def title(self, head: int, first: int) -> Title | None:
        """The longest title whose words hold the head: "minister of foreign affairs"."""
        titles = self.gazetteer.titles
        low = max(0, head - LONGEST)
        for length in range(LONGEST, 0, -1):
            for start in range(max(low, head - length + 1), head + 1):
                words = self.names.words(start, start + length)
                if words in titles and (start >= first or start >= head - 1):
                    return titles[words]
        # "Foreign Minister Sergei Lavrov": the title stands before the name.
        if self.tokens[head].tag not in PROPER:
            return None
        for start in range(first, head):
            for length in range(min(LONGEST, head - start), 0, -1):
                words = self.names.words(start, start + length)
                if words in titles:
                    return titles[words]
        return None

    def noun_words(self, head: int, first: int) -> str | None:
        """The longest known noun that ends at the head, or stands before an unknown name: "Judge Zuma"."""
        starts = range(max(0, head - 3), head + 1)
        found = (w for s in starts if (w := self.names.words(s, head + 1)) in self.gazetteer.nouns)
        known = next(found, None)
        if known is not None or self.tokens[head].tag != "NNP":
            return known
        spans = ((s, e) for e in range(head, first, -1) for s in range(first, e))
        found = (w for s, e in spans if (w := self.names.words(s, e)) in self.gazetteer.nouns)
        return next((w for w in found if not self.gazetteer.nouns[w].group), None)

    def last(self, head: int, is_named: bool) -> int:
        """The last word: with "of Kenya" or "in Mali" right behind the head, where it names whose the noun is."""
        if not is_named or head + 1 not in self.behind(head):
            return head
        return self.last_joined(self.behind(head)[head + 1])

    def last_joined(self, place: int) -> int:
        """The last of the states coordinated behind a noun: "Niger" in "the armies of Chad and Niger"."""
        last = place
        for _ in range(MOST_JOINED):
            after = next((c for c in self.names.below(last, "conj") if c in self.names.at), None)
            if after is None or not self.names.state(after) or place not in self.names.at:
                break
            last = after
        return last

    def behind(self, head: int) -> dict[int, int]:
        """The prepositions of origin behind a noun, each with the head of its object."""
        rules = self.rules
        words = (*rules.place_prepositions, *rules.origin_prepositions, *rules.of_prepositions)
        found: dict[int, int] = {}
        for i in range(head + 1, min(len(self.tokens), head + BEHIND)):
            token = self.tokens[i]
            if token.head == head and token.dep == "prep" and token.text.lower() in words:
                found.update([(i, c) for c in self.names.below(i, "pobj")[:1]])
        return found

    def group(self, head: int, first: int) -> Entity | None:
        """The armed group, party or body before, behind or in apposition to a noun: "members of Hamas"."""
        inside = [i for i in range(first, head) if i in self.names.at]
        inside += [c for c in self.names.below(head, "appos") if c in self.names.at]
        behind = [
            c
            for i, c in self.behind(head).items()
            if self.tokens[i].text.lower() in self.rules.of_prepositions
        ]
        inside += [c for c in behind if c in self.names.at]
        things = [e for i in inside for e in self.names.things(i)]
        return next((e for e in things if e.kind in ("group", "body")), None)

    def countries(self, head: int, first: int) -> tuple[list[str], str]:
        """The states of a common noun: before it, or behind it in "of Iran", "in Minsk"; and how that is known."""
        before = self.names.modifying_states(first, head)
        if before:
            return before, f"'{self.span(first, head)}' names {', '.join(before)}"
        for i, c in self.behind(head).items():
            last = self.last_joined(c)
            states = self.names.states(self.names.first(c), last)
            if states:
                states = states if last > c else states[:1]
                self.use(i, last)
                return states, f"'{self.span(i, last)}' names {', '.join(states)}"
        return [], "no state is named with it"

    def sector_before(self, head: int, first: int) -> str | None:
        """The role of a parliament or ministry named before a noun: "Knesset negotiators" are the parliament's."""
        before = [s for i in range(first, head) if i in self.names.at for s in self.names.surfaces(i)]
        return next((s.sector for s in before if s.kind == "metonym" and s.sector), None)

    def led(self, head: int, title: Title | None) -> str | None:
        """The role of those whom a leader leads: "the leader of the Kenyan rebels" is a rebel."""
        if title is None or title.office not in self.rules.leads:
            return None
        for i, c in self.behind(head).items():
            words = self.noun_words(c, self.names.first(c)) if self.tokens[i].text.lower() == "of" else None
            noun = self.gazetteer.nouns[words] if words else None
            if noun is not None and noun.political and noun.sector not in OFFICES:
                return noun.sector
        return None

    def acts(self, noun: str | None, countries: Sequence[str]) -> bool:
        """Whether a common noun makes its bearer an actor: "a lawmaker" does, "a singer" only with a state."""
        return noun is not None and (self.gazetteer.nouns[noun].political or bool(countries))

    def use(self, first: int, last: int) -> None:
        """Keep a run of tokens from heading a member of their own."""
        self.used |= set(range(first, last + 1))

    def span(self, first: int, last: int) -> str:
        """The page's words from one token to another."""
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def member(
        self, head: int, span: tuple[int, int], kind: str, *, entities: tuple[str, ...] = (),
        countries: Sequence[str] = (), sector: str | None = None, office: str | None = None, why: str = "",
    ) -> Member:  # fmt: skip
        """The member of a run of tokens; several `countries` are one actor each."""
        first, last = span
        return Member(
            sentence=self.number, head=head, first=first, last=last,
            start=self.tokens[first].start, end=self.tokens[last].end, text=self.span(first, last),
            kind=kind, entities=entities, country=countries[0] if countries else None,  # type: ignore[arg-type]
            countries=tuple(countries) if len(countries) > 1 else (), sector=sector, office=office, why=why,
        )  # fmt: skip
