"""Which frames fit at which words of a sentence, and who fills them."""

from dataclasses import dataclass

from dragoman.knowledge.events import Frame, Lexicon, Need, Rule
from dragoman.model import EventType
from dragoman.reading.events.clause import Clauses
from dragoman.reading.events.sides import Sides
from dragoman.reading.language import word_class

# Where else a noun's doer may stand, tried in this order when the frame's own place is empty.
NOUN_DOERS: tuple[tuple[str, ...], ...] = (
    ("mod",),
    ("prep:by",),
    ("gsubj",),
    ("prep:between",),
    ("prep:of",),
)


NAMES = ("NNP", "NNPS")
SHORTEST = 4  # letters of a required word that may stand elsewhere than in its place; "no" and "out" may not


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that fits: token indices of trigger, who, whom and required words; a higher score is a better fit."""

    rule: Rule
    trigger: int
    who: tuple[int, ...]
    whom: tuple[int, ...]
    words: tuple[int, ...]
    score: float
    exact: bool


def find_matches(clauses: Clauses, sides: Sides, lexicon: Lexicon) -> tuple[list[Match], list[str]]:
    """The best match at each trigger of the sentence, and in words those that lost against it."""
    best, rejected = [], []
    lemmas = {t.lemma for t in clauses.sentence.tokens}
    for i, token in enumerate(clauses.sentence.tokens):
        frames = lexicon.triggers.get(f"{word_class(token.tag)}:{token.lemma}")
        if not frames:
            continue
        possible = [f for f in map(lexicon.frames.__getitem__, frames) if has_words(lemmas, f)]
        found = [m for f in possible if (m := _fit(clauses, sides, lexicon, f, i))]
        if not found:
            continue
        found.sort(key=lambda m: (-m.score, -len(m.words), m.rule.id))
        best.append(found[0])
        losers = dict.fromkeys(m.rule.id for m in found if m.rule.id != found[0].rule.id)
        rejected += [f"{loser}: fits '{token.text}' less well than {found[0].rule.id}" for loser in losers]
    return best, rejected


def _fit(clauses: Clauses, sides: Sides, lexicon: Lexicon, frame: Frame, trigger: int) -> Match | None:
    rule = lexicon.rules[frame.entry]
    if frame.particle and not _has_particle(clauses, trigger, frame.particle):
        return None
    words: list[int] = []
    score = 0.0
    exact = True
    for need in frame.needs:
        at, strength = _needed(clauses, trigger, need, lexicon, rule.type)
        if not strength:
            return None
        words += at
        score += strength
        exact = exact and strength > 1
    if rule.without and _has_any(clauses, trigger, rule.without, lexicon):
        return None
    asked = {need.path for need in frame.needs}  # places that are a required word's, nobody else's
    whom = _fill(clauses, sides, trigger, frame.whom, set(words), asked)
    who = _fill(clauses, sides, trigger, frame.who, {*words, *whom}, asked)
    if not frame.whom:
        whom = _inside_words(clauses, sides, tuple(words), who)
    if not who and frame.kind == "N" and frame.who:
        who = _noun_doer(clauses, sides, trigger, {*words, *whom})
        exact = False
    return _judged(Match(rule, trigger, who, whom, tuple(words), score, exact), frame, clauses, sides)


def _inside_words(
    clauses: Clauses, sides: Sides, words: tuple[int, ...], who: tuple[int, ...]
) -> tuple[int, ...]:
    """Of "opposes the Romanian plan", "shot down an Indian jet": the required word that means another than who."""
    own = sides.countries(who)

    def _is_other(word: int) -> bool:
        return bool(sides.countries([word]) - own)

    return tuple(
        w
        for w in words
        if clauses.is_noun(w) and sides.is_actor(w) and (not sides.is_head(w) or _is_other(w))
    )


def _judged(match: Match, frame: Frame, clauses: Clauses, sides: Sides) -> Match | None:
    """The match with its score, or None where a side that must be filled is not."""
    who = any(sides.is_actor(t) for t in match.who)
    whom = any(sides.is_actor(t) for t in match.whom)
    things = all(_is_thing(t, clauses, sides) for t in match.who)
    if match.who and not who and things:
        # "A bridge of love destroyed the border": a thing does nothing to anybody.
        return None
    agentless = not match.who and (frame.kind != "V" or clauses.is_passive(match.trigger))
    if "whom" in match.rule.needs and frame.whom and not whom:
        return None
    if "who" in match.rule.needs and not who and not agentless and not whom:
        return None
    if frame.kind == "V" and frame.whom and not frame.needs and not match.whom:
        # Without required words the place of whom is all that tells "called on X" from "called".
        return None
    score = match.score + 2 * who + 2 * whom + 0.5 * bool(match.who) + 0.5 * bool(match.whom)
    # Each place that the frame names and the sentence fills speaks for it: "met with X" before plain "met".
    filled = sum(bool(clauses.follow(match.trigger, path)) for path in (*frame.who, *frame.whom))
    score += 0.3 * filled - 0.25 * (bool(frame.whom) and not match.whom)
    return Match(match.rule, match.trigger, match.who, match.whom, match.words, score, match.exact)


def _is_thing(token: int, clauses: Clauses, sides: Sides) -> bool:
    """Whether a phrase means no actor and is no name: "a bridge", "five of the missiles"."""
    counted = clauses.follow(token, ("prep:of",)) if clauses.token(token).tag in ("CD", "DT") else []
    heads = counted or [token]
    return all(clauses.token(t).tag in ("NN", "NNS") and not sides.members(t) for t in heads)


def _has_particle(clauses: Clauses, trigger: int, particle: str) -> bool:
    labels = {label for label, _ in clauses.edges(trigger)}
    return all(
        {f"prt:{w}", f"prep:{w}"} & labels or _below_has(clauses, trigger, w) for w in particle.split()
    )


def _below_has(clauses: Clauses, trigger: int, word: str) -> bool:
    return any(clauses.token(end).lemma == word for _, end in clauses.edges(trigger))


def _needed(
    clauses: Clauses, trigger: int, need: Need, lexicon: Lexicon, type_: EventType
) -> tuple[list[int], float]:
    """Where a required word stands and how well: 3 in its own place, 1 elsewhere below the trigger, 0 nowhere.

    Talks "after" which something was announced are not what was agreed on.
    """
    ends = [c for end in clauses.follow(trigger, need.path) for c in clauses.conjuncts(end)]
    if not need.words:
        return ([], 1.5) if ends else ([], 0)
    at = [
        end
        for end in ends
        if clauses.token(end).lemma in need.words and not _is_undone(end, trigger, clauses)
    ]
    if at and need.path[-1] == "verb":
        # "Said that Oslo never meddled" does not say that it meddled.
        at = [t for t in at if all(clauses.token(c).dep != "neg" for c in clauses.children[t])]
    if at:
        return at, 3
    if all(len(word) < SHORTEST for word in need.words):
        return [], 0
    missing = lexicon.composition.negation_links
    near = {end for label, end in clauses.edges(trigger) if label not in missing}
    if "verb" not in need.path:
        # A clause below tells another act: in "announced that it will ban fish" no ban is announced.
        near = {t for t in near if clauses.token(t).dep != "ccomp" or clauses.token(t).tag[:1] != "V"}
    for end in sorted(near):
        at = [t for t in clauses.conjuncts(end) if clauses.token(t).lemma in need.words]
        past = type_ == "AGREE" and clauses.is_afterwards(end)
        if at and not past and not _is_undone(end, trigger, clauses):
            return at, 1
    return [], 0


def _is_undone(word: int, trigger: int, clauses: Clauses) -> bool:
    """Whether a required verb is negated below its trigger: "promised not to attack" promises no attack."""
    below = clauses.token(word).tag == "VB" and clauses.token(word).head == trigger
    return below and any(clauses.token(c).dep == "neg" for c in clauses.children[word])


def _has_any(clauses: Clauses, trigger: int, without: tuple[str, ...], lexicon: Lexicon) -> bool:
    words: set[str] = set()
    for item in without:
        word, _, name = item.partition("@")
        words |= set(lexicon.lists.get(name, ())) | {word}
    below = {end for _, end in clauses.edges(trigger)} | set(clauses.subtree(trigger))
    return any(clauses.token(t).lemma in words for t in below if t != trigger)


def _fill(
    clauses: Clauses,
    sides: Sides,
    trigger: int,
    paths: tuple[tuple[str, ...], ...],
    taken: set[int],
    asked: set[tuple[str, ...]],
) -> tuple[int, ...]:
    """Who stands at the ends of these paths; `asked` are the places of required words."""
    found: list[int] = []
    for path in paths:
        ends = [
            end
            for end in clauses.follow(trigger, path)
            if end not in taken and end != trigger and not clauses.is_day(end)
        ]
        whole = path[-1] == "mod" and len(path) > 1 and path[:-1] not in asked
        if path[-1] == "mod":
            ends = _modifiers(ends, clauses, sides) or _owned(clauses, sides, trigger, path[:-1])
        if whole and not ends:
            # An example says "fired at [a Korean] boat"; of "fired at Seoul" the noun itself fills the place.
            nouns = [t for t in clauses.follow(trigger, path[:-1]) if t not in taken and t != trigger]
            found += [t for t in nouns if sides.is_actor(t) or clauses.token(t).tag in NAMES][:1]
            continue
        ends.sort(key=lambda end: not sides.is_actor(end))
        found += ends if path[-1] == "mod" else ends[:1]
    return tuple(dict.fromkeys(found))


def _modifiers(ends: list[int], clauses: Clauses, sides: Sides) -> list[int]:
    """Modifiers that mean an actor; "Russian" of "Russian troops" means it by the phrase, so its head is taken."""
    found = []
    for end in ends:
        head = clauses.token(end).head
        if clauses.token(end).dep != "nummod" and clauses.is_noun(head) and sides.holds(head, end):
            found.append(head)
        elif sides.is_actor(end):
            found.append(end)
    return list(dict.fromkeys(found))


def _owned(clauses: Clauses, sides: Sides, trigger: int, path: tuple[str, ...]) -> list[int]:
    """Where a frame looks before the noun ("Turkish troops") and nobody stands there: "troops from Senegal"."""
    heads = [head for head in clauses.follow(trigger, path) if head != trigger] if path else []
    return [head for head in heads if sides.is_head(head) and sides.countries([head])]


def _noun_doer(clauses: Clauses, sides: Sides, trigger: int, taken: set[int]) -> tuple[int, ...]:
    for path in NOUN_DOERS:
        ends = [
            end
            for end in clauses.follow(trigger, path)
            if end not in taken and end != trigger and sides.is_actor(end)
        ]
        if ends:
            return tuple(ends)
    return ()


def find_loose(clauses: Clauses, sides: Sides, lexicon: Lexicon) -> list[Match]:
    """Where no frame fits: the first trigger with a political actor before it and another behind it.

    The parse of a long news sentence is wrong about once in ten words; the order of the words is still right. Such
    a match is marked as not exact, which lowers the event's confidence.
    """
    actors = [i for i in range(len(clauses.sentence.tokens)) if sides.is_head(i)]
    lemmas = {t.lemma for t in clauses.sentence.tokens}
    for i, token in enumerate(clauses.sentence.tokens):
        if not token.tag.startswith("V"):
            continue
        before = [a for a in actors if a < i]
        behind = [a for a in actors if a > i]
        if not before or not behind:
            continue
        found = [
            frame
            for f in lexicon.triggers.get(f"V:{token.lemma}", ())
            if (frame := lexicon.frames[f]).whom
            and not frame.particle
            and has_words(lemmas, frame)
            and _has_objects(clauses, i, frame)
            and not _has_any(clauses, i, lexicon.rules[frame.entry].without, lexicon)
        ]
        if found:
            frame = max(found, key=lambda f: len(f.needs))
            who, whom = (_first_of_all(before[-1], clauses),), (behind[0],)
            if clauses.is_passive(i):
                who, whom = whom, who
            return [Match(lexicon.rules[frame.entry], i, who, whom, (), 0.0, False)]
    return []


def _has_objects(clauses: Clauses, trigger: int, frame: Frame) -> bool:
    """Whether the words that must be the trigger's object stand behind it, before it in the passive."""
    tokens = clauses.sentence.tokens
    side = tokens[:trigger] if clauses.is_passive(trigger) else tokens[trigger + 1 :]
    lemmas = {t.lemma for t in side}
    return all(not lemmas.isdisjoint(n.words) for n in frame.needs if n.words and n.path[0] == "obj")


def _first_of_all(token: int, clauses: Clauses) -> int:
    """Of "Oslo and Rome": Oslo, which means both."""
    while clauses.token(token).dep == "conj" and clauses.is_noun(clauses.token(token).head):
        token = clauses.token(token).head
    return token


def has_words(lemmas: set[str], frame: Frame) -> bool:
    """Whether every required word of the frame stands somewhere in the sentence: quick to ask, and mostly no."""
    for need in frame.needs:  # noqa: SIM110 - a plain loop, for this is asked of every frame of every trigger
        if need.words and lemmas.isdisjoint(need.words):
            return False
    return True
