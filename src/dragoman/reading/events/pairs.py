"""Who may stand on the two sides: the phrases of a sentence that can do something, and those it can be done to."""

from dataclasses import dataclass

from dragoman.reading.events.clause import Clauses
from dragoman.reading.events.sides import Sides

# Where the head of a phrase of its own stands; a noun inside another's phrase counts only as a member of the cast.
OWN_PLACES = (
    "nsubj",
    "nsubjpass",
    "dobj",
    "pobj",
    "dative",
    "conj",
    "appos",
    "poss",
    "ROOT",
    "attr",
    "npadvmod",
    "dep",
)
DOER_PLACES = ("nsubj", "nsubjpass", "pobj", "poss", "conj", "ROOT")
MOST = 9  # phrases of a sentence that are weighed on each side; a longer sentence is a list


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase by its head's index; `kind` is what it is: a sector (GOV, MIL ...), "state", "thing", "name" ..."""

    head: int
    kind: str
    is_actor: bool


def phrases(clauses: Clauses, sides: Sides) -> list[Phrase]:
    """Every phrase of the sentence that may fill a side, in the order of the text."""
    found = []
    for i, token in enumerate(clauses.sentence.tokens):
        member = sides.cast.at(sides.number, i)
        if member is not None:
            kind = member.sector or ("state" if member.country else "named" if member.entities else "person")
            if member.kind in ("pronoun", "adjective"):
                kind = f"{member.kind} {kind}"
            found.append(Phrase(i, kind, sides.is_political(member)))
        elif token.dep in OWN_PLACES and token.tag in ("NN", "NNS", "NNP", "NNPS"):
            found.append(Phrase(i, "name" if token.tag.startswith("NNP") else "thing", False))
    return found


def pairs(clauses: Clauses, sides: Sides) -> list[tuple[Phrase, Phrase]]:
    """Doer and recipient, every pair that is worth a look: the doer acts in politics, or stands where doers stand."""
    all_ = phrases(clauses, sides)
    doers = [p for p in all_ if p.is_actor or clauses.token(p.head).dep in DOER_PLACES][:MOST]
    return [
        (doer, other)
        for doer in doers
        for other in all_[: 2 * MOST]
        if other.head != doer.head and (doer.is_actor or other.is_actor)
    ]
