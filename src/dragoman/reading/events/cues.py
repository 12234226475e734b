"""The words with an act and over it that say how real it is told to be: found once a sentence, asked for by place."""

from dataclasses import dataclass, field

from dragoman.knowledge.events import Composition
from dragoman.reading.events.clause import Clauses

BE = ("is", "are", "'s", "'re", "am", "was", "were")
HAVE = ("has", "have", "had", *BE)
BACK = ("it", "this", "that")
BESIDE = ("ccomp", "parataxis", "dep", "advcl", "acl", "appos")  # how parsers hang a clause on another
ORDERED = ("ccomp", "advcl", "parataxis", "dep")  # how an order hangs on the verb that tells it
BARE = ("VB", "VBP")
LONGEST_LABEL = 8  # words before the colon of "UN to Oslo: free the prisoners"
NOUN_CHAIN = ("of", "for", "about", "on", "in", "against", "to")


@dataclass(slots=True)
class Cues:
    """One sentence's words against the lists of `composition.toml` ("cue")."""

    clauses: Clauses
    table: Composition
    _line: str = ""
    _starts: list[int] = field(default_factory=list)

    def is_(self, i: int, name: str) -> bool:
        """Whether the word at `i` is on a list, by its base form or as it stands."""
        token = self.clauses.token(i)
        words = self.table.cue[name]
        low = token.text.lower()
        return (
            token.lemma in words or low in words or (token.tag[:2] == "NN" and low.removesuffix("s") in words)
        )

    def reports(self, i: int) -> bool:
        """Whether the word at `i` is a verb of report."""
        return self.clauses.token(i).lemma in self.table.report

    def has_particle(self, i: int, name: str) -> bool:
        """Whether the verb at `i` with a particle below it is a phrase of the list ("go on")."""
        lemma = self.clauses.token(i).lemma
        return any(
            f"{lemma} {self.clauses.token(c).text.lower()}" in self.table.cue[name]
            and not self.below(c, "pobj")  # "went on strike" does not go on
            for c in self.clauses.children[i]
        )

    def phrases(self, name: str) -> list[tuple[int, ...]]:
        """Where phrases of a list stand: the tokens of each."""
        if not self._line:
            self._read_line()
        found = []
        for phrase in self.table.cue[name]:
            at = self._line.find(f" {phrase} ")
            while at >= 0:
                inside = range(at + 1, at + 1 + len(phrase))
                found.append(tuple(i for i, start in enumerate(self._starts) if start in inside))
                at = self._line.find(f" {phrase} ", at + 1)
        return found

    def _read_line(self) -> None:
        """Join the words to a line in which phrases are looked up, and note where each begins."""
        parts, at = [" "], 1
        for token in self.clauses.sentence.tokens:
            self._starts.append(at)
            parts.append(token.text.lower().replace("’", "'") + " ")
            at += len(parts[-1])
        self._line = "".join(parts)

    def below(self, i: int, *deps: str) -> list[int]:
        """The children of `i` with one of these labels."""
        return [c for c in self.clauses.children[i] if self.clauses.token(c).dep in deps]

    def is_finite(self, i: int) -> bool:
        """Whether the verb at `i` has a tense of its own, or its auxiliary has."""
        if self.clauses.token(i).tag in ("VBD", "VBZ", "VBP", "MD"):
            return True
        return any(
            self.clauses.token(c).tag in ("VBD", "VBZ", "VBP", "MD")
            for c in self.below(i, "aux", "auxpass", "cop")
        )

    def is_to(self, i: int) -> bool:
        """Whether the verb at `i` is an infinitive with "to"."""
        return any(self.clauses.token(c).tag == "TO" for c in self.below(i, "aux"))

    def is_inverted(self, verb: int, helper: int) -> bool:
        """Whether an auxiliary opens the clause of a verb and stands before its subject: "had Oslo sent"."""
        subjects = self.below(verb, "nsubj", "nsubjpass")
        return helper == self.clauses.subtree(verb)[0] and any(helper < s < verb for s in subjects)

    def points_back(self, over: int, at: int) -> bool:
        """ "The talks are over; both confirmed it": the clause before is not what is said, "it" is."""
        return at < over and any(self.clauses.token(c).text.lower() in BACK for c in self.below(over, "dobj"))

    def is_apart(self, over: int, at: int) -> bool:
        """Whether the clause of `at` only stands beside that of `over`: "Rebels shot him; nobody saw it".

        Parsers hang one of two clauses on the other. With a semicolon or colon between them, and no word that would
        join them, nothing in the one is said of the other, unless the one says it (and is not "was not found").
        """
        if self.clauses.token(at).dep not in BESIDE or self.below(at, "mark"):
            return False
        between = self.clauses.sentence.tokens[min(over, at) + 1 : max(over, at)]
        if all(t.text not in (";", ":") for t in between):
            return False
        return not (self.reports(over) or self.is_(over, "voice")) or self.negation(over) is not None

    # ── orders ──────────────────────────────────────────────────────────────────────────────────────────────

    def told_to_do(self, i: int) -> int | None:
        """For an imperative at `i` and a verb of saying behind it: that verb ("Free them, he told the rebels").

        "Free them or we march" is a threat rather than an order.
        """
        token = self.clauses.token(i)
        if not self._is_bare(i) or any(
            self.clauses.token(c).text.lower() == "or" for c in self.below(i, "cc")
        ):
            return None
        over = token.head
        if token.dep == "conj" and over < i:
            return self.told_to_do(over)
        says = self.reports(over) and self.is_finite(over) and bool(self.below(over, "nsubj"))
        return over if token.dep in ORDERED and over > i and says else None

    def label_to(self, i: int) -> int | None:
        """For a verb that opens a headline's order ("UN to Oslo: free the prisoners"): the colon before it."""
        tokens = self.clauses.sentence.tokens
        colon = i - 1
        if not 0 < colon < LONGEST_LABEL or tokens[colon].text != ":" or tokens[i].tag not in BARE:
            return None
        return colon if any(t.text.lower() == "to" for t in tokens[1:colon]) else None

    def _is_bare(self, i: int) -> bool:
        """Whether the verb at `i` is an imperative by its form: bare, with no subject and no modal."""
        below = [self.clauses.token(c) for c in self.clauses.children[i]]
        return self.clauses.token(i).tag == "VB" and not any(
            t.dep in ("nsubj", "nsubjpass", "mark") or (t.dep == "aux" and t.lemma != "do") for t in below
        )

    def is_perfect(self, i: int) -> bool:
        """Whether the verb at `i` tells what has been or had been: an auxiliary "have", and no modal."""
        helpers = [self.clauses.token(c) for c in self.below(i, "aux", "auxpass")]
        return any(t.lemma == "have" for t in helpers) and all(t.tag != "MD" for t in helpers)

    def tells_past(self, i: int) -> bool:
        """Whether the verb at `i` tells what was: "laid mines", "had carried", and no modal with it."""
        if any(self.clauses.token(c).tag == "MD" for c in self.below(i, "aux", "auxpass")):
            return False
        helpers = [self.clauses.token(c) for c in self.below(i, "aux", "auxpass")]
        return any(t.tag == "VBD" or t.lemma == "have" for t in (self.clauses.token(i), *helpers))

    # ── negation ────────────────────────────────────────────────────────────────────────────────────────────

    def negation(self, i: int) -> int | None:
        """The word that negates what the word at `i` says: "not", "no longer", "nobody" as subject, "no shot"."""
        yet = self.yet_to(i)
        if yet is not None:
            return yet
        governor = i
        if self.clauses.token(i).dep in ("acomp", "attr", "oprd"):
            governor = self.clauses.token(i).head
        for at in dict.fromkeys((i, governor)):
            for child in self.clauses.children[at]:
                if self._negates(child, at):
                    return child
        return None

    def _negates(self, child: int, at: int) -> bool:
        token = self.clauses.token(child)
        low = token.text.lower()
        if token.dep == "neg" or (
            low in self.table.negation and token.dep in ("advmod", "preconj", "det", "cc")
        ):
            if token.dep == "cc" and child > at:
                return False
            return not self._is_only(child) and self._is_own(child, at)
        if token.dep == "advmod" and any(
            self.clauses.token(c).text.lower() in self.table.negation_noun
            for c in self.clauses.children[child]
        ):
            return True  # "no longer"
        if low in self.table.negation_noun:
            return token.dep == "det" and self.clauses.is_noun(at)
        if token.dep in ("nsubj", "nsubjpass") or (token.dep == "dobj" and not self.clauses.is_noun(at)):
            return low in self.table.cue["nobody"] or any(
                self.clauses.token(c).text.lower() in (*self.table.negation_noun, "neither")
                and self.clauses.token(c).dep in ("det", "preconj", "cc")
                for c in self.clauses.children[child]
            )
        return False

    def _is_only(self, negation: int) -> bool:
        """Whether the negation is of the word behind it: "not only", "not merely"."""
        behind = negation + 1
        return behind < len(self.clauses.sentence.tokens) and self.is_(behind, "not_only")

    def _is_own(self, negation: int, at: int) -> bool:
        """Whether the negation is the verb's: not that of a contrast before it ("Jordan, not Israel, shot down")."""
        if negation > at or self.clauses.is_noun(at):
            return True
        between = self.clauses.sentence.tokens[negation + 1 : at]
        return self.clauses.token(at).tag not in ("VBD", "VBZ", "VBP") or all(t.text != "," for t in between)

    # ── ways up ─────────────────────────────────────────────────────────────────────────────────────────────

    def ladder(self, noun: int) -> int:
        """The noun under which a noun stands as what it is of: "claims" for "attacks" in "claims of attacks"."""
        at = noun
        for _ in range(4):
            token = self.clauses.token(at)
            if token.dep in ("compound", "nmod", "amod", "poss") and self.clauses.is_noun(token.head):
                at = token.head
                continue
            if token.dep != "pobj" or self.clauses.token(token.head).text.lower() not in NOUN_CHAIN:
                return at
            above = self.clauses.token(token.head).head
            if not self.clauses.is_noun(above):
                return at
            at = above
        return at

    # ── aspect ──────────────────────────────────────────────────────────────────────────────────────────────

    def never_ends(self, i: int) -> bool:
        """Whether the verb of ending at `i` is negated: "never stopped", "has yet to stop" (not "will never stop")."""
        if any(self.clauses.token(c).tag == "MD" for c in self.below(i, "aux")):
            return False
        return self.negation(i) is not None

    def yet_to(self, i: int) -> int | None:
        """The "yet" of "has yet to" over the verb at `i`."""
        head = self.clauses.token(i).head
        if self.clauses.token(i).dep != "xcomp" or self.clauses.token(head).text.lower() not in HAVE:
            return None
        near = (*self.clauses.children[head], *self.clauses.children[i])
        return next((c for c in near if self.clauses.token(c).text.lower() == "yet"), None)

    def is_to_come(self, i: int) -> bool:
        """Whether an infinitive alone tells the future: "is to go", "is going to go", a headline's "Oslo to go"."""
        if not self.is_to(i):
            return False
        token = self.clauses.token(i)
        above = self.clauses.token(token.head)
        if token.dep == "xcomp":
            is_going = above.tag == "VBG" and above.text.lower() == "going"
            return is_going or (
                above.text.lower() in BE and token.head < i and not self.below(token.head, "acomp", "attr")
            )
        if self.clauses.is_headline(i):
            return True
        is_root = token.head == i or (token.dep in ("ccomp", "parataxis", "dep") and token.head > i)
        if is_root and self.below(i, "nsubj", "nsubjpass"):
            return True
        return token.dep in ("relcl", "acl") and above.head == token.head and self.clauses.is_noun(token.head)
