"""Which holiday, and of which country? Named days of `holidays.toml`, and days that the world remembers."""

import re
from dataclasses import dataclass

from dragoman.model import Struct


class Holiday(Struct, frozen=True, forbid_unknown_fields=True):
    """A named day; the head of `holidays.toml` explains the fields."""

    names: tuple[str, ...]
    day: str
    where: tuple[str, ...] = ()


class Remembered(Struct, frozen=True, forbid_unknown_fields=True):
    """A day whose anniversaries are kept: `words` are sets of words, joined by "+", that name it."""

    day: str
    words: tuple[str, ...]


class HolidayRules(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `holidays.toml`."""

    near: int
    holiday: tuple[Holiday, ...]
    remembered: tuple[Remembered, ...]


@dataclass(frozen=True, slots=True)
class Holidays:
    """The named days by name, and the remembered ones."""

    near: int
    names: dict[str, tuple[Holiday, ...]]
    remembered: tuple[Remembered, ...]

    def rule(self, name: str, text: str, at: int) -> str | None:
        """How the day is counted ("fixed 12 25"); of several so called, the one whose country is named nearest to
        the place, else the one that needs no country; None where neither is."""
        ways = self.names[_plain(name)]
        start = max(0, at - self.near)
        around = text[start : at + self.near]
        near = [
            (abs(start + found.start() - at), way.day)
            for way in ways
            for word in way.where
            for found in re.finditer(rf"(?<!\w){re.escape(word)}", around)
        ]
        if near:
            return min(near)[1]
        return next((way.day for way in ways if not way.where), None)

    def remembered_day(self, words: str) -> str | None:
        """The day that the words remember, in the notation of times; None where none or several fit."""
        lower = words.lower()
        fits = {
            one.day
            for one in self.remembered
            if any(all(word in lower for word in way.lower().split("+")) for way in one.words)
        }
        if len(fits) != 1:
            return None
        year, month, day = map(int, fits.pop().split("-"))
        return f"date {year} {month} {day}"


def compile_holidays(rules: HolidayRules) -> Holidays:
    """The days by their names, once a process."""
    names = dict[str, tuple[Holiday, ...]]()
    for holiday in rules.holiday:
        for name in holiday.names:
            names[name] = (*names.get(name, ()), holiday)
    return Holidays(rules.near, names, rules.remembered)


def _plain(name: str) -> str:
    return name.replace("\xa0", " ").replace("’", "'")
