"""Page -> Findings: what a page says, stage by stage.

`read_page` is the first thing to read. It is pure: the same page and knowledge give the same findings,
wherever it runs. A stage reads what stands before it and adds its own part; no stage reaches back.
"""

from collections import Counter
from typing import Any

from dragoman.knowledge.loading import Knowledge
from dragoman.model import Findings, Page, PageHead, Published, Sentence, Silence, SilenceReason
from dragoman.reading.actors import Cast, find_cast, find_mentions
from dragoman.reading.dating import date_page
from dragoman.reading.events import find_events
from dragoman.reading.ledger.agreements import find_agreements
from dragoman.reading.ledger.alignments import find_alignments
from dragoman.reading.ledger.deadlines import find_deadlines
from dragoman.reading.ledger.demands import find_demands
from dragoman.reading.ledger.ground import Ground
from dragoman.reading.ledger.prospects import find_prospects
from dragoman.reading.quotations import find_quotations
from dragoman.reading.screen import choose, split
from dragoman.reading.silence import silences, unread
from dragoman.reading.times import find_times
from dragoman.reading.topics import other_subject

__all__ = ["READ_LANGUAGES", "read_cast", "read_closely", "read_page"]

READ_LANGUAGES = ("en",)


def read_page(page: Page, knowledge: Knowledge) -> Findings:
    """Read one page: who did what to whom, who said what, what is open, each with its words and reasons.

    Raises nothing for any page; a page in another language has no records and a note that says so.
    """
    return read_closely(page, knowledge)[0]


def read_closely(page: Page, knowledge: Knowledge) -> tuple[Findings, tuple[Silence, ...]]:
    """`read_page`, and every sentence with an actor or a trigger word that made no event, with the reason."""
    times = find_times(page.text, page.passages, knowledge.rules)
    mentions = find_mentions(page, knowledge)
    published = date_page(page, times, mentions, knowledge.gazetteer, knowledge.rules)
    if page.language not in (None, *READ_LANGUAGES):
        note = f"the page's language is '{page.language}'; only {', '.join(READ_LANGUAGES)} is read"
        silent = unread(page, mentions, "other language", note)
        return _findings(page, published, silent, notes=(note,)), silent

    subject = other_subject(page, knowledge.rules)
    if subject is not None:
        quotations = find_quotations(page, split(page), Cast(()), mentions, published, knowledge)
        silent = unread(page, mentions, "other subject", subject)
        return _findings(page, published, silent, quotations=quotations, notes=(subject,)), silent

    chosen = choose(page, split(page), mentions, knowledge)
    sentences = _parse(page, chosen, knowledge)
    cast = find_cast(page, sentences, mentions, knowledge, published.to)
    events, mute = find_events(page, sentences, cast, times, published, knowledge)
    silent = silences(page, chosen, mute, mentions)
    ground = Ground(page, sentences, cast, times, published, knowledge, mentions)
    deadlines = find_deadlines(ground)
    findings = _findings(
        page,
        published,
        silent,
        events=events,
        quotations=find_quotations(page, sentences, cast, mentions, published, knowledge, events),
        agreements=find_agreements(ground),
        deadlines=deadlines,
        demands=find_demands(ground, events, deadlines),
        alignments=find_alignments(ground),
        prospects=find_prospects(ground, events),
    )
    return findings, silent


def read_cast(page: Page, knowledge: Knowledge) -> tuple[Cast, str | None]:
    """Who is who on a page in English, as `read_page` decides it before any event; and the page's last possible day."""
    mentions = find_mentions(page, knowledge)
    times = find_times(page.text, page.passages, knowledge.rules)
    published = date_page(page, times, mentions, knowledge.gazetteer, knowledge.rules)
    sentences = _parse(page, choose(page, split(page), mentions, knowledge), knowledge)
    return find_cast(page, sentences, mentions, knowledge, published.to), published.to


def _parse(
    page: Page, chosen: tuple[tuple[Sentence, SilenceReason | None], ...], knowledge: Knowledge
) -> tuple[Sentence, ...]:
    """Every sentence in order; those that the screen chose have their tokens."""
    parsed = iter(knowledge.parser.parse(page.text, [s for s, why_not in chosen if why_not is None]))
    return tuple(next(parsed) if why_not is None else sentence for sentence, why_not in chosen)


def _findings(page: Page, published: Published, silent: tuple[Silence, ...], **records: Any) -> Findings:
    counts = Counter(one.reason for one in silent)
    return Findings(
        id=page.id, page=_head(page, published), unrecorded=dict(sorted(counts.items())), **records
    )


def _head(page: Page, published: Published) -> PageHead:
    return PageHead(
        title=page.title,
        url=page.url,
        source=page.source,
        language=page.language,
        published=published,
        passages=page.passages,
    )
