"""Where the names of the knowledge stand in a parsed sentence, and what each may mean there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.knowledge.entries import Entity, Surface, SurfaceKind
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.model import Mention, Token
from dragoman.reading.actors.mentions import ActorRules

MODIFIERS = ("compound", "amod", "poss", "nmod", "nummod", "det", "quantmod", "case", "punct", "advmod", "nn")
JOINED = (*MODIFIERS, "conj", "cc")  # "Hungarian and Romanian" before "officials"
DEEPEST = 8  # modifiers of modifiers; more is a wrong parse


@dataclass(slots=True)
class Names:
    """The names of one sentence by the token that heads each; `tokens` are the sentence's.

    `supported` are the ids that the page names by a name that is nobody else's: their short names may stand alone.
    """

    tokens: tuple[Token, ...]
    text: str
    mentions: Sequence[Mention]
    gazetteer: Gazetteer
    rules: ActorRules
    supported: frozenset[str] = frozenset()
    at: dict[int, Mention] = field(default_factory=dict)
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    _lower: str = ""
    _begins: list[int] = field(default_factory=list)
    _ends: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find the head token of every mention; names that are parts of other names are left out."""
        self._write_lower()
        for mention in self.mentions:
            inside = [i for i, t in enumerate(self.tokens) if t.start < mention.end and t.end > mention.start]
            if inside and not self._is_part_of_a_name(inside[-1], mention):
                head = self._head(inside)
                self.at[head] = mention
                self.spans[head] = (inside[0], inside[-1])

    def _write_lower(self) -> None:
        """The sentence in lower case, one blank for any white space, so that runs of words are slices of it."""
        parts: list[str] = []
        length = 0
        for i, token in enumerate(self.tokens):
            if i and token.start > self.tokens[i - 1].end:
                parts.append(" ")
                length += 1
            self._begins.append(length)
            parts.append(token.text.lower())
            length += len(parts[-1])
            self._ends.append(length)
        self._lower = "".join(parts)

    def _head(self, inside: list[int]) -> int:
        """The head of a name, also where the parse tears it apart: "Union" in "the National Union for Progress"."""
        heads = [i for i in inside if self.tokens[i].head == i or self.tokens[i].head not in inside]
        nouns = [i for i in heads if self.tokens[i].tag[:2] in ("NN", "JJ")] or heads
        torn = len(nouns) < len(heads) and any(self.tokens[i].tag == "IN" for i in heads)
        return nouns[0] if torn else nouns[-1]

    def _is_part_of_a_name(self, last: int, mention: Mention) -> bool:
        """Whether a proper noun that is neither title nor name stands over it: "Jordan" in "Jordan Fisher"."""
        kinds = {s.kind for s in self.gazetteer.surfaces_of(mention)}
        if kinds & {"full name", "adjective"} or self.text[mention.start : mention.end].isupper():
            return False
        over = self.tokens[last].head
        token = self.tokens[over]
        if over != last + 1 or token.tag not in ("NNP", "NNPS"):
            return False
        if self.tokens[last].dep not in ("compound", "nmod"):
            return False
        return not self.is_common(over) and not self._begins_a_name(token, kinds)

    def _begins_a_name(self, token: Token, before: set[SurfaceKind]) -> bool:
        """Whether a name of its own begins at a token; one family name right behind another is no such."""
        here = (m for m in self.mentions if m.start == token.start)
        kinds = [{s.kind for s in self.gazetteer.surfaces_of(m)} for m in here]
        return any(k != {"surname"} or before != {"surname"} for k in kinds)

    def is_common(self, token: int) -> bool:
        """Whether a capitalised word is a title or a common noun all the same, and no part of a name."""
        lower = self.tokens[token].text.lower()
        rules = self.rules
        return (
            lower in self.gazetteer.nouns
            or lower in self.gazetteer.titles
            or lower in rules.behind_a_name
            or lower in rules.honorifics
            or lower in rules.bodies
        )

    # ── phrases ─────────────────────────────────────────────────────────────────────────────────────────────

    def first(self, head: int) -> int:
        """The first word of the phrase: the head's modifiers to the left, without a gap."""
        first = head
        while first > 0 and (self._is_below(first - 1, head) or self._is_led(first)):
            first -= 1
        first = self._joined_first(first, head)
        while self.tokens[first].dep in ("punct", "case", "cc") and first < head:
            first += 1
        return first

    def _is_led(self, first: int) -> bool:
        """Whether what stands before a word belongs to it: "Saudi" and "-" in "Saudi-led"."""
        here, before = self.tokens[first], self.tokens[first - 1]
        if here.text.lower() in self.rules.led:
            return before.text == "-"
        behind = self.tokens[first + 1].text.lower() if first + 1 < len(self.tokens) else ""
        return here.text == "-" and behind in self.rules.led

    def _joined_first(self, first: int, head: int) -> int:
        """The phrase with an adjective coordinated with its own that the parse holds apart: "Malian and Nigerien"."""
        own = next((i for i in range(first, head) if i in self.at), None)
        if own is None or self.spans[own][0] != first or first < 2:
            return first
        if self.tokens[own].dep == "poss":
            return self._owners_first(first, head)
        left = first - 2
        if self.tokens[first - 1].text.lower() in self.rules.joining and left in self.at:
            kinds = {s.kind for s in self.surfaces(left)}
            if "adjective" in kinds and self.tokens[left].tag in ("JJ", "NNP"):
                return self.spans[left][0]
        return first

    def _owners_first(self, first: int, head: int) -> int:
        """The phrase with the states that own it jointly: "Peru" in "Peru and Chile's intelligence services"."""
        if self.tokens[head].tag not in ("NNS", "NNPS"):
            return first
        marks = set(self.rules.joining)
        while first > 1 and self.tokens[first - 1].text.lower() in marks:
            left = first - 2
            if left not in self.at or self.state(left) is None or self.is_place(left):
                break
            first = self.spans[left][0]
            marks = {*self.rules.joining, ","}
        return first

    def _is_below(self, token: int, head: int) -> bool:
        for _ in range(DEEPEST):
            if token == head:
                return True
            if self.tokens[token].dep not in JOINED or self.tokens[token].head == token:
                return False
            token = self.tokens[token].head
        return False

    def below(self, head: int, dep: str) -> list[int]:
        """The children of a token with that label."""
        return [i for i, t in enumerate(self.tokens) if t.head == head and t.dep == dep and i != head]

    def words(self, start: int, end: int) -> str:
        """Tokens `start` up to, not with, `end` in lower case, as the text joins them ("secretary-general")."""
        if start >= len(self.tokens) or start >= end:
            return ""
        return self._lower[self._begins[start] : self._ends[min(end, len(self.tokens)) - 1]]

    # ── meanings ────────────────────────────────────────────────────────────────────────────────────────────

    def surfaces(self, at: int) -> list[Surface]:
        """The surfaces of the name at a token that may stand alone and mean no person."""
        found = self.gazetteer.surfaces_of(self.at[at])
        return [
            s
            for s in found
            if (s.alone or (s.entity in self.supported and s.words[0].isupper()))
            and self.gazetteer.by_id[s.entity].kind != "person"
        ]

    def things(self, at: int) -> list[Entity]:
        """What the name at a token means that is no person, only what its words may mean alone."""
        return [self.gazetteer.by_id[s.entity] for s in self.surfaces(at)]

    def is_person(self, at: int) -> bool:
        """Whether the name at a token may be somebody's, and a family name is not also a state or a place."""
        kinds = {s.kind for s in self.gazetteer.surfaces_of(self.at[at])}
        if "full name" in kinds:
            return True
        if "surname" not in kinds or self.surfaces(at):
            return False
        return not self.is_place(at)

    def is_place(self, at: int) -> bool:
        """Whether the word stands right behind "in": then it is a place, whoever bears its name."""
        first = self.spans[at][0]
        return first > 0 and self.tokens[first - 1].text.lower() in self.rules.place_prepositions[:1]

    def states(self, first: int, last: int) -> list[str]:
        """The states and bodies named inside a run of words, as codes, none twice."""
        found = [c for i in range(first, last + 1) if i in self.at and (c := self.state(i))]
        return list(dict.fromkeys(found))

    def state(self, at: int) -> str | None:
        """The state of the name at a token, or an international body's chain."""
        for entity in self.things(at):
            if entity.kind in ("state", "group"):
                return entity.country
            if entity.kind == "body":
                return entity.country or entity.code
        return None

    def modifying_states(self, first: int, head: int) -> list[str]:
        """The states named before a head; all of them where they are coordinated ("Turkish and Greek")."""
        places = [i for i in range(first, head) if i in self.at and self.state(i)]
        joined = places[:1]
        for i in places[1:]:
            between = self.words(joined[-1] + 1, self.spans[i][0]).replace(",", " ").split()
            if set(between) <= set(self.rules.joining):
                joined.append(i)
        # "Bosnian Serb forces": the word next to the head says whose; without a conjunction only one is meant.
        if len(joined) > 1 and not set(self.words(first, head).replace(",", " ").split()) & set(
            self.rules.joining
        ):
            joined = joined[:1]
        return list(dict.fromkeys(c for i in joined if (c := self.state(i))))

    def placed_states(self, known: set[int]) -> Iterator[str]:
        """The states in phrases of place: "in Minsk"; not those of a noun in `known`."""
        for i, token in enumerate(self.tokens):
            place = token.text.lower() in self.rules.place_prepositions and token.dep == "prep"
            if place and token.head not in known:
                for c in self.below(i, "pobj"):
                    yield from self.states(self.first(c), c)
