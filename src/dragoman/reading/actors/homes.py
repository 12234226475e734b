"""Of which state is "the police" where no word beside it says so? Possessives, then the sentence, then the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.reading.actors.members import Member
from dragoman.reading.actors.mentions import ActorRules
from dragoman.reading.actors.names import Names

SUBJECTS = ("nsubj", "nsubjpass")
SPEAKING = ("GOV", "MIL")
MOST_CONJUNCTS = 6
ARGUMENTS = (*SUBJECTS, "dobj", "dative")


@dataclass(slots=True)
class Homes:
    """Settles the common nouns and offices of one sentence; `page_states` are all states that the page names."""

    names: Names
    gazetteer: Gazetteer
    rules: ActorRules
    page_states: Sequence[str]

    def settled(self, members: Sequence[Member]) -> list[Member]:
        """The members, with `country` where a possessive pronoun says it and `home` where it can only be inferred."""
        owners = {m.head: m for m in members if m.kind in ("pronoun", "name") or m.name}
        owned = [self._owned(m, owners) for m in members]
        place = self._place(owned)
        if place is not None:
            return [self._at_home(m, place) for m in owned]
        only, parties = self._only(owned), self._parties(owned)
        faced = self._faced(owned)
        return [self._at_home(m, only if self._may_share(m, only, parties, faced) else None) for m in owned]

    def _owned(self, member: Member, owners: dict[int, Member]) -> Member:
        """ "Its citizens", "Putin's government": of the state that the pronoun stands for, or the person's."""
        if not self._is_open(member):
            return member
        for child in self.names.below(member.head, "poss"):
            if child not in owners:
                continue
            owner = owners[child]
            if owner.undecided:
                return replace(member, undecided=True, why=f"{member.why}; {owner.why}")
            if owner.together and member.sector not in self.rules.never_of_a_group:
                return replace(member, together=tuple(self._of(member, one) for one in owner.together))
            if self._is_body_or_group(owner) and member.sector not in self.rules.never_of_a_group:
                return self._of(member, owner)
            states = self._states_of(owner)
            if states:
                why = f"{member.why}; {owners[child].why}"
                joint = tuple(states) if len(states) > 1 else ()
                return replace(member, country=states[0], countries=joint, why=why)
        return member

    def _of(self, member: Member, owner: Member) -> Member:
        """A noun or office of one owner: of a group or body it is the owner itself, "its fighters" are the rebels."""
        why = f"{member.why}; {owner.why}"
        if self._is_body_or_group(owner):
            return replace(
                member, kind="noun", entities=owner.entities, country=owner.country, sector=None, why=why
            )
        states = self._states_of(owner)
        return replace(member, country=states[0] if states else None, why=why)

    def _is_body_or_group(self, member: Member) -> bool:
        kinds = [self.gazetteer.by_id[e].kind for e in member.entities]
        return len(kinds) == 1 and kinds[0] in ("body", "group")

    def _is_open(self, member: Member) -> bool:
        if member.kind not in ("noun", "office") or member.entities or member.country or member.undecided:
            return False
        words = self.names.words(member.first, member.last + 1).split()
        return member.sector not in self.rules.never_at_home and not set(words) & set(self.rules.of_no_state)

    def _is_held(self, member: Member) -> bool:
        """Whether an office means its holder: "the president", "President Zuma", but not "as interim president"."""
        if member.name:
            return True
        first = self.names.tokens[member.first].text.lower()
        return first in self.rules.definite or self.names.tokens[member.head].tag.startswith("NNP")

    def _states_of(self, member: Member) -> list[str]:
        if member.countries:
            return list(member.countries)
        if member.together:
            return list(dict.fromkeys(c for m in member.together for c in self._states_of(m)))
        ids = member.entities if len(member.entities) == 1 else ()
        found = [self.gazetteer.by_id[e].country for e in ids] or [member.country]
        return list(dict.fromkeys(c for c in found if c))

    def _place(self, members: Sequence[Member]) -> tuple[str, str] | None:
        """The one state of the sentence's phrases of place, and why."""
        known = {m.head for m in members if m.country}
        placed = list(dict.fromkeys(s for s in self.names.placed_states(known) if self._is_state(s)))
        return (placed[0], f"the sentence speaks of something in {placed[0]}") if len(placed) == 1 else None

    def _only(self, members: Sequence[Member]) -> tuple[str, str] | None:
        """The sentence's only state; where it names none, the page's only state; and why."""
        near = [s for i in self.names.at if not self._is_body(i) and (s := self.names.state(i))]
        near += [s for m in members if not self._is_body(m.head) for s in self._states_of(m)]
        only = list(dict.fromkeys(s for s in near if self._is_state(s)))
        if len(only) == 1:
            return only[0], f"{only[0]} is the only state in the sentence"
        if not only and len(self.page_states) == 1:
            return self.page_states[0], f"{self.page_states[0]} is the only state that the page names"
        return None

    def _is_body(self, at: int) -> bool:
        """Whether a name is a body's: a paper's or company's state is not what the sentence is about."""
        return at in self.names.at and any(e.kind == "body" for e in self.names.things(at)[:1])

    def _parties(self, members: Sequence[Member]) -> dict[str, bool]:
        """The states that are named as actors themselves, and whether each is only a subject."""
        parties: dict[str, bool] = {}
        for member in members:
            if (
                member.kind in ("name", "pronoun")
                and self._is_side(member.head)
                and self._is_the_state(member)
            ):
                subject = self.names.tokens[member.head].dep in SUBJECTS
                for state in self._states_of(member):
                    parties[state] = parties.get(state, True) and subject
        return parties

    def _is_side(self, head: int) -> bool:
        """Whether a word is subject or object, or the object of a preposition that belongs to a verb."""
        tokens = self.names.tokens
        token = tokens[head]
        for _ in range(MOST_CONJUNCTS):
            if token.dep == "conj":
                token = tokens[token.head]
        if token.dep != "pobj":
            return token.dep in ARGUMENTS
        above = tokens[tokens[token.head].head]
        return above.tag[:2] == "VB" and tokens[token.head].text.lower() not in self.rules.place_prepositions

    def _is_the_state(self, member: Member) -> bool:
        """Whether a name means the state itself, not one of its people or groups, nor its people ("Malians")."""
        if len(member.entities) != 1 or self.gazetteer.by_id[member.entities[0]].kind != "state":
            return bool(member.together)
        at = self.names.at.get(member.head)
        return at is None or "demonym" not in {s.kind for s in self.gazetteer.surfaces_of(at)}

    def _faced(self, members: Sequence[Member]) -> set[tuple[str, int]]:
        """The states of the persons who are objects, with the verb: who accused him is rarely of his own state."""
        tokens = self.names.tokens
        objects = [m for m in members if tokens[m.head].dep == "dobj" and len(m.entities) == 1]
        people = [m for m in objects if self.gazetteer.by_id[m.entities[0]].kind == "person"]
        return {(state, tokens[m.head].head) for m in people for state in self._states_of(m)}

    def _may_share(
        self,
        member: Member,
        only: tuple[str, str] | None,
        parties: dict[str, bool],
        faced: set[tuple[str, int]],
    ) -> bool:
        """Whether a noun may be of the only state: "Chad arrested students" yes, "the president accused Chad" no.

        Where the state itself is a side, it is the other one's more often than not; only those whom a state governs
        are its own when it is the subject.
        """
        if (
            only is not None
            and (only[0], self.names.tokens[member.head].head) in faced
            and member.kind == "office"
        ):
            return False
        if only is None or only[0] not in parties:
            return only is not None
        if self._speaks_of(member, only[0]):
            return True
        return parties[only[0]] and member.sector in self.rules.governed

    def _speaks_of(self, member: Member, state: str) -> bool:
        """ "The minister said Kenya would close the border": who tells what a state will do mostly speaks for it."""
        tokens = self.names.tokens
        if member.kind != "office" or member.sector not in SPEAKING or tokens[member.head].dep != "nsubj":
            return False
        told = [i for i in self.names.at if self.names.state(i) == state and tokens[i].dep in SUBJECTS]
        verbs = [tokens[tokens[i].head] for i in told]
        return any(v.dep == "ccomp" and v.head == tokens[member.head].head for v in verbs)

    def _is_state(self, code: str) -> bool:
        return f"state:{code}" in self.gazetteer.by_id

    def _is_anothers(self, member: Member) -> bool:
        """Whether a pronoun that nobody is known for owns it: then no state at hand does."""
        return any(self.names.tokens[c].tag == "PRP$" for c in self.names.below(member.head, "poss"))

    def _at_home(self, member: Member, found: tuple[str, str] | None) -> Member:
        if found is None or not self._is_open(member) or self._is_anothers(member):
            return member
        if member.kind == "office" and not self._is_held(member):
            return member
        state, how = found
        return replace(member, home=state, why=f"{member.why}; inferred: {how}")
