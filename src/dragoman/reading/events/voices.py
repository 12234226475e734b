"""On whose word is an act told? The voices over it, and those that stand beside it: "according to", "Oslo: ..."."""

from dataclasses import dataclass, field

from dragoman.reading.events.clause import Clauses
from dragoman.reading.events.cues import Cues
from dragoman.reading.events.sides import Sides

OWNERS = ("prep:by", "prep:of", "prep:from", "mod")
BREAKS = (",", ";", "—", "-")
OWN_WORDS = ("ccomp", "xcomp", "mark")  # what a verb of saying has that is not merely put in
LONGEST_LABEL = 8  # words before the colon of "UN envoy: both sides ..."


@dataclass(slots=True)
class Voices:
    """The voices of one act, gathered from the inside out; `words` are the cues that tell of them."""

    cues: Cues
    sides: Sides
    heard: list[int] = field(default_factory=list)
    outer: list[int] = field(default_factory=list)
    words: list[int] = field(default_factory=list)

    @property
    def clauses(self) -> Clauses:
        """The sentence."""
        return self.cues.clauses

    def in_order(self) -> tuple[int, ...]:
        """The voices nearest to the page first."""
        heard = tuple(dict.fromkeys((*self.outer, *reversed(self.heard))))
        return tuple(v for v in heard if not self._is_repeated(v, heard))

    def _is_repeated(self, voice: int, heard: tuple[int, ...]) -> bool:
        """Whether a pronoun is but another word for a voice named before it: "an official denied it: they, he said"."""
        unknown = self.clauses.token(voice).tag == "PRP" and not self.sides.members(voice)
        return unknown and any(v < voice for v in heard)

    def hear(self, tokens: tuple[int, ...], *words: int) -> None:
        """Add voices that stand over those heard so far."""
        self.heard += [t for t in tokens if t not in self.heard]
        self.words += words

    # ── of a word over the act ──────────────────────────────────────────────────────────────────────────────

    def of(self, over: int) -> tuple[int, ...]:
        """Who says what the verb at `over` says, inner voices first: those whom he quotes, then himself."""
        if self._is_quoted(over):
            return ()
        quoted = [
            t
            for child in self.cues.below(over, "advcl")
            if self.cues.is_(child, "cite")
            for source in self.clauses.follow(child, ("obj",))
            for t in (*self._had_it_from(source), source)
        ]
        subjects = [s for s in self.clauses.follow(over, ("subj",)) if self._may_speak(s)]
        return (*quoted, *subjects[:1])

    def _is_quoted(self, over: int) -> bool:
        """Whether the verb is the "saying" of "quoted him as saying"."""
        token = self.clauses.token(over)
        above = self.clauses.token(token.head)
        return token.tag == "VBG" and above.text.lower() == "as" and self.cues.is_(above.head, "cite")

    def _had_it_from(self, source: int) -> list[int]:
        """Of "a source which had it from pilots": the pilots."""
        return [
            end
            for child in self.cues.below(source, "relcl")
            if self.clauses.token(child).lemma in ("have", "hear", "learn")
            for end in self.clauses.follow(child, ("prep:from",))
        ]

    def _may_speak(self, token: int) -> bool:
        if not self.clauses.is_noun(token) or self.clauses.token(token).text.lower() in (
            "it",
            "this",
            "that",
            "there",
        ):
            return bool(self.sides.members(token))
        return True

    def citers(self, over: int) -> tuple[int, ...]:
        """Who is quoted and who quotes him: "Reuters quoted officials", "officials were quoted by Reuters"."""
        quoted = [t for t in self.clauses.follow(over, ("obj",)) if self._may_speak(t)]
        quoting = [t for t in self.clauses.follow(over, ("subj",)) if self._may_speak(t)]
        return (*quoted[:1], *quoting[:1])

    def citing(self, relative: int) -> int | None:
        """For the clause of "officials who said": the verb that quotes the officials, if somebody does."""
        noun = self.clauses.token(self.clauses.token(relative).head)
        return noun.head if self.heard and noun.dep == "dobj" and self.cues.is_(noun.head, "cite") else None

    def owner(self, noun: int) -> tuple[int, ...]:
        """Whose claim or account a noun is: its possessor, or who is named behind it."""
        owners = [c for c in self.cues.below(noun, "poss") if self.clauses.is_noun(c)]
        for path in OWNERS:
            owners = owners or [t for t in self.clauses.follow(noun, (path,)) if self.sides.is_actor(t)]
        return tuple(owners[:1])

    # ── beside the act ──────────────────────────────────────────────────────────────────────────────────────

    def aside(self, path: list[int]) -> None:
        """Voices that no verb over the act names; they stand over all that the verbs name."""
        tokens = self.clauses.sentence.tokens
        for i, token in enumerate(tokens):
            low = token.text.lower()
            if low in self.cues.table.report_preposition and self._reaches(token.head, path):
                self._outer([e for c in self.clauses.children[i] for e in self.cues.below(c, "pobj")], i)
            elif (
                low in ("by", "in", "on")
                and token.dep in ("prep", "agent")
                and self._reaches(token.head, path)
            ):
                for noun in self.cues.below(i, "pobj"):
                    if self.cues.is_(noun, "voice_noun"):
                        self._outer(
                            [c for c in self.cues.below(noun, "poss") if self.clauses.is_noun(c)], noun
                        )
        self._inserted(path)
        self._label(path)

    def _outer(self, voices: list[int], word: int) -> None:
        if voices:
            self.outer += voices[:1]
            self.words.append(word)

    def _reaches(self, governor: int, path: list[int]) -> bool:
        return governor in path or self.clauses.token(governor).dep == "ROOT"

    def _inserted(self, path: list[int]) -> None:
        """ "The truce, said the envoy, is over": a verb of saying with nobody's words below it."""
        for at in path if not self.heard else ():
            for child in self.cues.below(at, "parataxis", "ccomp", "dep", "advcl"):
                if child in path or self.clauses.token(child).lemma not in self.cues.table.report:
                    continue
                between = self.clauses.sentence.tokens[min(at, child) : max(at, child)]
                addressed = self.cues.is_(child, "address") or not self.cues.below(child, "dobj")
                put_in = any(t.text in BREAKS for t in between) and not self.cues.below(child, *OWN_WORDS)
                if put_in and addressed:
                    subjects = [s for s in self.clauses.surface_subjects(child) if self._may_speak(s)]
                    self._outer(subjects, child)

    def _label(self, path: list[int]) -> None:
        """ "Police: protesters set fire to hall": who stands before the colon of a headline."""
        tokens = self.clauses.sentence.tokens
        colon = next((i for i, t in enumerate(tokens[:LONGEST_LABEL]) if t.text == ":"), None)
        if not colon or path[0] <= colon or any(t.tag[:1] == "V" or t.text == "," for t in tokens[:colon]):
            return
        heads = [i for i in range(colon) if not 0 <= tokens[i].head < colon or tokens[i].head == i]
        members = [i for i in range(colon) if self.sides.cast.at(self.sides.number, i) is not None]
        label = [i for i in heads if self.clauses.is_noun(i)][:1] or members[:1] or heads[:1]
        if label and (members or self.sides.members(label[0])):
            self._outer(members[:1] or label, colon)
