"""Who said what: marks of every kind, speakers near and far, and the cases in which nobody can be named."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.knowledge.loading import Knowledge
from dragoman.model import Page, Passage, Published, Quotation
from dragoman.reading.actors import Cast, find_mentions
from dragoman.reading.loading import load_knowledge
from dragoman.reading.quotations import find_quotations
from dragoman.reading.quotations.marks import pair_marks, paragraphs

KNOWLEDGE = load_knowledge()


def quoted(text: str, *roles: tuple[int, str], knowledge: Knowledge = KNOWLEDGE) -> tuple[Quotation, ...]:
    """The quotations of a page that is all story, or has `roles` from given offsets on."""
    starts = [*roles, (len(text), "story")] if roles else [(0, "story"), (len(text), "story")]
    passages = tuple(
        Passage(start=at, end=end, role=role)  # type: ignore[arg-type]
        for (at, role), (end, _) in pairwise(starts)
        if at < end
    )
    page = Page(id="page", text=text, language="en", passages=passages)
    published = Published(from_="2019-05-14", to="2019-05-14", basis="given", why="given")
    return find_quotations(page, (), Cast(()), find_mentions(page, knowledge), published, knowledge)


def names(text: str) -> list[str | None]:
    speakers = [one.speaker for one in quoted(text)]
    return [speaker.name or speaker.text if speaker else None for speaker in speakers]


def words(text: str) -> list[str]:
    return [text[one.first : one.last] for one in pair_marks(text, paragraphs(text, 0, len(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "“The road is open again today,” said Angela Merkel.",
        '"The road is open again today," said Angela Merkel.',
        "''The road is open again today,'' said Angela Merkel.",
        "``The road is open again today,'' said Angela Merkel.",
        "«The road is open again today,» said Angela Merkel.",
        "‘The road is open again today,’ said Angela Merkel.",
    ],
)
def test_every_publishers_marks(text: str) -> None:
    assert words(text) == ["The road is open again today,"]


def test_a_lost_mark_shifts_no_later_pair() -> None:
    text = 'The envoy called it "a long day.\n\nThe mayor said: "We waited for the bus."\n\n"It came late," he added.'
    assert words(text)[-2:] == ["We waited for the bus.", "It came late,"]


def test_a_lost_closing_mark_inside_a_paragraph_does_not_take_in_the_narration() -> None:
    assert words("He spoke of “peace and left. She said “We have to talk now.”") == ["We have to talk now."]


def test_a_speech_over_paragraphs_opens_each_and_closes_the_last() -> None:
    text = "Narendra Modi said: “First we build the road.\n\n“Then we build the bridge over the river.”"
    assert words(text) == ["First we build the road.", "Then we build the bridge over the river."]
    assert names(text) == ["Narendra Modi", "Narendra Modi"]


def test_a_speaker_named_only_in_the_last_paragraph_of_a_speech() -> None:
    text = "“First we build the road there.\n\n“Then we build the bridge,” Narendra Modi said."
    assert names(text) == ["Narendra Modi", "Narendra Modi"]


def test_marks_inside_marks_do_not_cut_the_outer_ones() -> None:
    assert words("“He told me ‘go home’ and I went,” she said.") == ["He told me ‘go home’ and I went,"]


def test_apostrophes_and_inches_are_no_marks() -> None:
    assert words("The ministers' plane wasn't Boeing's. It's 6'2\" high.") == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“The road is open again,” said Angela Merkel.", "Angela Merkel"),
        ("“The road is open again,” Angela Merkel said on Monday.", "Angela Merkel"),
        ("Angela Merkel told reporters, “The road is open again.”", "Angela Merkel"),
        ("In a statement, Angela Merkel said: “The road is open again.”", "Angela Merkel"),
        ("According to Angela Merkel, “the road is open again and safe.”", "Angela Merkel"),
        ("“The road is open again,” according to Angela Merkel.", "Angela Merkel"),
        ("Angela Merkel wrote on Twitter: “The road is open again.”", "Angela Merkel"),
        ("Angela Merkel: “The road is open again.”", "Angela Merkel"),
        ("“The road is open again today.”\n― Angela Merkel\n", "Angela Merkel"),
        ("Angela Merkel, the chancellor, smiled and said, “The road is open again.”", "Angela Merkel"),
        ("“The road is open again,” said the German chancellor, Angela Merkel.", "Angela Merkel"),
        ("“The road is open again,” Theresa May said.", "Theresa May"),
        ("Angela Merkel spoke last. Tass quoted Dmitri Peskov. “The road is open,” Merkel said.", "Angela Merkel"),
        ("Angela Merkel said so. “The road is open again today.”", "Angela Merkel"),
    ],
)  # fmt: skip
def test_who_speaks(text: str, who: str) -> None:
    assert names(text)[-1] == who


def test_a_name_that_no_table_has_is_a_speaker_all_the_same() -> None:
    (one, two) = quoted(
        "“The well is dry,” said Orla Quillfeather. Quillfeather added: “It was deep once before.”"
    )
    assert one.speaker is not None and two.speaker is not None
    assert (one.speaker.name, one.speaker.code) == ("Orla Quillfeather", None)
    assert "knowledge" in one.speaker.why
    assert two.speaker.name == "Orla Quillfeather"


def test_a_common_noun_speaks_without_a_name() -> None:
    (one,) = quoted("“The well is dry again,” a spokesman for the ministry said.")
    assert one.speaker is not None
    assert (one.speaker.text, one.speaker.code and one.speaker.code[:3]) != ("ministry", None)
    assert one.speaker.text == "a spokesman for the ministry"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Angela Merkel met Emmanuel Macron. “We agree on the main points,” she said.", "Angela Merkel"),
        ("Emmanuel Macron met Angela Merkel. “We agree on the main points,” he said.", "Emmanuel Macron"),
        ("“We agree,” said Angela Merkel.\n\n“It took a very long night,” she added.", "Angela Merkel"),
    ],
)
def test_pronouns_by_gender_and_subject(text: str, who: str) -> None:
    assert names(text)[-1] == who


@pytest.mark.parametrize(
    "text",
    [
        "“This was a very useful talk today,” he said.",
        "“This was a very useful talk today,” they said.",
        "Angela Merkel flew home. “This was a very useful talk today,” he said.",
        "“This was a very useful talk today.”",
        "The storm ended. “This was a very useful talk today.”",
        "Emmanuel Macron smiled.\n\nMODERATOR: And then?\n\n“This was a very useful talk today,” he said.",
        "It was hard for Dmitri Peskov, or for Igor Ivanov, and by now Boris Petrov is tired.\n\n"
        "“This was a very useful talk today,” he said.",
    ],
)
def test_nobody_is_guessed(text: str) -> None:
    one = quoted(text)[-1]
    assert one.speaker is None
    assert one.why_unknown


def test_titles_and_scare_quotes_are_not_speech() -> None:
    assert quoted("He read “War and Peace” in the “free” port.") == ()


def test_a_fragment_in_the_narrators_sentence_is_told_apart() -> None:
    (one,) = quoted("Imran Khan called the release “a peace gesture” on Thursday.")
    assert (one.kind, one.speaker and one.speaker.name) == ("fragment", "Imran Khan")


def test_fabric_quotes_nobody() -> None:
    text = "“The road is open again,” said Angela Merkel."
    assert quoted(text, (0, "links")) == ()
    assert len(quoted(text, (0, "story"))) == 1


def test_evidence_is_the_pages_own_words() -> None:
    text = "Angela Merkel told reporters, “The road is open again.”"
    (one,) = quoted(text)
    assert [e.text for e in one.evidence] == ["The road is open again.", "Angela Merkel"]
    assert all(text[e.start : e.end] == e.text for e in one.evidence)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab AB.,!\n\"'“”‘’:—é", max_size=120))
def test_any_text_gives_ordered_spans_within_it(text: str) -> None:
    last = 0
    for one in quoted(text):
        span = one.evidence[0]
        assert last <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == one.words
        assert (one.speaker is None) == (one.why_unknown is not None)
        last = span.end
