"""Page -> Findings: what a page says, stage by stage.

`read_page` is the first thing to read. It is pure: the same page and knowledge give the same findings,
wherever it runs. A stage reads what stands before it and adds its own part; no stage reaches back.
"""

from dragoman.knowledge.loading import Knowledge
from dragoman.model import Findings, Page, PageHead, Published, Sentence
from dragoman.reading.actors import Cast, find_cast, find_mentions
from dragoman.reading.dating import date_page
from dragoman.reading.events import find_events
from dragoman.reading.ledger.agreements import find_agreements
from dragoman.reading.ledger.alignments import find_alignments
from dragoman.reading.ledger.deadlines import find_deadlines
from dragoman.reading.ledger.prospects import find_prospects
from dragoman.reading.quotations import find_quotations
from dragoman.reading.screen import choose, split
from dragoman.reading.times import find_times
from dragoman.reading.topics import other_subject

__all__ = ["READ_LANGUAGES", "read_page"]

READ_LANGUAGES = ("en",)


def read_page(page: Page, knowledge: Knowledge) -> Findings:
    """Read one page: who did what to whom, who said what, what is open, each with its words and reasons.

    Raises nothing for any page; a page in another language has no records and a note that says so.
    """
    times = find_times(page.text, page.passages, knowledge.rules)
    mentions = find_mentions(page, knowledge)
    published = date_page(page, times, mentions, knowledge.gazetteer, knowledge.rules)
    if page.language not in (None, *READ_LANGUAGES):
        note = f"the page's language is '{page.language}'; only {', '.join(READ_LANGUAGES)} is read"
        return Findings(id=page.id, page=_head(page, published), notes=(note,))

    subject = other_subject(page, knowledge.rules)
    if subject is not None:
        quotations = find_quotations(page, split(page), Cast(()), mentions, published, knowledge)
        return Findings(id=page.id, page=_head(page, published), quotations=quotations, notes=(subject,))

    sentences = _parse(page, choose(page, split(page), mentions, knowledge), knowledge)
    cast = find_cast(page, sentences, mentions, knowledge, published.to)
    events = find_events(page, sentences, cast, times, published, knowledge)
    ledger = (page, sentences, cast, mentions, times, published, knowledge)
    return Findings(
        id=page.id,
        page=_head(page, published),
        events=events,
        quotations=find_quotations(page, sentences, cast, mentions, published, knowledge),
        agreements=find_agreements(*ledger),
        deadlines=find_deadlines(*ledger),
        alignments=find_alignments(*ledger),
        prospects=find_prospects(*ledger, events),
    )


def _parse(
    page: Page, chosen: tuple[tuple[Sentence, bool], ...], knowledge: Knowledge
) -> tuple[Sentence, ...]:
    """Every sentence in order; those that the screen chose have their tokens."""
    parsed = iter(knowledge.parser.parse(page.text, [s for s, worth in chosen if worth]))
    return tuple(next(parsed) if worth else sentence for sentence, worth in chosen)


def _head(page: Page, published: Published) -> PageHead:
    return PageHead(
        title=page.title,
        url=page.url,
        source=page.source,
        language=page.language,
        published=published,
        passages=page.passages,
    )
