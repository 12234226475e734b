"""How real an act is, on whose word, and by which words it was decided: one sentence a cause."""

import pytest

from dragoman.evaluation.checked import read_sentence
from dragoman.knowledge.loading import Knowledge
from dragoman.model import Actor, Event
from dragoman.reading.events.confidence import ConfidenceRules
from dragoman.reading.loading import load_knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(autouse=True)
def all_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every act is recorded: how real it is told to be does not hang on the confidence (test_events_silence)."""
    monkeypatch.setattr(ConfidenceRules, "keeps", lambda *_: True)


def only(text: str, knowledge: Knowledge, kind: str | None = None) -> Event:
    events = read_sentence(text, knowledge, day="2020-01-01").events
    fits = [e for e in events if kind in (None, e.type)]
    assert fits, [(e.type, e.factuality) for e in events]
    return fits[0]


def codes(actors: tuple[Actor, ...] | None) -> list[str]:
    return [(actor.code or "?")[:3] for actor in actors or ()]


@pytest.mark.parametrize(
    ("text", "factuality", "voices"),
    [
        # somebody's word, his own too
        ("Kenya says that Sudan bombed a camp in Chad.", "claimed", ["KEN"]),
        ("Sudan says it has bombed a camp in Chad.", "claimed", ["SDN"]),
        ("By Kenya's account, Sudan bombed a camp in Chad.", "claimed", ["KEN"]),
        ("Kenya's version is that Sudan bombed a camp in Chad.", "claimed", ["KEN"]),
        ("Kenya: Sudan bombed camp in Chad", "claimed", ["KEN"]),
        ("Sudan reportedly bombed a camp in Chad.", "claimed", []),
        ("Sudan is said to have bombed a camp in Chad.", "claimed", []),
        ("The Kenyan rebels claimed responsibility for an attack on a camp.", "claimed", ["KEN"]),
        # denied by the first, by a negation in his mouth, by a word for a lie
        ("Sudan denied that it had bombed a camp in Chad.", "denied", ["SDN"]),
        ("Sudan rejected claims that it had bombed a camp in Chad.", "denied", ["SDN"]),
        ("Sudan says that it never bombed a camp in Chad.", "denied", ["SDN"]),
        ("Sudanese army: we did not bomb Ethiopian town", "denied", ["SDN"]),
        ("It is untrue that Sudan bombed a camp in Chad, Kenya said.", "denied", ["KEN"]),
        # a denial that is negated leaves it open
        ("Kenya did not deny that Sudan bombed a camp in Chad.", "possible", []),
        ("Kenya no longer denies that Sudan bombed a camp in Chad.", "possible", []),
        # to come under a condition, however it is put
        ("Sudan will bomb a camp in Chad unless the rebels leave.", "conditional", []),
        ("Sudan will bomb a camp in Chad as long as the rebels stay.", "conditional", []),
        ("Should the rebels stay, Sudan would bomb a camp in Chad.", "conditional", []),
        ("Sudan threatened to bomb a camp in Chad if the rebels stay.", "conditional", []),
        ("Not before the rebels leave will Sudan bomb a camp in Chad.", "conditional", []),
        # possible
        ("Sudan may have bombed a camp in Chad.", "possible", []),
        ("Sudan probably bombed a camp in Chad.", "possible", []),
        ("Sudan, it appears, bombed a camp in Chad.", "possible", []),
        ("Sudan is believed to have bombed a camp in Chad.", "possible", []),
        ("Sudan is considering bombing a camp in Chad.", "possible", []),
        ("Kenya does not exclude that Sudan bombed a camp in Chad.", "possible", []),
        ("Whether Sudan will bomb Chad is undecided.", "possible", []),
        # going on
        ("Sudan is bombing a camp in Chad.", "ongoing", []),
        ("Sudan has been bombing a camp in Chad since Monday.", "ongoing", []),
        ("Sudan continues to bomb a camp in Chad.", "ongoing", []),
        ("Sudan keeps bombing a camp in Chad.", "ongoing", []),
        ("Sudan goes on bombing a camp in Chad.", "ongoing", []),
        ("Sudan never stopped bombing a camp in Chad.", "ongoing", []),
        ("Sudan has yet to stop bombing a camp in Chad.", "ongoing", []),
        # the negation is of another word
        ("Sudan did not hesitate to bomb a camp in Chad.", "happened", []),
        ("Sudan not only bombed a camp in Chad.", "happened", []),
        ("Nobody doubts that Sudan bombed a camp in Chad.", "happened", []),
        # what stands beside the act's clause is not said of it
        ("Sudan bombed a camp in Chad; the pilots have not been found.", "happened", []),
        ("Nobody in Kenya had expected it: Sudan bombed a camp in Chad.", "happened", []),
        ("Sudan did not merely complain: it bombed a camp in Chad.", "happened", []),
    ],
)
def test_how_real_a_strike_is(text: str, factuality: str, voices: list[str], knowledge: Knowledge) -> None:
    event = only(text, knowledge)
    assert (event.factuality, codes(event.attributed_to)) == (factuality, voices)


@pytest.mark.parametrize(
    "text",
    [
        "Sudan did not bomb a camp in Chad.",
        "No soldier of Sudan attacked a camp in Chad.",
        "Neither Sudan nor Kenya bombed a camp in Chad.",
        "Sudan nearly bombed a camp in Chad.",
        "Sudan stopped short of bombing a camp in Chad.",
        "Had Sudan bombed a camp in Chad, the rebels would have left.",
        "Sudan would have bombed a camp in Chad if the rebels had stayed.",
        "If Sudan bombs a camp in Chad, the rebels will leave.",
        "Did Sudan bomb a camp in Chad?",
        "Sudan failed to send troops to Chad.",
        "Sudanese police failed to arrest a Chadian priest.",
    ],
)
def test_what_is_not_told_as_an_act(text: str, knowledge: Knowledge) -> None:
    asserted = ("happened", "ongoing", "claimed", "planned")
    events = read_sentence(text, knowledge).events
    told = ("ASSAULT", "MOBILIZE", "COERCE")
    assert [e for e in events if e.type in told and e.factuality in asserted] == []


@pytest.mark.parametrize(
    ("text", "type_", "factuality"),
    [
        ("Kenya is to send doctors to Chad.", "AGREE", "planned"),
        ("Kenya is going to send doctors to Chad.", "AGREE", "planned"),
        ("Kenya is set to send doctors to Chad.", "AGREE", "planned"),
        ("Kenya to send doctors to Chad", "AGREE", "planned"),
        ("Kenyan president to visit Chad", "AGREE", "planned"),
        ("Turkey to recall ten ambassadors, minister warns", "THREATEN", "threatened"),
        ("Kenya vowed to send troops to Chad.", "THREATEN", "threatened"),
        ("Kenya promised to send troops to Chad.", "AGREE", "planned"),
        ("Kenya may take part in an attack on Chad.", "ASSAULT", "possible"),
        ("Kenya's president travels to Chad on Sunday.", "AGREE", "planned"),
        ("Kenya and Chad reached an agreement on the border.", "AGREE", "happened"),
        ("Kenya may send doctors to Chad.", "AID", "possible"),
        ("Kenya will ask Chad for help.", "REQUEST", "planned"),
        ("Kenya insists that Sudan bombed a camp in Chad.", "ASSAULT", "claimed"),
        ("Kenya insists that Sudan leave the camps in Chad.", "REQUEST", "demanded"),
        ("Sudan will not hesitate to bomb a camp in Chad.", "THREATEN", "threatened"),
        ("Kenya asked Chad not to leave the alliance.", "REQUEST", "demanded"),
        ("Kenya condemned a suspected attack by Sudan.", "ACCUSE", "happened"),
    ],
)
def test_what_is_to_come(text: str, type_: str, factuality: str, knowledge: Knowledge) -> None:
    event = only(text, knowledge)
    assert (event.type, event.factuality) == (type_, factuality)


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        (
            "Reuters quoted the Kenyan government as saying that Sudan had bombed Chad.",
            "the Kenyan government",
        ),
        (
            "Reuters cited the Kenyan government which said that Sudan had bombed Chad.",
            "the Kenyan government",
        ),
        ("According to Reuters, the Kenyan army said that Sudan had bombed Chad.", "the Kenyan army"),
        ("The Kenyan army was quoted by Reuters as saying that Sudan had bombed Chad.", "The Kenyan army"),
    ],
)
def test_a_chain_of_voices_begins_at_the_page(text: str, inner: str, knowledge: Knowledge) -> None:
    event = only(text, knowledge, "ASSAULT")
    assert [actor.text for actor in event.attributed_to or ()] == ["Reuters", inner]
    assert event.factuality == "claimed"


def test_a_pronoun_is_no_second_voice(knowledge: Knowledge) -> None:
    event = only("A Kenyan official denied the attack on Chad: his men, he told us, had left.", knowledge)
    assert [actor.text for actor in event.attributed_to or ()] == ["A Kenyan official"]


def test_what_lasts_is_told_in_the_present(knowledge: Knowledge) -> None:
    event = only("Kenyan and Somali soldiers face each other across the border.", knowledge)
    assert (event.type, event.factuality) == ("MOBILIZE", "ongoing")


def test_two_accounts_that_differ_are_both_kept(knowledge: Knowledge) -> None:
    text = "Kenya says that Sudan bombed Chad. Sudan denies that it bombed Chad."
    events = [e for e in read_sentence(text, knowledge).events if e.type == "ASSAULT"]
    assert [(e.factuality, codes(e.attributed_to)) for e in events] == [
        ("claimed", ["KEN"]),
        ("denied", ["SDN"]),
    ]


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("Sudan may bomb Chad.", ["may"]),
        ("Sudan denied that it bombed Chad.", ["denied"]),
        ("Kenya says that Sudan bombed Chad.", ["says"]),
        ("Sudan will bomb Chad unless the rebels leave.", ["unless"]),
        ("Sudan bombed Chad.", []),
    ],
)
def test_the_cue_words_are_evidence_and_stand_in_why(
    text: str, cues: list[str], knowledge: Knowledge
) -> None:
    event = only(text, knowledge)
    assert [e.text for e in event.evidence] == [text, *cues]
    assert all(text[e.start : e.end] == e.text for e in event.evidence)
    assert event.why is not None
    assert all(cue in event.why.factuality for cue in cues)
