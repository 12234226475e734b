"""Labelled sentences: what the second opinion is trained on, as people edit it (`data/sentences/`)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import msgspec

from dragoman.knowledge.events import MarkedSpan
from dragoman.knowledge.tables import KnowledgeError
from dragoman.model import EventType, Struct

SIDE = re.compile(r"\[(?P<side>who|whom) (?P<words>[^\[\]]+)\]")
NOTHING = "NONE"
SEEN_ENTRIES = "seen.toml"


class Labelled(Struct):
    """A sentence with what a careful reader records of it: `type` None says that nothing political happens in it.

    `mode` is the mode, or of a sentence without an event the reason. `who` and `whom` are spans of `text`.
    """

    text: str
    type: EventType | None
    mode: str | None
    who: MarkedSpan | None
    whom: MarkedSpan | None
    where: str


class Seen(Struct, forbid_unknown_fields=True):
    """Entries of the lexicon that were written while their authors read the sentences of some folders: what these
    entries say of those sentences is no measure of them, and the training does not hear it.

    `untyped` are folders of which no type is learned: theirs is that of the act under an operator.
    """

    untyped: frozenset[str]
    folders: frozenset[str]
    entries: frozenset[str]


def read_seen(path: Path) -> Seen:
    """The entries that have seen sentences. `msgspec.ValidationError` where the file is not of this shape."""
    return msgspec.toml.decode(path.read_bytes(), type=Seen)


def read_labelled(folder: Path) -> Iterator[Labelled]:
    """Yield every labelled sentence under `folder`, files and lines in order; the type is the file's name.

    Errors: `KnowledgeError` names file, line and what is wrong.
    """
    for path in sorted(folder.rglob("*.tsv")):
        kind = path.stem.upper()
        if kind != NOTHING and kind not in get_args(EventType):
            raise KnowledgeError(f"{path.name}: no event type is called {kind}; rename the file")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line or line.startswith("#"):
                continue
            where = f"{path.relative_to(folder).as_posix()}:{number}"
            mode, tab, marked = line.partition("\t")
            if not tab:
                raise KnowledgeError(
                    f"{where}: a line is mode, tab, sentence; write - where there is no mode"
                )
            yield _labelled(kind, mode, marked, where)


def _labelled(kind: str, mode: str, marked: str, where: str) -> Labelled:
    text, at = "", 0
    sides: dict[str, MarkedSpan] = {}
    for match in SIDE.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        side = "who" if match["side"] == "who" else "whom"
        if side in sides:
            raise KnowledgeError(f"{where}: marks two [{side} ...]; mark one of them")
        sides[side] = MarkedSpan(kind=side, start=len(text), end=len(text) + len(match["words"]))  # type: ignore[arg-type]
        text += match["words"]
    text += marked[at:]
    if "[" in text or (kind != NOTHING) != ("who" in sides):
        raise KnowledgeError(f"{where}: needs one [who ...] and may have one [whom ...]; NONE has neither")
    return Labelled(
        text=text, type=None if kind == NOTHING else kind, mode=None if mode == "-" else mode,  # type: ignore[arg-type]
        who=sides.get("who"), whom=sides.get("whom"), where=where,
    )  # fmt: skip
