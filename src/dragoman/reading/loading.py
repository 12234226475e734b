"""The knowledge, whole: data files, their compiled form, and the language model."""

from functools import cache
from pathlib import Path

import dragoman.knowledge
import dragoman.reading.events
from dragoman.knowledge import DATA, Rules
from dragoman.knowledge.actors import ActorData, compile_actors
from dragoman.knowledge.events import Lexicon
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.knowledge.gist import FILE as GIST
from dragoman.knowledge.gist import Gist
from dragoman.knowledge.loading import Knowledge, compiled, compiled_bytes, sources_hash
from dragoman.knowledge.opinion import FILE, Opinion
from dragoman.knowledge.scanner import Scanner
from dragoman.reading.actors.descriptions import ReferenceRules, References
from dragoman.reading.events.derive import compile_lexicon
from dragoman.reading.language import Language


@cache
def load_knowledge(folder: Path = DATA) -> Knowledge:
    """Load the knowledge under `folder` once a process; the first load after a change of its files compiles them.

    Errors: `KnowledgeError`, `LexiconError`, `RulesError` name the file, the place and what to do.
    """
    language = Language()
    actors_key = sources_hash([folder / "actors", Path(dragoman.knowledge.__file__).parent])
    events_key = sources_hash([folder / "events", Path(dragoman.reading.events.__file__).parent])
    data = compiled("actors", actors_key, ActorData, lambda: compile_actors(folder / "actors"))
    automaton = compiled_bytes("names", actors_key, lambda: Scanner.build(data.surfaces).to_bytes())
    lexicon = compiled("events", events_key, Lexicon, lambda: compile_lexicon(folder / "events", language))
    gazetteer = Gazetteer(data)
    rules = Rules(folder / "reading")
    back: References = rules.get("references", ReferenceRules, References)
    return Knowledge(
        gazetteer=gazetteer,
        scanner=Scanner.from_bytes(automaton),
        lexicon=lexicon,
        opinion=Opinion(folder / "sentences" / FILE),
        gist=Gist(folder / "sentences" / GIST),
        rules=rules,
        parser=language.with_forms(lexicon.forms),
        version=sources_hash([folder]),
        trigger_forms=_trigger_forms(lexicon),
        actor_words=frozenset(gazetteer.nouns) | frozenset(lexicon.composition.pronouns) | back.nouns,
    )


def _trigger_forms(lexicon: Lexicon) -> frozenset[str]:
    """Every inflection of every trigger, whatever its class: the tagger is not asked yet."""
    lemmas = {key.partition(":")[2] for key in lexicon.triggers}
    return frozenset(
        {form.partition(":")[2] for form, lemma in lexicon.forms.items() if lemma in lemmas} | lemmas
    )
