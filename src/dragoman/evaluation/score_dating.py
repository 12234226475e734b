"""Pages whose date is hidden: is the true day inside the span that the text gives away, and how narrow is it?"""

from collections.abc import Iterable
from datetime import date

import msgspec

from dragoman.evaluation.report import Measure, Report
from dragoman.knowledge.loading import Knowledge
from dragoman.model import Page, Published, TimeExpression
from dragoman.reading.actors import find_mentions
from dragoman.reading.dating import date_page, states_the_day
from dragoman.reading.times import find_times

WEEK = 7


def score_dating(name: str, pages: Iterable[tuple[Page, str]], knowledge: Knowledge) -> Report:
    """`inside`: the share of the pages whose true day lies in the span; `week`: the share of spans of a week or less.

    A page without a span is not inside. `pages` are pages with their true ISO days; what states the day is hidden.
    """
    inside, narrow, count = 0, 0, 0
    misses: list[str] = []
    for page, true in pages:
        said = date_hidden(page, knowledge)
        count += 1
        if said.from_ is None or said.to is None:
            misses.append(f"{page.id}: no span for {true}: {said.why}")
            continue
        days = (date.fromisoformat(said.to) - date.fromisoformat(said.from_)).days + 1
        narrow += days <= WEEK
        if said.from_ <= true <= said.to:
            inside += 1
        else:
            misses.append(f"{page.id}: {true} is not in {said.from_} to {said.to}: {said.why}")
    measures = (
        Measure(name="inside", found=inside, asked=count),
        Measure(name="week", found=narrow, asked=count),
    )
    return Report(gold=name, measures=measures, scores={}, misses=tuple(misses))


def date_hidden(page: Page, knowledge: Knowledge) -> Published:
    """When the page was written, by its story alone."""
    page = hide_date(page, find_times(page.text, page.passages, knowledge.rules), knowledge)
    times = find_times(page.text, page.passages, knowledge.rules)
    return date_page(page, times, find_mentions(page, knowledge), knowledge.gazetteer, knowledge.rules)


def hide_date(page: Page, times: Iterable[TimeExpression], knowledge: Knowledge) -> Page:
    """The page without its metadata and address, and with blanks where a dateline or a head line has the day."""
    text = page.text
    for time in times:
        if states_the_day(page, time, knowledge.rules):
            text = text[: time.start] + " " * (time.end - time.start) + text[time.end :]
    return msgspec.structs.replace(page, text=text, url=None, given=None, stated=None, stated_where=None)
