"""When was the page written? Each basis, each clue, and clues together."""

import pytest

from dragoman.evaluation.score_dating import date_hidden
from dragoman.knowledge import DATA, Rules
from dragoman.knowledge.actors import ActorData
from dragoman.knowledge.entries import Entity, Spell, Surface, Title
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.knowledge.scanner import fold
from dragoman.knowledge.tables import cells, read_table
from dragoman.model import Found, Mention, Page, Published
from dragoman.pages.extraction import extract
from dragoman.reading.actors import find_mentions
from dragoman.reading.dating import DatedEvent, DatingRules, date_page
from dragoman.reading.dating.facts import Text
from dragoman.reading.dating.told import tense_of
from dragoman.reading.loading import load_knowledge
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
        "The G20 summit in Osaka will be held next month, said the envoys of Peru and of Chile in Lima after lunch. "
        "Secretary of State Mike Pompeo recalled that the Panmunjom Declaration had been signed last year.\n\n"
        "The Hanoi summit took place last year, said someone who was mistaken about it, and no one corrected him."
    )
    published = dated(text)
    assert span(published) == ("2019-05-01", "2019-05-31", "inferred")
    assert "contradicts" in published.why


def test_clues_that_contradict_each_other_leave_a_wide_span() -> None:
    text = (
        "The G20 summit in Osaka will be held next month, said the envoys of Peru and of Chile in Lima after lunch.\n\n"
        "The Hanoi summit took place last year, said someone who was mistaken about it, and no one corrected him."
    )
    assert span(dated(text)) == ("2019-05-01", "2020-12-31", "inferred")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        # the weekday of a fact, in its own sentence and in one that follows
        ("A cyclone named Nargis swept over the Irrawaddy delta of Burma on Friday.", "2008-05-02", "2008-05-04"),
        ("The palace in Lhasa was shut. Shops burned on Friday, and riots went on.", "2008-03-14", "2008-03-20"),
        # what is counted from a fact
        ("Two weeks after the earthquake in Haiti the port works again.", "2010-01-23", "2010-01-29"),
        # the anniversary of a fact
        ("The tenth anniversary of the bombs on the London Underground was marked in the rain.",
         "2015-06-27", "2015-07-14"),
        # a fact named without a time, on a page that tells of its day of the week
        ("DILI - East Timor became independent, and Gusmao took the oath at midnight.\n\nDili danced on Monday.",
         "2002-05-20", "2002-05-26"),
        # today, and a day of the week
        ("Theatre-goers in Moscow are hostages of Chechen gunmen since Wednesday. Today two women escaped.",
         "2002-10-23", "2002-10-27"),
    ],
)  # fmt: skip
def test_facts_narrow_the_span(text: str, first: str, last: str) -> None:
    published = dated(text)
    assert published.basis == "inferred", published.why
    assert first <= (published.from_ or "") <= (published.to or "") <= last, published


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Peru freed the crew on Friday.", "past"),
        ("Peru will release a captured crew on Friday.", "future"),
        ("Talks are to be held in Lima on Friday.", "future"),
        ("It would wait, the ministry said on Friday.", "past"),
        ("On Friday they will have time.", "future"),
        ("Friday in Lima", None),
    ],
)
def test_whether_a_time_is_past_or_to_come(text: str, tense: str | None) -> None:
    rules: DatingRules = RULES.get("dating", DatingRules)
    times = find_times(text, (), RULES)
    words = Text(fold(text), [0], [len(text)], frozenset(), {}, {})
    assert tense_of(times[0], times, words, rules.told) == tense


def test_an_election_is_named_by_its_country() -> None:
    knowledge = load_knowledge()
    text = (
        "NAIROBI - Voters in Kenya queued at the polls before dawn on Tuesday, some of them with chairs. President "
        "Uhuru Kenyatta asks for a second term. The count is expected to take days."
    )
    page = extract(Found(id="p", text=text), knowledge.rules)
    assert isinstance(page, Page)
    published = date_hidden(page, knowledge)
    # Of Kenya's elections two were held on a Tuesday in his time.
    assert "2017-08-02" <= (published.from_ or "") <= (published.to or "") <= "2022-08-15", published


def test_a_fact_that_is_only_remembered_is_no_news() -> None:
    published = dated(
        "The Chernobyl museum opened on Thursday. Lhasa burned twelve years ago, and nobody forgot it."
    )
    assert published.from_ is None or published.from_ > "2019"


def test_what_only_some_years_know() -> None:
    bounded = dated("The Brexit vote split Secretary of State Mike Pompeo's hosts.")
    assert "brexit" in bounded.why


def test_a_page_says_why_and_when_it_cannot() -> None:
    published = dated("The G20 summit will be held next month.")
    assert published.basis == "unknown"
    assert "too many days" in published.why


def test_nothing_to_go_by_is_unknown_with_a_reason() -> None:
    published = dated("Peru and Chile met on Tuesday.")
    assert span(published) == (None, None, "unknown")
    assert published.why


def test_every_way_to_name_a_fact_has_a_whole_word() -> None:
    rows = [row for _, row in read_table(DATA / "dated_events.tsv", DatedEvent)]
    assert len(rows) >= 2000
    ways = [way for row in rows for way in cells(row.words)]
    assert [
        way for way in ways if not any(part.strip()[0] != "@" and part[-1] != "*" for part in way.split("+"))
    ] == []
    assert len({(row.from_, row.name) for row in rows}) == len(rows)
    assert all(row.kind for row in rows)


def test_the_kinds_that_the_rules_name_are_in_the_table() -> None:
    kinds = {row.kind for _, row in read_table(DATA / "dated_events.tsv", DatedEvent)}
    rules: DatingRules = RULES.get("dating", DatingRules)
    told = rules.told
    assert {
        *told.after_kinds,
        *told.known_kinds,
        *told.lasting_kinds,
        *(n.kind for n in rules.naming),
    } <= kinds


def test_shares_add_up() -> None:
    rules: DatingRules = RULES.get("dating", DatingRules)
    for shares in (
        rules.told.untimed_weekday,
        rules.told.untimed_lead,
        rules.days.past,
        rules.days.past_years,
    ):
        assert sum(fresh.share for fresh in shares) == pytest.approx(1)
    for weekdays in (rules.days.weekdays, rules.days.weekdays_today):
        assert sum(weekdays) == pytest.approx(1)


def test_the_table_of_events_is_in_order() -> None:
    rows = [row for _, row in read_table(DATA / "dated_events.tsv", DatedEvent)]
    assert [row.from_ for row in rows] == sorted(row.from_ for row in rows)
    assert all(not row.to or row.to >= row.from_ for row in rows)


def test_somebody_recalled_with_a_year_does_not_date_the_page() -> None:
    said = extract(
        Found(id="recalled", text="The pact was signed in 1987 by Ronald Reagan and Mikhail Gorbachev."),
        load_knowledge().rules,
    )
    assert isinstance(said, Page)
    knowledge = load_knowledge()
    mentions = find_mentions(said, knowledge)
    times = find_times(said.text, said.passages, knowledge.rules)
    published = date_page(said, times, mentions, knowledge.gazetteer, knowledge.rules)
    assert "Gorbachev" not in published.why
