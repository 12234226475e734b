"""In what time and mood is an act told? Modals, negation, adverbs and aspect at its own word."""

from dragoman.reading.events.signs import Sign, Signs

NOW = frozenset(("is", "are", "am", "'s", "'re", "'m"))
NOT_NOW = frozenset(("was", "were", "had", "will"))
BESIDE: tuple[tuple[Sign, str], ...] = (("possible", "hedge"), ("claimed", "claimed"), ("never", "never"))


def read_act(signs: Signs, at: int) -> None:
    """What stands with the act's own word; at a noun its adjectives, and the verb that says that it takes place."""
    cues = signs.cues
    negation = cues.negation(at)
    if negation is not None and cues.is_(at, "exclude"):
        signs.add("possible", negation, at)
    elif negation is not None:
        signs.add("negated", negation)
    if cues.is_(at, "weigh") and signs.candidate.type not in cues.table.suspecting:
        signs.add("possible", at)
    if signs.candidate.learned is not None and cues.is_(at, "plan_verb") and signs.clauses.is_passive(at):
        signs.add("planned", at)
    if cues.is_(at, "raise"):
        signs.add_each("possible", [c for c in cues.below(at, "dobj") if cues.is_(c, "weigh_noun")])
    _read_adverbs(signs, at)
    for child in cues.below(at, "amod", "compound", "nmod"):
        if signs.clauses.is_noun(at) and cues.is_(child, "planned"):
            signs.add("planned", child)
    if signs.clauses.is_noun(at):
        _read_verb_of_noun(signs, at)
    else:
        read_mood(signs, at)


def _read_adverbs(signs: Signs, at: int) -> None:
    for child in signs.cues.below(at, "amod", "advmod", "compound", "nmod"):
        for sign, name in BESIDE:
            signs.add_each(sign, [child] if signs.cues.is_(child, name) else [])


def _read_verb_of_noun(signs: Signs, at: int) -> None:
    """The time and mood of the verb that says that a noun's act takes place: "talks are to start"."""
    cues = signs.cues
    top = signs.clauses.token(cues.ladder(at))
    verb = top.head
    _read_verb_of_doer(signs, top.head if top.dep == "dobj" else signs.clauses.token(top.head).head, top.dep)
    if top.dep not in ("nsubj", "nsubjpass", "dobj", "attr"):
        return
    goes_on = cues.is_(verb, "ongoing_noun") or cues.has_particle(verb, "ongoing_particle")
    if top.dep == "nsubj" and goes_on:
        signs.add_each("ongoing", [verb] if signs.clauses.token(verb).tag not in ("VBN", "VBD") else [])
    elif cues.is_(verb, "occur"):
        read_mood(signs, verb)
        _read_adverbs(signs, verb)
        coming = [c for c in cues.below(verb, "xcomp") if cues.is_to_come(c)]
        coming += [c for c in cues.below(verb, "acomp", "attr") if cues.is_(c, "plan_verb")]
        signs.add_each("planned", coming if top.dep == "nsubj" else [])
    elif top.dep == "nsubjpass" and cues.is_(verb, "plan_verb"):
        signs.add("planned", verb)


def _read_verb_of_doer(signs: Signs, verb: int, dep: str) -> None:
    """The time and mood of the verb whose subject does the noun's act: "may take part in a strike"."""
    clauses = signs.clauses
    if dep not in ("dobj", "pobj") or clauses.token(verb).tag[:1] != "V" or signs.speaks(verb):
        return
    if set(clauses.surface_subjects(verb)) & set(signs.candidate.who) and not clauses.is_passive(verb):
        read_mood(signs, verb)
        _read_adverbs(signs, verb)


def read_mood(signs: Signs, at: int) -> None:
    """Modals and aspect of the verb at `at`, and what is put in beside it ("it appears")."""
    cues = signs.cues
    helpers = cues.below(at, "aux", "auxpass")
    words = {signs.clauses.token(c).text.lower() for c in helpers}
    for helper in helpers:
        _read_modal(signs, helper, words)
    if cues.is_to_come(at):
        signs.add_each("future", [c for c in helpers if signs.clauses.token(c).tag == "TO"])
    for child in cues.below(at, "parataxis", "ccomp", "advcl", "intj", "dep"):
        subjects = {signs.clauses.token(s).text.lower() for s in cues.below(child, "nsubj")}
        signs.add_each("possible", [child] if cues.is_(child, "weigh") and "it" in subjects else [])
    if signs.clauses.token(at).text.lower() != "going" or at == signs.path[0]:
        _read_aspect(signs, at, helpers, words)


def _read_modal(signs: Signs, helper: int, words: set[str]) -> None:
    low = signs.clauses.token(helper).text.lower()
    if low in signs.cues.table.cue["contrary"] and "have" in words:
        signs.add("contrary", helper)
    elif low in signs.cues.table.cue["may"]:
        signs.add("possible", helper)
    elif low in signs.cues.table.cue["future"]:
        signs.add("future", helper)


def _read_aspect(signs: Signs, at: int, helpers: list[int], words: set[str]) -> None:
    cues, token = signs.cues, signs.clauses.token(at)
    if token.tag == "VBG" and (words & NOW or "been" in words) and not words & NOT_NOW:
        signs.add("ongoing", at)
    elif "being" in words and words & NOW:
        signs.add("ongoing", *helpers)
    if token.tag in ("VBZ", "VBP"):
        signs.add_each("ongoing", [c for c in cues.below(at, "advmod") if cues.is_(c, "still")])
    if token.tag in ("VBZ", "VBP") and cues.is_(at, "state"):
        signs.add("ongoing", at)
    if cues.is_(at, "ongoing") or cues.has_particle(at, "ongoing_particle"):
        signs.add("ongoing", at)
