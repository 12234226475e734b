"""Pronouns: whom "he", "it", "they" mean, by the clause, then by the sentences before; or nobody, with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.model import Sentence, Token
from dragoman.reading.actors.before import LONGEST_WAY, Before, Line, key_of
from dragoman.reading.actors.members import Member
from dragoman.reading.actors.mentions import ActorRules

REACH = 4  # sentences back; farther antecedents were more often wrong than right
OBJECTS = ("dobj", "dative", "pobj")
SUBJECTS = ("nsubj", "nsubjpass")
REFLEXIVE = "sel"  # "himself", "themselves"
CLAUSES = ("ccomp", "advcl", "relcl", "acl")
MOST = 2  # candidates between whom nothing decides; more say nothing


@dataclass(slots=True)
class Pronouns:
    """Resolves the pronouns of a page, sentence by sentence, in order."""

    before: Before
    gazetteer: Gazetteer
    rules: ActorRules

    def members(
        self, number: int, sentence: Sentence, members: Sequence[Member], strangers: Sequence[Member]
    ) -> list[Member]:
        """The members of the sentence's pronouns; `members` are its others, `strangers` people who are in no file."""
        found: list[Member] = []
        named = {m.head: m for m in members}
        every = {m.head: m for m in (*strangers, *members)}
        here = Line(number, sentence.tokens, [])
        for i, token in enumerate(sentence.tokens):
            if i in every:
                here.members.append(every[i])
            if token.tag in ("PRP", "PRP$"):
                member = self._pronoun(i, token, here)
                if member is not None:
                    found.append(member)
        return [m for m in found if m.head not in named]

    def _pronoun(self, i: int, token: Token, here: Line) -> Member | None:
        word = token.text.lower()
        rules = self.rules
        if word in (*rules.he, *rules.she):
            gender = "m" if word in rules.he else "f"
            return self._one(i, token, here, self._persons(here, gender))
        if word in rules.it and token.dep in OBJECTS:
            return None  # mostly a thing, not a body: "spoke of the plan. Britain opposed it"
        if word in rules.it:
            return self._one(i, token, here, self._bodies(here))
        if word in rules.they:
            return self._many(i, token, here)
        return None

    # ── one ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _persons(self, here: Line, gender: str) -> list[tuple[Line, list[Member]]]:
        lines = (here, *self.before.back(here.number, REACH))
        found = [(ln, [m for m in ln.members if self._is_person(m, gender, ln)]) for ln in lines]
        if gender == "f":
            # Most office-holders of whom the tables tell no gender are men: a woman who is known as one comes first.
            sure = [(ln, [m for m in fits if self.before.gender(m) == gender]) for ln, fits in found]
            return [pair if pair[1] else other for pair, other in zip(sure, found, strict=True)]
        return found

    def _bodies(self, here: Line) -> list[tuple[Line, list[Member]]]:
        lines = (here, *self.before.back(here.number, REACH))
        return [(ln, [m for m in ln.members if self._is_body(m, ln)]) for ln in lines]

    def _one(self, i: int, token: Token, here: Line, lines: list[tuple[Line, list[Member]]]) -> Member | None:
        own = self._own_subject(i, here)
        for line, those in lines:
            fits = [m for m in those if token.dep not in OBJECTS or key_of(m) != own]
            if not fits:
                continue
            chosen, rest = self._in_clause(i, line, fits) if line is here else self._in_line(line, fits)
            if chosen is None and not rest:
                continue
            if chosen is None:
                return self._undecided(i, token, here.number, rest)
            if not (chosen.entities or chosen.country or chosen.home):
                return None  # somebody of whom the page says no more
            return self._taken(i, token, here.number, chosen)
        return None

    def _own_subject(self, i: int, here: Line) -> str | None:
        """The subject of the pronoun's own verb, which its object cannot mean: "Obama congratulated him"."""
        if here.tokens[i].text.lower()[3:6] == REFLEXIVE:
            return None
        verb = here.verb(i)
        subject = next((m for m in here.members if verb is not None and self._is_of(here, m, verb)), None)
        return key_of(subject) if subject is not None else None

    def _is_of(self, line: Line, member: Member, verb: int) -> bool:
        """Whether a member is the subject of a verb, or of one that it is joined to."""
        for _ in range(LONGEST_WAY):
            if line.tokens[member.head].dep in SUBJECTS and line.tokens[member.head].head == verb:
                return True
            if line.tokens[verb].dep not in ("conj", "xcomp"):
                return False
            verb = line.tokens[verb].head
        return False

    def _in_clause(self, i: int, line: Line, fits: Sequence[Member]) -> tuple[Member | None, list[Member]]:
        """Of those before the pronoun in its sentence: the subject of the nearest verb over it, else the first."""
        at = i
        for _ in range(LONGEST_WAY):
            over = line.tokens[at].head
            if over == at:
                break
            at = over
            subjects = [
                m for m in fits if line.tokens[m.head].dep in SUBJECTS and line.tokens[m.head].head == at
            ]
            if subjects:
                return subjects[-1], []
        subjects = [m for m in fits if line.is_subject(m)]
        return (subjects or list(fits))[-1 if not subjects else 0], []

    def _in_line(self, line: Line, fits: Sequence[Member]) -> tuple[Member | None, list[Member]]:
        """Of those in a sentence before: the only one, or its one subject; else all between whom nothing decides."""
        every = self.before.distinct(fits)
        if len(every) > 1:
            # An office that nobody is known to hold gives way, and so do those who are only together the subject.
            alone = [m for m in every if m.entities or m.name or m.country] or every
            every = [m for m in alone if not self._is_joined(line, m)] or every
        if len(every) == 1:
            return every[0], []
        subjects = [m for m in every if line.is_subject(m)]
        main = [m for m in subjects if self._is_main(line, m)] or subjects
        if len(self.before.distinct(main)) != 1 or self._is_mutual(line):
            return None, every
        return main[0], []

    def _is_joined(self, line: Line, member: Member) -> bool:
        """Whether a member is one of several joined by "and"; one of those is not "it"."""
        if not line.tokens or not line.is_subject(member):
            return False
        first = line.first_joined(member.head)
        return any(m.head != member.head and line.first_joined(m.head) == first for m in line.members)

    def _is_main(self, line: Line, member: Member) -> bool:
        """Whether a subject's verb is the sentence's first, or joined to it."""
        at = line.tokens[line.first_joined(member.head)].head
        for _ in range(LONGEST_WAY):
            if line.tokens[at].head == at:
                return True
            if line.tokens[at].dep in CLAUSES:
                return False
            at = line.tokens[at].head
        return False

    def _is_mutual(self, line: Line) -> bool:
        """Whether a verb says that the other side did the same: after "Maher met Peres" it may be either."""
        return any(t.lemma in self.before.references.rules.mutual and t.tag[:2] == "VB" for t in line.tokens)

    # ── many ────────────────────────────────────────────────────────────────────────────────────────────────

    def _many(self, i: int, token: Token, here: Line) -> Member | None:
        for line in (here, *self.before.back(here.number, REACH)):
            several = [m for m in line.members if m.together]
            if several:  # "asked both sides to settle their differences"
                return self._taken(i, token, here.number, several[-1])
            joint = self._joint(line)
            if joint and not all(self._is_settled(m) for m in joint):
                return None
            if joint:
                words = " and ".join(m.text for m in joint)
                return Member(
                    sentence=here.number, head=i, first=i, last=i, start=token.start, end=token.end,
                    text=token.text, kind="pronoun", together=tuple(joint), stands_for=words,
                    why=f"'{token.text}' is taken for '{words}', the subject before",
                )  # fmt: skip
            fits = [m for m in line.members if self._is_plural(m, line)]
            if not fits:
                continue
            subjects = [m for m in fits if line.is_subject(m)] or fits
            chosen = subjects[0] if line.is_subject(subjects[0]) else subjects[-1]
            return self._taken(i, token, here.number, chosen)
        return None

    def _joint(self, line: Line) -> list[Member]:
        """Several who are the subject of a sentence together: "Egypt and Jordan", "unionists and policemen"."""
        if not line.tokens:
            return []
        lists: dict[int, list[Member]] = {}
        for member in line.members:
            if line.is_subject(member) and member.kind != "adjective" and not member.together:
                lists.setdefault(line.first_joined(member.head), []).append(member)
        for head, found in lists.items():
            every = self.before.distinct(found)
            if len(every) > 1 and found[0].head == head:
                return every
        return []

    def _is_settled(self, member: Member) -> bool:
        return len(member.entities) == 1 or bool(member.country or member.name)

    # ── what is made of it ──────────────────────────────────────────────────────────────────────────────────

    def _taken(self, i: int, token: Token, number: int, chosen: Member) -> Member:
        word = token.text.lower()
        if word in self.rules.he or word in self.rules.she:
            self.before.genders.setdefault(key_of(chosen), "m" if word in self.rules.he else "f")
        why = f"'{token.text}' is taken for '{chosen.text}', the last that fits; {chosen.why}"
        return replace(
            chosen, sentence=number, head=i, first=i, last=i, start=token.start, end=token.end, text=token.text,
            kind="pronoun", stands_for=chosen.text, why=why,
        )  # fmt: skip

    def _undecided(self, i: int, token: Token, number: int, rest: Sequence[Member]) -> Member | None:
        entities = tuple(dict.fromkeys(m.entities[0] for m in rest if m.entities))
        if len(entities) != len(rest) or len(rest) > MOST:
            return None
        names = " or ".join(f"'{m.text}'" for m in rest)
        return Member(
            sentence=number, head=i, first=i, last=i, start=token.start, end=token.end, text=token.text,
            kind="pronoun", entities=entities, undecided=True, why=f"'{token.text}' may be {names}",
        )  # fmt: skip

    # ── who fits ────────────────────────────────────────────────────────────────────────────────────────────

    def _is_person(self, member: Member, gender: str, line: Line) -> bool:
        if member.together or len(member.entities) > 1 or self._is_in_plural(member, line):
            return False
        if len(member.entities) == 1 and not member.name:
            if self.gazetteer.by_id[member.entities[0]].kind != "person":
                return False
        elif not member.name and member.kind != "office":
            return False
        return self.before.gender(member) in (None, gender)

    def _is_plural(self, member: Member, line: Line) -> bool:
        """Whether "they" may mean the member: a common noun, or many by a name ("the Malians", "the Houthis")."""
        if member.name or member.together:
            return False
        if member.kind != "name" or len(member.entities) != 1:
            return member.kind in ("noun", "office") and self._is_many(member, line)
        entity = self.gazetteer.by_id[member.entities[0]]
        many = member.text.endswith("s") and not entity.name.endswith(member.text.split()[-1])
        return entity.kind == "group" or (entity.kind == "state" and many)

    def _is_many(self, member: Member, line: Line) -> bool:
        """Whether a common noun is in the plural, or means many: "police"."""
        if member.head < 0 or not line.tokens or self._is_in_plural(member, line):
            return True
        noun = self.gazetteer.nouns.get(line.tokens[member.head].text.lower())
        return noun is None or noun.group or noun.forms[0].endswith("s") or bool(member.countries)

    def _is_body(self, member: Member, line: Line) -> bool:
        if member.together:
            return False
        if len(member.entities) == 1 and member.kind == "name":
            return self.gazetteer.by_id[member.entities[0]].kind != "person"
        if member.kind != "noun" or member.name or self._is_in_plural(member, line):
            return False  # "its" are not several diplomats'
        return member.country is not None

    def _is_in_plural(self, member: Member, line: Line) -> bool:
        return member.head >= 0 and bool(line.tokens) and line.tokens[member.head].tag == "NNS"
