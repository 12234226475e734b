"""The second opinion: each of its answers is the model's that it is named for."""

import pytest

from dragoman.knowledge.opinion import Weighed
from dragoman.model import Page, Passage
from dragoman.reading.actors import find_cast, find_mentions
from dragoman.reading.events.clause import Clauses
from dragoman.reading.events.coding import code_sentence
from dragoman.reading.events.second import OpinionRules, Second
from dragoman.reading.events.sides import Sides
from dragoman.reading.loading import load_knowledge
from dragoman.reading.screen import split

KNOWLEDGE = load_knowledge()
RULES = KNOWLEDGE.rules.get("opinion", OpinionRules)


def second(text: str) -> Second:
    page = Page(id="t", text=text, passages=(Passage(start=0, end=len(text), role="story"),))
    sentences = KNOWLEDGE.parser.parse(text, split(page))
    clauses = Clauses(sentences[0])
    cast = find_cast(page, sentences, find_mentions(page, KNOWLEDGE), KNOWLEDGE)
    sides = Sides(clauses, cast, 0, text, KNOWLEDGE)
    return Second(
        clauses, sides, KNOWLEDGE.opinion, RULES, code_sentence(clauses, sides, KNOWLEDGE.lexicon)[0]
    )


def weighed(text: str, who: str, whom: str) -> Weighed:
    opinion = second(text)
    at = {token.text: i for i, token in enumerate(opinion.clauses.sentence.tokens)}
    return opinion.weigh(at[who], at[whom])


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        ("Chadian rebels attacked Sudanese troops near the border on Monday.", "rebels", "troops"),
        ("Peru expelled the Bolivian ambassador over the leak, officials said.", "Peru", "ambassador"),
    ],
)
def test_who_and_whom_are_likelier_than_whom_and_who(text: str, who: str, whom: str) -> None:
    assert weighed(text, who, whom).is_pair > 0.5 > weighed(text, whom, who).is_pair


def test_an_attack_is_realer_than_a_penalty_shot() -> None:
    attack = weighed("Chadian rebels attacked Sudanese troops near the border on Monday.", "rebels", "troops")
    match = weighed("Chad attacked late and Sudan defended deep in the second half.", "Chad", "Sudan")
    assert attack.is_real > 0.5 > match.is_real


def test_every_act_is_weighed_by_its_side_too() -> None:
    (act,) = second("Bulgaria's prime minister resigned.").reviewed()
    assert act.pair is None
    assert act.side is not None
