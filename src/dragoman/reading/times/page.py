"""Every time of a page with its days: found, and resolved by the page's own day and the tense of its sentence."""

from bisect import bisect_right
from collections.abc import Sequence

from dragoman.knowledge.loading import Knowledge
from dragoman.model import Page, Published, Sentence, TimeExpression
from dragoman.reading.actors import find_mentions
from dragoman.reading.dating import date_page
from dragoman.reading.screen import split
from dragoman.reading.times import TimeRules, find_times, resolve
from dragoman.reading.times.calendar import needs_page_day
from dragoman.reading.times.spans import Tense
from dragoman.reading.times.tense import tense_of


def times_of_page(page: Page, knowledge: Knowledge) -> tuple[TimeExpression, ...]:
    """Every time of the page, with its days where they can be said: what `dragoman times` prints."""
    found = find_times(page.text, page.passages, knowledge.rules)
    mentions = find_mentions(page, knowledge)
    published = date_page(page, found, mentions, knowledge.gazetteer, knowledge.rules)
    return resolved(page, found, split(page), published, knowledge)


def resolved(
    page: Page,
    times: Sequence[TimeExpression],
    sentences: Sequence[Sentence],
    published: Published,
    knowledge: Knowledge,
) -> tuple[TimeExpression, ...]:
    """The times of the page in order, with their days where they can be said.

    Only sentences with a time whose days hang on the tense are parsed.
    """
    starts = [sentence.start for sentence in sentences]
    open_ = [time for time in times if time.from_ is None and needs_page_day(time.means)]
    wanted = sorted({at for time in open_ if (at := _at(sentences, starts, time)) is not None})
    parsed = knowledge.parser.parse(page.text, [sentences[at] for at in wanted]) if wanted else ()
    by_number = dict(zip(wanted, parsed, strict=True))
    rules: TimeRules = knowledge.rules.get("times", TimeRules)

    def tense(time: TimeExpression) -> Tense | None:
        at = _at(sentences, starts, time)
        if at is None or at not in by_number:
            return None
        return tense_of(page, by_number[at], time, rules)

    return tuple(resolve(time, published, tense(time)) for time in times)


def _at(sentences: Sequence[Sentence], starts: Sequence[int], time: TimeExpression) -> int | None:
    at = bisect_right(starts, time.start) - 1
    return at if at >= 0 and time.start < sentences[at].end else None
