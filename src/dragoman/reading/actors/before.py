"""Who was named before on the page: the memory of everything that points back."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.knowledge.scanner import fold
from dragoman.model import Mention, Sentence, Token
from dragoman.reading.actors.descriptions import References
from dragoman.reading.actors.members import Member

SUBJECTS = ("nsubj", "nsubjpass", "agent")
MOST_JOINED = 6  # links from a joined word to the first of the list
LONGEST_WAY = 12  # verbs over verbs


@dataclass(slots=True)
class Line:
    """A sentence read so far and its members by their heads; one without tokens was not parsed."""

    number: int
    tokens: tuple[Token, ...]
    members: list[Member]

    def is_subject(self, member: Member) -> bool:
        """Whether a member is, or is joined to, the subject of a verb; a name of an unparsed sentence is none."""
        return bool(self.tokens) and self.tokens[self.first_joined(member.head)].dep in SUBJECTS

    def first_joined(self, head: int) -> int:
        """The first of the words that a word is joined to: "Putin" of "Xi" in "Putin and Xi"."""
        for _ in range(MOST_JOINED):
            if self.tokens[head].dep != "conj" or self.tokens[self.tokens[head].head].tag[:2] not in (
                "NN",
                "JJ",
            ):
                break
            head = self.tokens[head].head
        return head

    def verb(self, head: int) -> int | None:
        """The verb whose subject, object or, by a preposition, other side a word is."""
        at = self.first_joined(head)
        for _ in range(2):
            over = self.tokens[at].head
            if self.tokens[over].tag[:2] == "VB":
                return over
            if self.tokens[at].dep not in ("pobj", "poss"):
                break
            at = over
        return None


@dataclass(slots=True)
class Before:
    """The sentences of a page so far; `genders` is what the page has told of its people, by their keys, `named` how
    often it has spoken of each state.
    """

    gazetteer: Gazetteer
    references: References
    lines: list[Line] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    named: Counter[str] = field(default_factory=Counter)

    def remember(self, number: int, sentence: Sentence, members: Sequence[Member]) -> None:
        """Keep a sentence's members, so that later ones can refer back to them."""
        kept = [m for m in members if m.kind != "pronoun" or m.stands_for]
        self._keep(Line(number, sentence.tokens, kept))
        for member in kept:
            gender = self.references.gender(member.told) if member.told else None
            if gender is not None:
                self.genders.setdefault(key_of(member), gender)

    def strangers(
        self, number: int, tokens: Sequence[Token], text: str, known: Sequence[Member]
    ) -> list[Member]:
        """People in no file and without a description, by a known first name: no actors, but "he" may be one."""
        covered = {i for m in known for i in range(m.first, m.last + 1)}
        found = []
        first = -1
        for i, token in enumerate(tokens):
            proper = token.tag == "NNP" and i not in covered and token.text[0].isupper()
            if first < 0 and proper and token.text in self.gazetteer.first_names:
                first = i
            following = tokens[i + 1] if i + 1 < len(tokens) else None
            if first < 0 or (proper and following is not None and following.tag == "NNP"):
                continue
            last = i if proper else i - 1
            if last > first:
                words = text[tokens[first].start : tokens[last].end]
                found.append(
                    Member(
                        sentence=number, head=last, first=first, last=last, start=tokens[first].start,
                        end=tokens[last].end, text=words, kind="name", name=words, why=f"'{words}' is in no file",
                    )
                )  # fmt: skip
            first = -1
        return found

    def skim(self, number: int, mentions: Sequence[Mention], text: str) -> None:
        """Keep the plain names of a sentence that was not parsed: people in full, states, bodies and groups."""
        members = []
        for mention in mentions:
            found = [s for s in self.gazetteer.surfaces_of(mention) if s.alone or s.kind == "full name"]
            ids = list(dict.fromkeys(s.entity for s in found))
            if len(ids) != 1 or ids[0] not in self.gazetteer.by_id:
                continue
            entity = self.gazetteer.by_id[ids[0]]
            words = text[mention.start : mention.end]
            members.append(
                Member(
                    sentence=number, head=-1, first=-1, last=-1, start=mention.start, end=mention.end, text=words,
                    kind="adjective" if found[0].kind == "adjective" else "name", entities=(entity.id,),
                    country=entity.country, sector=found[0].sector,
                    why=f"'{words}' is {found[0].kind} of {entity.name}",
                )
            )  # fmt: skip
        if members:
            self._keep(Line(number, (), members))

    def _keep(self, line: Line) -> None:
        self.lines.append(line)
        self.named.update(state for m in line.members if (state := self.state_of(m)))

    def back(self, number: int, reach: int) -> Iterator[Line]:
        """The sentences before, nearest first, no more than `reach` back."""
        for line in reversed(self.lines):
            if number - line.number > reach:
                return
            yield line

    def distinct(self, members: Sequence[Member]) -> list[Member]:
        """The members, the first of each actor; an office without a name is none beside a person of its state."""
        once = list({key_of(m): m for m in reversed(members)}.values())[::-1]
        states = {self.state_of(m) for m in once if self.is_person(m)}
        return [m for m in once if self.is_person(m) or m.kind != "office" or m.country not in states]

    def is_person(self, member: Member) -> bool:
        """Whether a member is somebody by name, of the tables or not."""
        if member.name:
            return True
        return len(member.entities) == 1 and self.gazetteer.by_id[member.entities[0]].kind == "person"

    def state_of(self, member: Member) -> str | None:
        """The state of a member, a person's by the tables."""
        if len(member.entities) == 1:
            return self.gazetteer.by_id[member.entities[0]].country
        return member.country

    def gender(self, member: Member) -> str | None:
        """Whether a member is a man or a woman, by the tables or the page; None where neither says."""
        known = None
        if len(member.entities) == 1 and not member.name:
            known = self.gazetteer.by_id[member.entities[0]].gender
        told = self.references.gender(member.told) if member.told else None
        return known or told or self.genders.get(key_of(member))


def key_of(member: Member) -> str:
    """What tells one actor of a page from another: the id, the name of somebody in no file, or state and role."""
    if member.name:
        return f"name:{fold(member.name)}"
    if member.together:
        return " ".join(key_of(m) for m in member.together)
    if len(member.entities) == 1:
        return member.entities[0]
    return f"{' '.join(member.countries) or member.country or member.home} {member.sector} {' '.join(member.entities)}"
