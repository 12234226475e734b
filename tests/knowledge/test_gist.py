"""The gist: how words stand to each other, and that the trained net tells acts from nothing."""

from pathlib import Path

import numpy as np
import pytest

from dragoman.knowledge import DATA
from dragoman.knowledge.gist import (
    ABOVE,
    BELOW,
    CHILD,
    FAR,
    FILE,
    NEAR,
    PARENT,
    SELF,
    SIBLING,
    Gist,
    Scene,
    Trained,
    relations,
)
from dragoman.knowledge.loading import sources_hash
from dragoman.model import Page, Passage, Sentence
from dragoman.reading.actors import find_cast, find_mentions
from dragoman.reading.events.clause import Clauses
from dragoman.reading.events.pairs import phrases
from dragoman.reading.events.sides import Sides
from dragoman.reading.events.traits import Traits, scene
from dragoman.reading.loading import load_knowledge

KNOWLEDGE = load_knowledge()

ACTS = (
    "Jordanian border guards fired on a column of smugglers near Rukban on Monday.",
    "The Nepalese cabinet recalled its ambassador from Delhi over the new map.",
    "Ghana's opposition accused the electoral commission of hiding results.",
    "Chile may expel two Bolivian consuls, a minister said.",
)
NOTHING = (
    "The Jordanian keeper saved two penalties and sent his side into the final.",
    "Shares in Nepalese hotels fell by three per cent on Tuesday.",
    "Rain is forecast for most of Ghana's coast until the weekend.",
    "A Chilean novelist won a prize for her story of a lighthouse.",
)


def _score(text: str) -> float:
    page = Page(id="one", text=text, passages=(Passage(start=0, end=len(text), role="story"),))
    (sentence,) = KNOWLEDGE.parser.parse(text, [Sentence(start=0, end=len(text))])
    cast = find_cast(page, [sentence], find_mentions(page, KNOWLEDGE), KNOWLEDGE)
    clauses = Clauses(sentence)
    sides = Sides(clauses, cast, 0, text, KNOWLEDGE)
    return KNOWLEDGE.gist.score(scene(Traits(clauses, phrases(clauses, sides))))


def test_relations_of_a_tree() -> None:
    # 0 <- 1 (root) -> 2 -> 3 -> 4; 5 hangs on the root.
    found = relations(np.array([1, 1, 1, 2, 3, 1]))
    assert found[0, 0] == SELF
    assert found[0, 1] == PARENT
    assert found[1, 0] == CHILD
    assert found[0, 2] == SIBLING
    assert found[4, 2] == ABOVE
    assert found[1, 4] == BELOW
    assert found[4, 5] == NEAR
    assert found[0, 4] == FAR


@pytest.mark.parametrize("text", ACTS)
def test_an_act_is_likelier_than_not(text: str) -> None:
    assert _score(text) > 0


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_likelier_than_an_act(text: str) -> None:
    assert _score(text) < 0


def test_no_words_and_strange_words_have_a_score() -> None:
    assert KNOWLEDGE.gist.score(Scene([], [], [], [], {})) == 0.0
    assert np.isfinite(
        KNOWLEDGE.gist.score(Scene(["qwrtz"] * 90, ["??"] * 90, ["?"] * 90, [0] * 90, {0: "?"}))
    )


def test_the_net_is_of_the_sentences_that_lie_beside_it() -> None:
    trained = Trained.read(DATA / "sentences" / FILE)
    assert trained.sources == sources_hash([DATA / "sentences"], (".tsv",)), "run `make gist`"


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Gist(tmp_path / FILE).score(Scene(["word"], ["NN"], ["ROOT"], [0], {}))
