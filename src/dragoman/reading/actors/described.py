"""The phrases for persons who are in no file: the name with its description, before it or in apposition."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from dragoman.knowledge.entries import Entity, Title
from dragoman.reading.actors.around import OFFICES, PROPER, Around
from dragoman.reading.actors.members import Member
from dragoman.reading.actors.people import People
from dragoman.reading.actors.strangers import Strangers, first_of_torn, met_again, name_at

PLURALS = ("NNS", "NNPS")


@dataclass(slots=True)
class Described:
    """The persons in no file of one sentence; `strangers` are those of the page."""

    around: Around
    people: People
    strangers: Strangers
    _at: dict[int, Member] = field(default_factory=dict)

    def met_again_here(self, head: int, first: int) -> Member | None:
        """A person in no file whom the page has described before: "Novak" after "the Kenyan miner Jan Novak"."""
        run = name_at(head, first, self.around.names, self.around.gazetteer)
        if run is None:
            return None
        known = self.strangers.again(self.around.span(*run))
        if known is None or (
            head in self.around.names.at and self.people.is_full(self.around.names.at[head])
        ):
            return None
        span = (first, head)
        self.around.use(*span)
        return met_again(known, self.around.number, head, span, self.around.names, self.around.span(*span))

    def stranger(self, head: int, first: int, title: Title | None) -> Member | None:
        """A name in no file with a description, which gives the code: before it, or in apposition."""
        torn = first_of_torn(head, first, self.around.names)
        if torn < first:
            first, title = torn, title or self.around.title(head, torn)
        run = name_at(head, first, self.around.names, self.around.gazetteer)
        if run is not None:
            member = self._described(head, (first, run[0]), run, title) or self._apposed(head, run)
        else:
            member = self._named_behind(head, first, title)
        if member is None and run is not None and self.around.tokens[head].dep == "conj":
            member = self._joined(head, run)
        if member is not None:
            self.around.use(member.first, member.last)
            self._at[head] = member
            if member.name:
                self.strangers.remember(member)
        return member

    def _described(
        self, head: int, words: tuple[int, int], run: tuple[int, int], title: Title | None
    ) -> Member | None:
        """ "Kenyan opposition lawmaker Jan Novak": `words` are the description's first token and the name's."""
        first, start = words
        if start <= first:
            return None
        told = [self.around.tokens[i].text.lower() for i in range(first, start)]
        noun = None if title else self.around.noun_words(head, first)
        rank = next((self.around.rules.ranks[w] for w in told if w in self.around.rules.ranks), None)
        plain = told[-1] in self.around.rules.described and run[1] > run[0]
        countries, _ = self.around.countries(head, first)
        if not (title or self.around.acts(noun, countries) or rank) and not (plain and countries):
            return self._firm(head, words, run, told[-1], countries)
        role = title.sector if title else self.around.gazetteer.nouns[noun].sector if noun else rank
        return self._unfiled(head, (first, head), run, (first, start - 1), title, role, countries, None)

    def _firm(
        self, head: int, words: tuple[int, int], run: tuple[int, int], noun: str, countries: Sequence[str]
    ) -> Member | None:
        """ "The Kenyan carmaker Savanna Motors": a noun for many before a name in no file."""
        known = self.around.gazetteer.nouns.get(noun)
        if known is None or not countries or self.around.tokens[words[1] - 1].tag in PROPER:
            return None
        self.around.use(words[0], head)
        told = self.around.span(words[0], words[1] - 1)
        why = f"'{self.around.span(*run)}' is in no file; the code comes from '{told}'"
        return self.around.member(
            head, (words[0], head), "noun", countries=countries[:1], sector=known.sector, why=why
        )

    def _joined(self, head: int, run: tuple[int, int]) -> Member | None:
        """ "Petr Svoboda" in "Kenyan ministers Jan Novak and Petr Svoboda": a plural before the first means all."""
        other = self._at.get(self.around.tokens[head].head)
        if other is None or run[0] == run[1]:
            return None
        if not any(self.around.tokens[i].tag in PLURALS for i in range(other.first, other.last)):
            return None
        name = self.around.span(*run)
        why = other.why.replace(f"'{other.name}'", f"'{name}'", 1)
        return replace(
            other, head=head, first=run[0], last=run[1], start=self.around.tokens[run[0]].start,
            end=self.around.tokens[run[1]].end, text=name, name=name, why=why,
        )  # fmt: skip

    def _apposed(self, head: int, run: tuple[int, int]) -> Member | None:
        """ "Jan Novak, the mayor of Nairobi,": the description stands behind the name."""
        for child in self.around.names.below(head, "appos"):
            first = self.around.names.first(child)
            if first <= run[1] or child in self.around.names.at:
                continue
            title = self.around.title(child, first)
            noun = self.around.noun_words(child, first) if title is None else None
            countries, _ = self.around.countries(child, first)
            plain = self.around.tokens[child].text.lower() in self.around.rules.described and bool(countries)
            if title is None and (run[1] == run[0] or not (self.around.acts(noun, countries) or plain)):
                continue
            if noun is not None and self.around.gazetteer.nouns[noun].group:
                continue
            role = title.sector if title else self.around.gazetteer.nouns[noun].sector if noun else None
            led = self.around.led(child, title)
            role, title = (led, None) if led else (role, title)
            last = self.around.last(child, bool(countries))
            countries = countries or self.around.names.modifying_states(self.around.names.first(head), run[0])
            group = self.around.group(child, first)
            self.around.use(first, last)
            begin = self.around.names.first(head)
            return self._unfiled(head, (begin, run[1]), run, (first, last), title, role, countries, group)
        return None

    def _named_behind(self, head: int, first: int, title: Title | None) -> Member | None:
        """ "The mayor of Nairobi, Jan Novak,": the name stands in apposition to the description."""
        noun = self.around.noun_words(head, first) if title is None else None
        if title is None and (noun is None or self.around.gazetteer.nouns[noun].group):
            return None
        if title is None and not self.around.acts(noun, self.around.countries(head, first)[0]):
            return None
        for child in self.around.names.below(head, "appos"):
            run = name_at(child, self.around.names.first(child), self.around.names, self.around.gazetteer)
            if run is None or run[0] == run[1]:
                continue
            role = title.sector if title else self.around.gazetteer.nouns[noun].sector if noun else None
            countries, _ = self.around.countries(head, first)
            told = (first, self.around.last(head, bool(countries)))
            group = self.around.group(head, first)
            return self._unfiled(head, (first, run[1]), run, told, title, role, countries, group)
        return None

    def _unfiled(
        self, head: int, span: tuple[int, int], run: tuple[int, int], told: tuple[int, int],
        title: Title | None, role: str | None, countries: Sequence[str], group: Entity | None,
    ) -> Member:  # fmt: skip
        """The member of a person in no file; `run` is the name, `told` the description."""
        group = group or (self.around.group(run[0], told[0]) if told[0] < run[0] else None)
        if title is not None and title.where is not None:
            countries = [title.where.partition(":")[2]]
        words = {self.around.tokens[i].text.lower() for i in range(*told)}
        if role in OFFICES and words & set(self.around.rules.former):
            role, title = "ELI", None
        name = self.around.span(*run)
        why = f"'{name}' is in no file; the code comes from '{self.around.span(*told)}'"
        member = self.around.member(
            head, span, "office" if title else "noun", entities=(group.id,) if group and not title else (),
            countries=countries[:1], sector=role, office=title.office or None if title else None, why=why,
        )  # fmt: skip
        return replace(member, name=name, told=self.around.names.words(told[0], told[1] + 1))
