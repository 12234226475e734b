"""The rules of `times.toml`, ready for use: patterns with their words, where to look for them, what a match means."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from dragoman.knowledge.patterns import LazyPattern
from dragoman.model import Struct, TimeExpression
from dragoman.reading.times.holidays import Holidays

Kind = Literal[
    "day", "week", "month", "quarter", "season", "year", "span", "duration", "past", "present", "future", "recurring"
]  # fmt: skip
Hints = dict[str, tuple[int, ...]]


class TimeRule(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule of `times.toml`; the head of that file explains the fields."""

    id: str
    kind: Kind
    pattern: str
    means: str
    why: str
    hint: tuple[str, ...]
    examples: tuple[str, ...]


class PhraseRule(Struct, frozen=True, forbid_unknown_fields=True):
    """A rule for words around times that are found already, which its pattern calls {T}, {A} and {B}."""

    id: str
    kind: Kind | Literal["same"]
    pattern: str
    means: str
    why: str
    hint: tuple[str, ...]
    examples: tuple[str, ...]
    of: tuple[str, ...] = ()
    of_b: tuple[str, ...] = ()
    not_of: tuple[str, ...] = ()
    joined: bool = False


class Names(Struct, frozen=True, forbid_unknown_fields=True):
    """Names that hold a word for a time, and words beside which a number is no year."""

    not_times: tuple[str, ...]
    no_year_before: tuple[str, ...]
    no_year_after: tuple[str, ...]


class TenseRules(Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas that tell the tense of what hangs on them; see `tense.py`."""

    doubtful: tuple[str, ...]
    to_come: tuple[str, ...]
    set_for: tuple[str, ...]
    foreseen: tuple[str, ...]
    ahead: tuple[str, ...]
    behind: tuple[str, ...]
    to_begin: tuple[str, ...]
    gives_time: tuple[str, ...]


class TimeRules(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `times.toml`."""

    reach: int
    words: dict[str, dict[str, int | float | str]]
    days: dict[str, float]
    parts: dict[str, str]
    names: Names
    tense: TenseRules
    rule: tuple[TimeRule, ...]
    phrase: tuple[PhraseRule, ...]


@dataclass(frozen=True, slots=True)
class Meanings:
    """What the words of a pattern's groups stand for."""

    words: dict[str, dict[str, str]]
    days: dict[str, float]
    holidays: Holidays

    def said(self, found: re.Match[str], text: str, at: int) -> dict[str, str | None]:
        """The value of each group; `text` and `at` are where holidays look for the country."""
        said = {name: self._value(name, words) for name, words in found.groupdict().items()}
        for name in [name for name in said if name[-1].isdigit()]:
            # Ways to say the same thing number their groups; the first said is the one.
            if (base := name.rstrip(DIGITS)) in said and said[base] is None:
                said[base] = said[name]
        for name in ("holiday", "books"):
            if said.get(name):
                said[name] = self.holidays.rule(found[name], text, at)
        return said

    def length(self, said: Mapping[str, str | None]) -> float | None:
        """Days of "number units"."""
        number, unit = said.get("number"), said.get("unit")
        return None if unit is None or number is None else round(float(number) * self.days[unit], 4)

    def _value(self, name: str, words: str | None) -> str | None:
        if words is None:
            return None
        table = self.words.get(name.rstrip(DIGITS), {})
        words = words.replace("\xa0", " ")
        found = table.get(words) or table.get(words.lower())
        return found or (_year(words) if name == "y" else words.lower())


@dataclass(frozen=True, slots=True)
class Times:
    """The rules compiled. `hints` and `figures` lead from a word, or a number's look, to rules to try at it."""

    data: TimeRules
    rules: tuple[tuple[TimeRule, LazyPattern], ...]
    phrases: tuple[tuple[PhraseRule, LazyPattern], ...]
    phrase_hints: tuple[frozenset[str], ...]
    hints: Hints
    figures: Hints
    meanings: Meanings
    not_times: re.Pattern[str]
    no_year: re.Pattern[str]
    act_after: re.Pattern[str]
    alone_after: re.Pattern[str]
    alone_before: re.Pattern[str]

    def matches(self, text: str, start: int, end: int) -> Iterator[TimeExpression]:
        """Every match of every rule between two offsets, also those that overlap; only around words that hint at it."""
        for rules, windows in self._windows(text, start, end).items():
            for number in rules:
                rule, pattern = self.rules[number]
                for first, last in windows:
                    for found in pattern.finditer(text, first, last):
                        if expression := self._expression(rule, found, text):
                            yield expression

    def _windows(self, text: str, start: int, end: int) -> dict[tuple[int, ...], list[tuple[int, int]]]:
        """For each group of rules the stretches of text in which one of their words stands, up to `reach` away."""
        reach, found = self.data.reach, dict[tuple[int, ...], list[tuple[int, int]]]()
        for word in WORD.finditer(text, start, end):
            rules = self.hints.get(word[0].lower())
            if rules is None:
                if not "0" <= word[0] < ":":
                    continue
                rules = self.figures.get(_look(word[0]), ())
            # Up to the next space, so that no word is cut.
            first = max(start, text.rfind(" ", start, max(start, word.start() - reach)) + 1)
            last = text.find(" ", min(end, word.end() + reach), end)
            windows = found.setdefault(rules, [])
            if windows and windows[-1][1] >= first:
                first = windows.pop()[0]
            windows.append((first, end if last < 0 else last))
        return found

    def _expression(self, rule: TimeRule, found: re.Match[str], text: str) -> TimeExpression | None:
        first, last = words_of(found)
        if self._is_name(text, first, last) or (rule.kind == "year" and self._is_no_year(text, first, last)):
            return None
        said = self.meanings.said(found, text, first)
        if any(name in said and said[name] is None for name in ("holiday", "books")):
            return None
        return TimeExpression(
            start=first,
            end=last,
            words=text[first:last],
            kind=rule.kind,
            days=self.meanings.length(said),
            why=rule.why,
            means=meant(rule.means, said),
        )

    def _is_name(self, text: str, first: int, last: int) -> bool:
        around = self.not_times.finditer(text, max(0, first - NAME), last + NAME)
        return any(first < name.end() and name.start() < last for name in around)

    def _is_no_year(self, text: str, first: int, last: int) -> bool:
        around = f"{text[max(0, first - NAME) : first]}\n{text[last : last + NAME]}"
        return self.no_year.search(around) is not None


DIGITS = "23456789"
WORD = re.compile(r"[^\W_]+")
NAME = 20  # characters around a time in which a name that holds it may stand
# These tables hold names, which have their capitals; the other words may begin a sentence.
CASED = ("weekday", "month", "sure_month", "weekdays", "holiday")
SPACE = "[ \xa0]"


def words_of(found: re.Match[str]) -> tuple[int, int]:
    """The span of the group `words`, where the match has one."""
    named = "words" in found.re.groupindex and found["words"] is not None
    return found.span("words") if named else found.span()


def compile_times(rules: TimeRules, holidays: Holidays) -> Times:
    """Compile the rules once a process; `re.error` for a pattern that is none."""
    words = {name: {key: str(value) for key, value in table.items()} for name, table in rules.words.items()}
    for name, least in (("weekday", 4), ("month", 3), ("sure_month", 4)):
        # Datelines and headlines in capitals; "SAT" and "WED" are other words there.
        words[name] |= {w.upper(): v for w, v in words[name].items() if len(w) >= least}
    words["number"] |= _compounds(words["number"])
    words["holiday"] = {name: "" for name in holidays.names if name[0].isupper()}
    words["books"] = {name: "" for name in holidays.names if name[0].islower()}
    groups = {name: _group(name, table) for name, table in words.items()}
    groups |= {name: f"(?:{_spaced(part)})" for name, part in rules.parts.items()}
    groups |= {
        "d": r"(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d)",
        "y": r"(?P<y>(?:19|20)\d\d)",
        "yy": r"(?P<y>(?:1[5-9]|20)\d\d|['’]\d\d)(?!\d)",
        "n": rf"(?P<number>\d{{1,3}}(?:\.5)?|{any_of(words['number'])})",
        **{name: f"(?P<{name}>[{FIRST_MARK}-{LAST_MARK}])" for name in ("T", "A", "B")},
    }
    before, after = (any_of(table) for table in (rules.names.no_year_before, rules.names.no_year_after))
    hints, figures = _hints(rules.rule, words)
    return Times(
        data=rules,
        rules=tuple((rule, _pattern(rule.pattern, groups)) for rule in rules.rule),
        phrases=tuple((rule, _pattern(rule.pattern, groups)) for rule in rules.phrase),
        phrase_hints=tuple(frozenset(rule.hint) for rule in rules.phrase),
        hints=hints,
        figures=figures,
        meanings=Meanings(words, rules.days, holidays),
        not_times=re.compile(rf"\b(?:{any_of(rules.names.not_times)})\b"),
        no_year=re.compile(rf"(?:\b(?:{before})|[$€£#/\d,.-]) ?\n|\n(?:%|[ -](?:{after})\b)", re.IGNORECASE),
        act_after=re.compile(
            rf" (?:the|that|this) (?:[\w’'-]+ ){{0,3}}?(?P<noun>{rules.parts['event_noun']})\b"
        ),
        alone_after=re.compile(rules.parts["alone_after"]),
        alone_before=re.compile(rules.parts["alone_before"]),
    )


# Private signs that stand for a time found already.
FIRST_MARK, LAST_MARK = "\ue000", "\uf8ff"


def meant(means: str, said: Mapping[str, str | None]) -> str:
    """The notation with what the text said in its places: "{a|@b}" is the first said, "-" where none is; a year
    counted from the page's gets its "@"."""

    def value(found: re.Match[str]) -> str:
        for name in found[1].split("|"):
            if word := said.get({"n": "number"}.get(name, name.lstrip("@"))):
                return f"@{word}" if name[0] == "@" else word
        return "-"

    return re.sub(r"\{([\w|@]+)\}", value, means)


def _hints(rules: Iterable[TimeRule], words: Mapping[str, Mapping[str, str]]) -> tuple[Hints, Hints]:
    """Lower-case word -> rules to try at it; look of a number -> the same."""
    by_word, by_look = dict[str, list[int]](), dict[str, list[int]]()
    for number, rule in enumerate(rules):
        for hint in rule.hint:
            if hint in LOOKS:
                by_look.setdefault(hint, []).append(number)
                continue
            for word in words[hint[1:-1]] if hint[0] == "{" else (hint,):
                *_, last = WORD.findall(word.lower())
                by_word.setdefault(last, []).append(number)
    return _frozen(by_word), _frozen(by_look)


def _frozen(table: Mapping[str, list[int]]) -> Hints:
    return {key: tuple(dict.fromkeys(numbers)) for key, numbers in table.items()}


# What a word of figures looks like; a rule whose hint is one of these is tried at it.
LOOKS = ("#year", "#decade", "#nth", "#figure")


def _look(word: str) -> str:
    if word.isdigit():
        return "#year" if len(word) == 4 and "1500" <= word < "2100" else "#figure"
    if word[-1] in "sS" and word[:-1].isdigit():
        return "#decade"
    return "#nth" if word[-2:].lower() in ("st", "nd", "rd", "th") else "#figure"


def _year(words: str) -> str:
    """ "'93" is 1993, "'05" 2005."""
    figures = words.lstrip("'’")
    return figures if len(figures) != 2 else f"{'19' if figures >= '30' else '20'}{figures}"


def _compounds(numbers: Mapping[str, str]) -> dict[str, str]:
    """Twenty-one to ninety-nine."""
    tens = {
        word: int(v) for word, v in numbers.items() if v in ("20", "30", "40", "50", "60", "70", "80", "90")
    }
    units = {word: int(v) for word, v in numbers.items() if v in "123456789" and len(word) > 2}
    return {f"{ten}-{unit}": str(tens[ten] + units[unit]) for ten in tens for unit in units}


def _group(name: str, table: Mapping[str, str]) -> str:
    words = f"(?P<{name}>{any_of(table)})"
    return f"(?-i:{words})" if name in CASED else words


@dataclass(slots=True)
class _Branch:
    """A letter's ways on; `ends` where a word may end here."""

    below: "dict[str, _Branch]" = field(default_factory=dict)
    ends: bool = False

    def pattern(self) -> str:
        ways = [
            (SPACE if sign == " " else re.escape(sign)) + branch.pattern()
            for sign, branch in sorted(self.below.items())
        ]
        if len(ways) == 1 and not self.ends:
            return ways[0]
        return f"(?:{'|'.join(ways)})" + ("?" if self.ends else "") if ways else ""


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first, with common beginnings told once."""
    tree = _Branch()
    for word in words:
        branch = tree
        for sign in word:
            branch = branch.below.setdefault(sign, _Branch())
        branch.ends = True
    return tree.pattern()


def _pattern(pattern: str, groups: Mapping[str, str]) -> LazyPattern:
    spaced = _spaced(pattern)
    used = set(re.findall(r"\(\?P<(\w+)>", spaced))

    def put(found: re.Match[str]) -> str:
        """The group; one that the pattern has already gets the next free number: month, month2."""
        return re.sub(r"\(\?P<(\w+)>", lambda group: f"(?P<{_free(group[1], used)}>", groups[found[1]])

    body = re.sub(r"\{([A-Za-z_]+)\}", put, spaced)
    return LazyPattern(rf"(?<![\w$€£'’-])(?:{body})(?!\w)", re.IGNORECASE)


def _free(name: str, used: set[str]) -> str:
    found = next(n for n in (name, *(f"{name}{i}" for i in range(2, 10))) if n not in used)
    used.add(found)
    return found


def _spaced(pattern: str) -> str:
    """The pattern with every space outside of brackets as one that does not break a line either."""
    return re.sub(r"\[[^\]]*\]| ", lambda found: SPACE if found[0] == " " else found[0], pattern)
