"""The noun phrases of a parsed sentence that mean a political actor, one member each."""

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from dragoman.knowledge.entries import Title
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.reading.actors.around import PROPER, Around
from dragoman.reading.actors.described import Described
from dragoman.reading.actors.members import Member
from dragoman.reading.actors.mentions import ActorRules
from dragoman.reading.actors.names import MODIFIERS, Names
from dragoman.reading.actors.people import People
from dragoman.reading.actors.strangers import ends_a_title

UNDER = ("compound", "amod", "nmod", "nn")  # labels of a noun that stands before another
STATE_BODIES = ("GOV", "JUD", "LEG")  # a proper name that ends in such a body needs no state beside it


@dataclass(slots=True)
class Phrases:
    """The members of one sentence; `names` are those that stand in it."""

    around: Around
    described: Described
    names: Names
    gazetteer: Gazetteer
    people: People
    rules: ActorRules

    def members(self) -> list[Member]:
        """All members in the order of their heads; a name inside a larger phrase is not one of its own."""
        found: dict[int, Member] = {}
        for head in self._heads():
            member = self._phrase(head)
            if member is not None:
                found[head] = member
        for head in self.names.at:
            if head not in found and head not in self.around.used:
                member = self._bare(head)
                if member is not None:
                    found[head] = member
        self._alias(found)
        return [found[head] for head in sorted(found)]

    def _alias(self, found: dict[int, Member]) -> None:
        """Let other words that head the same phrase mean what it means: the parse may hang it on either."""
        for head, member in list(found.items()):
            for i in range(member.first, head):
                if i in found and self.around.tokens[i].dep not in MODIFIERS:
                    found[i] = replace(member, head=i)
        for head, token in enumerate(self.around.tokens):
            if head in found or token.tag not in PROPER or token.dep in MODIFIERS:
                continue
            apposed = next((found[c] for c in self.names.below(head, "appos") if c in found), None)
            if apposed is not None and apposed.kind in ("noun", "office"):
                first = self.names.first(head)
                found[head] = replace(
                    apposed, head=head, first=first, last=head, start=self.around.tokens[first].start,
                    end=token.end, text=self.around.span(first, head),
                )  # fmt: skip

    # ── phrases with a head of their own ────────────────────────────────────────────────────────────────────

    def _heads(self) -> Iterator[int]:
        for i, token in enumerate(self.around.tokens):
            named = i in self.names.at
            if not named and any(a <= i <= b for a, b in self.names.spans.values()):
                continue  # "Workers" in "the Sugar Workers' Union"
            # "French", coordinated with "Egyptian" before "warships", is no head; nor is a noun before a noun.
            joined = token.dep == "conj" and self.around.tokens[token.head].dep in UNDER and named
            under = token.dep in UNDER or joined
            if (token.tag[:2] == "NN" and not under) or (
                token.tag[:2] in ("NN", "JJ", "VB") and named and not under and token.dep not in MODIFIERS
            ):
                yield i

    def _phrase(self, head: int) -> Member | None:
        if head in self.around.used:
            return None
        first = self.names.first(head)
        title = self.around.title(head, first)
        person = self.described.met_again_here(head, first)
        if person is None and not self.described.strangers.is_shared(self.around.tokens[head].text):
            person = self._person(head, first, title)
        person = person or self.described.stranger(head, first, title)
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
        apposed = (self.around.title(c, self.names.first(c)) for c in self.names.below(at, "appos"))
        title = title or next((t for t in apposed if t is not None), None)
        countries = tuple(self.names.states(first, at))
        entities, why = self.people.who(self.names.at[at], title, countries, self._given_name(at))
        if not entities or (title is not None and self._is_another(entities, head)):
            return None
        last = max(head, self.names.spans[at][1])
        told = self.names.words(first, self.names.spans[at][0])
        for child in self.names.below(at, "appos"):
            if self.around.title(child, self.names.first(child)) is not None:
                self.around.use(self.names.first(child), child)
                told = f"{told} {self.names.words(self.names.first(child), child + 1)}"
        self.around.use(first, last)
        former = bool(set(self.names.words(first, at).split()) & set(self.rules.former))
        office = self.people.called(entities[0], None if former else title) if len(entities) == 1 else None
        member = self.around.member(head, (first, last), "name", entities=entities, office=office, why=why)
        return replace(member, told=told.strip())

    def _is_another(self, people: tuple[str, ...], head: int) -> bool:
        """Whether a state behind the name is of none of them: "King Hussein of Jordan" is no Iraqi."""
        behind = [
            c for i, c in self.around.behind(head).items() if self.around.tokens[i].text.lower() == "of"
        ]
        states = {s for c in behind if c in self.names.at and (s := self.names.state(c))}
        return bool(states) and not any(self.gazetteer.by_id[e].country in states for e in people)

    def _names_person(self, at: int) -> bool:
        return at in self.names.at and self.names.is_person(at)

    def _given_name(self, at: int) -> str:
        """The proper noun right before a name that is no title: "Alejandro" before "Rivera"; else nothing."""
        before = self.names.spans[at][0] - 1
        if (
            before < 0
            or self.around.tokens[before].tag not in PROPER
            or self.around.tokens[before].dep != "compound"
        ):
            return ""
        known = self.names.is_common(before) or any(a <= before <= b for a, b in self.names.spans.values())
        known = known or ends_a_title(before, self.names, self.gazetteer)
        return "" if known else self.around.tokens[before].text

    # ── persons who are in no file ──────────────────────────────────────────────────────────────────────────

    # ── offices ─────────────────────────────────────────────────────────────────────────────────────────────

    def _office(self, head: int, first: int, title: Title) -> Member:
        countries, how = self.around.countries(head, first)
        if title.where is not None:
            countries, how = [title.where.partition(":")[2]], "the title says it"
        span = (first, self.around.last(head, bool(countries)))
        self.around.use(*span)
        led = self.around.led(head, title)
        if led is not None:
            why = f"'{self.around.span(*span)}' leads those who are {led}; {how}"
            return self.around.member(head, span, "noun", countries=countries, sector=led, why=why)
        why = f"'{self.around.span(*span)}' is an office{f' ({title.office})' if title.office else ''}; {how}"
        return self.around.member(
            head,
            span,
            "office",
            countries=countries,
            sector=title.sector,
            office=title.office or None,
            why=why,
        )

    # ── common nouns and bodies without an entry ────────────────────────────────────────────────────────────

    def _noun(self, head: int, first: int) -> Member | None:
        words = self.around.noun_words(head, first)
        if words is None:
            return None
        noun = self.gazetteer.nouns[words]
        countries, how = self.around.countries(head, first)
        group = self.around.group(head, first)
        span = (first, self.around.last(head, bool(countries or group)))
        self.around.use(*span)
        sector = self.around.sector_before(head, first) if noun.sector == "GOV" else None
        sector = sector or noun.sector
        why = f"'{words}' is {sector}; {how}"
        if group is not None:
            return self.around.member(
                head, span, "noun", entities=(group.id,), countries=countries[:1],
                sector=group.sector or noun.sector, why=why,
            )  # fmt: skip
        return self.around.member(head, span, "noun", countries=countries, sector=sector, why=why)

    def _body(self, head: int, first: int) -> Member | None:
        """A state's body that has no entry: "the Kenyan Fisheries Board" is Kenya's, by its last word a body."""
        sector = self.rules.bodies.get(self.around.tokens[head].text.lower())
        if sector is None:
            return None
        countries, how = self.around.countries(head, first)
        proper = self.around.tokens[head].tag in PROPER and sector in STATE_BODIES
        if not countries and (not proper or self.names.below(head, "appos")):
            return None  # "the Salvation Council, a rebel group in Chad": what stands behind says what it is
        span = (first, self.around.last(head, bool(countries)))
        self.around.use(*span)
        why = f"'{self.around.span(first, head)}' has no entry; '{self.around.tokens[head].text}' is a body; {how}"
        return self.around.member(head, span, "noun", countries=countries, sector=sector or None, why=why)

    # ── names ───────────────────────────────────────────────────────────────────────────────────────────────

    def _name(self, head: int, first: int) -> Member | None:
        surface, entity = self.names.surfaces(head)[0], self.names.things(head)[0]
        start, end = self.names.spans[head]
        people = self._people_elsewhere(head, first) if surface.kind == "demonym" else None
        if people is not None:
            return people
        self.around.use(start, end)
        place = surface.kind == "capital" and self._is_in(head)
        return self.around.member(
            head, (min(start, first), max(end, head)), "name", entities=(entity.id,),
            countries=[entity.country] if entity.country else [],
            sector=None if place else surface.sector,
            why=f"'{self.around.span(start, end)}' is {surface.kind} of {entity.name}" + ", as a place" * place,
        )  # fmt: skip

    def _is_in(self, head: int) -> bool:
        """Whether a capital stands for a place, not for a government: "in Minsk", "from Minsk"."""
        over = (
            self.around.tokens[self.around.tokens[head].head].text.lower()
            if self.around.tokens[head].dep == "pobj"
            else ""
        )
        return over in (*self.rules.place_prepositions, *self.rules.origin_prepositions)

    def _people_elsewhere(self, head: int, first: int) -> Member | None:
        """ "Bosnian Serbs", "the Albanians of Kosovo", "ethnic Turks": people of a state that is not their name's."""
        own = self.names.state(head)
        words = self.names.words(first, head).split()
        ethnic = any(w in self.rules.ethnic for w in words)
        if self.around.tokens[head].text.lower() in self.rules.peoples_at_home:
            return None
        countries, how = self.around.countries(head, first)
        if not ethnic and (not countries or countries == [own]):
            return None
        self.around.use(first, head)
        why = f"'{self.around.span(first, head)}' is a people, not the state {own}; {how}"
        return self.around.member(head, (first, head), "noun", countries=countries, sector="CVL", why=why)

    def _bare(self, head: int) -> Member | None:
        """A name that stands before another noun: "the Israeli raid", "Russia's gas"."""
        over = self.around.tokens[self.around.tokens[head].head]
        if over.lemma in self.rules.ordinary_heads or over.text.lower() in self.rules.ordinary_heads:
            return None
        start, end = self.names.spans[head]
        if self.names.is_person(head) and self.described.strangers.is_shared(self.around.tokens[head].text):
            return None
        if self.names.is_person(head):
            entities, why = self.people.who(self.names.at[head], None, (), self._given_name(head))
            return (
                self.around.member(head, (start, end), "name", entities=entities, why=why)
                if entities
                else None
            )
        if not self.names.things(head):
            return None
        surface, entity = self.names.surfaces(head)[0], self.names.things(head)[0]
        kind = "adjective" if surface.kind in ("adjective", "demonym") else "name"
        return self.around.member(
            head, (start, end), kind, entities=(entity.id,), countries=[entity.country] if entity.country else [],
            sector=surface.sector or None, why=f"'{self.around.span(start, end)}' is {surface.kind} of {entity.name}",
        )  # fmt: skip

    # ── making members ──────────────────────────────────────────────────────────────────────────────────────
