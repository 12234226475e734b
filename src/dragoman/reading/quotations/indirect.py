"""What is an actor reported to have said? Clauses of verbs of saying whose subject is a political actor."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.knowledge.loading import Knowledge
from dragoman.model import Actor, Evidence, Page, Quotation, Sentence, Token, content_id
from dragoman.reading.actors import Cast, actors_on
from dragoman.reading.quotations.rules import Speech

HEARERS = ("dobj", "dative", "iobj")
SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
FEWEST = 3  # words of a statement


def find_reported(
    page: Page,
    sentences: Sequence[Sentence],
    cast: Cast,
    day: str | None,
    knowledge: Knowledge,
    speech: Speech,
    marked: Sequence[Quotation],
) -> list[Quotation]:
    """Every statement that a parsed sentence reports of a political actor ("the ministry said that ...").

    Left out: what is negated or asked, and clauses that mostly repeat a quotation of `marked`.
    """
    taken = [(one.evidence[0].start, one.evidence[0].end) for one in marked]
    reader = _Reported(page, cast, day, knowledge, taken)
    found: list[Quotation] = []
    for number, sentence in enumerate(sentences):
        tokens = sentence.tokens
        if not tokens or tokens[-1].text == "?":
            continue
        for at, token in enumerate(tokens):
            if token.tag.startswith("VB") and token.text.lower() in speech.strong:
                one = reader.statement(number, tokens, at)
                if one is not None:
                    found.append(one)
    return found


@dataclass(frozen=True, slots=True)
class _Reported:
    """The reader of one page; `taken` are the spans of its quotations in marks."""

    page: Page
    cast: Cast
    day: str | None
    knowledge: Knowledge
    taken: Sequence[tuple[int, int]]

    def statement(self, number: int, tokens: tuple[Token, ...], verb: int) -> Quotation | None:
        """What the subject of a verb of saying says in its clause; None where it is nobody of the cast, or denied."""
        children = [i for i, token in enumerate(tokens) if token.head == verb and i != verb]
        deps = {tokens[i].dep: i for i in children}
        clause, subject = deps.get("ccomp"), deps.get("nsubj")
        if clause is None or subject is None or "neg" in deps:
            return None
        # A statement has a subject of its own; what stands before a colon is another sentence.
        whole = any(token.head == clause and token.dep in SUBJECTS for token in tokens)
        if not whole or any(token.text == ":" for token in tokens[clause:verb]):
            return None
        member = self.cast.at(number, subject)
        speakers = actors_on(member, self.day, self.knowledge) if member else ()
        if member is None or not speakers or not speakers[0].code:
            return None
        first, last = _span(tokens, clause, verb)
        while first < last and tokens[first].dep in ("mark", "punct") and tokens[first].head == clause:
            first += 1
        start, end = tokens[first].start, tokens[last].end
        inside = sum(min(end, b) - max(start, a) for a, b in self.taken if a < end and start < b)
        if last - first + 1 < FEWEST or inside * 2 > end - start:
            return None
        text = self.page.text
        return Quotation(
            id=content_id(self.page.id, "quotation", start, end, "indirect"),
            words=text[start:end],
            kind="indirect",
            cue=tokens[verb].text.lower(),
            speaker=speakers[0],
            why_unknown=None,
            evidence=tuple(
                Evidence(start=a, end=b, text=text[a:b])
                for a, b in ((start, end), (member.start, member.end))
            ),
            why=f"the clause of '{tokens[verb].text}', whose subject is '{member.text}'",
            also=speakers[1:],
            to=tuple(a for a in self._hearers(number, tokens, children) if a.name != speakers[0].name),
        )

    def _hearers(self, number: int, tokens: tuple[Token, ...], children: Sequence[int]) -> tuple[Actor, ...]:
        members = (self.cast.at(number, i) for i in children if tokens[i].dep in HEARERS)
        return tuple(
            actor for member in members if member for actor in actors_on(member, self.day, self.knowledge)
        )


def _span(tokens: tuple[Token, ...], head: int, verb: int) -> tuple[int, int]:
    """First and last token under `head`, on its own side of the verb."""
    under = {head}
    grown = True
    while grown:
        more = {i for i, token in enumerate(tokens) if token.head in under and i not in under and i != verb}
        grown = bool(more)
        under |= more
    side = [i for i in under if (i < verb) == (head < verb)]
    last = max(side)
    while last > head and tokens[last].dep == "punct":
        last -= 1
    return min(side), last
