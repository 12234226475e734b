"""The learned second opinion beside the lexicon: who else could be meant, of which type an act could be.

It speaks only where the lexicon is silent or unsure, as far as measured gain says (docs/decisions/0010): it names the
recipient that no frame reaches, overrules a type of which the entry is unsure and itself is sure, and tells an act that
no entry fits. Every record says which of the two decided.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import msgspec

from dragoman.knowledge.events import Rule
from dragoman.knowledge.opinion import Opinion, Tally, Weighed
from dragoman.model import EventType, Struct
from dragoman.reading.events.clause import Clauses
from dragoman.reading.events.coding import elsewhere, is_circumstance
from dragoman.reading.events.compose import Candidate
from dragoman.reading.events.pairs import Phrase, pairs, phrases
from dragoman.reading.events.sides import Sides
from dragoman.reading.events.telling import EventRules
from dragoman.reading.events.traits import Traits, scene


class OpinionRules(Struct, forbid_unknown_fields=True):
    """`data/reading/opinion.toml`: how sure the second opinion must be; measured on development data."""

    glance: float
    recipient: float
    better_recipient: float
    placed_recipient: float
    overrule: float
    overrule_composed: float
    alone_sentence: float
    alone_pair: float
    alone_type: float
    alone_real: float
    gist_side: float
    gist_real: float
    gist_sure: float
    never: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    cameo: dict[str, str] = msgspec.field(default_factory=dict)


@dataclass(slots=True)
class Second:
    """The second opinion on one sentence; pairs are weighed when they are asked for, each once.

    `acts` are the lexicon's; `denied` says that it knew an act and dropped it, as negated or under a condition.
    """

    clauses: Clauses
    sides: Sides
    opinion: Opinion
    rules: OpinionRules
    acts: Sequence[Candidate] = ()
    denied: bool = False
    _pairs: list[tuple[Phrase, Phrase]] | None = None
    _traits: Traits | None = None
    _common: Tally | None = None
    _gist: float | None = None
    _weighed: dict[tuple[int, int], Weighed] = field(default_factory=dict)

    @property
    def traits(self) -> Traits:
        """The traits of the sentence."""
        if self._traits is None:
            self._traits = Traits(self.clauses, phrases(self.clauses, self.sides), self.acts)
        return self._traits

    @property
    def common(self) -> Tally:
        """The traits that all pairs of the sentence share."""
        if self._common is None:
            self._common = self.opinion.tally(self.traits.common)
        return self._common

    def pairs(self) -> list[tuple[Phrase, Phrase]]:
        """Every pair that is worth a look, and at a glance may be an event's."""
        if self._pairs is None:
            self._pairs = [
                pair
                for pair in pairs(self.clauses, self.sides)
                if self.opinion.glance(self.traits.glance(*pair)) >= self.rules.glance
                and self._is_somebody(pair[1])
            ]
        return self._pairs

    def weigh(self, doer: int, other: int) -> Weighed:
        """What the models say of a pair of heads."""
        if (doer, other) not in self._weighed:
            own = self.opinion.tally(self.traits.own(*self._phrases(doer, other)))
            self._weighed[doer, other] = self.opinion.weigh(self.common, own)
        return self._weighed[doer, other]

    def words(self, doer: int, other: int, type_: EventType) -> list[str]:
        """The traits of a pair that spoke most for a type."""
        return self.opinion.strongest(self.traits.of(*self._phrases(doer, other)), type_)

    def _phrases(self, doer: int, other: int) -> tuple[Phrase, Phrase]:
        known = self.traits.kinds
        thing = Phrase(doer, "thing", False), Phrase(other, "thing", False)
        return known.get(doer, thing[0]), known.get(other, thing[1])

    # ── what it adds to the lexicon's own ───────────────────────────────────────────────────────────────────

    def reviewed(self) -> list[Candidate]:
        """The lexicon's acts, each with the recipient and type that the second opinion is sure of; else its own act."""
        acts = [self._with_recipient(c) for c in self.acts]
        found = _each_once([self._typed(c, acts) for c in acts])
        # Where an entry knows an act and says that it is not told as one, there is none.
        found = found or ([] if self.denied else self._alone())
        return [self._with_gist(replace(candidate, side=self._by_side(candidate))) for candidate in found]

    def _with_gist(self, candidate: Candidate) -> Candidate:
        """The act with how the whole sentence reads: asked once a sentence, and only where the linear models doubt."""
        sides = candidate.side is not None and candidate.side >= self.rules.gist_side
        if sides and (candidate.real is None or candidate.real >= self.rules.gist_real):
            return replace(candidate, gist=self.rules.gist_sure)
        if self._gist is None:
            self._gist = self.sides.knowledge.gist.score(scene(self.traits))
        return replace(candidate, gist=self._gist)

    def _with_recipient(self, candidate: Candidate) -> Candidate:
        if not candidate.who:
            return candidate
        several = len(self._heads(candidate.who)) > 1 or any(map(self.sides.is_several, candidate.who))
        if candidate.near and candidate.rule.mutual and several:
            return replace(candidate, whom=candidate.who, near=False)  # not with the place where they met
        if candidate.who == candidate.whom and several:
            return candidate  # "Chad and Niger signed a pact": each with the other, whoever else is named
        placed = any(self.sides.is_actor(t) for t in candidate.whom) and not candidate.near
        doers = set(self._heads(candidate.who))
        now = next((t for t in reversed(self._heads(candidate.whom)) if t not in doers), None)
        best, share = None, self.rules.recipient
        if now is not None:
            margin = self.rules.placed_recipient if placed else self.rules.better_recipient
            share = max(share, self.weigh(candidate.who[0], now).is_pair + margin)
            if placed and share >= 0.8:
                return candidate
        for doer, other in self.pairs():
            if (
                doer.head in doers
                and other.head not in doers
                and other.head != now
                and self._may_be(other, candidate)
            ):
                likely = self.weigh(doer.head, other.head).is_pair
                if likely > share:
                    best, share = other.head, likely
        return candidate if best is None else replace(candidate, whom=(best,), near=False, recipient=share)

    def _is_somebody(self, phrase: Phrase) -> bool:
        """Whether something can be done to a phrase: not to a day, nor to the press that is told or written to."""
        token = self.clauses.token(phrase.head)
        if token.text.lower() in self.rules.never:
            return False
        member = self.sides.cast.at(self.sides.number, phrase.head)
        if member is None or member.sector not in self.rules.told:
            return True
        above = self.clauses.token(token.head)
        verb = self.clauses.token(above.head) if token.dep == "pobj" else above
        return verb.lemma not in self.sides.knowledge.lexicon.composition.report

    def _may_be(self, other: Phrase, candidate: Candidate) -> bool:
        """Whether a phrase may be the recipient: where two meet is not whom they meet."""
        if other.head in elsewhere(candidate, self.clauses):
            return False  # "Oslo welcomed the deal, and Rome said": not about Rome
        if any(self.clauses.token(c).tag == "PRP$" for c in self.clauses.children[other.head]):
            return False  # "its troops", "his resignation": the doer's own
        member = self.sides.cast.at(self.sides.number, other.head)
        states = self.sides.countries([other.head])
        if (
            member is not None
            and member.kind == "name"
            and states
            and states <= self.sides.countries(candidate.who)
        ):
            return False  # "Indian jets bombed what New Delhi calls a camp": the doer's own state
        if not candidate.rule.mutual and candidate.type != "CONSULT":
            return True
        return not is_circumstance(
            other.head, self.clauses, self.sides.knowledge.rules.get("events", EventRules)
        )

    def _heads(self, tokens: Sequence[int]) -> list[int]:
        return [c for t in tokens for c in self.clauses.conjuncts(t)]

    def pair_of(self, candidate: Candidate) -> tuple[int, int] | None:
        """The heads by which an act is weighed; None where it has one side, or both in one word."""
        other = next((t for t in self._heads(candidate.whom) if t not in candidate.who[:1]), None)
        return None if not candidate.who or other is None else (candidate.who[0], other)

    def _typed(self, candidate: Candidate, acts: Sequence[Candidate]) -> Candidate:
        """The act with the second opinion's type, where that is sure and the entry is not.

        It weighs a pair, not a word: of a type that a clause beside tells of the same pair, it means that act.
        """
        pair = self.pair_of(candidate)
        if pair is None:
            return candidate
        weighed = self.weigh(*pair)
        share = dict(weighed.types).get(candidate.type, 0.0)
        candidate = replace(candidate, agrees=share, pair=weighed.is_pair, real=weighed.is_real)
        margin = (
            self.rules.overrule_composed if candidate.operators or candidate.reasons else self.rules.overrule
        )
        if weighed.sure - share <= margin:
            return candidate
        if any(
            act.type == weighed.type and self.pair_of(act) == pair and self._is_beside(act, candidate)
            for act in acts
        ):
            return candidate
        if candidate.exact and not self.sides.is_actor(pair[1]):
            return candidate  # what is done to a thing says less of the type than an entry that fits
        return self._retyped(candidate, weighed)

    def _is_beside(self, one: Candidate, other: Candidate) -> bool:
        """Whether two acts are told by coordinated clauses: "welcomed the accord but said that Oslo must leave"."""
        ways = [{act.trigger, *self.clauses.path_up(act.trigger)} for act in (one, other)]
        return any(
            self.clauses.token(verb).dep == "conj" and self.clauses.token(verb).tag[:1] == "V"
            for verb in ways[0] ^ ways[1]
        )

    def _by_side(self, candidate: Candidate) -> float | None:
        """How likely anything happens, by the doer alone, or else by whom it is done to."""
        for side, heads in (("who", candidate.who), ("whom", candidate.whom)):
            if heads:
                phrase = self.traits.kinds.get(heads[0], Phrase(heads[0], "thing", False))
                own = self.opinion.tally(self.traits.alone(phrase, side))
                return self.opinion.alone(self.common, own)
        return None

    def _retyped(self, candidate: Candidate, weighed: Weighed) -> Candidate:
        rule = self._rule(weighed.type)
        return replace(
            candidate, rule=rule, type=weighed.type, mode=rule.mode, cameo=rule.cameo, exact=False, operators=(),
            reasons=(), factuality="happened", learned=weighed, agrees=weighed.sure, pair=weighed.is_pair,
            real=weighed.is_real, instead=candidate.rule.id,
        )  # fmt: skip

    def _alone(self) -> list[Candidate]:
        """The likeliest act of the sentence; the words of most sentences tell at once that there is none."""
        if self.opinion.leaning(self.common) < self.rules.alone_sentence:
            return []
        best: tuple[float, Phrase, Phrase, Weighed] | None = None
        for doer, other in self.pairs():
            weighed = self.weigh(doer.head, other.head)
            if (
                weighed.is_pair < self.rules.alone_pair
                or weighed.sure < self.rules.alone_type
                or weighed.is_real < self.rules.alone_real
            ):
                continue
            if best is None or weighed.is_pair * weighed.is_real > best[0]:
                best = (weighed.is_pair * weighed.is_real, doer, other, weighed)
        if best is None:
            return []
        _, doer, other, weighed = best
        rule = self._rule(weighed.type)
        trigger = self.trigger(doer.head, other.head)
        return [
            Candidate(
                rule=rule, trigger=trigger, type=weighed.type, mode=rule.mode, cameo=rule.cameo, who=(doer.head,),
                whom=(other.head,), factuality="happened", voices=(), used=(trigger,), operators=(), reasons=(),
                score=0.0, exact=False, learned=weighed, agrees=weighed.sure, pair=weighed.is_pair,
                real=weighed.is_real,
            )
        ]  # fmt: skip

    def trigger(self, doer: int, other: int) -> int:
        """The word where the ways up from both sides meet, or the verb over them."""
        over = [doer, *self.clauses.path_up(doer)]
        above = {other, *self.clauses.path_up(other)}
        meet = next((i for i in over if i in above), over[-1])
        if meet not in (doer, other):
            return meet
        return next(
            (i for i in self.clauses.path_up(meet) if self.clauses.token(i).tag.startswith("V")), meet
        )

    def _rule(self, type_: EventType) -> Rule:
        return Rule(
            id=f"learned.{type_}", type=type_, means="the second opinion, learned from labelled sentences",
            mode=None, cameo=self.rules.cameo[type_], contexts=(), needs=(), without=(),
        )  # fmt: skip


def _each_once(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Without an act that the second opinion has made the same as another of the sentence."""
    kept: dict[object, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: (c.learned is not None, c.trigger)):
        kept.setdefault((candidate.type, candidate.who, candidate.whom, candidate.factuality), candidate)
    return sorted(kept.values(), key=lambda c: c.trigger)
