"""Which slips of the parser do the words alone betray? Mended before anything reads the parse.

The parser's one word in ten that hangs wrong is mostly past help. These slips are not: a finite verb without a subject
whose subject stands right before it, and an enumeration of names that was taken for an apposition. They are as common
in news as "On Monday Oslo expelled" and "Norway, Sweden and Chad sent".
"""

from calendar import day_name, month_name
from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.model import Token

FINITE = ("VBD", "VBZ", "VBP", "MD")
NAMES = ("NNP", "NNPS")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
# A clause of its own; a relative clause's or a participle's subject is another matter.
CLAUSES = ("ROOT", "ccomp", "conj", "advcl", "parataxis")
# Where the first of an enumerated subject lands when the parser takes its last part alone for the subject.
STRAYED = ("npadvmod", "dep", "nsubj", "appos", "advmod")
# What a preposition takes with a name right behind it: "On Monday Oslo", "In May Rome".
DAYS = frozenset(name.lower() for name in (*day_name, *month_name) if name)


def mended(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The same words, with the heads and labels of the slips set right."""
    if not any(token.tag in NAMES for token in tokens):
        return tuple(tokens)
    mend = _Mend(list(tokens))
    for verb, token in enumerate(tokens):
        if token.tag in FINITE or (token.tag == "VBN" and token.dep in CLAUSES):
            mend.subject(verb)
    mend.lists()
    return tuple(mend.tokens)


class _Mend:
    """The tokens of a sentence while they are mended."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.below: list[list[int]] = [[] for _ in tokens]
        for i, token in enumerate(tokens):
            if token.head != i:
                self.below[token.head].append(i)

    def _hang(self, at: int, head: int, dep: str) -> None:
        self.below[self.tokens[at].head].remove(at)
        self.below[head] = sorted([*self.below[head], at])
        self.tokens[at] = replace(self.tokens[at], head=head, dep=dep)

    def _phrase(self, at: int) -> list[int]:
        """The token and all below it, in no order."""
        found = [at]
        for i in found:
            found += self.below[i]
        return found

    def _above(self, at: int) -> list[int]:
        """The token and all above it, up to the root."""
        found = [at]
        while self.tokens[at].head != at:
            at = self.tokens[at].head
            found.append(at)
        return found

    def _last(self, at: int) -> int:
        """The last token of the phrase below `at`."""
        return max(self._phrase(at))

    # ── a subject that hangs elsewhere ──────────────────────────────────────────────────────────────────────

    def subject(self, verb: int) -> None:
        """Give a finite verb without a subject the noun right before it, if that hangs where no subject can.

        "On Monday Oslo expelled": the day and the name were taken for one phrase. "After talks in Minsk, the leaders
        agreed": the leaders were taken for an apposition of Minsk.
        """
        token = self.tokens[verb]
        if verb == 0 or token.dep not in CLAUSES:
            return
        children = self.below[verb]
        if any(self.tokens[c].dep in SUBJECTS for c in children):
            self._of_another_clause(verb)
            return
        # The auxiliaries and adverbs of the verb stand between it and its subject.
        before = verb - 1
        while (
            before > 0
            and before in children
            and self.tokens[before].dep in ("aux", "auxpass", "advmod", "neg")
        ):
            before -= 1
        if token.dep in ("conj", "advcl") and self.tokens[0].tag not in ("IN", "CC"):
            return
        noun = next((n for n in self._above(before) if self._may_be_subject(n, verb)), None)
        if noun is None:
            return
        passive = any(self.tokens[c].dep == "auxpass" for c in children)
        if self.tokens[noun].dep == "pobj":
            preposition = self.tokens[noun].head
            day = next(c for c in self.below[noun] if self.tokens[c].text.lower() in DAYS)
            self._hang(day, preposition, "pobj")
        self._hang(noun, verb, "nsubjpass" if passive else "nsubj")

    def _of_another_clause(self, verb: int) -> None:
        """Part two clauses that were taken for one: "where Oslo backs the old chief as leader and Rome backs another".

        Rome was coordinated with the leader, and the subject of its verb looked for farther up.
        """
        noun, token = verb - 1, self.tokens[verb]
        name = self.tokens[noun]
        common = self.tokens[name.head].tag in ("NN", "NNS")
        if name.tag not in NAMES or name.dep != "conj" or not common or token.dep != "ccomp":
            return
        inner = next((v for v in self._above(name.head) if self.tokens[v].tag in FINITE), None)
        subject = next((c for c in self.below[verb] if self.tokens[c].dep in SUBJECTS), verb)
        if inner is None or not subject < inner < noun or verb not in self._above(subject):
            return
        self._hang(subject, token.head, "dobj")
        self._hang(verb, inner, "conj")
        self._hang(noun, verb, "nsubj")

    def _may_be_subject(self, noun: int, verb: int) -> bool:
        token = self.tokens[noun]
        if token.tag[:2] != "NN" or noun >= verb or verb not in self._above(noun):
            return False
        phrase = self._phrase(noun)
        last = max(i for i in phrase if i < verb)
        if any(self.tokens[i].text in (",", ";", ":") for i in range(last + 1, verb)):
            return False
        if token.dep == "appos":
            first = min(phrase)
            return first > 0 and self.tokens[first - 1].text == ","
        days = [c for c in self.below[noun] if self.tokens[c].text.lower() in DAYS]
        return (
            token.dep == "pobj"
            and token.tag in NAMES
            and len(days) == 1
            and days[0] == self.tokens[noun].head + 1
        )

    # ── enumerations ────────────────────────────────────────────────────────────────────────────────────────

    def lists(self) -> None:
        """Make a list of names one coordination: in "Norway, Sweden and Chad" Sweden is taken for an apposition."""
        for at, token in enumerate(self.tokens):
            if token.tag not in NAMES or at < 2:
                continue
            if token.dep == "conj" and self._is_close(token.head):
                # "premier Ana Souza and President Omar Keita": he stands beside the premier, not beside her name.
                self._hang(at, self.tokens[token.head].head, "conj")
                continue
            if token.dep == "appos" and self.tokens[token.head].tag in NAMES and self._is_list(at):
                self._hang(at, token.head, "conj")
            elif token.dep in SUBJECTS and (self._is_list(at) or self._is_pair(at)):
                self._stray(at)

    def _is_close(self, name: int) -> bool:
        """Whether a name stands right behind its noun, without a comma."""
        return self.tokens[name].dep == "appos" and min(self._phrase(name)) == self.tokens[name].head + 1

    def _is_list(self, at: int) -> bool:
        """Whether "B and C" is the end of "A, B and C": names, joined, and no comma closes them as it would a title."""
        joined = [c for c in self.below[at] if self.tokens[c].dep == "conj"]
        if not joined or any(self.tokens[c].tag not in NAMES for c in joined):
            return False
        after = self._last(at) + 1
        return after >= len(self.tokens) or self.tokens[after].text not in (",", ")")

    def _is_pair(self, at: int) -> bool:
        """Whether a headline's verb tells that two are meant: "Norway, Sweden agree"."""
        verb = self.tokens[at].head
        return verb == at + 1 and self.tokens[verb].tag == "VBP" and self.tokens[0].text.lower() not in DAYS

    def _stray(self, at: int) -> None:
        """Put the names before "B and C" that hang beside it on the same verb into the list."""
        verb = self.tokens[at].head
        first = min(self._phrase(at))
        while first >= 2 and self.tokens[first - 1].text == ",":
            one = next(
                (
                    n
                    for n in self._above(first - 2)
                    if self.tokens[n].head == verb
                    and self.tokens[n].dep in STRAYED
                    and self.tokens[n].tag in NAMES
                    and n < first
                ),
                None,
            )
            if one is None:
                return
            dep = self.tokens[at].dep
            self._hang(one, verb, dep)
            self._hang(at, one, "conj")
            at = one
            first = min(self._phrase(at))
