"""What is met on the way from an act to the top of its sentence, for each kind of sign the words that gave it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from dragoman.reading.events.clause import Clauses
from dragoman.reading.events.compose import Candidate
from dragoman.reading.events.cues import Cues
from dragoman.reading.events.voices import Voices

Sign = Literal[
    "negated", "denied", "unsaid", "condition", "conditioned", "contrary", "contrary if", "never", "possible",
    "planned", "future", "ongoing", "claimed", "alleged",
]  # fmt: skip
HEARD_OUTSIDE = ("denied", "claimed", "possible")  # signs that count also over what somebody says


@dataclass(slots=True)
class Signs:
    """The signs of one act; `path` are the words from the act's own upwards, `outside` that a voice was passed.

    `aside` says that the way up led out of a clause that only tells of a noun or of a time ("the men who shot him"):
    what stands over it is not about the act, but whoever says the whole says this too.
    """

    candidate: Candidate
    cues: Cues
    voices: Voices
    found: dict[Sign, list[int]] = field(default_factory=dict)
    path: list[int] = field(default_factory=list)
    outside: bool = False
    aside: bool = False

    @property
    def clauses(self) -> Clauses:
        """The sentence."""
        return self.cues.clauses

    def add(self, sign: Sign, *tokens: int) -> None:
        """Note a sign, unless it stands over what somebody says: "may say that it left" does not say "may leave"."""
        if self.aside and sign != "claimed":
            return
        if not self.outside or sign in HEARD_OUTSIDE:
            self.found.setdefault(sign, []).extend(tokens)

    def add_each(self, sign: Sign, tokens: Iterable[int]) -> None:
        """Note a sign for each of these words, if there are any."""
        for token in tokens:
            self.add(sign, token)

    def has(self, *signs: Sign) -> bool:
        """Whether one of these was met."""
        return any(sign in self.found for sign in signs)

    def words(self, *signs: Sign) -> tuple[int, ...]:
        """The words of the first of these that was met."""
        return next((tuple(self.found[sign]) for sign in signs if sign in self.found), ())

    def hear(self, voices: Iterable[int], word: int) -> None:
        """Note who says it, and that what follows upwards is said of the saying."""
        self.voices.hear(tuple(voices), word)
        self.outside = True

    def is_past(self) -> bool:
        """Whether the second opinion saw a threat or demand in what somebody says that was: such an act is a claim."""
        learned = self.candidate.learned is not None and self.path[:1] != [self.candidate.trigger]
        return learned and bool(self.path) and self.cues.tells_past(self.path[0])

    def speaks(self, at: int) -> bool:
        """Whether the verb at `at` says or denies something."""
        cues = self.cues
        return self.clauses.token(at).tag[:1] == "V" and (
            cues.is_(at, "deny") or cues.is_(at, "voice") or cues.reports(at)
        )
