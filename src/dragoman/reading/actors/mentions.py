"""Names in the text, before any parse: the scan, less the names that are part of other people's names."""

import re
from collections.abc import Iterator, Sequence

from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.knowledge.loading import Knowledge
from dragoman.model import Mention, Page, Struct

WORD_BEHIND = re.compile(r"[ \u00a0]([A-Z][\w’'-]+)")
LONGEST_NAME = 30  # characters to look back or forth
WORD_BEFORE = re.compile(r"([A-Z][\w’'-]+)[ \u00a0]$")


LITTLE_WORD = 3  # letters of the words that a heading leaves in lower case ("of", "and", "the")
SHORTEST_HEADING = 4  # words; "Jordan Fisher" on a line of its own is a name
HEADING_SHARE = 0.8


class ActorRules(Struct, forbid_unknown_fields=True, frozen=True):
    """`data/reading/actors.toml`."""

    behind_a_name: tuple[str, ...]
    first_names: tuple[str, ...]
    place_prepositions: tuple[str, ...]
    origin_prepositions: tuple[str, ...]
    of_prepositions: tuple[str, ...]
    he: tuple[str, ...]
    she: tuple[str, ...]
    it: tuple[str, ...]
    they: tuple[str, ...]
    ordinary_heads: tuple[str, ...]
    weak_surnames: tuple[str, ...]
    leading_offices: tuple[str, ...]
    honorifics: tuple[str, ...]
    joining: tuple[str, ...]
    definite: tuple[str, ...]
    ethnic: tuple[str, ...]
    peoples_at_home: tuple[str, ...]
    never_at_home: tuple[str, ...]
    of_no_state: tuple[str, ...]
    never_of_a_group: tuple[str, ...]
    governed: tuple[str, ...]
    former: tuple[str, ...]
    led: tuple[str, ...]
    leads: tuple[str, ...]
    particles: tuple[str, ...]
    described: tuple[str, ...]
    ranks: dict[str, str]
    bodies: dict[str, str]


def find_mentions(page: Page, knowledge: Knowledge) -> tuple[Mention, ...]:
    """Every name of the knowledge in the page, in the order of the text, longest first, none inside another name."""
    found = knowledge.scanner.scan(page.text)
    rules: ActorRules = knowledge.rules.get("actors", ActorRules)
    return tuple(_own_names(page.text, found, knowledge.gazetteer, rules))


def _own_names(
    text: str, found: Sequence[Mention], gazetteer: Gazetteer, rules: ActorRules
) -> Iterator[Mention]:
    beginning = {m.start: m for m in found}
    ends = {m.end for m in found}
    for mention in found:
        kinds = _kinds(mention, gazetteer)
        words = text[mention.start : mention.end]
        if kinds == {"surname"} and words.isupper() and not _is_capitals(text, mention):
            continue  # "NGO" in running text is no Mr Ngo
        if kinds & {"full name", "surname"} or words.isupper():
            yield mention
            continue
        behind = WORD_BEHIND.match(text, mention.end)
        if behind and "adjective" not in kinds:
            family = beginning.get(behind.start(1))
            known = family is not None and _kinds(family, gazetteer) != {"surname"}
            heading = kinds == {"name"} and _is_heading(text, mention)
            if not known and not heading and not _may_follow(behind[1], gazetteer, rules):
                continue
        before = WORD_BEFORE.search(text, max(0, mention.start - LONGEST_NAME), mention.start)
        if before and before[1] in rules.first_names and mention.start - 1 not in ends:
            continue
        yield mention


def _kinds(mention: Mention, gazetteer: Gazetteer) -> set[str]:
    return {s.kind for s in gazetteer.surfaces_of(mention)}


def _is_capitals(text: str, mention: Mention) -> bool:
    """Whether the words around are all in capitals too, as in a headline."""
    around = text[max(0, mention.start - LONGEST_NAME) : mention.end + LONGEST_NAME]
    return around.isupper()


def _is_heading(text: str, mention: Mention) -> bool:
    """Whether the line writes most words with capitals: there a capital behind a state's name says nothing."""
    line = text[text.rfind("\n", 0, mention.start) + 1 :].partition("\n")[0]
    words = [w for w in line.split() if w[0].isalpha() and len(w) > LITTLE_WORD]
    capitals = sum(w[0].isupper() for w in words)
    return len(words) >= SHORTEST_HEADING and capitals >= HEADING_SHARE * len(words)


def _may_follow(word: str, gazetteer: Gazetteer, rules: ActorRules) -> bool:
    """Whether a capitalised word behind a state's name is a title, a common noun or a day, not a family name."""
    lower = word.lower()
    if lower in rules.behind_a_name or lower in gazetteer.nouns or lower in gazetteer.titles:
        return True
    return any(title.startswith(lower + " ") for title in gazetteer.titles)
