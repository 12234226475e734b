"""The turns of a transcript: who speaks under which label, in what role. The newsroom's words are the page's own."""

from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.model import Actor, Evidence, Page, Quotation, TurnRole, content_id
from dragoman.reading.actors import WordsOfPage
from dragoman.reading.quotations.narration import words_of
from dragoman.reading.quotations.people import Known, Named, find_people
from dragoman.reading.quotations.rules import Speech

FEWEST = 2  # labels; a single one is a heading
SPOKEN = ("story", "transcript")
# Roles of an office's holder in the actors' codes, and titles before a label's name.
OFFICES = ("GOV", "LEG", "MIL", "SPY", "COP", "JUD", "IGO", "OPP")
TELLS_THE_PAGE: tuple[TurnRole, ...] = ("host", "reporter")
NEWSROOM: dict[str, TurnRole] = {
    "host": "host", "anchor": "host", "moderator": "host", "presenter": "host",
    "reporter": "reporter", "correspondent": "reporter", "journalist": "reporter", "editor": "reporter",
}  # fmt: skip


def find_turns(page: Page, actors: WordsOfPage, speech: Speech) -> list[Quotation]:
    """Every turn of somebody who is asked or speaks for others, in order; none on a page of fewer than two labels.

    Hosts and reporters tell the page, as the narrator of an article does: what they say is nobody's quotation.
    """
    spans = _turns(page)
    if len(spans) < FEWEST:
        return []
    labels = {page.text[a:b].strip(" :\n") for (a, b), _ in spans}
    if len(labels) == 1:
        # Only one side is labelled: the other's answer begins with the next paragraph.
        spans = [(label, (first, _line_end(page.text, first, last))) for label, (first, last) in spans]
    words = words_of(page.text, 0, len(page.text))
    people = find_people(words, Known(), speech).named
    speakers = {label: _speaker(page, label, people, actors, speech) for label in labels}
    asks = {label: _asks(page, label, spans) for label in labels}
    roles = {_family(label): role for label, (_, role, _) in speakers.items() if role}
    found: list[Quotation] = []
    for (at, end), (first, last) in spans:
        label = page.text[at:end].strip(" :\n")
        actor, role, why = speakers[label]
        role = role or roles.get(_family(label))
        if role is None:
            role = "host" if asks[label] else "guest"
            why += "; who mostly asks is the host" if asks[label] else "; who answers is a guest"
        if role in TELLS_THE_PAGE:
            continue
        evidence = tuple(
            Evidence(start=a, end=b, text=page.text[a:b]) for a, b in ((first, last), (at, at + len(label)))
        )
        found.append(
            Quotation(
                id=content_id(page.id, "quotation", first, last), words=page.text[first:last], kind="turn", cue=":",
                speaker=replace(actor, text=label) if actor else None,
                why_unknown=None if actor else why, evidence=evidence, why=why if actor else "", role=role,
            )
        )  # fmt: skip
    return found


def _turns(page: Page) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Label and words of every turn; what is no speech ends it, and a turn of small talk alone is none."""
    spans: list[tuple[tuple[int, int], tuple[int, int]]] = []
    label: tuple[int, int] | None = None
    for passage in page.passages:
        if passage.role == "speaker label":
            label = (passage.start, passage.end)
            continue
        if passage.role not in SPOKEN or label is None:
            label = None if passage.role not in SPOKEN else label
            continue
        if passage.role != "story" and not (spans and spans[-1][0] == label):
            continue  # small talk before anything is said
        first, last = passage.start, passage.start + len(page.text[passage.start : passage.end].rstrip())
        if spans and spans[-1][0] == label:
            spans[-1] = (label, (spans[-1][1][0], last))
        elif last > first:
            spans.append((label, (first, last)))
    return spans


def _line_end(text: str, first: int, last: int) -> int:
    at = text.find("\n", first, last)
    return last if at < 0 else at


def _speaker(
    page: Page, label: str, people: Sequence[Named], actors: WordsOfPage, speech: Speech
) -> tuple[Actor | None, TurnRole | None, str]:
    """Whom a label means: the one person of that family name on the page, else nobody by name."""
    plain = [word.low for word in words_of(label, 0, len(label)) if word.text[0].isalpha()]
    generic = next((speech.turns[word.upper()] for word in plain if word.upper() in speech.turns), None)
    named = [
        one for one in people if plain and one.last == plain[-1] and not all(p.isupper() for p in one.parts)
    ]
    full = max(named, key=lambda one: len(one.parts), default=None)
    if full is None:
        if generic and len(plain) == 1:
            return None, _role(generic), f"the label '{label}' says a role and no name"
        if label.lower() in speech.turns:
            return None, _role(generic), f"the label '{label}' says a role and no name"
        return (
            Actor(text=label, name=label, why=f"the label '{label}'"),
            _role(generic),
            f"the label '{label}'",
        )
    actor = actors.actor(full.start, full.end)
    if not actor.code:
        actor = Actor(text=label, name=" ".join(full.parts), why=actor.why)
    why = f"the label '{label}' is {' '.join(full.parts)}"
    role = _role(generic) or ("official" if actor.sector in OFFICES else None)
    called = _called(page, full, speech)
    return actor, role or called, why


def _family(label: str) -> str:
    """The last name of a label: "ANA SOUZA, BYLINE" and "SOUZA" are one speaker."""
    return label.partition(",")[0].partition("(")[0].strip().rpartition(" ")[2].lower()


def _role(word: str | None) -> TurnRole | None:
    roles: dict[str, TurnRole] = {
        "host": "host",
        "reporter": "reporter",
        "official": "official",
        "guest": "guest",
    }
    return roles.get(word or "")


def _called(page: Page, named: Named, speech: Speech) -> TurnRole | None:
    # "our correspondent Ana Souza", "Ana Souza, host", "NPR's Ana Souza"
    near = words_of(page.text, max(0, named.start - 40), min(len(page.text), named.end + 40))
    before = [word for word in near if word.end <= named.start][-1:]
    if before and before[0].low in speech.broadcasters:
        return "reporter"
    return next((NEWSROOM[word.low] for word in near if word.low in NEWSROOM), None)


def _asks(page: Page, label: str, spans: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> bool:
    own = [page.text[first:last] for (a, b), (first, last) in spans if page.text[a:b].strip(" :\n") == label]
    return sum("?" in words for words in own) * 2 >= len(own)
