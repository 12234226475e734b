"""What a file of wordings is, and which of its wordings can stand in a sentence at all."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import ahocorasick
import msgspec

from dragoman.knowledge.patterns import LazyPattern
from dragoman.model import EventType, Struct

CLAUSE_ENDS = {marks: re.compile(f"[{marks}]") for marks in (".;", ".;:")}
NAMED = re.compile(r"\{([a-z_]+)\}")
LEADING = re.compile(r"\(\?P<\w+>\[\^(?P<marks>\.;:?)\]\*\?\)")


class Form(Struct):
    """One wording of the data files: a pattern over a sentence, and example sentences of our own that the tests run.

    `pattern` is a regular expression in which `{name}` stands for one of the file's `parts`. `value` is what the
    wording says of the record (a certainty, a stance, an act), `type` what kind of act is expected. `needs` are rows of
    pieces of words parted by "|": of each row one stands in every sentence that the pattern can match.
    """

    id: str
    pattern: str
    examples: tuple[str, ...]
    needs: tuple[str, ...] = ()
    value: str = ""
    nots: tuple[str, ...] = ()
    type: EventType = "CONSULT"


class Forms(Struct):
    """A file of wordings. `roles` are the passages that speak; `parts` are pieces that several patterns share.

    `gate` is a row of pieces of words of which one stands in every sentence that counts at all.
    """

    roles: tuple[str, ...]
    parts: dict[str, str]
    form: tuple[Form, ...]
    gate: str = ""
    numbers: dict[str, float] = msgspec.field(default_factory=dict)
    units: dict[str, float] = msgspec.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wording:
    """A form with its pattern. `leads` are the marks that end a clause, where the pattern begins with a group
    that takes any words before; else it is empty.
    """

    form: Form
    pattern: LazyPattern
    leads: str
    needs: tuple[frozenset[str], ...] = ()

    def found(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The matches in `text[start:end]`. One that leads is tried only where a clause begins: from each later place
        the same match would be found again, at a cost that grows with the square of the sentence.
        """
        if not self.leads:
            yield from self.pattern.finditer(text, start, end)
            return
        while start < end:
            match = self.pattern.match(text, start, end)
            if match is not None:
                yield match
            stop = CLAUSE_ENDS[self.leads].search(text, start if match is None else match.end(), end)
            start = end if stop is None else stop.end()


@dataclass(frozen=True, slots=True)
class Wordings:
    """A compiled file of wordings, in the file's order. `pieces` finds all that any of them needs, in one pass;
    `begin` says which wordings have a piece in their first row.
    """

    roles: frozenset[str]
    all: tuple[Wording, ...]
    gate: tuple[str, ...]
    pieces: "ahocorasick.Automaton"
    begin: Mapping[str, tuple[int, ...]]
    parts: Mapping[str, re.Pattern[str]]
    numbers: Mapping[str, float]
    units: Mapping[str, float]

    def possible(self, lower: str) -> tuple[Wording, ...]:
        """The wordings whose needs a sentence in lower case fulfils, in the file's order."""
        pieces = {piece for _, piece in self.pieces.iter(lower)}
        begun = sorted({index for piece in pieces for index in self.begin.get(piece, ())})
        some = (self.all[index] for index in begun)
        return tuple(w for w in some if not any(row.isdisjoint(pieces) for row in w.needs))


def compile_forms(forms: Forms) -> Wordings:
    """Compile a file of wordings once a process."""
    pieces, begin = ahocorasick.Automaton(), dict[str, list[int]]()
    for index, form in enumerate(forms.form):
        rows = sorted((row.split("|") for row in form.needs), key=len)
        for piece in (piece for row in rows for piece in row):
            pieces.add_word(piece, piece)
        for piece in rows[0] if rows else ():
            begin.setdefault(piece, []).append(index)
    pieces.make_automaton()
    return Wordings(
        pieces=pieces,
        begin={piece: tuple(indices) for piece, indices in begin.items()},
        roles=frozenset(forms.roles),
        all=tuple(
            Wording(
                form=form,
                pattern=LazyPattern(_filled(form.pattern, forms.parts), re.IGNORECASE | re.DOTALL),
                leads=lead["marks"] if (lead := LEADING.match(form.pattern)) else "",
                needs=tuple(sorted((frozenset(row.split("|")) for row in form.needs), key=len)),
            )
            for form in forms.form
        ),
        gate=tuple(forms.gate.split("|")),
        parts={
            name: re.compile(_filled(part, forms.parts), re.IGNORECASE) for name, part in forms.parts.items()
        },
        numbers=forms.numbers,
        units=forms.units,
    )


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    """A pattern with its parts, which may have parts of their own."""
    return NAMED.sub(lambda found: _filled(parts[found.group(1)], parts), pattern)
