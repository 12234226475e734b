"""Does the sentence tell of the past or of what is to come? The verb over a time, with its auxiliaries, says it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.model import Page, Sentence, TimeExpression, Token
from dragoman.reading.times.rules import TenseRules, TimeRules
from dragoman.reading.times.spans import Tense

Told = Literal["past", "present", "future", "perfect", "to come"]
AUXILIARIES = ("aux", "auxpass")
TERM = ("until", "till", "by")
# Words with which a time is told that is set, not lived through: "scheduled for Friday".
SET_FOR = ("for", "until", "till", "by", "before")
BARE = ("ccomp", "xcomp", "oprd", "advcl")
SURE = ("will", "shall")  # "will have left": to come; "would have left": past
MOST_STEPS = 12


def tense_of(page: Page, sentence: Sentence, time: TimeExpression, rules: TimeRules) -> Tense | None:
    """The tense of the verb over a time of a parsed sentence; None where the sentence is not parsed or has no verb."""
    headline = any(p.start <= time.start < p.end and p.role == "headline" for p in page.passages)
    return tense_at(sentence.tokens, time.start, time.end, rules.tense, headline)


def tense_at(
    tokens: Sequence[Token], start: int, end: int, rules: TenseRules, headline: bool = False
) -> Tense | None:
    """The tense of the verb that governs the words from `start` to `end` (offsets of the page); None without a verb.

    A present that is told as news ("Leaders meet on Monday") is "present"; in a headline it tells of the past.
    """
    inside = [i for i, token in enumerate(tokens) if token.start < end and token.end > start]
    if not inside:
        return None
    # The head of the words: the one whose own head lies outside of them.
    top = next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), inside[0])
    before = tokens[inside[0] - 1].text.lower() if inside[0] else ""
    after = tokens[inside[-1] + 1].text if inside[-1] + 1 < len(tokens) else ""
    # "Monday's debate", "the Monday debate".
    of_noun = after in ("'s", "’s") or tokens[top].dep in ("poss", "compound", "nmod")
    found = _Verbs(tokens, rules, before, of_noun).tense(top)
    return "past" if headline and found == "present" else found


@dataclass(frozen=True, slots=True)
class _Verbs:
    tokens: Sequence[Token]
    rules: TenseRules
    before: str
    of_noun: bool

    def tense(self, at: int) -> Tense | None:
        """The tense of the nearest verb above that has one of its own."""
        told, ahead = self._told(at)
        if told == "perfect":
            return "future" if ahead else "past"
        behind = self.of_noun and self.before in self.rules.behind
        if told == "to come":
            return "past" if behind else "future"
        if told == "present" and (behind or self.of_noun) and not ahead:
            # "Is asked about Monday's debate": what has its name has mostly been.
            return "past"
        return told

    def _told(self, at: int) -> tuple[Told | None, bool]:
        """The same with the perfect and infinitives told apart, and whether a word of preparation stands between."""
        ahead = False
        for _ in range(MOST_STEPS):
            token = self.tokens[at]
            ahead = ahead or token.lemma.lower() in self.rules.ahead
            if token.tag[:1] == "V" or token.tag == "MD":
                told = self._of_verb(at)
                if told is not None:
                    return told, ahead
            elif token.lemma.lower() in self.rules.to_come and token.tag[:2] == "JJ":
                return "future", ahead
            if token.head == at:
                break
            at = token.head
        return None, ahead

    def _of_verb(self, at: int) -> Told | None:
        token = self.tokens[at]
        aux = [
            one
            for one in self.tokens
            if one.head >= 0 and self.tokens[one.head] is token and one.dep in (*AUXILIARIES, "neg")
        ]
        words = [one.text.lower() for one in aux]
        modal = next((one.text.lower() for one in aux if one.tag == "MD"), None)
        if self.before in TERM and token.lemma in self.rules.gives_time and "had" not in words:
            return "future"
        if modal is not None:
            denied = modal in self.rules.doubtful and "neg" in [one.dep for one in aux]
            lived = "have" in words and modal not in SURE
            return "past" if lived or (denied and token.head == at) else "future"
        if any(one.tag == "TO" for one in aux):
            return self._infinitive(at)
        return self._finite(at, aux)

    def _finite(self, at: int, aux: Sequence[Token]) -> Told | None:
        token = self.tokens[at]
        led = next((one for one in aux if one.dep in AUXILIARIES), None)
        if token.lemma in self.rules.set_for and token.tag in ("VBN", "VBD") and self.before in SET_FOR:
            return "future"
        if token.tag == "VBN" and led is None and token.dep in (*BARE, "acl"):
            over = self.tokens[token.head]
            if token.dep == "acl":
                # "Wants a house elected": read as a house that was elected.
                over = self.tokens[over.head]
            if over.lemma in self.rules.foreseen and over.tag in ("VBZ", "VBP"):
                return "future"
        if led is not None and led.tag in ("VBD", "VBN", "VBP", "VBZ"):
            if led.lemma == "have" and led.tag != "VBD" and token.tag in ("VBN", "VBD"):
                return "perfect"
            return "past" if led.tag in ("VBD", "VBN") else "present"
        if token.tag in ("VBD", "VBN"):
            return "past"
        if token.tag in ("VBP", "VBZ"):
            return "present"
        if token.tag == "VB":
            return "future" if token.head == at or token.dep in ("ccomp", "conj") else None
        if token.tag == "VBG" and token.dep == "advcl" and token.lemma not in self.rules.to_begin:
            # "Is glad, telling friends on Monday": what is told by the way has been, whatever the main verb.
            above = self.tense(token.head) if token.head != at else None
            return "past" if above == "present" else above
        return None  # a gerund or participle: as the verb above

    def _infinitive(self, at: int) -> Told | None:
        """To come where it hangs on a word that looks ahead, or on a present; else as the verb above."""
        token = self.tokens[at]
        if token.head == at:
            return "to come"
        over = self.tokens[token.head]
        if over.lemma.lower() in self.rules.to_come:
            return "to come"
        above = self.tense(token.head)
        return "to come" if above in ("present", "future", None) else above
