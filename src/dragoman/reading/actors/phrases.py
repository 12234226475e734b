"""The noun phrases of a parsed sentence that mean a political actor, one member each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.knowledge.entries import Entity, Title
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.model import Mention, Sentence, Token
from dragoman.reading.actors.members import Member
from dragoman.reading.actors.mentions import ActorRules
from dragoman.reading.actors.people import People

MODIFIERS = ("compound", "amod", "poss", "nmod", "nummod", "det", "quantmod", "case", "punct", "advmod", "nn")
LONGEST = 6  # words in a title or a common noun


@dataclass(slots=True)
class Phrases:
    """The members of one sentence; `mentions` are those inside it, in order."""

    number: int
    sentence: Sentence
    text: str
    mentions: Sequence[Mention]
    gazetteer: Gazetteer
    people: People
    rules: ActorRules
    _at: dict[int, Mention] = field(default_factory=dict)
    _spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    _used: set[int] = field(default_factory=set)

    def members(self) -> list[Member]:
        """All members in the order of their heads; a name inside a larger phrase is not one of its own."""
        self._place_mentions()
        found: dict[int, Member] = {}
        for head in self._heads():
            member = self._phrase(head)
            if member is not None:
                found[head] = member
        for head, mention in self._at.items():
            if head not in found and head not in self._used:
                member = self._bare(head, mention)
                if member is not None:
                    found[head] = member
        return [found[head] for head in sorted(found)]

    # ── where the names stand ───────────────────────────────────────────────────────────────────────────────

    def _place_mentions(self) -> None:
        for mention in self.mentions:
            inside = [i for i, t in enumerate(self.tokens) if t.start < mention.end and t.end > mention.start]
            if not inside:
                continue
            heads = [i for i in inside if self.tokens[i].head == i or self.tokens[i].head not in inside]
            named = [i for i in heads if self.tokens[i].tag != "POS"] or heads
            if self._is_part_of_a_name(inside[0], inside[-1], mention):
                continue
            self._at[named[-1]] = mention
            self._spans[named[-1]] = (inside[0], inside[-1])

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.sentence.tokens

    def _is_part_of_a_name(self, first: int, last: int, mention: Mention) -> bool:
        """ "Jordan" in "Jordan Fisher": a proper noun that is neither title nor mention stands over it."""
        kinds = {s.kind for s in self.gazetteer.surfaces_of(mention)}
        if kinds & {"full name", "adjective"} or self.text[mention.start : mention.end].isupper():
            return False
        over = self.tokens[last].head
        token = self.tokens[over]
        if (
            over != last + 1
            or token.tag not in ("NNP", "NNPS")
            or self.tokens[last].dep not in ("compound", "nmod")
        ):
            return False
        lower = token.text.lower()
        known = lower in self.gazetteer.nouns or lower in self.gazetteer.titles
        known = known or lower in self.rules.behind_a_name
        return not known and not any(m.start == token.start for m in self.mentions)

    # ── phrases with a head of their own ────────────────────────────────────────────────────────────────────

    def _heads(self) -> Iterator[int]:
        for i, token in enumerate(self.tokens):
            if token.tag[:2] == "NN" and token.dep not in ("compound", "amod", "nmod", "nn"):
                yield i
            elif token.tag[:2] in ("NN", "JJ", "VB") and i in self._at and token.dep not in MODIFIERS:
                yield i

    def _phrase(self, head: int) -> Member | None:
        if head in self._used:
            return None
        first = self._first(head)
        mention = self._at.get(head)
        title = self._title(head, first)
        person = self._person(head, first, title)
        if person is not None:
            return person
        if title is not None:
            return self._office(head, first, title)
        noun = self._noun(head, first)
        if noun is not None:
            return noun
        return None if mention is None else self._name(head, first, mention)

    def _first(self, head: int) -> int:
        """The first word of the phrase: the head's modifiers to the left, without a gap."""
        first = head
        while first > 0 and self._is_below(first - 1, head) and self.tokens[first - 1].dep in MODIFIERS:
            first -= 1
        while self.tokens[first].dep in ("punct", "case") and first < head:
            first += 1
        return first

    def _is_below(self, token: int, head: int) -> bool:
        for _ in range(8):
            if token == head:
                return True
            if self.tokens[token].dep not in MODIFIERS:
                return False
            token = self.tokens[token].head
        return False

    def _person(self, head: int, first: int, title: Title | None) -> Member | None:
        """A person named at the head, or in apposition to a title ("the president, Nicolas Maduro,")."""
        at = head
        if at not in self._at or not self._is_person(at):
            at = next((c for c in self._below(head, "appos") if c in self._at and self._is_person(c)), -1)
            if at < 0 or title is None:
                return None
        apposed = next((t for c in self._below(at, "appos") if (t := self._title(c, self._first(c)))), None)
        countries = self._states(first, at)
        entities, why = self.people.who(self._at[at], title or apposed, tuple(countries))
        if not entities:
            return None
        last = max(head, self._spans[at][1])
        for child in self._below(at, "appos"):
            if self._title(child, self._first(child)) is not None:
                self._used.add(child)
                self._use(self._first(child), child)
        self._use(first, last)
        return self._member(head, first, last, "name", entities=entities, why=why)

    def _is_person(self, at: int) -> bool:
        return any(s.kind in ("full name", "surname") for s in self.gazetteer.surfaces_of(self._at[at]))

    def _below(self, head: int, dep: str) -> list[int]:
        return [i for i, t in enumerate(self.tokens) if t.head == head and t.dep == dep and i != head]

    def _states(self, first: int, last: int) -> list[str]:
        """The states and bodies named inside a run of words, as codes."""
        return [c for i in range(first, last + 1) if i in self._at and (c := self._state(self._at[i]))]

    def _state(self, mention: Mention) -> str | None:
        for entity in self._things(mention):
            if entity.kind in ("state", "group"):
                return entity.country
            if entity.kind == "body":
                return entity.code
        return None

    def _things(self, mention: Mention) -> Iterator[Entity]:
        """What a mention means that is no person, only what its words may mean alone."""
        for surface in self.gazetteer.surfaces_of(mention):
            entity = self.gazetteer.by_id[surface.entity]
            if entity.kind != "person" and surface.alone:
                yield entity

    def _title(self, head: int, first: int) -> Title | None:
        """The longest title whose words hold the head: "minister of foreign affairs"."""
        low = max(0, head - LONGEST)
        for length in range(LONGEST, 0, -1):
            for start in range(max(low, head - length + 1), head + 1):
                words = self._words(start, start + length)
                if words in self.gazetteer.titles and (start >= first or start >= head - 1):
                    return self.gazetteer.titles[words]
        # "Foreign Minister Sergei Lavrov": the title stands before the name.
        for start in range(first, head):
            for length in range(min(LONGEST, head - start), 0, -1):
                words = self._words(start, start + length)
                if words in self.gazetteer.titles:
                    return self.gazetteer.titles[words]
        return None

    def _words(self, start: int, end: int) -> str:
        return " ".join(t.text.lower() for t in self.tokens[start : min(end, len(self.tokens))])

    def _office(self, head: int, first: int, title: Title) -> Member:
        country, how = self._country(head, first)
        if title.where is not None:
            country, how = title.where.partition(":")[2], "the title says it"
        entities: tuple[str, ...] = ()
        if country is None:
            entities, how = self.people.last_with(title.office)
        self._use(first, head)
        why = f"'{self._span(first, head)}' is an office{f' ({title.office})' if title.office else ''}; {how}"
        return self._member(
            head, first, head, "office", entities=entities, country=country, sector=title.sector,
            office=title.office or None, why=why,
        )  # fmt: skip

    def _noun(self, head: int, first: int) -> Member | None:
        words = next(
            (
                w
                for s in range(max(0, head - 3), head + 1)
                if (w := self._words(s, head + 1)) in self.gazetteer.nouns
            ),
            None,
        )
        if words is None:
            return None
        noun = self.gazetteer.nouns[words]
        country, how = self._country(head, first)
        group = next(
            (e for i in range(first, head) if i in self._at for e in self._things(self._at[i])), None
        )
        self._use(first, head)
        sector = noun.sector
        entities: tuple[str, ...] = ()
        if group is not None and group.kind in ("group", "body"):
            entities, sector = (group.id,), group.sector or sector
        why = f"'{words}' is {noun.sector}; {how}"
        return self._member(
            head, first, head, "noun", entities=entities, country=country, sector=sector, why=why
        )

    def _country(self, head: int, first: int) -> tuple[str | None, str]:
        """The state of a common noun: before it, or behind it in "of Iran", "in Minsk"; and how that is known."""
        before = self._states(first, head)
        if before:
            return before[0], f"'{self._span(first, head)}' names {before[0]}"
        for i in range(head + 1, min(len(self.tokens), head + 6)):
            token = self.tokens[i]
            words = (*self.rules.place_prepositions, *self.rules.of_prepositions)
            if token.head == head and token.dep == "prep" and token.text.lower() in words:
                for c in self._below(i, "pobj"):
                    states = self._states(self._first(c), c)
                    if states:
                        self._use(i, c)
                        return states[0], f"'{self._span(i, c)}' names {states[0]}"
        return None, "no state is named with it"

    def _name(self, head: int, first: int, mention: Mention) -> Member | None:
        surfaces = [s for s in self.gazetteer.surfaces_of(mention) if s.alone]
        things = [e for e in self._things(mention)]
        if not things:
            return None
        preposition = (
            self.tokens[self.tokens[head].head].text.lower() if self.tokens[head].dep == "pobj" else ""
        )
        if surfaces[0].kind == "capital" and preposition in self.rules.place_prepositions[:2]:
            return None
        self._use(*self._spans[head])
        entity = things[0]
        start, end = self._spans[head]
        start = min(start, first)
        return self._member(
            head, start, max(end, head), "name", entities=(entity.id,), country=entity.country,
            sector=surfaces[0].sector or None,
            why=f"'{self._span(self._spans[head][0], end)}' is {surfaces[0].kind} of {entity.name}",
        )  # fmt: skip

    def _bare(self, head: int, mention: Mention) -> Member | None:
        """A name that stands before another noun: "the Israeli raid", "Russia's gas"."""
        over = self.tokens[self.tokens[head].head]
        if over.lemma in self.rules.ordinary_heads or over.text.lower() in self.rules.ordinary_heads:
            return None
        start, end = self._spans[head]
        if self._is_person(head):
            entities, why = self.people.who(mention, None, ())
            if not entities:
                return None
            return self._member(head, start, end, "name", entities=entities, why=why)
        things = list(self._things(mention))
        if not things:
            return None
        surface = next(s for s in self.gazetteer.surfaces_of(mention) if s.alone)
        kind = "adjective" if surface.kind in ("adjective", "demonym") else "name"
        return self._member(
            head, start, end, kind, entities=(things[0].id,), country=things[0].country,
            sector=surface.sector or None, why=f"'{self._span(start, end)}' is {surface.kind} of {things[0].name}",
        )  # fmt: skip

    def _use(self, first: int, last: int) -> None:
        self._used |= set(range(first, last + 1))

    def _span(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def _member(
        self, head: int, first: int, last: int, kind: str, *, entities: tuple[str, ...] = (),
        country: str | None = None, sector: str | None = None, office: str | None = None, why: str = "",
    ) -> Member:  # fmt: skip
        return Member(
            sentence=self.number, head=head, first=first, last=last,
            start=self.tokens[first].start, end=self.tokens[last].end, text=self._span(first, last),
            kind=kind, entities=entities, country=country, sector=sector, office=office, why=why,  # type: ignore[arg-type]
        )  # fmt: skip
