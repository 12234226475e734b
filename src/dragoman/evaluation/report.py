"""What an evaluation says: measures with what was asked and what was found, and every miss in a line."""

from dragoman.model import Struct


class Measure(Struct):
    """`found` of `asked`; for `wrong` records `asked` is 0 and `found` should be."""

    name: str
    found: int
    asked: int

    @property
    def share(self) -> float | None:
        """The share found, 0 to 1; None where nothing was asked."""
        return self.found / self.asked if self.asked else None


class Report(Struct):
    """The measures of one gold, its scores that are no shares (F1, 0 to 1), and the misses in words."""

    gold: str
    measures: tuple[Measure, ...]
    scores: dict[str, float]
    misses: tuple[str, ...]
