"""Which state is "the kingdom", "the South", "the island nation"? The one of that kind that was named last."""

from dataclasses import dataclass

from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.model import Sentence
from dragoman.reading.actors.before import Before
from dragoman.reading.actors.members import Member

FAR = 12  # sentences back: a story is mostly about one such state


@dataclass(slots=True)
class States:
    """Resolves the words for states by what they are, sentence by sentence."""

    before: Before
    gazetteer: Gazetteer

    def members(self, number: int, sentence: Sentence, text: str) -> list[Member]:
        """The members that such words make."""
        found = []
        for hit in self.before.references.state.finditer(text, sentence.start, sentence.end):
            start, end = hit.span()
            inside = [i for i, t in enumerate(sentence.tokens) if t.start >= start and t.end <= end]
            meant = self.before.references.states[hit[1]]
            lines = self.before.back(number, FAR)
            last = next((m for line in lines for m in reversed(line.members) if m.country in meant), None)
            state = None if last is None else f"state:{meant[last.country or '']}"
            if not inside or last is None or state not in self.gazetteer.by_id:
                continue
            if self._is_of_another(inside[-1], sentence):
                continue
            why = f"'{hit[0]}' is taken for the state of that kind that was named last; {last.why}"
            found.append(
                Member(
                    sentence=number, head=inside[-1], first=inside[0], last=inside[-1], start=start, end=end,
                    text=hit[0], kind="name", entities=(state,), country=meant[last.country or ""], why=why,
                )
            )  # fmt: skip
        return found

    def _is_of_another(self, head: int, sentence: Sentence) -> bool:
        """Whether "of" and a name belong to a word: "the Kingdom of Morocco", not "accused the kingdom of piracy"."""
        behind = sentence.tokens[head + 1] if head + 1 < len(sentence.tokens) else None
        if behind is None or behind.head != head or behind.text.lower() != "of":
            return False
        over = sentence.tokens[sentence.tokens[head].head]
        return over.lemma not in self.before.references.rules.accusing
