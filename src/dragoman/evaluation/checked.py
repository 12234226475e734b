"""What a check of one file of the knowledge gives, and how an example is read: as a page of one sentence."""

from dragoman.knowledge.loading import Knowledge
from dragoman.model import Actor, Findings, Page, Passage, Struct
from dragoman.reading import read_page


class Failure(Struct):
    """An entry that does not do what it says; `counts` is 0 where the complaint is about no example but the entry."""

    entry: str
    example: str
    said: str
    counts: int = 1


class Checked(Struct):
    """One file or type: how much was run, how many examples another entry of the type answered, what failed."""

    name: str
    entries: int
    examples: int
    failures: tuple[Failure, ...]
    sisters: int = 0


def read_sentence(text: str, knowledge: Knowledge, day: str | None = None) -> Findings:
    """Read a sentence as if it were a whole page of story, written on `day`."""
    story = (Passage(start=0, end=len(text), role="story"),) if text else ()
    return read_page(Page(id="example", text=text, given=day, language="en", passages=story), knowledge)


def short(findings: Findings) -> str:
    """The events of a sentence in a few words, for the list of failures."""
    said = [
        f"{e.type} {_names(e.source)} > {_names(e.target)} ({e.rule}, {e.factuality})"
        for e in findings.events
    ]
    return "; ".join(said) or "no event"


def _names(actors: tuple[Actor, ...]) -> str:
    return " and ".join(actor.text for actor in actors) or "-"
