"""Who are "the pair", "both sides", "the trio"? So many as the nearest sentence names together."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.model import Sentence, Token
from dragoman.reading.actors.before import Before, Line, key_of
from dragoman.reading.actors.descriptions import References, Several
from dragoman.reading.actors.members import Member
from dragoman.reading.actors.mentions import ActorRules

FAR = 12  # sentences back: the two may be the whole page's subject
ENOUGH = 2  # mentions each of those who are the subject of a whole page
HEADS = ("NN", "NNS", "CD")
STANDING = ("nsubj", "nsubjpass", "dobj", "pobj")
FEWEST = 2


@dataclass(slots=True)
class Together:
    """Resolves the plurals of a page that mean a number of parties named before."""

    before: Before
    gazetteer: Gazetteer
    rules: ActorRules
    references: References

    def members(self, number: int, sentence: Sentence, text: str, named: Sequence[Member]) -> list[Member]:
        """The members that mean several at once; `named` are the sentence's others."""
        lower = text[sentence.start : sentence.end].lower()
        found = []
        for hit in self.references.several.finditer(lower):
            several = self.references.rules.several[(hit.lastindex or 1) - 1]
            start, end = sentence.start + hit.start(), sentence.start + hit.end()
            inside = [i for i, t in enumerate(sentence.tokens) if t.start >= start and t.end <= end]
            if not inside or not self._stands(inside, sentence.tokens, named):
                continue
            meant, how = self._meant(number, sentence, inside[0], named, several)
            if len(meant) < FEWEST:
                continue
            words = text[start:end]
            head = _head(inside, sentence.tokens)
            found.append(
                Member(
                    sentence=number, head=head, first=inside[0], last=inside[-1], start=start, end=end,
                    text=words, kind="pronoun", together=tuple(meant), why=f"'{words}' is taken for {how}",
                )
            )  # fmt: skip
        return found

    def _stands(self, inside: Sequence[int], tokens: Sequence[Token], named: Sequence[Member]) -> bool:
        """Whether the words are a phrase of their own: not "the two prisoners", not "the Syrian rivals"."""
        head = tokens[_head(inside, tokens)]
        if head.tag not in HEADS or (head.tag == "CD" and head.dep not in STANDING):
            return False
        behind = tokens[inside[-1] + 1].text.lower() if inside[-1] + 1 < len(tokens) else ""
        if behind in self.references.rules.which:
            return False
        return not any(m.country and inside[0] <= m.head <= inside[-1] for m in named)

    def _meant(
        self, number: int, sentence: Sentence, first: int, named: Sequence[Member], several: Several
    ) -> tuple[list[Member], str]:
        """Those who are meant, in the order of the text, and how that is known; nobody where nothing decides."""
        here = Line(number, sentence.tokens, [m for m in named if m.head < first])
        sides = self._sides(here, several.of)
        joined = self._linked(here, sides, several.count)
        if len(joined) == several.count:
            return self._known(joined), "those whom the sentence names together"
        others = {
            key_of(m) for m in self._sides(Line(number, sentence.tokens, list(named)), several.of).values()
        }
        counts: dict[str, int] = {}
        last: dict[str, Member] = {}
        decided = False
        for line in self.before.back(number, FAR):
            sides = {h: m for h, m in self._sides(line, several.of).items() if key_of(m) not in others}
            for side in sides.values():
                counts[key_of(side)] = counts.get(key_of(side), 0) + 1
                last.setdefault(key_of(side), side)
            joined = [] if decided else self._linked(line, sides, several.count)
            if len(joined) == several.count:
                return self._known(joined), "those who were last named together"
            decided = decided or len(self.before.distinct(list(sides.values()))) >= several.count
        return self._most(counts, last, several.count, decided)

    def _known(self, joined: list[Member]) -> list[Member]:
        """All of them, or nobody where one is somebody of whom nothing is known."""
        return joined if all(m.entities or m.country for m in joined) else []

    def _most(
        self, counts: dict[str, int], last: dict[str, Member], count: int, crowded: bool
    ) -> tuple[list[Member], str]:
        """Those whom the page names most, where it names no others as often; `crowded`: one sentence names more."""
        ranked = sorted(counts, key=lambda key: -counts[key])
        chosen, rest = ranked[:count], ranked[count:]
        if len(chosen) < count or (crowded and not rest):
            return [], ""
        if counts[chosen[-1]] < ENOUGH or (rest and counts[rest[0]] >= counts[chosen[-1]]):
            return [], ""
        members = sorted((last[key] for key in chosen), key=lambda m: (m.sentence, m.head))
        return members, "the sides that were named most of late"

    def _linked(self, line: Line, sides: dict[int, Member], count: int) -> list[Member]:
        """So many of a sentence's sides as are named together: all, those joined by "and", or those of one verb."""
        every = self.before.distinct(list(sides.values()))
        if len(every) < count and line.tokens:
            sides = {m.head: m for m in line.members if m.kind == "adjective" and m.entities}
            pair = self.before.distinct(list(sides.values()))
            return pair if len(pair) == count and self._is_list(line, pair) else []
        if len(every) == count:
            return every
        if not line.tokens:
            return []
        lists: dict[int, list[Member]] = {}
        for head, side in sides.items():
            lists.setdefault(line.first_joined(head), []).append(side)
        every_list = map(self.before.distinct, lists.values())
        joined = [one for one in every_list if len(one) == count and self._is_list(line, one)]
        if len(joined) == 1:
            return [] if self._is_beside_a_subject(line, joined[0], every) else joined[0]
        if joined:
            return []
        if len(every) > count + 1:
            return []  # a crowd, of which the parse may have lost some
        verbs: dict[int, list[Member]] = {}
        for head, side in sides.items():
            verb = line.verb(head)
            if verb is not None:
                verbs.setdefault(verb, []).append(side)
        acting = [found for found in map(self.before.distinct, verbs.values()) if len(found) == count]
        if len(acting) == 1:
            return acting[0]
        subjects = self.before.distinct(
            [s for h, s in sides.items() if line.tokens[line.first_joined(h)].dep in STANDING[:2]]
        )
        return subjects if len(subjects) == count else []

    def _is_beside_a_subject(self, line: Line, joined: Sequence[Member], every: Sequence[Member]) -> bool:
        """Whether those joined are subjects, and so is another: "France and Lebanon wrote it, and Britain agreed"."""
        if not line.is_subject(joined[0]):
            return False
        keys = {key_of(m) for m in joined}
        return any(line.is_subject(m) for m in every if key_of(m) not in keys)

    def _is_list(self, line: Line, sides: Sequence[Member]) -> bool:
        """Whether "and" stands between the last two, so that no more belong to the list; or one noun names them."""
        before, last = sides[-2], sides[-1]
        between = {t.text.lower() for t in line.tokens[before.head + 1 : last.head]}
        return before.head == last.head or bool(between & set(self.rules.joining))

    # ── sides ───────────────────────────────────────────────────────────────────────────────────────────────

    def _sides(self, line: Line, of: str) -> dict[int, Member]:
        """The parties of a sentence by their heads (or, in an unparsed one, places in the text)."""
        found: dict[int, Member] = {}
        for member in line.members:
            if member.kind == "adjective" or self._is_aside(line, member):
                continue
            head = member.head if member.head >= 0 else member.start
            for number, side in enumerate(self._each(member, of)):
                # Several of one noun ("Indian and Pakistani officials") stand beside its head.
                found[head if number == 0 else -head - number] = side
        return found

    def _each(self, member: Member, of: str) -> list[Member]:
        if member.together:
            return [side for m in member.together for side in self._each(m, of)]
        if len(member.countries) > 1 and of != "persons":
            return [s for code in member.countries if (s := self._state(code, member)) is not None]
        if len(member.entities) > 1:
            return []
        person = member.name or (
            member.entities and self.gazetteer.by_id[member.entities[0]].kind == "person"
        )
        if of == "persons":
            holder = member.kind == "office" and member.country and not member.entities
            return [member] if person or holder else []
        if person and of == "any":
            return [member]
        if member.entities and not person and of == "states":
            return [member] if self.gazetteer.by_id[member.entities[0]].kind == "state" else []
        if member.entities and not person:
            return [member] if member.kind != "noun" else [_plain(member)]
        country = self.gazetteer.by_id[member.entities[0]].country if member.entities else member.country
        state = self._state(country, member)
        return [state] if state is not None else []

    def _state(self, code: str | None, member: Member) -> Member | None:
        entity = self.gazetteer.by_id.get(f"state:{code}")
        if entity is None:
            return None
        return Member(
            sentence=member.sentence, head=member.head, first=member.first, last=member.last, start=member.start,
            end=member.end, text=member.text, kind="name", entities=(entity.id,), country=entity.country,
            why=member.why,
        )  # fmt: skip

    def _is_aside(self, line: Line, member: Member) -> bool:
        """Whether a name says only where, or what kind of thing: "in Geneva", "the White House lawn"."""
        if member.head < 0 or member.kind != "name":
            return False
        token = line.tokens[member.head]
        if token.dep == "compound":
            return True
        return token.dep == "pobj" and line.tokens[token.head].text.lower() in self.rules.place_prepositions


def _plain(member: Member) -> Member:
    """A group of those who are some of it: Hamas of "Hamas fighters"."""
    return replace(member, kind="name", sector=None)


def _head(inside: Sequence[int], tokens: Sequence[Token]) -> int:
    """The word of a run that heads it: "heads" in "the two heads of state"."""
    heads = [i for i in inside if tokens[i].head not in inside and tokens[i].tag[:2] in ("NN", "CD")]
    return heads[0] if heads else inside[-1]
