"""Whom "the bloc", "the minister", "the rebels" mean: the only one of that kind in the nearest sentence with any."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from msgspec.structs import replace

from dragoman.knowledge.entries import Entity
from dragoman.knowledge.gazetteer import Gazetteer, in_force
from dragoman.model import Sentence, Token
from dragoman.reading.actors.before import Before, Line
from dragoman.reading.actors.descriptions import Description, References
from dragoman.reading.actors.members import Member
from dragoman.reading.actors.mentions import ActorRules

REACH = 6  # sentences back
NEAR = 2  # sentences back for the state that the page speaks of
LONGEST = 3  # words of a description
ACRONYM = re.compile(r"[ \u00a0]\((?:the )?([A-Z][A-Za-z]{0,3}[A-Z][A-Za-z-]{0,4})\)")
CHAINS = ("IGO", "NGO", "IMG", "MNC")
UNDER = ("compound", "amod", "nmod", "nn", "poss")
ROLE_OF_STATE = slice(3, 6)
ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "dative", "pobj")
COMPLEMENTS = ("attr", "oprd")  # "declared himself the lawful president": what somebody is, not who
RESTRICTING = ("NNP", "NNPS", "CD", "JJS", "JJR")  # tags of words that single out
NOUNS = ("NN", "NNS", "NNP", "NNPS")


@dataclass(slots=True)
class Definite:
    """Settles the descriptions of a page, sentence by sentence; `day` decides which offices are held."""

    before: Before
    gazetteer: Gazetteer
    rules: ActorRules
    references: References
    day: str | None
    _short: dict[str, Member] = field(default_factory=dict)

    def settled(self, number: int, sentence: Sentence, text: str, members: Sequence[Member]) -> list[Member]:
        """The members, those that describe somebody named before as that somebody; new ones where no noun was known."""
        tokens = sentence.tokens
        at = {m.head: m for m in members}
        covered = {i for m in members for i in range(m.first, m.last + 1)}
        here = Line(number, tokens, [])
        for i, token in enumerate(tokens):
            member = at.get(i)
            if i not in covered and token.text in self._short:
                at[i] = member = self._again(number, i, token)
                here.members.append(member)
                continue
            if member is None and i not in covered and token.text.lower() in self.references.heads:
                member = self._noun(number, i, tokens, text)
                if member is None:
                    continue
                found = self._meant(member, tokens, here)
                if found is not member:
                    at[i] = found
                    here.members.append(found)
                continue
            if member is None:
                continue
            if self._points_back(member, tokens):
                at[i] = member = self._meant(member, tokens, here)
            elif (
                member.country and member.kind in ("noun", "office") and not (member.name or member.entities)
            ):
                at[i] = member = self._of_state(member, tokens, here)
            here.members.append(member)
        members = [at[i] for i in sorted(at)]
        for member in members if "(" in text[sentence.start : sentence.end] else ():
            short = ACRONYM.match(text, member.end)
            if short and (member.entities or member.country) and not member.name:
                self._short.setdefault(short[1], member)
        return members

    def _again(self, number: int, i: int, token: Token) -> Member:
        """Whom an acronym means that the page has set in brackets behind a name."""
        known = self._short[token.text]
        return replace(
            known, sentence=number, head=i, first=i, last=i, start=token.start, end=token.end, text=token.text,
            why=f"'{token.text}' stands in brackets behind '{known.text}'; {known.why}",
        )  # fmt: skip

    def _noun(self, number: int, head: int, tokens: tuple[Token, ...], text: str) -> Member | None:
        """A description whose noun is nobody's by itself: "the group"."""
        # "The secretary-general", "the general": the parse takes it for an adjective.
        glued = head > 0 and (tokens[head - 1].text == "-" or tokens[head].dep in ARGUMENTS)
        if not (tokens[head].tag in NOUNS or glued) or tokens[head].dep in UNDER:
            return None
        first = head
        while (
            first > 0 and tokens[first - 1].head == head and tokens[first - 1].dep in ("det", "punct", *UNDER)
        ):
            first -= 1
        start, end = tokens[first].start, tokens[head].end
        member = Member(
            sentence=number, head=head, first=first, last=head, start=start, end=end, text=text[start:end],
            kind="noun", why=f"'{text[start:end]}' is a description",
        )  # fmt: skip
        return member if self._points_back(member, tokens) else None

    def _points_back(self, member: Member, tokens: tuple[Token, ...]) -> bool:
        """Whether a phrase is "the" and a noun, and nothing in it or behind it says another or whose."""
        if member.kind not in ("noun", "office") or member.name or member.country or member.countries:
            return False
        if member.entities or tokens[member.first].text.lower() not in self.rules.definite:
            return False
        between = tokens[member.first + 1 : member.head]
        words = {t.text.lower() for t in between}
        if len(between) >= LONGEST or words & self.references.rules.others or words & set(self.rules.former):
            return False
        if any(t.tag in RESTRICTING for t in between) or tokens[member.head].dep in COMPLEMENTS:
            return False
        return member.head + 1 >= len(tokens) or not self._is_told_apart(member.head, tokens)

    def _is_told_apart(self, head: int, tokens: tuple[Token, ...]) -> bool:
        """Whether what stands right behind a noun says which one is meant: "of Chad", "that struck"."""
        rules, behind = self.references.rules, tokens[head + 1]
        word = behind.text.lower()
        if word in rules.which and behind.dep != "mark":
            return True
        if behind.head != head:
            return False
        if word not in rules.apart:
            return behind.dep in ("acl", "relcl")
        if word == "of":
            return tokens[tokens[head].head].lemma not in rules.accusing
        return any(t.head == head + 1 and t.tag in ("NNP", "NNPS") for t in tokens[head + 2 :])

    def _words(self, member: Member, tokens: tuple[Token, ...]) -> str:
        """The words of the description without its article, as the text joins them."""
        said = tokens[member.first + 1 : member.head + 1]
        glued = (a.end == b.start for a, b in pairwise(said))
        return "".join(t.text.lower() + " " * (not g) for t, g in zip(said, [*glued, True], strict=True))

    def _description(self, words: str) -> Description | None:
        parts = words.split()
        return next(
            (d for i in range(len(parts)) if (d := self.references.by_words.get(" ".join(parts[i:])))), None
        )

    def _meant(self, member: Member, tokens: tuple[Token, ...], here: Line) -> Member:
        """The member as the one that it points back to; with all candidates where several fit; or as it was."""
        words = self._words(member, tokens)
        description = self._description(words)
        found: list[Member] = []
        for line in (here, *self.before.back(member.sentence, REACH)):
            fits = [m for m in line.members if self._fits(m, line, words, member, description)]
            found = self.before.distinct([self._body_of(m) for m in fits])
            if found:
                break
        if len(found) == 1:
            return self._taken(member, found[0])
        if found:
            return self._undecided(member, found)
        return self._of_the_state(member, here) if words in self.references.rules.of_a_state else member

    def _of_the_state(self, member: Member, here: Line) -> Member:
        """ "The government" as that of the one state of which the page has spoken of late, besides those beside it."""
        beside = {self.before.state_of(m) for m in here.members}
        counts = self.before.named
        most = max((n for state, n in counts.items() if state not in beside), default=0)
        for line in self.before.back(member.sentence, NEAR):
            states = {self.before.state_of(m) or m.home for m in line.members} - beside
            known = sorted(s for s in states if s and f"state:{s}" in self.gazetteer.by_id)
            # Also the one named most: "the police" of Copenhagen are not Iran's because Iran was named last.
            if len(known) == 1 and counts[known[0]] < most:
                break
            if len(known) == 1:
                why = f"{member.why}; inferred: {known[0]} is the state of which the page spoke last"
                return replace(member, home=known[0], why=why)
            if known:
                break
        return member

    def _of_state(self, member: Member, tokens: tuple[Token, ...], here: Line) -> Member:
        """ "The Ukrainian leader": the person of that state and office whom the page has named."""
        noun = tokens[member.head].text.lower()
        other = noun in self.references.rules.counterparts
        description = self._description(member.office or "") or self._description(noun)
        titled = description is not None and bool(description.titles)
        if not other and (not titled or tokens[member.first].text.lower() not in self.rules.definite):
            return member
        people = [
            m
            for line in (here, *self.before.back(member.sentence, REACH))
            for m in line.members
            if self.before.state_of(m) == member.country and self.before.is_person(m)
            if other or (description is not None and self._is_titled(m, description))
        ]
        found = self.before.distinct(people)
        return self._taken(member, found[0]) if len(found) == 1 else member

    # ── who fits ────────────────────────────────────────────────────────────────────────────────────────────

    def _fits(
        self, other: Member, line: Line, words: str, member: Member, description: Description | None
    ) -> bool:
        if other.together or len(other.entities) > 1 or other.kind == "pronoun":
            return False
        if description is not None and description.titles:
            return self._is_titled(other, description) or self._is_same_office(other, line, words)
        entity = (
            self.gazetteer.by_id[other.entities[0]]
            if other.entities
            else self.gazetteer.bodies.get(other.country or "")
        )
        if entity is not None and entity.kind in ("body", "group"):
            return self._is_of_kind(entity, other, words, member, description)
        if entity is not None or not line.tokens or other.kind not in ("noun", "office"):
            return False
        if not (other.country or other.home) or other.head < 0:
            return False
        if other.kind == "office" and other.office != member.office:
            return False
        head = line.tokens[other.head]
        same = words.rsplit(maxsplit=1)[-1] in (head.lemma, head.text.lower())
        return same or (description is not None and description.nouns and other.sector in description.roles)

    def _is_of_kind(
        self, entity: Entity, other: Member, words: str, member: Member, description: Description | None
    ) -> bool:
        """Whether a body or group is what the words describe: by its id, its chain, its role, or its own noun."""
        noun = words.rsplit(maxsplit=1)[-1]
        if any(
            re.search(rf"\b{re.escape(noun)}(?:$| for | of | against )", n.lower())
            for n in (entity.name, other.text)
        ):
            return True
        code = entity.code or ""
        role = code[ROLE_OF_STATE] if not code.startswith(CHAINS) else ""
        if description is None:
            return bool(role) and role == member.sector and role in self.references.rules.roles_of_groups
        return (
            entity.id in description.ids
            or code.startswith(description.heads or ("?",))
            or role in description.roles
        )

    def _is_titled(self, member: Member, description: Description) -> bool:
        """Whether a person bears such a title: by the words of the page, else by the offices of the day."""
        if not self.before.is_person(member):
            return False
        if member.told and self.references.titled(description, member.told):
            return True
        if member.name:
            return bool(member.office) and self.references.titled(description, member.office or "")
        entity = self.gazetteer.by_id[member.entities[0]]
        day = self.day
        held = [
            s
            for s in entity.spells
            if day is None or in_force(s, day) or (s.to is None and (s.from_ or "9") <= day)
        ]
        return any(self.references.titled(description, s.office.lower()) for s in held or entity.spells)

    def _is_same_office(self, other: Member, line: Line, words: str) -> bool:
        """ "The minister" after "the Kenyan foreign minister", whose name the page does not give."""
        if other.kind != "office" or other.entities or not other.country or not line.tokens or other.head < 0:
            return False
        return line.tokens[other.head].text.lower() == words.rsplit(maxsplit=1)[-1]

    # ── what is made of it ──────────────────────────────────────────────────────────────────────────────────

    def _body_of(self, member: Member) -> Member:
        """The body itself of those who act for it: the EU of "EU foreign ministers"."""
        if member.entities or member.name or member.country not in self.gazetteer.bodies:
            return member
        body = self.gazetteer.bodies[member.country or ""]
        return replace(member, kind="name", entities=(body.id,), country=None, sector=None, office=None)

    def _taken(self, member: Member, chosen: Member) -> Member:
        entity = self.gazetteer.by_id[chosen.entities[0]] if len(chosen.entities) == 1 else None
        whole = entity is not None and entity.kind != "person"
        return replace(
            member, kind="name" if entity is not None else chosen.kind, entities=chosen.entities,
            country=chosen.country, countries=chosen.countries, home=chosen.home,
            sector=chosen.sector if not whole or chosen.kind == "name" else None,
            office=chosen.office, name=chosen.name,
            why=f"'{member.text}' is taken for '{chosen.text}', the one of that kind that was named last; {chosen.why}",
        )  # fmt: skip

    def _undecided(self, member: Member, found: Sequence[Member]) -> Member:
        names = " or ".join(f"'{m.text}'" for m in found)
        entities = tuple(dict.fromkeys(m.entities[0] for m in found if m.entities))
        return replace(
            member, entities=entities if len(entities) == len(found) else (), undecided=True,
            why=f"'{member.text}' may be {names}; nothing in the page decides",
        )  # fmt: skip
