"""Which words tell of which act? The event lexicon as people edit it, and what it is compiled to.

An entry is a handful of marked examples (`docs/adding-an-event.md`); its frames are derived from their parses by
`reading.events.derive`, because only the reading knows how a sentence is built.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args

import msgspec

from dragoman.model import EventType, Factuality, Struct

MARK = re.compile(
    r"\[(?P<side>who|whom) (?P<words>[^\[\]]+)\]|\*(?P<trigger>[^*\s]+)\*|\+(?P<need>[^+\s@]+)(?:@(?P<list>\w+))?\+"
)


class LexiconError(ValueError):
    """An entry does not have the shape that it must have; the message says which, where and what to do."""


class Entry(Struct, forbid_unknown_fields=True):
    """One entry of `data/events/TYPE.toml`. See `docs/adding-an-event.md` for each field."""

    id: str
    means: str
    cameo: str
    examples: tuple[str, ...]
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    needs: tuple[Literal["who", "whom"], ...] = ("who",)
    without: tuple[str, ...] = ()
    not_: tuple[str, ...] = msgspec.field(name="not", default=())


class TypeFile(Struct, forbid_unknown_fields=True):
    """One file of the lexicon: all entries of one PLOVER type."""

    type: EventType
    entry: tuple[Entry, ...]


MarkKind = Literal["who", "whom", "trigger", "need"]


class MarkedSpan(Struct):
    """A marked part of an example: offsets into the example's plain text."""

    kind: MarkKind
    start: int
    end: int
    list: str | None = None


class Example(Struct):
    """An example without its marks, and where they stood."""

    text: str
    marks: tuple[MarkedSpan, ...]


class Need(Struct):
    """A word that must stand at the end of a path of edges from the trigger; `words` are base forms."""

    path: tuple[str, ...]
    words: tuple[str, ...]


class Frame(Struct):
    """One construction of an entry: where who, whom and the required words stand, seen from the trigger.

    Paths are labels of `reading.events.clause`. `kind` is the trigger's word class (V, N or A).
    """

    entry: int
    kind: str
    who: tuple[tuple[str, ...], ...]
    whom: tuple[tuple[str, ...], ...]
    needs: tuple[Need, ...]
    particle: str | None = None


class Rule(Struct):
    """What an entry says of an event, without its examples. `id` is TYPE.entry.

    `mutual` says that one of its examples marks several as who: all of them do it to each other.
    """

    id: str
    type: EventType
    means: str
    mode: str | None
    cameo: str
    contexts: tuple[str, ...]
    needs: tuple[str, ...]
    without: tuple[str, ...]
    mutual: bool = False


class Outcome(Struct, forbid_unknown_fields=True):
    """What an operator makes of an act: another type and mode (None keeps the act's), and how real it is.

    `drop` says that no event is left.
    """

    type: EventType | None = None
    mode: str | None = None
    cameo: str | None = None
    factuality: Factuality | None = None
    drop: bool = False


class Operator(Struct, forbid_unknown_fields=True):
    """Words that stand over an act and change it: "refused to", "threatened", "called for".

    `kind` names the row of the table of outcomes. `links` are the edges by which the act hangs below.
    """

    kind: str
    words: tuple[str, ...]
    links: tuple[str, ...]
    example: tuple[str, ...]


class Composition(Struct, forbid_unknown_fields=True):
    """`composition.toml`: the operators, and for each kind what it makes of each type of act.

    `cue` are named lists of words and phrases that say how real an act is, or on whose word.
    """

    operator: tuple[Operator, ...]
    outcome: dict[str, dict[str, Outcome]]
    mode: dict[str, dict[str, str]]
    report: tuple[str, ...]
    report_preposition: dict[str, str]
    transparent: tuple[str, ...]
    negation: tuple[str, ...]
    negation_noun: tuple[str, ...]
    negation_links: tuple[str, ...]
    modal: dict[str, str]
    condition: tuple[str, ...]
    pronouns: tuple[str, ...]
    cameo: dict[str, dict[str, str]]
    about: dict[str, Factuality] = msgspec.field(default_factory=dict)
    about_others: tuple[str, ...] = ()
    deniable: tuple[str, ...] = ()
    announced_is_done: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    suspecting: tuple[str, ...] = ()
    scheduled: tuple[str, ...] = ()
    cue: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


class CameoCode(Struct):
    """A row of `cameo.tsv`; `goldstein` is ICEWS's value, -10 to 10."""

    code: str
    label: str
    goldstein: float | None
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]


class Lexicon(Struct):
    """The compiled event lexicon.

    `triggers` maps "V:withdraw" to indices of `frames`; `forms` maps "V:withdrew" to "withdraw"; `complaints` are the
    examples whose frame could not be derived, which `knowledge check` reports. `operators` maps the first word of each
    operator to indices of `composition.operator`; `context_cues` that of each cue to cues with their contexts.
    """

    rules: tuple[Rule, ...]
    frames: tuple[Frame, ...]
    triggers: dict[str, tuple[int, ...]]
    forms: dict[str, str]
    lists: dict[str, tuple[str, ...]]
    composition: Composition
    cameo: dict[str, CameoCode]
    operators: dict[str, tuple[int, ...]]
    context_cues: dict[str, tuple[tuple[str, str], ...]]
    complaints: tuple[str, ...]


def read_entries(folder: Path) -> Iterator[tuple[EventType, Entry]]:
    """Yield every entry of the type files under `folder`, files and entries in order.

    Errors: `LexiconError` names file and field.
    """
    for event_type in get_args(EventType):
        path = folder / f"{event_type.lower()}.toml"
        if not path.exists():
            continue
        try:
            file = msgspec.toml.decode(path.read_bytes(), type=TypeFile)
        except (msgspec.ValidationError, msgspec.DecodeError) as error:
            raise LexiconError(f"{path.name}: {error}; mend the entry (docs/adding-an-event.md)") from error
        seen: set[str] = set()
        for entry in file.entry:
            if entry.id in seen:
                raise LexiconError(f"{path.name}: two entries are called {entry.id}; rename one")
            seen.add(entry.id)
            yield file.type, entry


def read_example(marked: str) -> Example:
    """Take the marks out of an example sentence.

    >>> read_example("[who Lima] *recalled* its +envoy@envoys+.").text
    'Lima recalled its envoy.'
    """
    text, marks, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        kind: MarkKind = match["side"] or ("trigger" if match["trigger"] else "need")  # type: ignore[assignment]
        words = match["words"] or match["trigger"] or match["need"]
        marks.append(MarkedSpan(kind=kind, start=len(text), end=len(text) + len(words), list=match["list"]))
        text += words
    return Example(text=text + marked[at:], marks=tuple(marks))


def read_lists(folder: Path) -> dict[str, tuple[str, ...]]:
    """Read `words.toml`: named lists of base forms."""
    path = folder / "words.toml"
    try:
        return msgspec.toml.decode(path.read_bytes(), type=dict[str, tuple[str, ...]])
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise LexiconError(f'{path.name}: {error}; each line is `name = ["word", ...]`') from error


def read_composition(folder: Path) -> Composition:
    """Read `composition.toml`."""
    path = folder / "composition.toml"
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Composition)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise LexiconError(f"{path.name}: {error}") from error


def read_cameo(folder: Path) -> dict[str, CameoCode]:
    """Read `cameo.tsv`: code, label, goldstein, type, mode, contexts."""
    codes = {}
    rows = (
        line.split("\t")
        for line in (folder / "cameo.tsv").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    )
    header = next(rows)
    for row in rows:
        cell = dict(zip(header, row, strict=False))
        codes[cell["code"]] = CameoCode(
            code=cell["code"],
            label=cell["label"],
            goldstein=float(cell["goldstein"]) if cell.get("goldstein") else None,
            type=cell.get("type") or None,
            mode=cell.get("mode") or None,
            contexts=tuple(c for c in cell.get("contexts", "").replace(";", " ").split() if c),
        )
    return codes
