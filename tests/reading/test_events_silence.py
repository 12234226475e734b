"""Words of war and diplomacy in sport, kitchens, shops, studios and weather tell no events.

A sentence alone gives no hint of the page's matter, so some false alarms remain: how many is held by a ceiling.
"""

import tomllib
from pathlib import Path

import pytest

from dragoman.evaluation.checked import read_sentence, short
from dragoman.knowledge.loading import Knowledge
from dragoman.reading.loading import load_knowledge

FLOORS = Path(__file__).parent.parent / "floors.toml"

SENTENCES = (
    "Jordan scored thirty points as Chicago beat Boston.",
    "Brazil attacked down the left and Italy defended deep in the first half.",
    "Manchester struck a deal for the young goalkeeper.",
    "Germany fired two shots at the Spanish goal before the break.",
    "Argentina thrashed Peru six goals to nil.",
    "France crushed Wales in the rugby final in Cardiff.",
    "The Argentine striker hit the post twice against Chile.",
    "England's captain was sent off after a clash with the Scottish keeper.",
    "Kenya and Ethiopia will meet in the final of the long race.",
    "The Serbian player withdrew from the tournament with a sore knee.",
    "Croatia fought back to win the match in extra time.",
    "Russia beat Canada three to two in ice hockey.",
    "The Indian bowlers destroyed the Australian batting order.",
    "Spain invaded the penalty area again and again.",
    "Turkey with chestnuts must rest before you carve it.",
    "Beat the eggs, fold in the sugar and strike the tin on the table.",
    "Attack the pumpkin with a heavy knife and fire up the grill.",
    "A French chef beat forty rivals with his Swiss cheese tart.",
    "The Danish pastry takes two days and a cold kitchen.",
    "Boil the Brussels sprouts and add a little Swiss butter.",
    "The Chilean sauce kills the taste of the fish.",
    "Swiss Air ordered twelve new planes.",
    "Toyota recalled two million cars in Japan.",
    "The Danish brewer bought its Dutch rival for two billion euros.",
    "Shares in Tokyo rose after the yen fell.",
    "The Italian bank cut four hundred jobs.",
    "A German carmaker will open a factory in Hungary.",
    "Paris fashion week opened with a show of long coats.",
    "Jordan Miller, a teacher from Ohio, grows prize roses.",
    "China plates and Turkish rugs were sold at the auction.",
    "The singer cancelled her tour of Germany because of a cold.",
    "The Canadian author met her readers in a bookshop in Oslo.",
    "A heart attack killed the old farmer in Norway.",
    "The strike of the clock woke the whole street in Vienna.",
    "She was struck by the beauty of the Greek islands.",
    "Doctors in Sweden fight the flu with an old drug.",
    "Storms battered the coast of Portugal and left two villages without power.",
    "An earthquake struck Nepal on Monday and destroyed a temple.",
    "A train from Berlin hit a cow near the Polish border.",
    "Snow blocked the roads across Austria.",
    "The Swedish film won the main prize in Venice.",
    "A wolf attacked sheep in eastern France.",
    "Scientists in Japan bombed the dust with X-rays.",
    "The museum in Cairo returned the vase to its shelf.",
    "Visitors to Peru climb the old steps at dawn.",
    "The Irish novel tells of a widow who threatens to sell the farm.",
    "Norway has two hundred words for snow, a teacher says.",
    "The Polish pianist accused nobody and played on.",
    "Our guide led us through the markets of Iran.",
    "Two ships collided off Greece in thick fog.",
    "The price of Brazilian coffee fell to a new low.",
    "A dog from Scotland saved its owner from a fire.",
    "The Lebanese baker promised his wife a new oven.",
    "Americans spend more on pets than on books.",
    "An Egyptian tomb was opened by a team of students.",
    "The game of chess came from India by way of Persia.",
    "The deal of the week is a toaster for ten euros.",
    "He dealt the cards and smiled at his Spanish cousin.",
    "Paris is lovely in April, and the cafes are full.",
    "Chad lent his brother a bicycle for the summer.",
    "Georgia baked a cake for her neighbour Jordan.",
    "Turkey goes well with cranberries and a dry white wine.",
    "The new phone attacks the market with a low price.",
    "A strike of luck brought the Welsh choir to Sydney.",
    "Rain threatens the open-air concert in Salzburg.",
    "The garden in Delhi was planted by a retired clerk.",
    "Hotels in Morocco are full until the end of May.",
    "Her visit to the dentist in Leeds took an hour.",
    "The chess player from Armenia won with a fine attack on the king.",
    "Two Italian tenors agreed on the tempo at last.",
    "The Finnish teacher signed the reports of her pupils.",
    "Dutch tulips invaded every flower shop of the town.",
)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def test_false_alarms_stay_below_their_ceiling(knowledge: Knowledge) -> None:
    alarms = [
        f"{text} | {short(said)}" for text in SENTENCES if (said := read_sentence(text, knowledge)).events
    ]
    most = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["everyday"]["false_alarms_most"]
    assert len(alarms) / len(SENTENCES) <= most, "\n".join(alarms)


@pytest.mark.parametrize(
    "text",
    [
        "Jordan scored thirty points as Chicago beat Boston.",
        "The Serbian player withdrew from the tournament with a sore knee.",
        "Turkey with chestnuts must rest before you carve it.",
        "Paris fashion week opened with a show of long coats.",
        "Beat the eggs, fold in the sugar and strike the tin on the table.",
        "Storms battered the coast of Portugal and left two villages without power.",
        "A wolf attacked sheep in eastern France.",
        "Shares in Tokyo rose after the yen fell.",
        "Swiss Air ordered twelve new planes.",
    ],
)
def test_everyday_words_are_silent(text: str, knowledge: Knowledge) -> None:
    assert short(read_sentence(text, knowledge)) == "no event"
