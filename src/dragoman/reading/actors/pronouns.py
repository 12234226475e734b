"""Pronouns and "both sides": the last member that fits, or nobody with a reason."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.model import Sentence, Token
from dragoman.reading.actors.members import Member
from dragoman.reading.actors.mentions import ActorRules

FAR = 12  # sentences back for "both sides", who may be the whole page's subject
REACH = 4  # sentences back; farther antecedents were more often wrong than right
SUBJECTS = ("nsubj", "nsubjpass", "agent")


@dataclass(slots=True)
class Pronouns:
    """Resolves the pronouns of a page, sentence by sentence, in order."""

    gazetteer: Gazetteer
    rules: ActorRules
    _before: list[tuple[Member, bool]] = field(default_factory=list)
    _plurals: set[tuple[int, int]] = field(default_factory=set)  # sentence and head of nouns in the plural

    def members(self, number: int, sentence: Sentence, text: str, members: Sequence[Member]) -> list[Member]:
        """The members of the sentence's pronouns; `members` are its others."""
        found: list[Member] = []
        named = {m.head: m for m in members}
        here: list[tuple[Member, bool]] = []
        self._plurals |= {(number, m.head) for m in members if sentence.tokens[m.head].tag == "NNS"}
        for i, token in enumerate(sentence.tokens):
            if i in named:
                here.append((named[i], token.dep in SUBJECTS))
            if token.tag in ("PRP", "PRP$"):
                joint = self._joint(number, i, token, here, sentence)
                member = joint or self._pronoun(number, i, token, here)
                if member is not None:
                    found.append(member)
        found += self._both(number, sentence, text, named)
        found += self._described(number, sentence, text)
        return [m for m in found if m.together or m.head not in named]

    def remember(self, sentence: Sentence, members: Sequence[Member]) -> None:
        """Keep a sentence's members, so that later ones can refer back to them."""
        self._before += [(m, sentence.tokens[m.head].dep in SUBJECTS) for m in members if m.kind != "pronoun"]

    def _pronoun(self, number: int, i: int, token: Token, here: list[tuple[Member, bool]]) -> Member | None:
        word = token.text.lower()
        rules = self.rules
        if word in (*rules.he, *rules.she):
            gender = "m" if word in rules.he else "f"
            fits = [(m, s) for m, s in self._near(number, here) if self._is_person(m, gender)]
        elif word in rules.it:
            fits = [(m, s) for m, s in self._near(number, here) if self._is_body(m)]
        elif word in rules.they:
            fits = [(m, s) for m, s in self._near(number, here) if self._is_plural(m)]
        else:
            return None
        if not fits:
            return None
        last = fits[-1][0].sentence
        same = [(m, s) for m, s in fits if m.sentence == last]
        chosen = next((m for m, s in same if s), same[-1][0])
        why = f"'{token.text}' is taken for '{chosen.text}', the last that fits; {chosen.why}"
        return Member(
            sentence=number, head=i, first=i, last=i, start=token.start, end=token.end, text=token.text,
            kind="pronoun", entities=chosen.entities, country=chosen.country, sector=chosen.sector,
            office=chosen.office, countries=chosen.countries, home=chosen.home, stands_for=chosen.text,
            name=chosen.name, why=why,
        )  # fmt: skip

    def _joint(
        self, number: int, i: int, token: Token, here: list[tuple[Member, bool]], sentence: Sentence
    ) -> Member | None:
        """ "They", "their" behind several who are the subject together: all of them."""
        if token.text.lower() not in self.rules.they:
            return None
        for first in (m for m, is_subject in reversed(here) if is_subject and len(m.entities) == 1):
            joined = [
                m
                for m, _ in here
                if len(m.entities) == 1
                and sentence.tokens[m.head].dep == "conj"
                and sentence.tokens[m.head].head == first.head
            ]
            if joined and first.kind == "name":
                both = (first, *joined)
                words = " and ".join(m.text for m in both)
                return Member(
                    sentence=number, head=i, first=i, last=i, start=token.start, end=token.end, text=token.text,
                    kind="pronoun", together=tuple(m.entities[0] for m in both), stands_for=words,
                    why=f"'{token.text}' is taken for '{words}', the subject before",
                )  # fmt: skip
        return None

    def _near(self, number: int, here: list[tuple[Member, bool]]) -> list[tuple[Member, bool]]:
        return [(m, s) for m, s in (*self._before, *here) if number - m.sentence <= REACH]

    def _is_person(self, member: Member, gender: str) -> bool:
        if len(member.entities) == 1 and not member.name:
            entity = self.gazetteer.by_id[member.entities[0]]
            return entity.kind == "person" and entity.gender in (None, gender)
        return bool(member.name) or (member.kind == "office" and not member.entities)

    def _is_plural(self, member: Member) -> bool:
        """Whether "they" may mean the member: a common noun, or many by a name ("the Malians", "the Houthis")."""
        if member.name:
            return False
        if member.kind != "name" or len(member.entities) != 1:
            return member.kind == "noun"
        entity = self.gazetteer.by_id[member.entities[0]]
        many = member.text.endswith("s") and not entity.name.endswith(member.text.split()[-1])
        return entity.kind == "group" or (entity.kind == "state" and many)

    def _is_body(self, member: Member) -> bool:
        if len(member.entities) == 1 and member.kind == "name":
            return self.gazetteer.by_id[member.entities[0]].kind != "person"
        many = (member.sentence, member.head) in self._plurals  # "its" are not several diplomats'
        return member.kind == "noun" and member.country is not None and not member.name and not many

    def _both(self, number: int, sentence: Sentence, text: str, named: dict[int, Member]) -> list[Member]:
        lower = text[sentence.start : sentence.end].lower()
        found = []
        for words in (*self.rules.both, *self.rules.both_leaders):
            at = lower.find(words)
            if at < 0:
                continue
            start, end = sentence.start + at, sentence.start + at + len(words)
            inside = [i for i, t in enumerate(sentence.tokens) if t.start >= start and t.end <= end]
            sides = self._two(number, list(named.values()), words in self.rules.both_leaders)
            if not inside or len(sides) < 2:
                continue
            found.append(
                Member(
                    sentence=number, head=inside[-1], first=inside[0], last=inside[-1], start=start, end=end,
                    text=text[start:end], kind="pronoun", together=sides,
                    why=f"'{words}' is taken for the two sides that were named most of late",
                )
            )  # fmt: skip
        return found

    def _described(self, number: int, sentence: Sentence, text: str) -> list[Member]:
        """ "The kingdom": the state of that kind that was named last."""
        lower = text[sentence.start : sentence.end].lower()
        found = []
        for words, states in self.rules.states_by_kind.items():
            if words not in lower:
                continue
            ends = [sentence.start + hit.end() for hit in re.finditer(rf"\b{words}\b(?! of\b)", lower)]
            for end in ends:
                inside = [
                    i for i, t in enumerate(sentence.tokens) if t.start >= end - len(words) and t.end <= end
                ]
                before = (m for m, _ in reversed(self._before) if number - m.sentence <= FAR)
                last = next((m for m in before if m.country in states), None)
                state = None if last is None else f"state:{last.country}"
                if not inside or last is None or state not in self.gazetteer.by_id:
                    continue
                why = f"'{words}' is taken for the state of that kind that was named last; {last.why}"
                found.append(
                    Member(
                        sentence=number, head=inside[-1], first=inside[0], last=inside[-1], start=end - len(words),
                        end=end, text=text[end - len(words) : end], kind="name", entities=(state,),
                        country=last.country, why=why,
                    )
                )  # fmt: skip
        return found

    def _two(self, number: int, sides: Sequence[Member], leaders: bool) -> tuple[str, ...]:
        """The two sides named most in the last sentences, of equals the later, in the order of the text.

        A person stands for the state, unless the leaders themselves are meant. Who is named in the sentence itself
        ("China urged both sides") is a third.
        """
        here = {side for m in sides if (side := self._side(m, leaders))}
        named = [
            side
            for member, _ in self._before
            if number - member.sentence <= FAR and (side := self._side(member, leaders)) and side not in here
        ]
        last = {side: i for i, side in enumerate(named)}
        most = sorted(last, key=lambda side: (-named.count(side), -last[side]))[:2]
        return tuple(sorted(most, key=named.index)) if len(most) == 2 else ()

    def _side(self, member: Member, leaders: bool) -> str | None:
        if len(member.entities) != 1:
            state = f"state:{member.country}"
            return state if not leaders and state in self.gazetteer.by_id else None
        entity = self.gazetteer.by_id[member.entities[0]]
        if leaders:
            return entity.id if entity.kind == "person" else None
        return f"state:{entity.country}" if entity.kind == "person" and entity.country else entity.id
