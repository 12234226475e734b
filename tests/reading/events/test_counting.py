"""How many, how much? One sentence a page; the quantities of its first event of the type."""

from typing import Any

import msgspec
import pytest

from dragoman.evaluation.checked import read_sentence
from dragoman.knowledge.loading import Knowledge
from dragoman.model import Money
from dragoman.reading.loading import load_knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def told(text: str, knowledge: Knowledge) -> dict[str, Any]:
    quantities = read_sentence(text, knowledge, "2019-05-14").events[0].quantities
    return {name: n for name, n in msgspec.structs.asdict(quantities).items() if n is not None}


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        # The dead and injured
        ("The Sudanese shelling killed 14 villagers.", {"dead": 14}),
        ("Thirty Kenyan marchers were wounded by the police.", {"injured": 30}),
        ("At least 14 people were killed in an Israeli air strike on Gaza.", {"dead": 14}),
        ("Israeli jets bombed a school, killing 14 and wounding 30 others.", {"dead": 14, "injured": 30}),
        ("The Saudi air strike left 14 dead and 30 wounded.", {"dead": 14, "injured": 30}),
        ("The ambush by rebels left 7 Malian soldiers dead and 19 injured.", {"dead": 7, "injured": 19}),
        (
            "Fourteen Malian soldiers were killed and two dozen injured in an attack by rebels.",
            {"dead": 14, "injured": 24},
        ),
        ("The death toll from the Israeli raid rose to 14.", {"dead": 14}),
        ("Rebels killed 14 soldiers and three Syrian policemen.", {"dead": 17}),
        ("The bombing by the Taliban killed 14 people, including three children.", {"dead": 14}),
        ("Rebels killed twenty-five Syrian soldiers.", {"dead": 25}),
        ("The Saudi strike killed three hundred and five Yemenis.", {"dead": 305}),
        ("Rebels killed 1,200 Syrian soldiers in three days.", {"dead": 1200}),
        ("An attack by Boko Haram on 14 May 2019 killed 30 Nigerian villagers.", {"dead": 30}),
        ("The Taliban killed between ten and fifteen Afghan soldiers.", {"dead": 10}),
        ("One Indian soldier was killed by Pakistani troops.", {"dead": 1}),
        # Not numbers, not people, not the act's
        ("Rebels killed hundreds of Syrian soldiers.", {}),
        ("No one was killed when Pakistani troops shelled an Indian post.", {}),
        ("Israel fired 14 rockets at Syria.", {}),
        ("More than half a million Venezuelans protested against the president.", {}),
        ("Egypt sentenced 75 people to death over the protest.", {}),
        # The arrested, the troops, the size
        ("Egyptian police arrested two dozen protesters.", {"arrested": 24}),
        ("Egyptian police arrested a dozen protesters and wounded three.", {"arrested": 12, "injured": 3}),
        ("Three Kenyan policemen arrested five Somali men.", {"arrested": 5}),
        ("Turkish police made 45 arrests after the Kurdish protest.", {"arrested": 45}),
        ("Iraqi police killed six demonstrators and detained 60.", {"dead": 6, "arrested": 60}),
        ("Russia deployed 2,000 troops to Syria.", {"troops": 2000}),
        ("Britain sent a force of 5,000 soldiers to Estonia.", {"troops": 5000}),
        ("India moved 50,000 troops to the border with China.", {"troops": 50_000}),
        ("Israel released 30 Palestinian prisoners.", {"size": 30}),
        ("Rebels freed 21 of the 30 Malian hostages.", {"size": 21}),
        ("Around 2.5 million Venezuelans marched against the president.", {"size": 2_500_000}),
    ],
)
def test_people(text: str, counted: dict[str, int], knowledge: Knowledge) -> None:
    assert told(text, knowledge) == counted


@pytest.mark.parametrize(
    ("text", "amount", "currency", "words"),
    [
        ("The United States gave Jordan $60 million in aid.", 60e6, "USD", "$60 million"),
        ("Germany pledged €28 million for Lebanon.", 28e6, "EUR", "€28 million"),
        ("The European Union gave Mali 60 million euros.", 60e6, "EUR", "60 million euros"),
        ("China lent Kenya 4bn dollars.", 4e9, "USD", "4bn dollars"),
        ("Saudi Arabia imposed a fine of US$1.5bn on Qatar.", 1.5e9, "USD", "US$1.5bn"),
        ("Japan gave Myanmar 500 million yen to build roads.", 500e6, "JPY", "500 million yen"),
        ("South Korea gave North Korea 8 million US dollars.", 8e6, "USD", "8 million US dollars"),
        ("Norway will give Somalia 60-million-dollar aid.", 60e6, "USD", "60-million-dollar"),
        ("Canada gave Haiti C$5 million.", 5e6, "CAD", "C$5 million"),
        ("Britain gave Nepal £30m.", 30e6, "GBP", "£30m"),
        ("India gave Nepal two billion rupees.", 2e9, "INR", "two billion rupees"),
        ("The United States gave Jordan $1,250,000 in aid.", 1.25e6, "USD", "$1,250,000"),
    ],
)
def test_money(text: str, amount: float, currency: str, words: str, knowledge: Knowledge) -> None:
    assert told(text, knowledge) == {"money": Money(amount=amount, currency=currency, text=words)}


def test_explosives_are_weighed(knowledge: Knowledge) -> None:
    assert told("Rebels seized 500 pounds of explosives from a Kenyan base.", knowledge) == {}


def test_each_act_has_its_own_dead(knowledge: Knowledge) -> None:
    text = "Israel bombed Syria, killing 14 soldiers, and Turkish troops shelled Iraq, killing three rebels."
    events = read_sentence(text, knowledge).events
    by_doer = {e.source[0].code: e.quantities.dead for e in events if e.source}
    assert by_doer.get("ISR") == 14
    assert by_doer.get("TURMIL") == 3
