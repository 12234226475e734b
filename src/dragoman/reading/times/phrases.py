"""What do the words around times make of them? "since", "from ... to", "a week from": the phrases of `times.toml`.

In a stretch of text each time that was found becomes one sign of its own. The patterns run over the shortened text, and
what they make becomes a sign again for those that follow: a cascade, each phrase one step.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from dragoman.knowledge.patterns import LazyPattern
from dragoman.model import TimeExpression
from dragoman.reading.times.calendar import UNSAID, days_of, parts
from dragoman.reading.times.rules import FIRST_MARK, LAST_MARK, WORD, PhraseRule, Times, meant, words_of
from dragoman.reading.times.spans import Span, Tense

# Characters on either side of a time that may belong to a phrase with it.
BEFORE, AFTER = 60, 90
MOST_TOGETHER = 200  # times in one stretch; a table of dates is no sentence
MOST = ord(LAST_MARK) - ord(FIRST_MARK)
MONTH = 31  # days
MARK = re.compile(f"[{FIRST_MARK}-{LAST_MARK}]")
# Left over at the end of a phrase that stops before a time: "the anniversary of the attacks of".
TRAILING = re.compile(r"(?:[ \xa0]+(?:of|on|in|the|next|this|last)|[,\s])+$")


def joined(
    text: str, found: Sequence[TimeExpression], times: Times, start: int, end: int
) -> Iterator[TimeExpression]:
    """The times of `text[start:end]`, in order, as the phrases around them leave them."""
    for group in _groups(found):
        stretch = _Stretch.over(text, group, start, end)
        words = {word.lower() for word in WORD.findall(stretch.short)}
        for (rule, pattern), hints in zip(times.phrases, times.phrase_hints, strict=True):
            if not hints or hints & words or any(sign in stretch.short for sign in hints & DASHES):
                stretch.rewrite(rule, pattern, times)
        yield from stretch.left()


DASHES = frozenset("-–")


def _groups(found: Sequence[TimeExpression]) -> Iterator[list[TimeExpression]]:
    """Times near enough to be joined by a phrase."""
    group: list[TimeExpression] = []
    for one in found:
        if group and (one.start - group[-1].end > AFTER or len(group) == MOST_TOGETHER):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


@dataclass(slots=True)
class _Stretch:
    """A piece of text with its times as signs. `at` has the offset in the text of each sign, and of the end."""

    text: str
    short: str
    at: list[int]
    known: dict[str, TimeExpression]

    @classmethod
    def over(cls, text: str, group: Sequence[TimeExpression], start: int, end: int) -> "_Stretch":
        start, end = max(start, group[0].start - BEFORE), min(end, group[-1].end + AFTER)
        stretch = cls(text, "", [], {})
        for one in group:
            stretch._plain(start, one.start)
            stretch._sign(one)
            start = one.end
        stretch._plain(start, end)
        stretch.at.append(end)
        return stretch

    def _plain(self, start: int, end: int) -> None:
        piece = self.text[start:end]
        self.short += MARK.sub(" ", piece)
        self.at += range(start, end)

    def _sign(self, one: TimeExpression) -> None:
        sign = chr(ord(FIRST_MARK) + len(self.known))
        self.known[sign] = one
        self.short += sign
        self.at.append(one.start)

    def left(self) -> Iterator[TimeExpression]:
        """The times that stand in the text now, in order."""
        return (self.known[sign] for sign in self.short if sign in self.known)

    def rewrite(self, rule: PhraseRule, pattern: LazyPattern, times: Times) -> None:
        """Put a new sign wherever the phrase fits."""
        at = 0
        while found := pattern.compiled.search(self.short, at):
            first, last = words_of(found)
            made = self._made(rule, found, first, last, times) if len(self.known) < MOST else None
            if made is None:
                # The same words may fit with the next time: "Monday, to Tuesday, to Wednesday".
                at = found.start() + 1
                continue
            sign = chr(ord(FIRST_MARK) + len(self.known))
            self.known[sign] = made
            last = next(i for i in range(first, last + 1) if self._offset(i) >= made.end or i == last)
            self.short = self.short[:first] + sign + self.short[last:]
            self.at[first:last] = [made.start]
            at = first + 1

    def _offset(self, index: int) -> int:
        return self.at[index] if index < len(self.at) else self.at[-1]

    def _made(
        self, rule: PhraseRule, found: re.Match[str], first: int, last: int, times: Times
    ) -> TimeExpression | None:
        a = self.known[found[found.re.groupindex.get("T") or found.re.groupindex["A"]]]
        b = self.known[found["B"]] if "B" in found.re.groupindex else None
        if not _may(rule, a, b) or (rule.joined and b is not None and not _follow(a.means, b.means)):
            return None
        said = dict(times.meanings.said(found, self.text, self.at[first]))
        for name, one in (("A", a), ("T", a), ("B", b)):
            if one is not None:
                said |= {f"{name}{i}": word for i, word in enumerate(parts(one.means))} | {name: one.means}
        start, end = self.at[first], self._offset(last)
        end = start + len(TRAILING.sub("", self.text[start:end]))
        if "{remembered}" in rule.means:
            words = self.text[self._offset(found.start("event")) : self._offset(found.end("event"))]
            said["remembered"] = times.meanings.holidays.remembered_day(words)
            if said["remembered"] is None:
                return None
        means = _from_another(rule, said) or meant(rule.means, said)
        return msgspec.structs.replace(
            a,
            start=start,
            end=end,
            words=self.text[start:end],
            kind=a.kind if rule.kind == "same" else rule.kind,
            days=a.days if rule.means == "{A}" else None,
            means=means,
            why=f"{_why(a, b, rule)}{rule.why}",
        )


def _why(a: TimeExpression, b: TimeExpression | None, rule: PhraseRule) -> str:
    told = a.why if b is None or b.why == a.why or rule.means == "{B}" else f"{a.why}; {b.why}"
    return f"{told if rule.means != '{B}' or b is None else b.why}; "


def _may(rule: PhraseRule, a: TimeExpression, b: TimeExpression | None) -> bool:
    heads = [parts(one.means)[0] for one in (a, b) if one is not None]
    if (rule.of and heads[0] not in rule.of) or (rule.of_b and heads[-1] not in rule.of_b):
        return False
    return not any(head in rule.not_of for head in heads[1 if rule.of else 0 :])


def _follow(a: str, b: str) -> bool:
    """Whether the second time begins where the first ends, in whatever tense they are told."""
    tenses: tuple[Tense | None, ...] = ("past", None)
    for tense in tenses:
        span = days_of(f"range ({a}) ({b})", UNSAID, tense)
        first, last = days_of(a, UNSAID, tense), days_of(b, UNSAID, tense)
        if span and first and last:
            gap = _days(span) - _days(first) - _days(last)
            # Months and years may be counted from another year, with a day more or less.
            if gap == 0 or (abs(gap) == 1 and _days(span) > MONTH):
                return True
    return False


def _days(span: Span) -> int:
    return (span[1] - span[0]).days + 1


def _from_another(rule: PhraseRule, said: Mapping[str, str | None]) -> str | None:
    """The meaning of "two days after" with the time that follows in its place."""
    return (said["A1"] or "").replace("*", f"({said['B']})") if rule.means == "{A:fill}" else None
