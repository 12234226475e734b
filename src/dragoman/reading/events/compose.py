"""What stands over an act and changes it: will, may, threatened to, demanded, refused, denied, if, said.

The words and what becomes of the act are data (`composition.toml`); here is only how they are applied, from the inside
out, along the edges of the sentence.
"""

from dataclasses import dataclass, replace

from dragoman.knowledge.events import Composition, Lexicon, Operator, Outcome, Rule
from dragoman.knowledge.opinion import Weighed
from dragoman.model import EventType, Factuality
from dragoman.reading.events.clause import Clauses
from dragoman.reading.events.cues import Cues
from dragoman.reading.events.match import NOUN_DOERS, Match
from dragoman.reading.events.sides import Sides

HEIGHT = 6  # operators over one act; real sentences have three at most

# Whose words they are that name the recipient: of the operator first, of the act first, or only of the act.
ASKING = ("request", "obligation")
DENYING = ("deny", "negated")
BLAMING = ("accuse", "criticise", "praise")
OWN = (
    "future",
    "plan",
    "possible",
    "attempt",
    "fail",
    "negated",
    "will-not",
    "deny",
    "commit",
    "stop",
    "cancel",
    "order",
    "plain",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An act with all that stands over it. Sides are token indices; `used` are the words that made it.

    `near` says that nobody stands in whom's place, and the nearest other actor below the act was taken.
    `dropped` is the reason where the act is not told as an act ("if"); `negated` that a negation stands
    with it: whether somebody denies it or there is nothing to tell is for `factuality` to say.
    Of the second opinion: `recipient` is how likely it found the recipient that it named, `agrees` how likely it finds
    this type, `pair` how likely these are the event's sides, `real` how likely anything happens between them, `side`
    by one of them alone, `gist` the log-odds of it by the whole sentence; `learned` is its whole word where it decided
    the type, `instead` the entry that it overruled.
    """

    rule: Rule
    trigger: int
    type: EventType
    mode: str | None
    cameo: str
    who: tuple[int, ...]
    whom: tuple[int, ...]
    factuality: Factuality
    voices: tuple[int, ...]
    used: tuple[int, ...]
    operators: tuple[int, ...]
    reasons: tuple[str, ...]
    score: float
    exact: bool
    near: bool = False
    dropped: str = ""
    negated: bool = False
    recipient: float | None = None
    agrees: float | None = None
    pair: float | None = None
    real: float | None = None
    side: float | None = None
    gist: float | None = None
    learned: Weighed | None = None
    instead: str = ""


def compose(
    match: Match, clauses: Clauses, sides: Sides, lexicon: Lexicon, others: dict[int, Match]
) -> Candidate | str:
    """The match with every operator over it applied; a sentence with the reason where no event is left.

    `others` are the matches at other triggers: an operator that is itself an entry knows its sides better.
    """
    start = Candidate(
        rule=match.rule, trigger=match.trigger, type=match.rule.type, mode=match.rule.mode, cameo=match.rule.cameo,
        who=match.who, whom=match.whom, factuality="happened", voices=(), used=(match.trigger, *match.words),
        operators=(), reasons=(), score=match.score, exact=match.exact,
    )  # fmt: skip
    return _Composer(clauses, sides, lexicon, others, Cues(clauses, lexicon.composition)).climb(start)


def to_come(candidate: Candidate, composition: Composition) -> Candidate:
    """The act as one that is still to come though nothing but its day says so: "travels to Rome on Sunday"."""
    row = composition.outcome["future"]
    outcome = row.get(candidate.type) or row.get("*") or Outcome()
    changed = outcome.type or candidate.type
    return replace(
        candidate,
        type=changed,
        mode=candidate.mode if changed == candidate.type else composition.mode.get(changed, {}).get("*"),
        cameo=outcome.cameo or candidate.cameo,
        factuality=outcome.factuality or "planned",
        reasons=(*candidate.reasons, "future"),
    )


@dataclass(slots=True)
class _Composer:
    clauses: Clauses
    sides: Sides
    lexicon: Lexicon
    others: dict[int, Match]
    cues: Cues

    @property
    def table(self) -> Composition:
        return self.lexicon.composition

    def climb(self, candidate: Candidate) -> Candidate | str:
        """Apply what stands over the act, step by step up to the top of the sentence."""
        if candidate.type in ("REQUEST", "THREATEN") and self._asserts(candidate.trigger, candidate.type):
            return "it says what was, and asks for nothing and threatens nothing"
        candidate = self._ordered(self._apply(candidate, "plain", None))
        at, seen, undone = candidate.trigger, {candidate.trigger}, set[int]()
        for _ in range(HEIGHT):
            if at not in undone:
                candidate = self._at_verb(candidate, at)
            above = self._above(at, seen)
            if above is None or candidate.dropped:
                break
            over, operator = above
            seen.add(over)
            if operator is not None and self._is_undone(operator, over):
                # "Has not stopped bombing", "does not deny bombing": the two negations are spent.
                candidate = replace(candidate, used=(*candidate.used, over))
                undone.add(over)
                at = over
                continue
            if operator is not None:
                candidate = self._apply(candidate, self._kind(operator, candidate, over), over)
            else:
                candidate = self._report(candidate, over, at)
            at = over
        return candidate.dropped or candidate

    def _ordered(self, candidate: Candidate) -> Candidate:
        """The request that an imperative makes: "free the men, he told them", a headline's "UN to Oslo: free ..."."""
        at = candidate.trigger
        over = self.cues.told_to_do(at)
        if over is not None:
            # Who speaks asks, whom he speaks to is asked; the act's own sides are neither.
            return self._apply(replace(candidate, who=(), whom=()), "request", over)
        colon = self.cues.label_to(at)
        if colon is None:
            return candidate
        heads = [t for t in range(colon) if self.sides.is_head(t)]
        between = next(t for t in range(colon) if self.clauses.token(t).text.lower() == "to")
        who, whom = (tuple(t for t in heads if (t < between) == first)[:1] for first in (True, False))
        if not who or not whom:
            return candidate
        return replace(self._apply(candidate, "request", None), who=who, whom=whom)

    def _kind(self, operator: Operator, candidate: Candidate, over: int) -> str:
        """ "Wants to leave" is a plan; "wants Russia to leave" is asked of Russia. Who rejects a claim denies."""
        if operator.kind == "refuse" and self._is_claimed(over, candidate.trigger):
            return "deny"
        if operator.kind != "plan" or self.clauses.is_noun(over):
            return operator.kind
        doers, own = self._doers(over), self._actors(candidate.who)
        return "request" if doers and own and not set(doers) & set(own) else "plan"

    def _is_claimed(self, over: int, act: int) -> bool:
        """Whether the act is what a claim says, not the claim itself, and `over` it stands a verb of rejection."""
        return self.cues.is_(over, "reject") and any(
            self.cues.is_(noun, "allegation") and act != noun and act in self.clauses.subtree(noun)
            for noun in self.cues.below(over, "dobj")
        )

    def _asserts(self, at: int, kind: EventType) -> bool:
        """Whether a word that asks or asserts does the latter: "insists that they laid mines", not "that they go".

        Any verb of saying asserts what had been: "said that his country had not paid", not "that they would pay".
        """
        below = [clause for clause in self.cues.below(at, "ccomp") if clause > at]
        if kind == "THREATEN":
            return self.cues.reports(at) and any(self.cues.is_perfect(clause) for clause in below)
        return self.cues.is_(at, "asserts") and any(self.cues.tells_past(clause) for clause in below)

    def _is_undone(self, operator: Operator, over: int) -> bool:
        if operator.kind == "deny":
            return self.cues.negation(over) is not None
        return operator.kind == "stop" and self.cues.never_ends(over)

    # ── what hangs on the verb itself: negation, modals, conditions ─────────────────────────────────────────

    def _at_verb(self, candidate: Candidate, at: int) -> Candidate:
        below = [(c, self.clauses.token(c)) for c in self.clauses.children[at]]
        governor = at
        if self.clauses.token(at).dep in ("acomp", "attr", "oprd") and not self.clauses.is_noun(at):
            governor = self.clauses.token(at).head
            below += [(c, self.clauses.token(c)) for c in self.clauses.children[governor]]
        words = {t.text.lower() for _, t in below}
        # "Does not exclude that": what is not excluded is possible.
        spent = self.cues.is_(at, "exclude") or self.cues.is_(at, "hesitate")
        negated = (self.cues.negation(at) is not None or self._shares_no(at)) and not spent
        modal = next(
            (
                self.table.modal[t.text.lower()]
                for _, t in below
                if t.dep == "aux" and t.text.lower() in self.table.modal
            ),
            None,
        )
        if self.clauses.token(governor).dep == "advcl" and words & set(self.table.condition):
            return replace(candidate, dropped="it stands under a condition")
        if negated and modal == "future":
            return self._apply(candidate, "will-not", None)
        if negated and modal != "obligation":
            return replace(candidate, negated=True)
        if modal is None and self.cues.is_to_come(at):
            modal = "future"
        return candidate if modal is None else self._apply(candidate, modal, None)

    def _shares_no(self, at: int) -> bool:
        """Whether the verb is the second of "not to threaten or use": one "not" stands for both."""
        token = self.clauses.token(at)
        if token.dep != "conj" or token.tag != "VB" or self.clauses.token(token.head).tag != "VB":
            return False
        joined = {self.clauses.token(c).text.lower() for c in self.clauses.children[token.head] if c < at}
        return bool(joined & {"or", "nor"}) and self.cues.negation(token.head) is not None

    # ── the word above ──────────────────────────────────────────────────────────────────────────────────────

    def _above(self, at: int, seen: set[int]) -> tuple[int, Operator | None] | None:
        """The nearest word above of which `at` hangs by an edge, and the operator that it is, if it is one."""
        over = at
        for _ in range(8):
            head = self.clauses.token(over).head
            if head == over:
                return None
            over = head
            if over in seen:
                continue
            if self.cues.is_apart(over, at):
                return None
            operator = None if self.cues.points_back(over, at) else self._operator(over, at)
            if operator is not None:
                return over, operator
            if self._reports(over, at) or self._passes(over, at):
                return over, None
        return None

    def _operator(self, over: int, at: int) -> Operator | None:
        fits: list[tuple[int, int, Operator]] = []
        for number in self.lexicon.operators.get(self.clauses.token(over).lemma, ()):
            operator = self.table.operator[number]
            words = [word for word in operator.words if self._is(over, word)]
            if words and at in self._hanging(over, operator):
                fits.append((-max(len(word.split()) for word in words), number, operator))
        # "called off" before "called": the longest words decide, then the order of the file.
        return min(fits, key=lambda fit: fit[:2])[2] if fits else None

    def _hanging(self, over: int, operator: Operator) -> list[int]:
        """The words that hang below `over` by one of the operator's links."""
        return [
            end
            for label, edge in self.clauses.edges(over)
            if label in operator.links and not self._describes(over, edge)
            for end in self.clauses.conjuncts(edge)
        ]

    def _describes(self, over: int, verb: int) -> bool:
        """Whether the verb tells of the noun over it ("a deal backed by") instead of filling it ("a deal to back")."""
        below = self.clauses.token(verb)
        return self.clauses.is_noun(over) and (below.dep == "relcl" or below.tag in ("VBN", "VBD"))

    def _is(self, token: int, words: str) -> bool:
        """Whether the token is a word of the table; one with a particle ("rule out") needs the particle too."""
        word, _, particle = words.partition(" ")
        if self.clauses.token(token).lemma != word:
            return False
        return not particle or any(
            label in (f"prt:{particle}", f"prep:{particle}") for label, _ in self.clauses.edges(token)
        )

    def _passes(self, over: int, at: int) -> bool:
        firm = self.cues.is_(over, "hesitate") and self.cues.negation(over) is not None
        if self.clauses.token(over).lemma not in self.table.transparent and not firm:
            return False
        return any(
            at in self.clauses.conjuncts(end)
            for label, end in self.clauses.edges(over)
            if label in ("verb", "attr", "obj", "prep:to", "prep:in")
        )

    def _reports(self, over: int, at: int) -> bool:
        if self.clauses.token(over).lemma not in self.table.report:
            return False
        return any(
            at in self.clauses.conjuncts(end) for label, end in self.clauses.edges(over) if label == "verb"
        )

    def _report(self, candidate: Candidate, over: int, at: int) -> Candidate:
        """Note whose word it is; a duty that somebody states for another is that somebody's demand."""
        if not self._reports(over, at):
            return candidate
        voices = self._doers(over)
        if "obligation" in candidate.reasons and voices:
            return replace(
                candidate,
                who=voices,
                whom=self._actors(candidate.who) or candidate.whom,
                reasons=(*candidate.reasons, "stated"),
                operators=(*candidate.operators, over),
            )
        return replace(candidate, voices=(*candidate.voices, *voices))

    # ── applying an operator ────────────────────────────────────────────────────────────────────────────────

    def _apply(self, candidate: Candidate, kind: str, over: int | None) -> Candidate:
        row = self.table.outcome[kind]
        outcome = row.get(candidate.type) or row.get("*") or Outcome()
        if kind in ASKING:
            candidate = replace(candidate, negated=False)  # who asks another not to do it asks for something
        elif candidate.negated and kind != "plain" and kind not in DENYING:
            return replace(candidate, dropped="it is negated")
        if outcome.drop:
            return replace(candidate, dropped=f"'{kind}' over {candidate.type} leaves no act")
        changed: EventType = outcome.type or candidate.type
        is_other = outcome.type is not None and kind != "plain"
        mode = outcome.mode or (self._mode(changed, candidate.type) if is_other else candidate.mode)
        cameo = outcome.cameo or (self._cameo(changed, mode) if is_other else None) or candidate.cameo
        who, whom = self._sides(candidate, kind, over)
        words = () if over is None else (over,)
        return replace(
            candidate, type=changed, mode=mode, cameo=cameo, who=who, whom=whom,
            factuality=outcome.factuality or candidate.factuality,
            used=(*candidate.used, *words), operators=(*candidate.operators, *words),
            reasons=candidate.reasons if kind == "plain" else (*candidate.reasons, self._reason(kind, over)),
        )  # fmt: skip

    def _reason(self, kind: str, over: int | None) -> str:
        return kind if over is None else f"{kind}: '{self.clauses.token(over).text}'"

    def _mode(self, changed: str, act: str) -> str | None:
        table = self.table.mode.get(changed, {})
        return table.get(act) or table.get("*")

    def _cameo(self, changed: str, mode: str | None) -> str | None:
        table = self.table.cameo.get(changed, {})
        return table.get(mode or "*") or table.get("*")

    def _sides(
        self, candidate: Candidate, kind: str, over: int | None
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        if over is None:
            return candidate.who, candidate.whom
        known = self.others.get(over)
        doers = (known.who if known is not None and known.who else ()) or self._doers(over)
        objects = (known.whom if known is not None else ()) or self._objects(over, set(candidate.used))
        if kind in OWN:
            whom = candidate.whom
            if kind in ("commit", "stop", "cancel") and not whom:
                # "open to a meeting between X and Y": who commits is not all of those who will meet.
                whom = self._actors(tuple(t for t in candidate.who if doers and t not in doers)) or objects
            return (
                candidate.who or doers
                if kind not in ("commit", "stop", "cancel", "order")
                else doers or candidate.who
            ), whom
        doers = doers or (() if candidate.who == objects else candidate.who)
        others = tuple(t for t in candidate.who if t not in doers)
        if kind in ASKING or kind in BLAMING:
            return doers, objects or self._actors(others) or candidate.whom
        return doers, self._actors(candidate.whom) or objects or self._actors(others) or candidate.whom

    def _actors(self, tokens: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(t for t in tokens if self.sides.is_actor(t))

    def _doers(self, over: int) -> tuple[int, ...]:
        if self.clauses.is_noun(over):
            for path in NOUN_DOERS:
                ends = self._actors(tuple(self.clauses.follow(over, path)))
                if ends:
                    return ends
            return ()
        return tuple(self.clauses.follow(over, ("subj",)))

    def _objects(self, over: int, used: set[int]) -> tuple[int, ...]:
        for label in ("obj", "iobj", "prep:to", "prep:on", "prep:from", "prep:against", "prep:with", "gobj"):
            ends = self._actors(tuple(e for e in self.clauses.follow(over, (label,)) if e not in used))
            if ends:
                return ends
        return ()
