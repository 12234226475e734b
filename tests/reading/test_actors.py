"""Who is meant: phrases with the codes that they must give on a day, and those that must give none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Page, Passage, Sentence, Token
from dragoman.reading.actors import Cast, actor_of_words, actors_on, find_cast, find_mentions, who
from dragoman.reading.loading import load_knowledge
from dragoman.reading.screen import split

DAY = "2018-10-15"


def cast_of(text: str, day: str | None = DAY) -> Cast:
    """The cast of a page with that text, all its sentences parsed."""
    knowledge = load_knowledge()
    page = Page(id="t", text=text, given=day, passages=(Passage(start=0, end=len(text), role="story"),))
    sentences = tuple(knowledge.parser.parse(text, split(page)))
    return find_cast(page, sentences, find_mentions(page, knowledge), knowledge)


def codes(text: str, day: str | None = DAY) -> list[str]:
    """The codes of all members that are no adjective, in the order of the text, each code once."""
    knowledge = load_knowledge()
    members = [m for m in cast_of(text, day).members if m.kind != "adjective"]
    found = [a.code or "?" for m in members for a in actors_on(m, day, knowledge)]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # States, capitals, buildings
        ("Ethiopia rejected the plan.", ["ETH"]),
        ("Pyongyang rejected the plan.", ["PRKGOV"]),
        ("The Kremlin rejected the plan.", ["RUSGOV"]),
        ("The U.S. rejected the plan.", ["USA"]),
        ("The Israelis rejected the plan.", ["ISR"]),
        ("Malians rejected the plan.", ["MLI"]),
        # Bodies and groups, whatever common nouns are in their names
        ("The UN secretary-general rejected the plan.", ["IGOUNO"]),
        ("Members of Hamas rejected the plan.", ["PSEREB"]),
        ("The Department of Education rejected the plan.", ["GOV"]),
        ("NATO rejected the plan.", ["IGOWSTNAT"]),
        ("The United Nations rejected the plan.", ["IGOUNO"]),
        ("Hezbollah rejected the plan.", ["LBNREB"]),
        ("The Kurdistan Workers' Party rejected the plan.", ["TURREB"]),
        ("The FBI searched the house.", ["USACOP"]),
        # Persons on a day
        ("Theresa May rejected the plan.", ["GBRGOV"]),
        ("Prime Minister Theresa May rejected the plan.", ["GBRGOV"]),
        ("The president, Emmanuel Macron, rejected the plan.", ["FRAGOV"]),
        ("Mr Macron rejected the plan.", ["FRAGOV"]),
        ("Angela Merkel, the chancellor, rejected the plan.", ["DEUGOV"]),
        # Offices and common nouns of a state
        ("The Turkish foreign minister rejected the plan.", ["TURGOV"]),
        ("The president of Kenya rejected the plan.", ["KENGOV"]),
        ("Kenya's parliament rejected the plan.", ["KEN", "KENLEG"]),
        ("The Kenyan army rejected the plan.", ["KENMIL"]),
        ("The army of Kenya rejected the plan.", ["KENMIL"]),
        ("Rebels in Mali rejected the plan.", ["MLIREB"]),
        ("Police in Nairobi rejected the plan.", ["KENCOP"]),
        ("Officials from Kenya rejected the plan.", ["KENGOV"]),
        ("Senior officials of the Kenyan foreign ministry rejected the plan.", ["KENGOV"]),
        ("Hamas fighters rejected the plan.", ["PSEREB"]),
        ("UN officials rejected the plan.", ["IGOUNO"]),
        ("The Kenyan Fisheries Board rejected the plan.", ["KENGOV"]),
        ("A Kenyan government watchdog agency rejected the plan.", ["KENGOV"]),
        # Several at once
        ("Kenyan and Somali officials rejected the plan.", ["KENGOV", "SOMGOV"]),
        ("Kenyan, Somali and Sudanese officials rejected the plan.", ["KENGOV", "SOMGOV", "SDNGOV"]),
        ("US and British forces rejected the plan.", ["USAMIL", "GBRMIL"]),
        ("The Turkish and Greek foreign ministers met.", ["TURGOV", "GRCGOV"]),
        ("Kenyan officials and Somali soldiers met.", ["KENGOV", "SOMMIL"]),
        ("Kenya and Somalia met.", ["KEN", "SOM"]),
        ("Saudi-led forces attacked Houthi fighters.", ["SAUMIL", "YEMREB"]),
        # Peoples who are not the state of their name
        ("Bosnian Serbs rejected the plan.", ["BIHCVL"]),
        ("The Albanians of Serbia rejected the plan.", ["SRBCVL"]),
        ("Ethnic Russians in Latvia rejected the plan.", ["LVACVL"]),
        ("Kurds rejected the plan.", ["CVL"]),
        ("Iraqi Kurds rejected the plan.", ["IRQCVL"]),
        ("Turkish Cypriots rejected the plan.", ["CYP"]),
        # What a possessive says
        ("Kenya urged its citizens to leave.", ["KEN", "KENCVL"]),
        ("Kenya rejected the plan. Its army moved north.", ["KEN", "KENMIL"]),
        ("Emmanuel Macron's government rejected the plan.", ["FRAGOV"]),
        ("The king of Jordan spoke. His ministers listened.", ["JORGOV"]),
    ],
)
def test_phrases_that_name_somebody(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Students in Minsk clashed with police.", ["BLREDU", "BLRCOP"]),
        ("Police fired at demonstrators in Minsk.", ["BLRCOP", "BLRCVL", "BLR"]),
        ("Kenya arrested journalists.", ["KEN", "KENJRN"]),
        ("The Kenyan president dismissed the parliament.", ["KENGOV", "KENLEG"]),
        ("Malians marched against the government.", ["MLI", "MLIGOV"]),
        ("Kenyans voted. The government kept silent.", ["KEN", "KENGOV"]),
    ],
)
def test_a_home_that_is_inferred_says_so(text: str, expected: list[str]) -> None:
    assert codes(text) == expected
    inferred = [m for m in cast_of(text).members if m.home]
    assert inferred
    assert all("inferred" in m.why and m.country is None for m in inferred)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The president accused Chad.", "GOV"),  # the state accused is not the president's
        ("Chad attacked the rebels.", "REB"),  # nor need the rebels be of the state that fights them
        ("Chad and Niger accused the rebels.", "REB"),
        ("The government kept silent.", "GOV"),
        ("Kenya agreed. The world community welcomed it.", "CVL"),
        ("Emmanuel Macron backed her as interim president.", "GOV"),
    ],
)
def test_no_home_is_guessed(text: str, code: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Fisher sang a song.",
        "Paris Hilton sang a song.",
        "Chad Smith sang a song.",
        "The Houston Rockets won.",
        "The Gulf of Mexico is warm.",
        "Air France flew late.",
        "Guinea pigs are small.",
        "The French Open began.",
        "A Chinese restaurant burnt down.",
        "The turkey was roasted.",
        "He ate Brussels sprouts.",
    ],
)
def test_names_inside_other_names_are_nobody(text: str) -> None:
    assert codes(text) == []


def test_a_bank_is_no_state() -> None:
    assert all(
        not m.entities and not m.country for m in cast_of("The Bank of China opened a branch.").members
    )


def test_a_capital_after_in_is_a_place() -> None:
    assert codes("Envoys met in Vienna.")[-1] == "AUT"
    assert codes("Vienna rejected the plan.") == ["AUTGOV"]


def test_a_paper_is_no_state() -> None:
    assert codes("The Washington Post rejected the plan.") == ["USAJRN"]


def test_capitals_in_running_text_are_no_family_name() -> None:
    assert all(m.kind != "name" for m in cast_of("The NGO denounced the plan.").members)


def test_another_first_name_is_another_person() -> None:
    assert codes("Gustavo Merkel rejected the plan.") == []
    assert codes("The German judge Gustavo Merkel rejected the plan.") == ["DEUJUD"]


@pytest.mark.parametrize(
    ("text", "pronoun", "code"),
    [
        ("Theresa May flew home. She rejected the plan.", "She", "GBRGOV"),
        ("Emmanuel Macron flew home. He rejected the plan.", "He", "FRAGOV"),
        ("Kenya waited. It rejected the plan.", "It", "KEN"),
        ("The Malians waited. They rejected the plan.", "They", "MLI"),
        ("Kenyan officials waited. They rejected the plan.", "They", "KENGOV"),
    ],
)
def test_pronouns(text: str, pronoun: str, code: str) -> None:
    member = next(m for m in cast_of(text).members if m.text == pronoun)
    (actor,) = actors_on(member, DAY, load_knowledge())
    assert (member.kind, actor.code) == ("pronoun", code)
    assert actor.text == member.stands_for != pronoun
    assert f"'{pronoun}' is taken for" in actor.why


def test_a_woman_is_not_he() -> None:
    assert all(m.kind != "pronoun" for m in cast_of("Theresa May flew home. He rejected it.").members)


def test_both_sides_are_the_last_two() -> None:
    assert codes("Kenya met Somalia. Both sides agreed.")[:2] == ["KEN", "SOM"]
    member = next(m for m in cast_of("Kenya met Somalia. Both sides agreed.").members if m.together)
    assert [a.code for a in actors_on(member, DAY, load_knowledge())] == ["KEN", "SOM"]


def test_who_urges_both_sides_is_neither() -> None:
    text = (
        "Kenya accused Somalia. Kenya waited. Somalia waited. France spoke. China urged both sides to talk."
    )
    member = next(m for m in cast_of(text).members if m.together)
    assert sorted(a.code or "" for a in actors_on(member, DAY, load_knowledge())) == ["KEN", "SOM"]


def test_the_two_leaders_are_persons() -> None:
    member = next(
        m for m in cast_of("Theresa May met Emmanuel Macron. The two leaders agreed.").members if m.together
    )
    assert [a.name for a in actors_on(member, DAY, load_knowledge())] == ["Theresa May", "Emmanuel Macron"]


def test_without_a_day_the_page_s_own_title_decides() -> None:
    member = cast_of("Prime Minister Imran Khan rejected the plan.", None).members[0]
    assert actors_on(member, None, load_knowledge())[0].code == "PAKGOV"


def test_who_left_office_is_an_elite() -> None:
    member = cast_of("David Cameron rejected the plan.").members[0]
    knowledge = load_knowledge()
    assert [actors_on(member, d, knowledge)[0].code for d in ("2015-05-01", "2018-05-01")] == [
        "GBRGOV",
        "GBRELI",
    ]


def test_an_unknown_day_is_said() -> None:
    member = cast_of("Theresa May rejected the plan.", None).members[0]
    assert "the day is unknown" in actors_on(member, None, load_knowledge())[0].why


def test_an_activist_without_an_entry_is_what_the_apposition_says() -> None:
    text = "Ayo Quillfeather, Nigeria's leading human rights activist, rejected the plan."
    member = next(m for m in cast_of(text).members if m.text == "Ayo Quillfeather")
    assert actors_on(member, DAY, load_knowledge())[0].country == "NGA"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the German chancellor, Angela Merkel", "DEUGOV"),
        ("Merkel", "DEUGOV"),
        ("Gustavo Merkel", None),
        ("the Kenyan foreign ministry", "KENGOV"),
        ("the United Nations", "IGOUNO"),
        ("BBC reporters", "GBRJRN"),
        ("a passer-by", "CVL"),
        ("a stranger", None),
    ],
)
def test_words_of_an_unparsed_sentence(words: str, code: str | None) -> None:
    knowledge = load_knowledge()
    page = Page(id="t", text=words, given=DAY)
    actor = actor_of_words(page, 0, len(words), find_mentions(page, knowledge), DAY, knowledge)
    assert actor.code == code
    assert actor.why


def test_who_tells_the_office_on_a_day() -> None:
    found = who("Theresa May", "2018-10-15", load_knowledge())
    assert [(c.name, c.code) for c in found] == [("Theresa May", "GBRGOV")]
    assert who("Orla Quillfeather", None, load_knowledge()) == ()


# ── what must hold for every sentence ───────────────────────────────────────────────────────────────────────────

WORDS = st.sampled_from(
    [
        "the",
        "its",
        "their",
        "ethnic",
        "Kenyan",
        "Somali",
        "and",
        ",",
        "of",
        "in",
        "from",
        "Kenya",
        "Minsk",
        "president",
        "minister",
        "police",
        "rebels",
        "officials",
        "Putin",
        "Merkel",
        "Paris",
        "Jordan",
        "NATO",
        "Hamas",
        "U.S.",
        "-",
        "led",
        "said",
        "accused",
        "Peña’s",
        "Đinđić",
        "both",
        "sides",
        "he",
        "it",
        "who",
        "General",
    ]
)
TAGS = ["NN", "NNS", "NNP", "NNPS", "JJ", "VBD", "VBN", "IN", "PRP", "PRP$", "DT", "CC", "POS"]
DEPS = [
    "nsubj", "dobj", "pobj", "prep", "amod", "compound", "poss", "conj", "cc", "appos", "nmod", "det", "case",
    "ROOT", "punct", "relcl", "acl", "npadvmod",
]  # fmt: skip


@st.composite
def parsed(draw: st.DrawFn) -> tuple[Page, Sentence]:
    """A page of random words with a random parse: whatever a parser may answer."""
    words = draw(st.lists(WORDS, min_size=1, max_size=14))
    text = " ".join(words)
    tags = st.sampled_from(TAGS)
    deps = st.sampled_from(DEPS)
    tokens = []
    at = 0
    for word in words:
        head = draw(st.integers(0, len(words) - 1))
        tokens.append(
            Token(
                start=at, end=at + len(word), text=word, lemma=word.lower(), tag=draw(tags), dep=draw(deps), head=head
            )
        )  # fmt: skip
        at += len(word) + 1
    return Page(id="t", text=text, given=DAY), Sentence(start=0, end=len(text), tokens=tuple(tokens))


@given(parsed())
@settings(max_examples=300, deadline=None)
def test_any_parse_gives_members_that_hold(page_and_sentence: tuple[Page, Sentence]) -> None:
    page, sentence = page_and_sentence
    knowledge = load_knowledge()
    members = find_cast(page, (sentence,), find_mentions(page, knowledge), knowledge).members
    heads = [m.head for m in members]
    assert heads == sorted(set(heads))
    for member in members:
        assert member.text == page.text[member.start : member.end] != ""
        assert 0 <= member.first <= member.last < len(sentence.tokens)
        assert member.why
        assert not (member.home and member.country)
        for actor in actors_on(member, DAY, knowledge):
            assert actor.why
            assert actor.text


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_words_are_an_actor_with_a_reason(words: str) -> None:
    knowledge = load_knowledge()
    page = Page(id="t", text=words, given=DAY)
    actor = actor_of_words(page, 0, len(words), find_mentions(page, knowledge), DAY, knowledge)
    assert actor.why
    assert actor.text == words


def test_an_unparsed_sentence_has_no_members() -> None:
    page = Page(id="t", text="Kenya met Somalia.", given=DAY)
    knowledge = load_knowledge()
    assert (
        find_cast(page, (Sentence(start=0, end=18),), find_mentions(page, knowledge), knowledge).members == ()
    )
