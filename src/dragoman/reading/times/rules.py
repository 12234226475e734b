"""The rules of `times.toml`, ready for use: patterns with their words, and what a match means."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.model import Struct, TimeExpression

Kind = Literal[
    "day", "week", "month", "quarter", "season", "year", "span", "duration", "past", "present", "future"
]


class TimeRule(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule of `times.toml`; the head of that file explains the fields."""

    id: str
    kind: Kind
    pattern: str
    means: str
    why: str
    examples: tuple[str, ...]


class Names(Struct, frozen=True, forbid_unknown_fields=True):
    """Names that hold a word for a time, and words beside which a number is no year."""

    not_times: tuple[str, ...]
    no_year_before: tuple[str, ...]
    no_year_after: tuple[str, ...]


class TimeRules(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `times.toml`."""

    words: dict[str, dict[str, int | float | str]]
    days: dict[str, float]
    names: Names
    rule: tuple[TimeRule, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """The rules compiled. `hint` is what every text with a time has; without it no rule is tried."""

    rules: tuple[tuple[TimeRule, re.Pattern[str]], ...]
    words: dict[str, dict[str, str]]
    days: dict[str, float]
    not_times: re.Pattern[str]
    no_year: re.Pattern[str]

    def matches(self, text: str, start: int, end: int) -> Iterator[TimeExpression]:
        """Every match of every rule between two offsets, also those that overlap."""
        names = [found.span() for found in self.not_times.finditer(text, start, end)]
        for rule, pattern in self.rules:
            for found in pattern.finditer(text, start, end):
                first, last = found.span("words") if "words" in pattern.groupindex else found.span()
                if any(first < b and a < last for a, b in names) or self._is_no_year(rule, text, first, last):
                    continue
                yield self._expression(rule, found, text, first, last)

    def _is_no_year(self, rule: TimeRule, text: str, first: int, last: int) -> bool:
        around = f"{text[max(0, first - 16) : first]}\n{text[last : last + 16]}"
        return rule.kind == "year" and self.no_year.search(around) is not None

    def _expression(
        self, rule: TimeRule, found: re.Match[str], text: str, first: int, last: int
    ) -> TimeExpression:
        said = {name: self._value(name, words) for name, words in found.groupdict().items()}
        means = " ".join(_meant(part, said) for part in rule.means.split())
        days = self._days(said.get("number"), said.get("unit"))
        return TimeExpression(
            start=first,
            end=last,
            words=text[first:last],
            kind=rule.kind,
            days=days,
            why=rule.why,
            means=means,
        )

    def _value(self, name: str, words: str | None) -> str | None:
        """What the words of a group stand for."""
        if words is None:
            return None
        table = self.words.get(name.rstrip("2"), {})
        return table.get(words) or table.get(words.lower()) or words.lower()

    def _days(self, number: str | None, unit: str | None) -> float | None:
        return None if unit is None or number is None else round(float(number) * self.days[unit], 4)


def compile_times(rules: TimeRules) -> Times:
    """Compile the rules once a process; `re.error` for a pattern that is none."""
    words = {name: {key: str(value) for key, value in table.items()} for name, table in rules.words.items()}
    groups = {name: _group(name, table) for name, table in words.items()}
    groups |= {
        "d": r"(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d)",
        "y": r"(?P<y>(?:19|20)\d\d)",
        "n": rf"(?P<number>\d{{1,3}}(?:\.5)?|{_any(words['number'])})",
    }
    before, after = (
        _any(dict.fromkeys(table, "")) for table in (rules.names.no_year_before, rules.names.no_year_after)
    )
    return Times(
        rules=tuple((rule, _pattern(rule, groups)) for rule in rules.rule),
        words=words,
        days=rules.days,
        not_times=re.compile(rf"\b(?:{'|'.join(map(re.escape, rules.names.not_times))})\b"),
        no_year=re.compile(rf"(?:\b(?:{before})|[$€£#/\d,.-]) ?\n|\n(?:%|[ -](?:{after})\b)", re.IGNORECASE),
    )


# These tables hold names, which have their capitals; the other words may begin a sentence.
_CASED = ("weekday", "month", "sure_month")


def _group(name: str, table: dict[str, str]) -> str:
    words = f"(?P<{name}>{_any(table)})"
    return f"(?-i:{words})" if name in _CASED else words


def _any(table: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(table, key=lambda word: (-len(word), word)))


def _pattern(rule: TimeRule, groups: dict[str, str]) -> re.Pattern[str]:
    body = re.sub(r"\{([a-z_]+)\}", lambda found: groups[found[1]], rule.pattern)
    return re.compile(rf"(?<![\w$€£'’-])(?:{body})(?!\w)", re.IGNORECASE)


def _meant(part: str, said: dict[str, str | None]) -> str:
    """A word of the notation with what the text said in its place, "-" where it said nothing."""
    return (
        re.sub(r"\{(\w+)\}", lambda found: said.get({"n": "number"}.get(found[1], found[1])) or "", part)
        or "-"
    )
