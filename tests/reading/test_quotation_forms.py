"""The forms in which the press gives speech, each with the speakers that a reader finds, or none."""

import pytest

from dragoman.model import Findings, Found, Page, Quotation
from dragoman.pages.extraction import extract
from dragoman.reading import read_page
from dragoman.reading.loading import load_knowledge

KNOWLEDGE = load_knowledge()


def read(text: str) -> Findings:
    page = extract(Found(id="page", text=text, date="2019-05-14"), KNOWLEDGE.rules)
    assert isinstance(page, Page)
    return read_page(page, KNOWLEDGE)


def spoken(text: str) -> list[Quotation]:
    return [one for one in read(text).quotations if one.kind in ("direct", "fragment")]


def names(text: str) -> list[str | None]:
    speakers = [one.speaker for one in spoken(text)]
    return [speaker.name or speaker.text if speaker else None for speaker in speakers]


# Each: a text and the speaker of each of its quotations, in order.
FORMS = [
    # before, after and around the cue
    ('Nora Lindqvist said: "The harbour stays shut until Friday."', ["Nora Lindqvist"]),
    ('"The harbour stays shut until Friday," Nora Lindqvist said.', ["Nora Lindqvist"]),
    ('"The harbour stays shut until Friday," said Nora Lindqvist, the port\'s director.', ["Nora Lindqvist"]),
    ('"The harbour stays shut," said Nora Lindqvist, "until the ice has gone."', ["Nora Lindqvist"] * 2),
    ('"The harbour," Nora Lindqvist told the council, "stays shut until Friday night."', ["Nora Lindqvist"] * 2),
    ('Nora Lindqvist, who runs the port, put it like this: "We wait for the ice."', ["Nora Lindqvist"]),
    ('"We wait for the ice," Nora Lindqvist said. "Then we open the gates again."', ["Nora Lindqvist"] * 2),
    ('"Is anybody still out on the ice?" asked Nora Lindqvist.', ["Nora Lindqvist"]),
    ('"Nobody goes out on the ice!" shouted Nora Lindqvist.', ["Nora Lindqvist"]),
    ('As Nora Lindqvist, a pilot, put it, "the ice decides when we sail."', ["Nora Lindqvist"]),
    ('According to Nora Lindqvist, "the ice decides when we sail."', ["Nora Lindqvist"]),
    ('In the words of Nora Lindqvist, "the ice decides when we sail."', ["Nora Lindqvist"]),
    ('"The ice decides when we sail," Nora Lindqvist said in a statement on Monday.', ["Nora Lindqvist"]),
    ('Several captains agree, among them Nora Lindqvist -- "the ice decides when we sail".', ["Nora Lindqvist"]),
    ('Smiling, Nora Lindqvist added: "We have waited longer than this before."', ["Nora Lindqvist"]),
    ('"We have waited longer than this," Nora Lindqvist chimed in.', ["Nora Lindqvist"]),
    ('"We have waited longer than this," Nora Lindqvist emailed from the ship.', ["Nora Lindqvist"]),
    ('"We have waited longer than this," Nora Lindqvist tweeted on Monday.', ["Nora Lindqvist"]),
    ('Nora Lindqvist wrote on Twitter: "We have waited longer than this."', ["Nora Lindqvist"]),
    # over paragraphs, and with marks of every kind
    ('Nora Lindqvist said: "First the ice must go.\n\n"Then the ships may leave the port."', ["Nora Lindqvist"] * 2),
    ('"First the ice must go.\n\n"Then the ships may leave," Nora Lindqvist said.', ["Nora Lindqvist"] * 2),
    ("«The ice decides when we sail», said Nora Lindqvist.", ["Nora Lindqvist"]),
    ("„The ice decides when we sail“, said Nora Lindqvist.", ["Nora Lindqvist"]),
    ("»The ice decides when we sail«, said Nora Lindqvist.", ["Nora Lindqvist"]),
    ("'The ice decides when we sail,' said Nora Lindqvist.", ["Nora Lindqvist"]),
    ("‘The ice decides when we sail,’ said Nora Lindqvist.", ["Nora Lindqvist"]),
    ('"He told me \'stay ashore\' and so I stayed," said Nora Lindqvist.', ["Nora Lindqvist"]),
    ('”The ice decides when we sail here,” said Nora Lindqvist.', ["Nora Lindqvist"]),
    # an unbalanced mark costs one string
    ('The pilot spoke of "a hard winter.\n\n"The ice decides when we sail," Nora Lindqvist said.', ["Nora Lindqvist"]),
    # labels and signatures
    ('"The ice decides when we sail."\n- Nora Lindqvist\n', ["Nora Lindqvist"]),
    ('"The ice decides when we sail." -Commissioner Nora Lindqvist', ["Nora Lindqvist"]),
    ('From Chairwoman Nora Lindqvist: "The ice decides when we sail."', ["Nora Lindqvist"]),
    ('From the desk of Nora Lindqvist: "The ice decides when we sail."', ["Nora Lindqvist"]),
    ('Statement by Nora Lindqvist: "The ice decides when we sail."', ["Nora Lindqvist"]),
    ('Nora Lindqvist, Baltic Pilots: "The ice decides when we sail."', ["Nora Lindqvist"]),
    ('The New York Times reports:\n\n"The ice has held ships in eleven ports since January."', ["New York Times"]),
    # the sentence before
    ("Nora Lindqvist shook her head. \"The ice decides when we sail,\" she said.", ["Nora Lindqvist"]),
    ("Nora Lindqvist spoke first. \"The ice decides when we sail.\"", ["Nora Lindqvist"]),
    ("On Monday, Nora Lindqvist met Olaf Berg. \"The ice decides when we sail,\" she said.", ["Nora Lindqvist"]),
    # descriptions
    ("The harbour master closed his book. \"No ship will sail before noon,\" he said.", ["The harbour master"]),
    ("A fisherman mended a net. \"My father never saw such ice,\" he said.", ["A fisherman"]),
    ("On the pier we met a nurse who had come by sledge. \"My father never saw such ice,\" she said.", ["a nurse"]),
    ("\"My father never saw such ice,\" a pensioner said.", ["a pensioner"]),
    ("\"No ship will sail before noon,\" the daily wrote.", ["the daily"]),
    ("\"No ship will sail before noon,\" officials who asked not to be named said.", ["officials"]),
    ("\"No ship will sail before noon,\" a spokesman for the ministry said.", ["a spokesman for the ministry"]),
    ("The ministry issued a statement. \"No ship will sail before noon,\" it said.", ["a statement"]),
    ("Senator Nora Lindqvist came late. Two ships left.\n\n\"I had to walk over the ice,\" the senator said.",
     ["Nora Lindqvist"]),
    ("The envoy, Nora Lindqvist, sat down. \"I had to walk over the ice,\" she said.", ["Nora Lindqvist"]),
    ("Nora Lindqvist won. The Democrat thanked her crew.\n\n\"I walked over the ice,\" she said.", ["Nora Lindqvist"]),
    ("Olaf Berg explained why: a pilot had told him so, and that was \"a good reason to wait for spring\".",
     ["Olaf Berg"]),
    ("Olaf Berg spoke. His Danish counterpart, Nora Lindqvist, was blunt. \"We wait,\" she said.", ["Nora Lindqvist"]),
    ("Human Rights Watch called the arrests \"a shameful attack on free speech\".", ["Human Rights Watch"]),
    # the source chain
    ('Tass quoted Sergei Lavrov as saying "we shall answer in the same way".', ["Sergey Lavrov"]),
    ('Sergei Lavrov was quoted by Tass as saying "we shall answer in the same way".', ["Sergey Lavrov"]),
    ('"We shall answer in the same way," Sergei Lavrov said, according to Tass.', ["Sergey Lavrov"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), FORMS)
def test_a_form_of_speech_has_its_speaker(text: str, speakers: list[str | None]) -> None:
    assert names(text) == speakers


# Each: a text whose last quotation has a speaker that the page does not say, and a word of the reason.
UNKNOWN = [
    ('It was said that "nobody on this coast has any coal left".', "by whom"),
    ('"Nobody has any coal left," was one answer that could be heard.', "own sentence"),
    ('A banner hung from the crane: "The coal is for the hospital"', "whose they are"),
    ('A note lay on the desk. "Look for the coal in the cellar," it began.', ""),
    ('QUOTE OF THE WEEK: "Nobody on this coast has any coal"', ""),
    ('Flares lit the crane: "The coal is for the hospital alone"', "elsewhere"),
    (
        'Olaf Berg, Jens Holm and Nils Dahl came out together.\n\n"There is coal for a week at most."',
        "several",
    ),
    (
        'The mayor and the bishop came out. He looked tired.\n\n"There is coal for a week," he said.',
        "nobody whom",
    ),
    ('"There is coal for a week," one of them said.', "does not say who"),
    (
        'Quill Vantree spoke.\n\nOlaf Berg met Nils Dahl on the pier.\n\n"There is coal for a week," she said.',
        "does not say",
    ),
    ('A sailor, or perhaps a docker, answered: "There is coal for a week."', "somebody else"),
    ('"There is coal for a week at most."', "stand alone"),
    ('The minutes give letters. The next entry replies: "There is coal for a week."', "whose they are"),
]


@pytest.mark.parametrize(("text", "reason"), UNKNOWN)
def test_a_speaker_who_cannot_be_known_is_not_invented(text: str, reason: str) -> None:
    one = spoken(text)[-1]
    assert one.speaker is None
    assert one.why_unknown and reason in one.why_unknown


@pytest.mark.parametrize(
    "text",
    [
        'The tanker "Northern Light" lay in the bay.',
        'He has read "The Winter Voyage of the Fram" twice.',
        'The "free" port was shut, and the so-called "ice tax" rose.',
        'Her essay, titled "What the ice has taken from us," won a prize.',
        'The word "icebreaker" has no plural in that tongue.',
    ],
)  # fmt: skip
def test_titles_and_words_at_a_distance_are_no_speech(text: str) -> None:
    assert spoken(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('Imran Khan called the release "a peace gesture" on Thursday.', "fragment"),
        ('Imran Khan said the pilot would be freed "as a peace gesture".', "fragment"),
        ('Imran Khan said: "We want peace."', "direct"),
        ('Imran Khan said the step would "bring both our peoples nearer to peace".', "direct"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert [one.kind for one in spoken(text)] == [kind]


def test_several_speak_together() -> None:
    (one,) = spoken('Donald Trump and Theresa May said: "We stand together in this hour."')
    assert {one.speaker and one.speaker.name, *(a.name for a in one.also)} == {"Donald Trump", "Theresa May"}
    (one,) = spoken('"We stand together in this hour," said Donald Trump and Theresa May.')
    assert {one.speaker and one.speaker.name, *(a.name for a in one.also)} == {"Donald Trump", "Theresa May"}


def test_they_are_the_two_of_the_sentence_before() -> None:
    text = 'Heiko Maas and his French colleague Jean-Yves Le Drian met. "We want to keep the deal alive," they said.'
    (one,) = spoken(text)
    assert one.speaker is not None
    assert [one.speaker.name, *(a.name for a in one.also)] == ["Heiko Maas", "Jean-Yves Le Drian"]


@pytest.mark.parametrize(
    "text",
    [
        'Tass quoted Sergei Lavrov as saying "we shall answer in the same way".',
        'Sergei Lavrov was quoted by Tass as saying "we shall answer in the same way".',
    ],
)
def test_who_passes_the_words_on_is_kept(text: str) -> None:
    (one,) = spoken(text)
    assert [actor.name for actor in one.via] == ["TASS"]


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ('Angela Merkel told reporters: "The talks will go on."', ["reporters"]),
        ('"The talks will go on," Angela Merkel told Emmanuel Macron.', ["Emmanuel Macron"]),
        ('In a letter to Congress, Donald Trump wrote: "The tariffs will stay."', ["Congress"]),
        ('"The talks will go on," Angela Merkel said in an interview with the BBC.', ["BBC"]),
        ('"The talks will go on," Angela Merkel said.', []),
    ],
)
def test_to_whom(text: str, to: list[str]) -> None:
    (one,) = spoken(text)
    assert [actor.name or actor.text for actor in one.to] == to


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ('Emmanuel Macron called the plan "a trap for all of us".', ["the plan"]),
        ('Emmanuel Macron called Viktor Orban "a friend of the farmers".', ["Viktor Orbán"]),
        ('Javad Zarif said of the sanctions: "They are economic terrorism."', ["the sanctions"]),
        ('"They are economic terrorism," Javad Zarif said, speaking of the sanctions.', ["the sanctions"]),
        ('Javad Zarif said: "They are economic terrorism."', []),
    ],
)
def test_about_whom_or_what(text: str, about: list[str]) -> None:
    (one,) = spoken(text)
    assert [actor.name or actor.text for actor in one.about] == about


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Angela Merkel said on Monday that the talks would go on.",
            "the talks would go on",
            "Angela Merkel",
        ),
        ("The talks would go on, Angela Merkel said.", "The talks would go on", "Angela Merkel"),
        ("Iran warned that it would leave the nuclear deal.", "it would leave the nuclear deal", "Iran"),
        ("NATO announced that the exercise would begin in June.", "the exercise would begin in June", "NATO"),
    ],
)
def test_reported_speech_of_a_political_actor(text: str, words: str, who: str) -> None:
    (one,) = [one for one in read(text).quotations if one.kind == "indirect"]
    assert one.words == words
    assert one.speaker is not None and who in (one.speaker.name or "")


@pytest.mark.parametrize(
    "text",
    [
        "Angela Merkel did not say that the talks would go on.",
        "Did Angela Merkel say that the talks would go on?",
        "The baker said that the bread was fresh.",
    ],
)
def test_what_is_denied_asked_or_nobodys_is_not_reported(text: str) -> None:
    assert [one for one in read(text).quotations if one.kind == "indirect"] == []


TRANSCRIPT = """Evening talk, transcript of the broadcast.

HOST: The United States and Iran have stopped talking. What comes next?

ANA SOUZA: Iran has said that it will leave the nuclear deal. The United States sent a carrier to the Gulf.

HOST: And is Europe able to keep the two apart?

MR. LAVROV: Russia has urged both sides to show restraint. We shall meet the Iranians on Friday.

Ana Souza is our correspondent in Tehran. Sergei Lavrov is Russia's foreign minister.
"""


def test_turns_of_a_transcript_have_their_speakers_and_roles() -> None:
    (turn,) = [one for one in read(TRANSCRIPT).quotations if one.kind == "turn"]
    assert turn.speaker is not None
    assert (turn.speaker.name, turn.role) == ("Sergey Lavrov", "official")


@pytest.mark.parametrize(
    "reporter",
    [
        "Ana Souza is our correspondent in Tehran.",
        "HOST: NPR's Ana Souza in Tehran.",
        "ANA SOUZA, BYLINE: The carrier has arrived.",
    ],
)
def test_hosts_and_reporters_tell_the_page_and_are_not_quoted(reporter: str) -> None:
    text = f"""Evening talk, transcript.

HOST: The United States and Iran have stopped talking. They may meet in May.

SOUZA: Iran has said that it will leave the nuclear deal.

{reporter}
"""
    assert [one for one in read(text).quotations if one.kind == "turn"] == []


@pytest.mark.parametrize(
    ("text", "who", "code"),
    [
        (
            'Kenyan envoy Otieno Wekesa met reporters in Oslo. "We shall go on," Wekesa said.',
            "Otieno Wekesa",
            "KENGOV",
        ),
        ('"We shall go on," said the Kenyan envoy for the lakes, Otieno Wekesa.', "Otieno Wekesa", "KENGOV"),
        (
            '"We shall go on," said Otieno Wekesa, Kenya\'s ambassador to the United Nations.',
            "Otieno Wekesa",
            "KENGOV",
        ),
    ],
)
def test_a_speaker_whom_nobody_knows_has_the_office_that_the_page_gives(
    text: str, who: str, code: str
) -> None:
    (one,) = [one for one in read(text).quotations if one.kind == "direct"]
    assert one.speaker is not None
    assert (one.speaker.name, one.speaker.code) == (who, code)


def test_the_noun_behind_an_infinitive_is_no_verb_of_saying() -> None:
    text = 'Angela Merkel urged the two to make demands that were "fair and quick".'
    (one,) = [one for one in read(text).quotations if one.kind == "fragment"]
    assert one.speaker is not None and one.speaker.name == "Angela Merkel"


@pytest.mark.parametrize(
    ("text", "type"),
    [
        (
            'Sergei Lavrov accused the United States of breaking the treaty. "They tore it up," he said.',
            "ACCUSE",
        ),
        (
            'Angela Merkel demanded that Iran release the sailors. "They must go home now," she said.',
            "REQUEST",
        ),
        ('"We demand that Iran release the sailors at once," Angela Merkel said.', "REQUEST"),
    ],
)
def test_words_are_tied_to_the_event_that_they_are(text: str, type: str) -> None:
    findings = read(text)
    (one,) = [one for one in findings.quotations if one.kind == "direct"]
    assert one.event in {event.id for event in findings.events if event.type == type}


def test_words_of_somebody_else_are_tied_to_no_event() -> None:
    text = 'Sergei Lavrov accused the United States of breaking the treaty. "We never broke it," Mike Pompeo said.'
    (one,) = [one for one in read(text).quotations if one.kind == "direct"]
    assert one.event is None
