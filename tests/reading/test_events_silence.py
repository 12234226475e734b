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
    "Slovenia held off a late Danish charge to take the handball bronze in Zagreb.",
    "Iceland punished a Greek mistake and seized the lead just before half-time.",
    "Ministers and generals lost the annual tug-of-war to the palace cooks by three pulls to one.",
    "Bolivia will host Paraguay on Friday without its suspended goalkeeper and two injured wingers.",
    "The French army's rugby side drove the police team back to its own line in Toulon.",
    "Latvia broke the Swiss resistance in the third period and killed off two penalties.",
    "Ghana's rowers surrendered a clear lead when an oar snapped 200 metres from the line.",
    "Australia declared at lunch, then tore through the Sri Lankan top order with the new ball.",
    "The defence minister of Norway was beaten by his own driver in the Oslo marathon, by eleven minutes.",
    "Cyprus signed off its qualifying campaign with a draw against Malta in an empty stadium.",
    (
        "North Korea meets Australia on Saturday in the women's quarter-final, on a pitch in Hanoi that "
        "was laid a week ago and still smells of paint."
    ),
    "Tunisia appealed in vain for a penalty after the ball struck an Angolan arm.",
    "Mexico's cavalry officers swept the jumping contest in Madrid on borrowed horses.",
    "A veteran pitcher has called time on his career after nineteen seasons and two sore shoulders.",
    "Bonds of the Republic of Ghana rallied on Tuesday as traders bet on lower rates.",
    (
        "Greek government debt came under fire from speculators on Wednesday and closed at its lowest "
        "price for six years, although dealers in London spoke of thin trade."
    ),
    "Albania's tourism ministry counted four million visits last year, a tenth more than the year before.",
    "A Swiss watchmaker has launched a steel model for divers which it calls the Security Council.",
    "The profits of the Kuwaiti sovereign fund retreated last year as American technology stocks lost ground.",
    "A supplier of boots to the German army reported a loss, hit by the price of rubber.",
    "Rents on the waterfront of Djibouti exploded after two shipping lines moved their offices there.",
    "A price war between two supermarket chains has made Belgium the cheapest place in Europe for nappies.",
    "Italy's state broadcaster lost the ratings battle to a quiz show on a private channel.",
    "Orders at the Czech state gunmaker shot up in spring, driven by deer hunters in Texas.",
    (
        "Brazil's state oil company drilled another dry hole off Bahia and wrote off the well, its third "
        "in two years, but left its forecast for the full year unchanged."
    ),
    "The toymaker cut its dividend after a poor Christmas and shut its smallest warehouse.",
    "A heat wave gripped Iraq and killed thousands of date palms south of Basra.",
    "Fog shut the airport in Vilnius, and the Lithuanian prime minister went home by train.",
    (
        "Lightning struck the roof of the foreign ministry in Quito on Tuesday evening and knocked out "
        "its lifts, its telephones and the fountain in the courtyard."
    ),
    "The monsoon has retreated from northern India a week later than usual.",
    "Sand from Libya invaded Greece on a southerly wind and covered the cars of Chania.",
    (
        "A cold front advances on Ukraine from the Baltic and is expected to reach Odesa by Friday, with "
        "strong gusts and the first sleet of the autumn."
    ),
    "Floodwater occupied the cellar of the interior ministry in Jakarta for two days.",
    "Overnight snow forced the Bulgarian army to dig out its own barracks near Smolyan.",
    "The August sun beat down on the guards outside the royal palace in Rabat.",
    "The volcano threatens no town in Nicaragua, but its ash ruins the washing for miles around.",
    "A thief stole the Hungarian ambassador's bicycle while she bought bread in a Porto bakery.",
    "Burglars raided the kiosk beside the Turkish parliament and left with cigarettes and chewing gum.",
    "The gang smuggled cheese from Switzerland into Italy under a load of hay.",
    "A jealous cook in Tirana sabotaged his rival's soup at a contest of the Albanian navy.",
    (
        "The man who posed as a Saudi prince and promised villas by the sea to eleven widows from Lyon "
        "was born in Lille and has never set foot in Riyadh."
    ),
    (
        "Someone has been stealing the tulips in front of the Dutch embassy in Ljubljana and leaving "
        "thank-you notes."
    ),
    "The missing cash box of a Leeds bowling club turned up behind the fridge after a search of two days.",
    "Poachers shot two stags in the park of the Spanish royal palace and got away by boat.",
    "In one scene of the film Stalin's generals play cards while a cardboard Moscow burns behind them.",
    (
        "In the novel, which is set in a winter without snow, Austria declares war on Switzerland over "
        "the recipe for a chocolate cake and loses it to a pastry cook."
    ),
    "The ballet ends with the queen of Egypt signing a treaty in blue sand, then wiping it out with her foot.",
    "The board game lets Venice and Genoa blockade each other's ports until one of them runs out of salt.",
    "A Berlin gallery shows portraits of every chancellor who ever resigned, all of them painted from behind.",
    (
        "The orchestra attacked the Polish anthem at such speed that the president was still getting up "
        "at the end."
    ),
    "Kosovo's entry for the song contest, a ballad about a truce between sisters, lasts three minutes.",
    "The Thai king's saxophone is on loan to a museum of jazz in New Orleans.",
    "A comedy about Pyongyang's secret police and a lost parrot has conquered the cinemas of Seoul.",
    (
        "Slovakia's former premier plays a hangman in the village theatre and threatens half the cast "
        "with the rope."
    ),
    "Readers of a Santiago weekly have voted a book on the siege of a lighthouse the novel of the year.",
    "A tapestry in the Swedish parliament depicts a bear expelled from paradise for stealing honey.",
    "A video artist from Lagos has edited the speeches of eight presidents into one long apology to a goat.",
    "The soprano's new album, recorded in a disused bomb factory, opens with a lullaby from the Faroes.",
    "Chemists at a Russian state laboratory have trapped a molecule that attacks rust on old bridges.",
    "A study of Finnish army conscripts found that cold showers do nothing to fight the flu.",
    "The parasite takes its snail hostage within hours and steers it into the beak of a thrush.",
    "Sweden's defence research agency has built a robot that folds shirts and surrenders when the iron is hot.",
    "White blood cells patrol the lung like border guards, a team in Budapest writes in its latest paper.",
    "China's probe fired its engine for eleven minutes and slipped into orbit around the Moon.",
    "Two galaxies are on course for a clash, pictures from Japan's new space telescope show.",
    "Drones of Kenya's wildlife ministry count the elephants that raid maize fields at night.",
    "Iceland's glaciers have lost ground every summer since the state survey began in 1930.",
    "A vaccine from Cuba's state laboratory provoked no adverse reaction in ninety volunteers.",
    "Swiss army knives of the cell, these proteins cut, bind and repair the DNA of baker's yeast.",
    "Beavers have occupied a training ground of the Czech army and dammed its only stream.",
    "A fungus that kills banana plants can be stopped by garlic, growers in the Canaries have noticed.",
    "Mozambique has land borders with six countries and a long front on the Indian Ocean.",
    "Senegal surrounds the Gambia on three sides and leaves its neighbour only the sea on the fourth.",
    "Austria's neutrality law of 1955 bans membership of any military alliance as well as foreign bases.",
    "Panama, which has no army, guards the mouths of its canal with police boats.",
    (
        "The Japanese constitution leaves the emperor no power of his own to dissolve parliament or "
        "pardon a convict."
    ),
    "In Malaysia the throne passes from sultan to sultan every five years under a deal of 1957.",
    "The river Prut cuts Romania off from Moldova for most of the length of their common border.",
    "The Vatican's post office, its tiny army and its newspaper all close for lunch.",
    "Under its law on archives, Slovenia's government releases the papers of a cabinet after forty years.",
    "Mongolia lies between two nuclear powers and has agreements on winter grazing with both.",
    (
        "The treaty on Antarctica, with Argentina, Chile and Norway among its parties, freezes all claims "
        "to the ice and allows scientists there but neither soldiers nor mines."
    ),
    "Under the French constitution the head of state is immune from arrest while in office.",
    "The flag of Kenya bears a shield and two crossed spears, which stand for the defence of freedom.",
    "Both chambers of the Swiss parliament have the same powers, and each can block the other's bills.",
    (
        "What would Napoleon have done with drones? Cadets at France's military academy write an essay on "
        "it each June."
    ),
    "If Sweden ever gave up its crown, the palace would make a fine hospital, an architect muses.",
    (
        "In the classroom game, students in Geneva pretend to be India and Pakistan and must sign a "
        "treaty by lunch."
    ),
    "Had Portugal kept Goa, a lecturer wonders, would its cricketers be able to beat India today?",
    "Suppose that Texas left the union: its army would be the size of Peru's, a blogger reckons.",
    "In the exam question, a country much like Denmark bans imports of cheese from a country much like France.",
    "A withdrawal of Norway from the postal union, should anyone ever want it, would take a year.",
    "In a thought experiment by two economists, Germany forgives every debt in the world and wakes up richer.",
    "Were a pope to resign at ninety, canon lawyers say, he would keep his library card.",
    "If the moon were a state, jokes the law professor, Luxembourg would already have recognised it.",
    "Six in ten Czechs would support a tax on sugar, a poll for the state radio suggests.",
    "Romanians rank firemen above soldiers, and dentists above both, in a survey on trust in the professions.",
    "Peace among the parties of the Belgian government has all the charm of a dental appointment.",
    "Every Italian cabinet promises to cut red tape, and the tape has grown fond of the attention.",
    (
        "Nothing ages faster than a communique, a columnist once wrote, except perhaps the ministers who "
        "signed it."
    ),
    "Support for the Dutch farmers' party has slipped to nine percent, a weekly poll shows.",
    "The Greek left fights with the passion of a family that shares one bathroom.",
    "The peace in Uruguay is so deep that the newspapers of its capital lead with lost dogs.",
    (
        "Fewer than half of young South Koreans consider a war with the North likely in their lifetime, a "
        "Seoul institute finds, and most of them worry more about rents."
    ),
    "Sanctions are the aspirin of diplomacy, as an old hand at the US Treasury likes to say.",
    "The civil war among Britain's Conservatives is mostly fought over lunch and in the weekend papers.",
    "The Dutch senate has put off its vote on dog licences until after the spring recess.",
    "Clerks of the Kenyan assembly deliver the order papers by bicycle every morning at seven.",
    "The Romanian president's office released the menu, the seating plan and the list of car parks.",
    "Latvia's finance ministry has moved its tax office to the second floor and its cafe to the third.",
    (
        "South Africa's statistics office called on ninety thousand homes for its census last month, and "
        "its clerks found somebody in at all but four hundred of them."
    ),
    "Bangladesh's election commission has ordered eleven tonnes of purple ink for the thumbs of voters.",
    "The Argentine mint struck a silver coin for the hundredth birthday of the national library.",
    (
        "Australia's governor-general signed the commissions of forty new notaries before lunch, as she "
        "does every June."
    ),
    "Portugal's consulate in Lyon accepts passport forms only on weekdays between nine and noon.",
    "The US Senate's barber shop has a new chair, approved by a committee of three.",
    (
        "The Swedish prime minister, hoarse after a week of school concerts, handed the microphone to the "
        "finance minister after four minutes and sat down with a cough sweet."
    ),
    "The sultan of Oman and the king of the Belgians sat in the same row at the horse show but did not meet.",
    (
        "The president of Poland did not visit the mine, as a Katowice newspaper had reported; he was at "
        "the dentist's."
    ),
    "The Indonesian foreign minister made no phone calls from the plane because its line was dead.",
    (
        "Nobody has asked Malta to host the talks, its government spokesman said, and nobody has asked "
        "for the bill."
    ),
    "The New Year speech of the Czech premier contained no promise, no threat and no joke.",
    (
        "The Serbian and Croatian delegations lodged on different floors of the hotel and exchanged not "
        "even a newspaper."
    ),
    "A schoolboy's letter to the Kremlin came back unopened because he had forgotten the stamp.",
    (
        "The talks between Armenia and Georgia of which a Tbilisi radio station spoke on Sunday turned "
        "out to be the rehearsal of a choir with singers from both countries."
    ),
    "The column that villagers took for the Chadian army was a film crew with hired trucks.",
    "Paraguay has never had a quarrel with Iceland, and no clerk in its foreign ministry can recall a letter.",
    "The ceasefire line in Cyprus had a quiet night, with nothing to report but a stray goat.",
    "No treaty lay on the Kazakh foreign minister's table in Astana, only a menu and two pairs of glasses.",
    "The Slovak health minister fought a cold all week and lost his voice on Thursday.",
    "The Estonian prime minister's joke about Finland bombed, and the hall in Espoo fell silent.",
    "The king of Sweden is at war with the moles under the lawn of his summer house.",
    "The German chancellor's dog has declared the carpet of the cabinet room its own territory.",
    "Peru's foreign minister is under siege from autograph hunters wherever she buys her shoes.",
    "Italy's president broke the ice with a class of shy pupils by juggling three lemons.",
    "The general killed an hour at Warsaw's main station with a crossword and a cheese roll.",
    "The Belgian finance minister burst into song and stormed the dance floor at his sister's wedding.",
    "The senator from Maine shot a glance at the clock and buttered another slice of toast.",
    "The Kazakh president's new fur hat has captured the hearts of the milliners of Almaty.",
    "A Danish member of parliament hijacked the karaoke evening in Aarhus with eleven songs by Abba.",
    "An army of ants has taken over the kitchen of the Ghanaian ministry of trade.",
    "The British queen's corgis held a visitor's left shoe hostage for most of the afternoon.",
    "The minister's yellow tie has launched a thousand jokes in the corridors of the Nigerian senate.",
    "Croatia's president bowed to his wife's advice and sold the motorbike he had owned for thirty years.",
    "Lithuania's economy minister attacked the buffet with both hands after the last vote on the budget.",
    "The French prime minister has cut ties, as he puts it, with sugar, salt and his old tailor.",
    (
        "A model of the siege of Vienna by the Ottoman army, made of 9,000 tin soldiers by a retired "
        "postman and his three daughters, fills a barn in Styria."
    ),
    "Stamp collectors prize the misprint on which Bolivia annexes the whole of the Pacific in pale blue ink.",
    "The Austrian state archive keeps a demand by Napoleon for six million guilders in a climate-proof drawer.",
    "A mosaic in a Sofia church shows a Bulgarian tsar who sets his prisoners free beneath a smiling sun.",
    "A Roman tablet in the Cologne museum records the loan of a mule to an army cook.",
    "The textbook devotes eleven pages to a pact between Athens and Sparta and none to their wives.",
    "The Danish royal library owns the letter in which a Norse king promises peace to a bishop.",
    (
        "At the costume pageant near Borodino, where clerks and dentists play the marshals, the French "
        "army ran out of mustard before it retreated in good order to the car park."
    ),
    "The museum of the Estonian navy exhibits a mine, a parrot cage and a pardon for the ship's cook.",
    "Pupils in Yerevan draw the battles of an Armenian king of antiquity with felt pens and glitter.",
    "An Ottoman sultan's ultimatum to Venice, written in gold ink, is on show in Istanbul until Easter.",
    "The cannon in the courtyard of the Thai defence ministry was last fired in the reign of Rama IV.",
)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


# Of nothing too, and under operators: "may attack", "threatens to", "is expected to", "if it beats".
UNDER_OPERATORS = [
    "Italy will attack from the start on Sunday, their coach said.",
    "Portugal may have to defend a slender lead without their captain.",
    "Croatia plan to shoot from distance against Morocco's young goalkeeper.",
    "If it beats Serbia, Denmark will meet Ghana in the final.",
    "Kenya could surrender its title to Ethiopia on the track tonight.",
    "Spain are threatening to run away with the group.",
    "Uruguay are under siege in the opening minutes, and the crowd whistles.",
    "The Dutch coach demanded more from his defence after the draw with Wales.",
    "Japan are expected to sign a Brazilian striker before the transfer window shuts.",
    "Chile might be punished for a slow start by Peru's wingers.",
    "Nigeria are still fighting for a place in the last eight.",
    "Poland must beat Austria to stay in the division.",
    "The Norwegian skiers say they will strike back in the relay.",
    "Argentina's captain is said to have killed the match with one pass.",
    "Turkish yoghurt can be bombarded with garlic, the chef suggests.",
    "If the dough refuses to rise, Swedish bakers advise a warmer corner of the kitchen.",
    "A French sauce should never be allowed to invade the plate.",
    "Greek olives are expected to meet British cheese on the menu of a new bar.",
    "Mexican chillies may attack an unprepared tongue.",
    "The storm is expected to hit Ireland on Friday and to retreat northwards by Sunday.",
    "Snow may cut off villages in Romania tonight, forecasters say.",
    "Sand from Algeria could invade the Italian coast at the weekend.",
    "Heavy rain threatens to occupy the British weather map for a week.",
    "The cold will release its grip on Russia only in April.",
    "A heatwave is punishing southern Spain, and no relief is in sight.",
    "Lava may yet threaten the road to the Icelandic spa.",
    "The Swiss franc could come under attack from speculators again.",
    "Shares in a German carmaker are set to fight back after a weak spring, brokers believe.",
    "Brazil's currency might surrender its gains if rates fall.",
    "Indian steelmakers plan to launch an assault on the market for cheap pans.",
    "A Chinese phone maker is considering a price war with its Korean rival.",
    "The Polish zloty is expected to retreat against the euro.",
    "A Finnish game studio will invade living rooms with a new shooter.",
    "Canadian banks are bombarding customers with offers.",
    "The minister will attack the buffet after the speech, his wife predicted.",
    "The French president may shoot a glance at his watch if the opera drags on.",
    "Norway's prime minister plans to meet her grandmother for cake on Sunday.",
    "Denmark's queen is said to be at war with the moles under her roses.",
    "The Czech speaker threatened to sing if nobody brought him a beer.",
    "If his knee holds, Latvia's foreign minister will fight the marathon to its end.",
    "The Israeli ambassador demanded a second helping of pudding from his host.",
    "Hungary's president could be accused of stealing the show from the choir.",
    "The general should surrender to the charm of Lisbon's trams, a travel writer says.",
    "The Thai king is expected to release a record of his jazz tunes.",
    "The Egyptian mummy may be about to release the secret of its hair.",
    "A film in which America would bomb the Moon is to be shot in Morocco.",
    "In the sequel, Russia plans to kidnap the tailor of a British spy.",
    "The opera's Spanish king orders the arrest of a tenor who is still singing.",
    "If Rome attacked Carthage in spring, pupils are asked, what would its ships carry?",
    "A novel asks whether Germany would have occupied Switzerland for its cheese.",
    "The Vienna museum may return the stuffed bear to its old corner.",
    "A Berlin zoo is planning to release two lynxes into the Polish woods.",
    "Wolves from Italy are invading the French Alps again, shepherds say.",
    "The Australian cane toad could soon attack gardens in Perth, a biologist fears.",
    "Doctors in Cuba hope to strike at the heart of the virus with an old pill.",
    "The virus will attack the liver first, researchers in Nigeria suspect.",
    "Engineers in Seoul are trying to stop the lift from holding visitors hostage.",
    "The Korean boy band will storm the stage in Jakarta on Saturday.",
    "The Colombian singer may be forced to cancel her tour of Germany.",
    "A Dublin theatre has promised to kill its darlings, and cut the play to an hour.",
]


def test_false_alarms_stay_below_their_ceiling(knowledge: Knowledge) -> None:
    alarms = [
        f"{text} | {short(said)}" for text in SENTENCES if (said := read_sentence(text, knowledge)).events
    ]
    most = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["everyday"]["false_alarms_most"]
    assert len(alarms) / len(SENTENCES) <= most, "\n".join(alarms)


def test_false_alarms_under_operators_stay_below_their_ceiling(knowledge: Knowledge) -> None:
    alarms = [
        f"{text} | {short(said)}"
        for text in UNDER_OPERATORS
        if (said := read_sentence(text, knowledge)).events
    ]
    most = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["everyday"]["false_alarms_under_operators_most"]
    assert len(alarms) / len(UNDER_OPERATORS) <= most, "\n".join(alarms)


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
