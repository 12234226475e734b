"""What the program knows: data files that a political scientist edits, and their compiled form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar

import msgspec

from dragoman.model import Sentence

DATA = Path(__file__).parent / "data"
T = TypeVar("T")


class Parser(Protocol):
    """What the reading needs of a language model: sentences of a text in, the same with their tokens out."""

    name: str
    version: str

    def parse(self, text: str, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """Parse each of `sentences` (spans of `text`); token offsets refer to `text`."""
        ...


class RulesError(ValueError):
    """A rules file does not have the shape that its stage expects."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rule files of the stages, `data/reading/NAME.toml`, each read once into the stage's own type."""

    folder: Path = DATA / "reading"
    _read: dict[tuple[str, str], Any] = field(default_factory=dict, repr=False)

    def get(self, name: str, kind: type[T], make: Callable[[T], Any] | None = None) -> Any:
        """Read `NAME.toml` as `kind`; with `make`, what `make` builds of it (compiled expressions), once.

        Errors: `RulesError` names the file and the field that is wrong.
        """
        key = (name, make.__qualname__ if make else kind.__qualname__)
        if key not in self._read:
            path = self.folder / f"{name}.toml"
            try:
                rules = msgspec.toml.decode(path.read_bytes(), type=kind)
            except (OSError, msgspec.ValidationError, msgspec.DecodeError) as error:
                raise RulesError(f"{path.name}: {error}; mend the file or restore it") from error
            self._read[key] = make(rules) if make else rules
        return self._read[key]
