"""When was the page written? Each basis, each clue, and clues together."""

import pytest

from dragoman.knowledge import DATA, Rules
from dragoman.knowledge.actors import ActorData
from dragoman.knowledge.entries import Entity, Spell, Surface, Title
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.knowledge.tables import read_table
from dragoman.model import Found, Mention, Page, Published
from dragoman.pages.extraction import extract
from dragoman.reading.dating import DatedEvent, date_page
from dragoman.reading.times import find_times

RULES = Rules()
POMPEO = Entity(
    id="person:mike-pompeo", kind="person", name="Mike Pompeo", code=None, country="USA", sector=None,
    spells=(
        Spell(office="foreign minister", code="USAGOV", from_="2018-04-26", to="2021-01-20", to_basis="given"),
        Spell(office="spy chief", code="USASPY", from_="2017-01-23", to="2018-04-26", to_basis="given"),
    ),
)  # fmt: skip
STATE = Title(
    forms=("secretary of state",), office="foreign minister", sector="GOV", where="state:USA", example=""
)
NAME = Surface(words="Mike Pompeo", entity=POMPEO.id, kind="full name")
GAZETTEER = Gazetteer(ActorData(entities=(POMPEO,), surfaces=(NAME,), nouns=(), titles=(STATE,)))


def dated(text: str, date: str | None = None, html: bool = False) -> Published:
    found = Found(id="p", html=text, date=date) if html else Found(id="p", text=text, date=date)
    page = extract(found, RULES)
    assert isinstance(page, Page)
    at = page.text.find(NAME.words)
    mentions = () if at < 0 else (Mention(start=at, end=at + len(NAME.words), surfaces=(0,)),)
    return date_page(page, find_times(page.text, page.passages, RULES), mentions, GAZETTEER, RULES)


def span(published: Published) -> tuple[str | None, str | None, str]:
    return published.from_, published.to, published.basis


def test_the_caller_knows_best() -> None:
    assert span(dated("LIMA, May 3, 2017 - They met.", date="2017-05-04")) == (
        "2017-05-04",
        "2017-05-04",
        "given",
    )


def test_metadata_states_the_day() -> None:
    html = (
        '<html><head><meta property="article:published_time" content="2017-05-03T20:00:00Z"></head><body><article>'
        "<h1>Talks in Lima</h1><p>The foreign ministers of Peru and Chile met in Lima for talks.</p></article></body>"
    )
    published = dated(html, html=True)
    assert span(published) == ("2017-05-03", "2017-05-03", "stated")
    assert "article:published_time" in published.why


@pytest.mark.parametrize(
    "text",
    [
        "LIMA, May 3, 2017 (Wire) - Peru and Chile met.",
        "Talks in Lima\n\n3 May 2017, 14:02\n\nPeru and Chile met.",
        "Evening news of 3 May 2017.\n\nPeru and Chile met in Lima.",
    ],
)
def test_a_dateline_states_the_day(text: str) -> None:
    assert span(dated(text)) == ("2017-05-03", "2017-05-03", "stated")


def test_an_event_of_a_known_day_and_a_relative_time() -> None:
    published = dated("The two presidents will see each other at the G20 meeting in Japan next month.")
    assert span(published) == ("2019-05-01", "2019-05-31", "inferred")
    assert "next month" in published.why
    assert "Osaka" in published.why


def test_clues_together_leave_fewer_days() -> None:
    text = (
        "US Secretary of State Mike Pompeo flew to Lima.\n\nNothing came of the Singapore Agreement signed last June."
        "\n\nHe will be at the G20 summit in Osaka next month."
    )
    published = dated(text)
    assert span(published) == ("2019-05-01", "2019-05-31", "inferred")
    assert "Mike Pompeo was foreign minister" in published.why


def test_an_office_bounds_the_span() -> None:
    assert span(dated("Secretary of State Mike Pompeo flew to Lima.")) == (
        "2018-04-26",
        "2021-01-20",
        "inferred",
    )
    assert dated("Former Secretary of State Mike Pompeo flew to Lima.").basis == "unknown"


def test_a_dateline_without_a_year() -> None:
    text = "LIMA, May 3 - The ministers met.\n\nThe Singapore summit was held last June."
    assert span(dated(text)) == ("2019-05-03", "2019-05-03", "inferred")


def test_a_weekday_with_its_full_date_is_fresh() -> None:
    text = "The ministers of Peru and Chile met in Lima again on Wednesday, May 3, 2017, and they agreed on nothing."
    assert span(dated(text)) == ("2017-05-03", "2017-05-10", "inferred")


def test_a_clue_against_the_others_is_left_out_and_named() -> None:
    text = (
        "The G20 summit in Osaka will be held next month, said the envoys of Peru and of Chile in Lima after lunch.\n\n"
        "The Hanoi summit took place last year, said someone who was mistaken about it, and no one corrected him."
    )
    published = dated(text)
    assert span(published) == ("2019-05-01", "2019-05-31", "inferred")
    assert "contradicts" in published.why


def test_nothing_to_go_by_is_unknown_with_a_reason() -> None:
    published = dated("Peru and Chile met on Tuesday.")
    assert span(published) == (None, None, "unknown")
    assert published.why


def test_the_table_of_events_is_in_order() -> None:
    rows = [row for _, row in read_table(DATA / "dated_events.tsv", DatedEvent)]
    assert [row.from_ for row in rows] == sorted(row.from_ for row in rows)
    assert all(not row.to or row.to >= row.from_ for row in rows)
