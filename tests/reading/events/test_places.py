"""Where did it happen? One sentence a page; name, state and coordinates of the first event."""

import pytest

from dragoman.evaluation.checked import read_sentence
from dragoman.knowledge import DATA
from dragoman.knowledge.loading import Knowledge
from dragoman.knowledge.places import load_places, plain
from dragoman.model import Place
from dragoman.reading.loading import load_knowledge

Told = tuple[str, str | None, float | None, float | None]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def told(text: str, knowledge: Knowledge) -> Told | None:
    place: Place | None = read_sentence(text, knowledge, "2019-05-14").events[0].place
    return (place.name, place.country, place.lat, place.lon) if place else None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # Named with the act
        ("Russian and Turkish officials met in Sochi on Monday.", ("Sochi", "RUS", 43.6, 39.72)),
        ("Israeli jets bombed a warehouse near the town of Douma.", ("Douma", "SYR", 33.57, 36.4)),
        ("Police arrested two Iranian activists at Kabul airport.", ("Kabul", "AFG", 34.53, 69.17)),
        ("Sudanese troops attacked a camp 30 km north of Mosul.", ("Mosul", "IRQ", 36.34, 43.12)),
        ("Rebels shelled a village on the outskirts of Damascus.", ("Damascus", "SYR", 33.51, 36.29)),
        ("Russian jets bombed rebels in Idlib province.", ("Idlib", "SYR", 35.93, 36.63)),
        ("Kenya signed the accord in Nairobi after talks in Kampala.", ("Nairobi", "KEN", -1.283, 36.82)),
        # With its noun, its verb, or the verb above
        ("Protesters rallied outside the Russian embassy in London.", ("London", "GBR", 51.51, -0.13)),
        ("Rebels in Aleppo killed four Syrian soldiers.", ("Aleppo", "SYR", 36.2, 37.16)),
        (
            "A bomb planted by the Taliban exploded in Quetta, killing 14 people.",
            ("Quetta", "PAK", 30.18, 67.0),
        ),
        # The capital, by what it is
        ("Kenya and Uganda held talks in the Ethiopian capital.", ("Addis Ababa", "ETH", 9.02, 38.75)),
        ("A bomber attacked Afghan soldiers in the capital, Kabul.", ("Kabul", "AFG", 34.53, 69.17)),
        # What the act is done to
        ("Russia shelled Kharkiv overnight.", ("Kharkiv", "UKR", 49.98, 36.25)),
        ("Syrian rebels captured Raqqa on Friday.", ("Raqqa", "SYR", 35.95, 39.01)),
        ("Saudi jets struck the Yemeni port city of Hodeidah.", ("Hodeidah", "YEM", 14.8, 42.95)),
        ("The shelling of Donetsk by Ukrainian forces went on.", ("Donetsk", "UKR", 48.02, 37.8)),
        ("The Ukrainian army withdrew from Debaltseve.", ("Debaltseve", "UKR", 48.34, 38.4)),
        ("The Pakistani foreign minister visited Tehran on Monday.", ("Tehran", "IRN", 35.69, 51.42)),
        ("Yemeni rebels fired a missile at Riyadh.", ("Riyadh", "SAU", 24.69, 46.72)),
        # A region, a sea, a state
        ("Israel deployed 2,000 troops to the Golan Heights.", ("Golan Heights", "SYR", 33.0, 35.8)),
        ("Iran seized a British tanker in the Strait of Hormuz.", ("Strait of Hormuz", None, 26.6, 56.3)),
        (
            "Chinese ships fired at a Philippine boat in the South China Sea.",
            ("South China Sea", None, 12.0, 114.0),
        ),
        ("Turkish troops killed 14 Kurdish fighters in northern Syria.", ("Syria", "SYR", 33.51, 36.29)),
        ("Sudan bombed Ethiopia.", ("Ethiopia", "ETH", 9.02, 38.75)),
        # Towns of one name
        (
            "Lebanese soldiers clashed with gunmen in Tripoli, Lebanon.",
            ("Tripoli", "LBN", 34.43, 35.84),
        ),
        ("Libyan militias fought government troops in Tripoli.", ("Tripoli", "LBY", 32.89, 13.19)),
        (
            "Gunmen attacked a mosque in Tripoli, killing three Lebanese soldiers.",
            ("Tripoli", "LBN", 34.43, 35.84),
        ),
        ("Pakistani police arrested ten protesters in Hyderabad.", ("Hyderabad", "PAK", 25.4, 68.38)),
        ("US officials met Taliban envoys in Paris.", ("Paris", "FRA", 48.85, 2.35)),
        ("Nigerian troops rescued ten hostages in Springfield.", ("Springfield", "USA", None, None)),
        (
            "Boko Haram killed 12 soldiers in the village of Zorbakawa in northern Nigeria.",
            ("Zorbakawa", "NGA", None, None),
        ),
        # Neither the dateline nor where it was said
        (
            "KABUL, May 3 (Newswire) - Taliban fighters attacked a police post in Kunduz.",
            ("Kunduz", "AFG", 36.73, 68.86),
        ),
        ("Geneva (Newswire) - Russian jets bombed Syrian rebels on Monday.", None),
        ("Russian jets bombed Syrian rebels, officials said in Geneva.", None),
        (
            "Taliban fighters attacked a police post in Kunduz, officials said in Geneva.",
            ("Kunduz", "AFG", 36.73, 68.86),
        ),
        (
            "The U.S. secretary of state said in Brussels that Russian troops had attacked Mariupol.",
            ("Mariupol", "UKR", 47.1, 37.54),
        ),
        ("Iran condemned the Israeli raid on a base in Mali.", None),
        # Neither a month, a people, nor a capital that stands for its government
        ("Malian troops killed five rebels in March.", None),
        ("The Saudi strike killed 300 Yemenis.", None),
        ("Washington criticised Moscow on Friday.", None),
        ("Rebels stole explosives from a Kenyan base.", None),
    ],
)
def test_where(text: str, place: Told | None, knowledge: Knowledge) -> None:
    assert told(text, knowledge) == place


def test_the_page_tells_towns_apart(knowledge: Knowledge) -> None:
    """A state in another sentence speaks for its town."""
    text = (
        "The Pakistani army met the Pakistani foreign minister. Gunmen attacked a police post in Hyderabad."
    )
    places = [e.place for e in read_sentence(text, knowledge).events if e.type == "ASSAULT"]
    assert [(p.name, p.country) for p in places if p] in ([("Hyderabad", "PAK")], [("Hyderabad", None)])


def test_the_table() -> None:
    """Spellings, namesakes and states are found; an everyday word is marked."""
    places = load_places(DATA / "actors" / "places.tsv")
    assert {spot.state for spot in places.named("Tripoli")} >= {"LBY", "LBN"}
    assert [spot.state for spot in places.named("Khan Younis")] == ["PSE"]
    assert places.named("Kiev") == places.named("Kyiv")
    assert all(spot.weak for spot in places.named("Nice"))
    syria = places.state("SYR")
    assert syria is not None
    assert (syria.lat, syria.lon, places.capital("SYR")) == (33.51, 36.29, "Damascus")
    assert places.state("SUN") is None
    assert places.named("") == ()


@pytest.mark.parametrize(
    ("name", "key"),
    [("Deir el-Zour", "deir el zour"), ("Khān Yūnis", "khan yunis"), ("N'Djamena", "ndjamena")],
)
def test_plain(name: str, key: str) -> None:
    assert plain(name) == key
