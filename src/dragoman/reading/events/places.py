"""Where? The place of an act: named with it, with its noun or the verb above, or itself what the act is done to.

Never the dateline, and never where somebody spoke of it. Towns of one name are told apart by the state that stands
beside them, then by the states of sentence and page and by their size; where nothing decides there is only the name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import asin, cos, radians, sin, sqrt

from dragoman.knowledge.entries import Entity
from dragoman.knowledge.loading import Knowledge
from dragoman.knowledge.places import Places, Spot, load_places, plain
from dragoman.model import Place, Struct
from dragoman.reading.events.clause import Clauses
from dragoman.reading.events.compose import Candidate
from dragoman.reading.events.sides import Sides


class PlaceRules(Struct, forbid_unknown_fields=True):
    """The table `place` of `data/reading/events.toml`, which explains each field."""

    prepositions: tuple[str, ...]
    noun_prepositions: tuple[str, ...]
    nouns: tuple[str, ...]
    lands: tuple[str, ...]
    seats: tuple[str, ...]
    bearings: tuple[str, ...]
    before: tuple[str, ...]
    never: tuple[str, ...]
    spoken: tuple[str, ...]
    apart: tuple[str, ...]
    targets: dict[str, tuple[str, ...]]
    seats_targeted: tuple[str, ...]
    states_targeted: tuple[str, ...]
    dateline: str
    in_sentence: float
    on_page: float
    decided: float
    same_km: float
    great: int


class PlaceFile(Struct):
    """What this stage reads of `data/reading/events.toml`."""

    place: PlaceRules


@dataclass(frozen=True, slots=True)
class Found:
    """A place and how much it tells: 0 a town with coordinates, then a region, a building, a name, a state."""

    rank: int
    place: Place


TOWN, REGION, BUILDING, NAME, STATE = range(5)
# Kinds of a state's surfaces that are no name of it.
SEATS = ("capital", "metonym")
PEOPLE = ("adjective", "demonym")
NO_NAMES = (*SEATS, *PEOPLE)
LONGEST_NAME = 4  # words behind the head of a name that may belong to it: "Strait of Hormuz"


def where(candidate: Candidate, clauses: Clauses, sides: Sides, knowledge: Knowledge) -> Place | None:
    """The place of the act as the sentence tells it, with state and coordinates where they are known; else None."""
    rules = knowledge.rules.get("events", PlaceFile).place
    table = load_places(knowledge.rules.folder.parent / "actors" / "places.tsv")
    return _Reader(candidate, clauses, sides, knowledge, rules, table).place()


@dataclass(slots=True)
class _Reader:
    candidate: Candidate
    clauses: Clauses
    sides: Sides
    knowledge: Knowledge
    rules: PlaceRules
    table: Places
    first: int = field(init=False)

    def __post_init__(self) -> None:
        """Pass over a dateline at the head of the sentence."""
        sentence = self.clauses.sentence
        head = re.match(self.rules.dateline, self.sides.text[sentence.start : sentence.end])
        start = sentence.start + (head.end() if head else 0)
        self.first = next((i for i, t in enumerate(sentence.tokens) if t.start >= start), 0)

    def place(self) -> Place | None:
        """The first level that has a place; a state gives way to a town of its own further out."""
        state: Place | None = None
        for level in self._levels():
            found = self._best(level)
            if found is None or (state and (found.rank == STATE or found.place.country != state.country)):
                continue
            if found.rank != STATE:
                return found.place
            state = found.place
        return state

    # ── where a place may stand ─────────────────────────────────────────────────────────────────────────────

    def _levels(self) -> Iterator[list[tuple[int, bool]]]:
        """Words that may be the place, nearest first, and whether each is only taken as what the act is done to."""
        candidate = self.candidate
        if candidate.type in self.rules.spoken:
            own = candidate.type == candidate.rule.type
            for word in (candidate.trigger,) if own else candidate.operators:
                yield self._circumstances(self._phrases(word, deep=False))
            return
        trigger = candidate.trigger
        yield self._circumstances(self._phrases(trigger))
        sides = [end for label in ("obj", "gov", "subj") for end in self.clauses.follow(trigger, (label,))]
        for side in sides:
            yield self._circumstances(self._phrases(side))
        yield [(end, True) for end in self._targets()]
        for verb in (*self._above(trigger), *self._below(trigger)):
            yield self._circumstances(self._phrases(verb))
            for end in self.clauses.follow(verb, ("obj",)):
                yield self._circumstances(self._phrases(end))
        yield self._only_one()

    def _circumstances(self, phrases: Iterable[tuple[str, int]]) -> list[tuple[int, bool]]:
        return [
            (end, False)
            for name, end in phrases
            if name in self.rules.prepositions
            or (name in self.rules.noun_prepositions and self._is_place_noun(end))
        ]

    def _phrases(self, word: int, *, deep: bool = True) -> Iterator[tuple[str, int]]:
        """Each preposition below a word with its object; with `deep`, also those below the objects."""
        for child in self.clauses.children[word]:
            token = self.clauses.token(child)
            if token.dep == "prep":
                yield from self._objects(child, token.text.lower(), deep)
            elif token.text.lower() in self.rules.bearings and token.dep in ("advmod", "npadvmod"):
                for below in self.clauses.children[child]:
                    if self.clauses.token(below).dep == "prep":
                        yield from self._objects(below, self.rules.prepositions[0], deep)

    def _objects(self, preposition: int, name: str, deep: bool) -> Iterator[tuple[str, int]]:
        for child in self.clauses.children[preposition]:
            dep = self.clauses.token(child).dep
            if dep == "pobj":
                yield name, child
                if deep:
                    yield from self._phrases(child)
            elif dep == "prep":
                yield from self._objects(child, self.clauses.token(child).text.lower(), deep)

    def _targets(self) -> list[int]:
        """What an act of this type is done to and may itself be the place: "shelled Kharkiv"."""
        candidate = self.candidate
        ends: list[int] = []
        for label in (*self._by_type(self.rules.targets, f"{candidate.type} {candidate.mode}"),):
            ends += self.clauses.follow(candidate.trigger, (label,))
        return [end for end in dict.fromkeys(ends) if end not in candidate.who]

    def _by_type(self, table: dict[str, tuple[str, ...]], name: str) -> tuple[str, ...]:
        return table.get(name) or table.get(name.partition(" ")[0], ())

    def _above(self, word: int) -> list[int]:
        """The verbs above that share the act's circumstances; not that of a report, a relative clause, a time."""
        found = []
        for _ in range(len(self.clauses.sentence.tokens)):
            token = self.clauses.token(word)
            marks = [c for c in self.clauses.children[word] if self.clauses.token(c).dep == "mark"]
            if token.dep not in (
                "xcomp",
                "advcl",
                "conj",
                "dobj",
                "pobj",
                "nsubj",
                "nsubjpass",
                "prep",
                "agent",
            ):
                break
            if any(self.clauses.token(mark).text.lower() in self.rules.apart for mark in marks):
                break
            word = token.head
            if self.clauses.token(word).tag.startswith("V"):
                if self._is_report(word):
                    break
                found.append(word)
        return found

    def _below(self, word: int) -> list[int]:
        """The verbs that go on with the act: "attacked the post, killing 14 in the village of Tin Tin"."""
        return [
            child
            for child in self.clauses.children[word]
            if self.clauses.token(child).dep in ("advcl", "conj", "xcomp")
            and self.clauses.token(child).tag.startswith("V")
            and not self._is_report(child)
        ]

    def _is_report(self, word: int) -> bool:
        return self.clauses.token(word).lemma in self.knowledge.lexicon.composition.report

    def _only_one(self) -> list[tuple[int, bool]]:
        """The one place of the sentence that no verb of saying owns, where the parse did not tie it to the act."""
        ends = []
        for i, token in enumerate(self.clauses.sentence.tokens):
            up = [t for t in self.clauses.path_up(i) if self.clauses.token(t).tag.startswith("V")]
            if (
                token.dep != "prep"
                or not up
                or self._is_report(up[0])
                or self.clauses.token(up[0]).dep == "relcl"
            ):
                continue
            ends += self._circumstances(self._objects(i, token.text.lower(), deep=False))
        known = [end for end in ends if (f := self._found(*end)) and f.rank in (TOWN, REGION)]
        return known if len(known) == 1 else []

    # ── what a word names ───────────────────────────────────────────────────────────────────────────────────

    def _best(self, level: Sequence[tuple[int, bool]]) -> Found | None:
        """The place of a level that tells most; a state of the level helps the towns beside it."""
        found = [f for end in level if (f := self._found(*end))]
        if not found:
            return None
        states = {f.place.country for f in found if f.rank == STATE}
        if len(states) == 1 and len(found) > 1:
            beside = next(iter(states))
            found = [f for end in level if (f := self._found(*end, beside=beside))]
        return min(found, key=lambda f: f.rank)

    def _found(self, word: int, target: bool, beside: str | None = None) -> Found | None:
        if word < self.first:
            return None
        token = self.clauses.token(word)
        if token.tag in ("NNP", "NNPS"):
            return self._named(word, target, beside)
        if self._is_place_noun(word):
            return self._noun(word, beside)
        return None

    def _is_place_noun(self, word: int) -> bool:
        token = self.clauses.token(word)
        return token.tag in ("NN", "NNS", "NNP", "NNPS") and token.lemma.lower() in self.rules.nouns

    def _noun(self, word: int, beside: str | None) -> Found | None:
        """The name that stands with a noun of place: "the town of X", "Y airport", "the capital, Z"."""
        children = self.clauses.children[word]
        lenders = [c for c in children if self.clauses.token(c).dep in ("amod", "compound", "poss", "nmod")]
        state = next((s for c in lenders if (s := self._state_of(c))), None)
        beside = state or self._comma_state(word) or beside
        named = [c for c in children if self.clauses.token(c).dep == "appos"]
        named += [end for name, end in self._phrases(word, deep=False) if name == "of"]
        for end in named:
            found = self._found(end, False, beside)
            if found:
                return found
        for lender in reversed(lenders):
            if self.clauses.token(lender).tag == "NNP" and not self._state_of(lender):
                found = self._named(lender, False, beside)
                if found and found.rank in (TOWN, REGION):
                    return found
        if state is None:
            return None
        if self.clauses.token(word).lemma in self.rules.seats and self.table.capital(state):
            return self._state(self.table.capital(state), state, TOWN)
        spot = self.table.state(state)
        return (
            self._state(spot.name, state)
            if spot and self.clauses.token(word).lemma in self.rules.lands
            else None
        )

    def _named(self, word: int, target: bool, beside: str | None) -> Found | None:
        beside = self._comma_state(word) or self._owner_state(word) or beside
        if self._is_somebody(word):
            return None
        spans = list(self._spans(word))
        for first, last in spans:
            name = self._words(first, last)
            if plain(name) in self.rules.never:
                return None
            found = self._known(name, target, beside)
            if found:
                return found
        if target:
            return None
        state = self._entity(self._words(*spans[0]))
        rank = BUILDING if state else NAME
        country = (state.country if state else None) or beside
        return Found(rank, Place(name=self._words(*spans[0]), country=country))

    def _spans(self, word: int) -> Iterator[tuple[int, int]]:
        """The runs of words that may be the name, the most likely first."""
        first = word
        tokens = self.clauses.sentence.tokens
        while (
            first > self.first and first <= tokens[first - 1].head <= word and tokens[first - 1].tag == "NNP"
        ):
            first -= 1
        plainer = first
        if first > self.first and tokens[first - 1].head == word and tokens[first - 1].text.istitle():
            plainer = first - 1
        yield first, word
        if plainer < first:
            yield plainer, word
        for last in range(min(word + LONGEST_NAME, len(tokens) - 1), word, -1):
            if tokens[last].tag == "NNP" and self.table.named(self._words(first, last)):
                yield first, last
        while first < word and tokens[first].text.lower() in self.rules.before:
            first += 1
            yield first, word
        last = word
        while last > first and tokens[last].text.lower() in self.rules.nouns:
            last -= 1
            yield first, last

    def _known(self, name: str, target: bool, beside: str | None) -> Found | None:
        spots = self.table.named(name)
        entity = self._entity(name, never=NO_NAMES)
        if entity is not None and entity.country:
            town = [
                s
                for s in spots
                if s.state == entity.country and (s.kind or plain(entity.name) != plain(name))
            ]
            if not town:
                return self._known_state(name, entity.country, target)
            spots = tuple(town)
        if target:
            spots = tuple(s for s in spots if not s.weak)
            seat = self._entity(name) is not None
            if seat and not self._is_of(self.rules.seats_targeted):
                return None
        if spots:
            return self._resolved(name, spots, beside)
        entity = self._entity(name, never=PEOPLE)
        if entity is None or not entity.country or target:
            return None
        return self._state(name, entity.country, BUILDING, points=False)

    def _known_state(self, name: str, state: str, target: bool) -> Found | None:
        if target and not self._is_of(self.rules.states_targeted):
            return None
        return self._state(name, state)

    def _is_of(self, types: tuple[str, ...]) -> bool:
        return self.candidate.type in types or f"{self.candidate.type} {self.candidate.mode}" in types

    def _state(self, name: str, state: str, rank: int = STATE, *, points: bool = True) -> Found:
        spot = self.table.state(state) if points else None
        return Found(
            rank,
            Place(name=name, country=state, lat=spot.lat if spot else None, lon=spot.lon if spot else None),
        )

    # ── towns of one name ───────────────────────────────────────────────────────────────────────────────────

    def _resolved(self, name: str, spots: Sequence[Spot], beside: str | None) -> Found:
        if beside:
            spots = [s for s in spots if s.state in (beside, None)]
            if not spots:
                return Found(NAME, Place(name=name, country=beside))
        regions = [s for s in spots if s.kind]
        cities = [s for s in spots if not s.kind and s.people >= self.rules.great]
        if regions and not any(c.state == regions[0].state for c in cities):
            spots = regions
        scored = sorted(
            ((self._weight(name, s) * max(s.people, 1), s) for s in spots), key=lambda pair: -pair[0]
        )
        score, best = scored[0]
        far = [(other, s) for other, s in scored[1:] if _kilometres(best, s) > self.rules.same_km]
        if far and score < self.rules.decided * far[0][0]:
            country = best.state if all(s.state == best.state for _, s in far) else None
            return Found(NAME, Place(name=name, country=country))
        rank = REGION if best.kind else TOWN
        return Found(rank, Place(name=name, country=best.state, lat=best.lat, lon=best.lon))

    def _weight(self, name: str, spot: Spot) -> float:
        """How much the states of sentence and page speak for a town; its own name, as a capital's, says nothing."""
        told = [
            m.sentence
            for m in self.sides.cast.members
            if spot.state in (m.country, *m.countries) and name not in m.text
        ]
        if self.sides.number in told:
            return self.rules.in_sentence
        return self.rules.on_page if told else 1.0

    def _comma_state(self, word: int) -> str | None:
        """The state behind a comma: "Tripoli, Lebanon"."""
        tokens = self.clauses.sentence.tokens
        if word + 2 >= len(tokens) or tokens[word + 1].text != "," or tokens[word + 2].tag != "NNP":
            return None
        last = word + 2
        for last in islice(range(word + 2, len(tokens)), LONGEST_NAME):
            if last + 1 >= len(tokens) or tokens[last + 1].tag != "NNP":
                break
        name = self._words(word + 2, last)
        entity = self._entity(name, never=SEATS)
        if entity is not None:
            return entity.country
        return next((s.state for s in self.table.named(name) if s.kind), None)

    def _owner_state(self, word: int) -> str | None:
        """The state before a name or before its noun: "Syria's Aleppo", "the Yemeni port of Aden"."""
        for child in self.clauses.children[word]:
            if self.clauses.token(child).dep in ("amod", "poss", "nmod") and (state := self._state_of(child)):
                return state
        return None

    # ── names and states ────────────────────────────────────────────────────────────────────────────────────

    def _state_of(self, word: int) -> str | None:
        """The state that a word or its compound names, as name or adjective."""
        first = min(
            (c for c in self.clauses.children[word] if self.clauses.token(c).dep == "compound"), default=word
        )
        for start in dict.fromkeys((min(first, word), word)):
            entity = self._entity(self._words(start, word), never=SEATS)
            if entity is not None:
                return entity.country
        return None

    def _entity(self, name: str, *, never: tuple[str, ...] = ()) -> Entity | None:
        """The state that a name means, also by its capital, people, a building of it: unless the kind is in `never`."""
        for mention in self.knowledge.scanner.scan(name):
            if mention.start == 0 and mention.end == len(name):
                for surface in self.knowledge.gazetteer.surfaces_of(mention):
                    entity = self.knowledge.gazetteer.by_id.get(surface.entity)
                    if entity is not None and entity.kind == "state" and surface.kind not in never:
                        return entity
        return None

    def _is_somebody(self, word: int) -> bool:
        """Whether the name means a body, a group or a person."""
        member = self.sides.cast.at(self.sides.number, word)
        by_id = self.knowledge.gazetteer.by_id
        return member is not None and any(by_id[e].kind != "state" for e in member.entities if e in by_id)

    def _words(self, first: int, last: int) -> str:
        return self.sides.text[self.clauses.token(first).start : self.clauses.token(last).end]


def _kilometres(one: Spot, other: Spot) -> float:
    """The way between two places along the ground, by the haversine formula."""
    lat, lon = radians(other.lat - one.lat), radians(other.lon - one.lon)
    half = sin(lat / 2) ** 2 + cos(radians(one.lat)) * cos(radians(other.lat)) * sin(lon / 2) ** 2
    return 12_742 * asin(sqrt(half))
