"""How real is an act, and on whose word? The signs that stand with it and over it, weighed.

The cues are data (`composition.toml`); `compose` says what becomes of an act's type, `scope` which signs it meets. Here
is decided which of the nine values the whole has, by whose voices, and which words decided it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.model import Factuality
from dragoman.reading.events.clause import Clauses
from dragoman.reading.events.compose import Candidate
from dragoman.reading.events.cues import Cues
from dragoman.reading.events.scope import read_signs
from dragoman.reading.events.sides import Sides
from dragoman.reading.events.signs import Sign, Signs
from dragoman.reading.events.voices import Voices


@dataclass(frozen=True, slots=True)
class Real:
    """How real an act is, on whose word (token indices, nearest to the page first), and by which words.

    `dropped` is the reason where the page does not tell it as an act at all.
    """

    factuality: Factuality
    voices: tuple[int, ...]
    cues: tuple[int, ...]
    why: str
    dropped: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """One way to decide: where `holds`, the act has this value by the words of `signs`; None says that it is none."""

    holds: bool
    value: Factuality | None
    signs: tuple[Sign, ...] = ()
    reason: str = ""


def judge(candidate: Candidate, clauses: Clauses, sides: Sides) -> Real:
    """How real the act is told to be."""
    cues = Cues(clauses, sides.knowledge.lexicon.composition)
    signs = Signs(candidate, cues, Voices(cues, sides))
    read_signs(signs)
    return _Decision(signs, sides, signs.voices.in_order()).made()


@dataclass(frozen=True, slots=True)
class _Decision:
    signs: Signs
    sides: Sides
    voices: tuple[int, ...]

    @property
    def candidate(self) -> Candidate:
        return self.signs.candidate

    def made(self) -> Real:
        """The first ruling that holds."""
        ruling = next(r for r in self.rulings() if r.holds)
        words = self.signs.words(*ruling.signs)
        if ruling.value is None:
            return Real("possible", self.voices, words, "", dropped=ruling.reason)
        if ruling.value == self.candidate.factuality != "happened":
            words += self.candidate.operators
        cues = tuple(dict.fromkeys(sorted((*words, *self.signs.voices.words))))
        return Real(ruling.value, self.voices, cues, self.why(ruling.value, cues))

    def rulings(self) -> Iterator[Ruling]:
        """Every way to decide, the strongest first."""
        yield from self.none_told()
        yield from self.denied()
        yield from self.to_come()
        yield from self.told()

    def none_told(self) -> Iterator[Ruling]:
        """An act in a clause of condition, contrary to fact, or only near."""
        has, happened = self.signs.has, self.base() == "happened"
        yield Ruling(has("conditioned"), None, ("conditioned",), "it stands under a condition")
        near = has("never") and happened and self.candidate.type != "REJECT"
        yield Ruling(near, None, ("never",), "it came near and did not happen")
        contrary = has("contrary") and (has("condition") or not self.voices)
        yield Ruling(contrary, None, ("contrary",), "it is contrary to fact")
        yield Ruling(has("contrary if") and happened, None, ("contrary if",), "it is contrary to fact")

    def denied(self) -> Iterator[Ruling]:
        """An act that somebody denies, or that is negated: told as not done by somebody, or by the page itself."""
        has, negated = self.signs.has, self.is_negated()
        yield Ruling(has("denied"), "denied", ("denied",))
        yield Ruling(negated and has("condition") and has("future"), "conditional", ("condition",))
        deniable = self.candidate.type in self.signs.cues.table.deniable or self.is_own()
        firm = bool(self.voices) and not has("possible")  # "may not have" denies nothing
        yield Ruling(negated and firm and deniable, "denied", ("negated",))
        yield Ruling(negated, None, ("negated",), "it is negated")

    def to_come(self) -> Iterator[Ruling]:
        """An act that may come: under a condition, only possible, planned, asked for, threatened."""
        has, base = self.signs.has, self.base()
        open_ = base in ("planned", "threatened", "possible") or has("future", "planned")
        yield Ruling(has("condition") and open_ and base != "demanded", "conditional", ("condition",))
        yield Ruling(has("possible") and (base != "demanded" or has("future")), "possible", ("possible",))
        yield Ruling(base != "happened", base, ("future", "planned"))
        done = self.is_deal() or self.is_refused()
        yield Ruling(has("future", "planned") and not done, "planned", ("future", "planned"))

    def told(self) -> Iterator[Ruling]:
        """An act that is told as done: on somebody's word, going on, or by the page itself."""
        has = self.signs.has
        yield Ruling(self.is_refused() and self.is_own(), "happened")  # who says that he will not has refused
        yield Ruling(bool(self.voices) or has("claimed", "alleged"), "claimed", ("claimed", "alleged"))
        yield Ruling(has("ongoing"), "ongoing", ("ongoing",))
        yield Ruling(True, "happened")

    def base(self) -> Factuality:
        """What its type and the operators over it make of the act, before its own words are asked."""
        candidate = self.candidate
        plain = self.signs.cues.table.outcome["plain"]
        typed = (plain.get(candidate.type) or plain["*"]).factuality or "happened"
        if self.is_deal():
            return "happened"
        if candidate.learned is not None:
            return "happened" if self.signs.is_past() else typed
        return candidate.factuality

    def is_negated(self) -> bool:
        """Whether the act itself is negated; not what is asked for ("asked him not to go"), not a refusal."""
        candidate = self.candidate
        if candidate.negated:
            return True
        if not self.signs.has("negated") or candidate.type == "REJECT" or self.is_refused():
            return False
        # "Promised that nobody would": the promise stands.
        return self.base() not in ("demanded", "threatened", "planned") or (
            candidate.learned is not None and candidate.type == "THREATEN"
        )

    def is_refused(self) -> bool:
        """Whether it is a refusal made of "will not"."""
        return any(reason.startswith("will-not") for reason in self.candidate.reasons)

    def is_own(self) -> bool:
        """Whether the voice speaks of its own act: its doer is the same, or "it", "they", "its soldiers"."""
        clauses, sides = self.signs.clauses, self.sides
        heard = sides.countries(self.voices) | {m.text for v in self.voices for m in sides.members(v)}
        for doer in self.candidate.who if self.voices else ():
            meant = sides.countries([doer])
            if meant & heard or any(m.text in heard for m in sides.members(doer)):
                return True
            near = (doer, *clauses.children[doer])
            if not meant and any(clauses.token(t).tag in ("PRP", "PRP$") for t in near):
                return True
        return False

    def is_deal(self) -> bool:
        """Whether several agreed with each other: the deal is done, whatever it promises."""
        candidate, signs = self.candidate, self.signs
        if candidate.type != "AGREE" or candidate.learned is not None or signs.has("future"):
            return False
        words = (candidate.trigger, *candidate.operators)
        deal = any(signs.cues.is_(t, "deal") for t in words)
        if not deal and all(signs.clauses.token(t).lemma != "agree" for t in words):
            return False
        who = candidate.who
        if len(who) > 1 or any(len(signs.clauses.conjuncts(t)) > 1 or self.sides.is_several(t) for t in who):
            return True
        return deal and candidate.rule.mutual and candidate.rule.type == "AGREE" and not candidate.operators

    def why(self, value: Factuality, cues: tuple[int, ...]) -> str:
        """The decision in words, with the words that decided it."""
        token, reasons = self.signs.clauses.token, self.candidate.reasons
        told = "told as a fact" if value == "happened" else f"{value}"
        if cues:
            told += f", by the words '{' '.join(token(t).text for t in cues)}'"
        elif not reasons and value in ("planned", "demanded", "threatened"):
            told += f": the type {self.candidate.type} is itself a word about an act to come"
        if reasons and value == self.candidate.factuality:
            told += f" ({'; '.join(reasons)})"
        if not self.voices:
            return f"{told}, in the page's own voice"
        return f"{told}, on the word of {' < '.join(token(t).text for t in self.voices)}"
