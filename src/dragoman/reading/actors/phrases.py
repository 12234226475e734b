"""The noun phrases of a parsed sentence that mean a political actor, one member each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from dragoman.knowledge.entries import Entity, Title
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.model import Sentence, Token
from dragoman.reading.actors.members import Member
from dragoman.reading.actors.mentions import ActorRules
from dragoman.reading.actors.names import MODIFIERS, Names
from dragoman.reading.actors.people import People

LONGEST = 6  # words in a title or a common noun
PROPER = ("NNP", "NNPS")
UNDER = ("compound", "amod", "nmod", "nn")  # labels of a noun that stands before another
STATE_BODIES = ("GOV", "JUD", "LEG")  # a proper name that ends in such a body needs no state beside it
BEHIND = 6  # words behind a noun within which "of Iran" may begin


@dataclass(slots=True)
class Phrases:
    """The members of one sentence; `names` are those that stand in it."""

    number: int
    sentence: Sentence
    text: str
    names: Names
    gazetteer: Gazetteer
    people: People
    rules: ActorRules
    _used: set[int] = field(default_factory=set)

    def members(self) -> list[Member]:
        """All members in the order of their heads; a name inside a larger phrase is not one of its own."""
        found: dict[int, Member] = {}
        for head in self._heads():
            member = self._phrase(head)
            if member is not None:
                found[head] = member
        for head in self.names.at:
            if head not in found and head not in self._used:
                member = self._bare(head)
                if member is not None:
                    found[head] = member
        self._alias(found)
        return [found[head] for head in sorted(found)]

    def _alias(self, found: dict[int, Member]) -> None:
        """Let other words that head the same phrase mean what it means: the parse may hang it on either."""
        for head, member in list(found.items()):
            for i in range(member.first, head):
                if i in found and self.tokens[i].dep not in MODIFIERS:
                    found[i] = replace(member, head=i)
        for head, token in enumerate(self.tokens):
            if head in found or token.tag not in PROPER or token.dep in MODIFIERS:
                continue
            apposed = next((found[c] for c in self.names.below(head, "appos") if c in found), None)
            if apposed is not None and apposed.kind in ("noun", "office"):
                first = self.names.first(head)
                found[head] = replace(
                    apposed, head=head, first=first, last=head, start=self.tokens[first].start,
                    end=token.end, text=self._span(first, head),
                )  # fmt: skip

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the sentence."""
        return self.sentence.tokens

    # ── phrases with a head of their own ────────────────────────────────────────────────────────────────────

    def _heads(self) -> Iterator[int]:
        for i, token in enumerate(self.tokens):
            named = i in self.names.at
            if not named and any(a <= i <= b for a, b in self.names.spans.values()):
                continue  # "Workers" in "the Sugar Workers' Union"
            # "French", coordinated with "Egyptian" before "warships", is no head; nor is a noun before a noun.
            joined = token.dep == "conj" and self.tokens[token.head].dep in UNDER and named
            under = token.dep in UNDER or joined
            if (token.tag[:2] == "NN" and not under) or (
                token.tag[:2] in ("NN", "JJ", "VB") and named and not under and token.dep not in MODIFIERS
            ):
                yield i

    def _phrase(self, head: int) -> Member | None:
        if head in self._used:
            return None
        first = self.names.first(head)
        title = self._title(head, first)
        person = self._person(head, first, title)
        if person is not None:
            return person
        if title is not None:
            return self._office(head, first, title)
        if head in self.names.at and self.names.things(head):
            return self._name(head, first)
        return self._noun(head, first) or self._body(head, first)

    # ── persons ─────────────────────────────────────────────────────────────────────────────────────────────

    def _person(self, head: int, first: int, title: Title | None) -> Member | None:
        """A person named at the head, or in apposition to a title ("the president, Nicolas Maduro,")."""
        at = head
        if not self._names_person(at):
            at = next((c for c in self.names.below(head, "appos") if self._names_person(c)), -1)
            if at < 0 or title is None:
                return None
        apposed = (self._title(c, self.names.first(c)) for c in self.names.below(at, "appos"))
        title = title or next((t for t in apposed if t is not None), None)
        countries = tuple(self.names.states(first, at))
        entities, why = self.people.who(self.names.at[at], title, countries, self._given_name(at))
        if not entities:
            return None
        last = max(head, self.names.spans[at][1])
        for child in self.names.below(at, "appos"):
            if self._title(child, self.names.first(child)) is not None:
                self._use(self.names.first(child), child)
        self._use(first, last)
        former = bool(set(self.names.words(first, at).split()) & set(self.rules.former))
        office = self.people.called(entities[0], None if former else title) if len(entities) == 1 else None
        return self._member(head, (first, last), "name", entities=entities, office=office, why=why)

    def _names_person(self, at: int) -> bool:
        return at in self.names.at and self.names.is_person(at)

    def _given_name(self, at: int) -> str:
        """The proper noun right before a name that is no title: "Alejandro" before "Rivera"; else nothing."""
        before = self.names.spans[at][0] - 1
        if before < 0 or self.tokens[before].tag not in PROPER or self.tokens[before].dep != "compound":
            return ""
        known = self.names.is_common(before) or any(a <= before <= b for a, b in self.names.spans.values())
        return "" if known or self._ends_a_title(before) else self.tokens[before].text

    def _ends_a_title(self, token: int) -> bool:
        starts = range(max(0, token - LONGEST), token + 1)
        return any(self.names.words(s, token + 1) in self.gazetteer.titles for s in starts)

    # ── offices ─────────────────────────────────────────────────────────────────────────────────────────────

    def _title(self, head: int, first: int) -> Title | None:
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

    def _office(self, head: int, first: int, title: Title) -> Member:
        countries, how = self._countries(head, first)
        if title.where is not None:
            countries, how = [title.where.partition(":")[2]], "the title says it"
        entities: tuple[str, ...] = ()
        # "A minister", "as interim president" is anybody; "the minister" is one who was named.
        if not countries and self.tokens[first].text.lower() in self.rules.definite:
            entities, how = self.people.last_with(title.office)
        span = (first, self._last(head, bool(countries)))
        self._use(*span)
        why = f"'{self._span(*span)}' is an office{f' ({title.office})' if title.office else ''}; {how}"
        return self._member(
            head, span, "office", entities=entities, countries=countries, sector=title.sector,
            office=title.office or None, why=why,
        )  # fmt: skip

    # ── common nouns and bodies without an entry ────────────────────────────────────────────────────────────

    def _noun(self, head: int, first: int) -> Member | None:
        words = self._noun_words(head, first)
        if words is None:
            return None
        noun = self.gazetteer.nouns[words]
        countries, how = self._countries(head, first)
        group = self._group(head, first)
        span = (first, self._last(head, bool(countries or group)))
        self._use(*span)
        why = f"'{words}' is {noun.sector}; {how}"
        if group is not None:
            return self._member(
                head, span, "noun", entities=(group.id,), countries=countries[:1],
                sector=group.sector or noun.sector, why=why,
            )  # fmt: skip
        return self._member(head, span, "noun", countries=countries, sector=noun.sector, why=why)

    def _last(self, head: int, is_named: bool) -> int:
        """The last word: with "of Kenya" or "in Mali" right behind the head, where it names whose the noun is."""
        if not is_named or head + 1 not in self._behind(head):
            return head
        return self._behind(head)[head + 1]

    def _behind(self, head: int) -> dict[int, int]:
        """The prepositions of origin behind a noun, each with the head of its object."""
        rules = self.rules
        words = (*rules.place_prepositions, *rules.origin_prepositions, *rules.of_prepositions)
        found: dict[int, int] = {}
        for i in range(head + 1, min(len(self.tokens), head + BEHIND)):
            token = self.tokens[i]
            if token.head == head and token.dep == "prep" and token.text.lower() in words:
                found.update([(i, c) for c in self.names.below(i, "pobj")[:1]])
        return found

    def _noun_words(self, head: int, first: int) -> str | None:
        """The longest known noun that ends at the head, or stands before an unknown name: "Judge Zuma"."""
        starts = range(max(0, head - 3), head + 1)
        found = (w for s in starts if (w := self.names.words(s, head + 1)) in self.gazetteer.nouns)
        known = next(found, None)
        if known is not None or self.tokens[head].tag != "NNP":
            return known
        spans = ((s, e) for e in range(head, first, -1) for s in range(first, e))
        found = (w for s, e in spans if (w := self.names.words(s, e)) in self.gazetteer.nouns)
        return next((w for w in found if not self.gazetteer.nouns[w].group), None)

    def _group(self, head: int, first: int) -> Entity | None:
        """The armed group, party or body before, behind or in apposition to a noun: "members of Hamas"."""
        inside = [i for i in range(first, head) if i in self.names.at]
        inside += [c for c in self.names.below(head, "appos") if c in self.names.at]
        behind = [
            c
            for i, c in self._behind(head).items()
            if self.tokens[i].text.lower() in self.rules.of_prepositions
        ]
        inside += [c for c in behind if c in self.names.at]
        things = [e for i in inside for e in self.names.things(i)]
        return next((e for e in things if e.kind in ("group", "body")), None)

    def _body(self, head: int, first: int) -> Member | None:
        """A state's body that has no entry: "the Kenyan Fisheries Board" is Kenya's, by its last word a body."""
        sector = self.rules.bodies.get(self.tokens[head].text.lower())
        if sector is None:
            return None
        countries, how = self._countries(head, first)
        proper = self.tokens[head].tag in PROPER and sector in STATE_BODIES
        if not countries and not proper:
            return None
        span = (first, self._last(head, bool(countries)))
        self._use(*span)
        why = f"'{self._span(first, head)}' has no entry; '{self.tokens[head].text}' is a body; {how}"
        return self._member(head, span, "noun", countries=countries, sector=sector or None, why=why)

    def _countries(self, head: int, first: int) -> tuple[list[str], str]:
        """The states of a common noun: before it, or behind it in "of Iran", "in Minsk"; and how that is known."""
        before = self.names.modifying_states(first, head)
        if before:
            return before, f"'{self._span(first, head)}' names {', '.join(before)}"
        for i, c in self._behind(head).items():
            states = self.names.states(self.names.first(c), c)
            if states:
                self._use(i, c)
                return states[:1], f"'{self._span(i, c)}' names {states[0]}"
        return [], "no state is named with it"

    # ── names ───────────────────────────────────────────────────────────────────────────────────────────────

    def _name(self, head: int, first: int) -> Member | None:
        surface, entity = self.names.surfaces(head)[0], self.names.things(head)[0]
        start, end = self.names.spans[head]
        people = self._people_elsewhere(head, first) if surface.kind == "demonym" else None
        if people is not None:
            return people
        self._use(start, end)
        place = surface.kind == "capital" and self._is_in(head)
        return self._member(
            head, (min(start, first), max(end, head)), "name", entities=(entity.id,),
            countries=[entity.country] if entity.country else [],
            sector=None if place else surface.sector,
            why=f"'{self._span(start, end)}' is {surface.kind} of {entity.name}" + ", as a place" * place,
        )  # fmt: skip

    def _is_in(self, head: int) -> bool:
        """Whether a capital stands for a place, not for a government: "in Minsk", "from Minsk"."""
        over = self.tokens[self.tokens[head].head].text.lower() if self.tokens[head].dep == "pobj" else ""
        return over in (*self.rules.place_prepositions, *self.rules.origin_prepositions)

    def _people_elsewhere(self, head: int, first: int) -> Member | None:
        """ "Bosnian Serbs", "the Albanians of Kosovo", "ethnic Turks": people of a state that is not their name's."""
        own = self.names.state(head)
        words = self.names.words(first, head).split()
        ethnic = any(w in self.rules.ethnic for w in words)
        if self.tokens[head].text.lower() in self.rules.peoples_at_home:
            return None
        countries, how = self._countries(head, first)
        if not ethnic and (not countries or countries == [own]):
            return None
        self._use(first, head)
        why = f"'{self._span(first, head)}' is a people, not the state {own}; {how}"
        return self._member(head, (first, head), "noun", countries=countries, sector="CVL", why=why)

    def _bare(self, head: int) -> Member | None:
        """A name that stands before another noun: "the Israeli raid", "Russia's gas"."""
        over = self.tokens[self.tokens[head].head]
        if over.lemma in self.rules.ordinary_heads or over.text.lower() in self.rules.ordinary_heads:
            return None
        start, end = self.names.spans[head]
        if self.names.is_person(head):
            entities, why = self.people.who(self.names.at[head], None, (), self._given_name(head))
            return self._member(head, (start, end), "name", entities=entities, why=why) if entities else None
        if not self.names.things(head):
            return None
        surface, entity = self.names.surfaces(head)[0], self.names.things(head)[0]
        kind = "adjective" if surface.kind in ("adjective", "demonym") else "name"
        return self._member(
            head, (start, end), kind, entities=(entity.id,), countries=[entity.country] if entity.country else [],
            sector=surface.sector or None, why=f"'{self._span(start, end)}' is {surface.kind} of {entity.name}",
        )  # fmt: skip

    # ── making members ──────────────────────────────────────────────────────────────────────────────────────

    def _use(self, first: int, last: int) -> None:
        self._used |= set(range(first, last + 1))

    def _span(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def _member(
        self, head: int, span: tuple[int, int], kind: str, *, entities: tuple[str, ...] = (),
        countries: Sequence[str] = (), sector: str | None = None, office: str | None = None, why: str = "",
    ) -> Member:  # fmt: skip
        first, last = span
        return Member(
            sentence=self.number, head=head, first=first, last=last,
            start=self.tokens[first].start, end=self.tokens[last].end, text=self._span(first, last),
            kind=kind, entities=entities, country=countries[0] if countries else None,  # type: ignore[arg-type]
            countries=tuple(countries) if len(countries) > 1 else (), sector=sector, office=office, why=why,
        )  # fmt: skip
