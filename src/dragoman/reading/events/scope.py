"""What stands over an act and says how real it is: denied, said, weighed, planned, ended, called a lie."""

from dragoman.reading.events.beside import read_beside
from dragoman.reading.events.mood import read_act, read_mood
from dragoman.reading.events.signs import Signs

HEIGHT = 12  # steps up from an act to the top of its sentence; no real sentence has more
INVERTED = ("had", "should", "were")
BELOW_CLAUSE = ("ccomp", "xcomp", "csubj", "csubjpass", "acl", "pcomp", "relcl", "parataxis", "advcl", "dep")
DIRECT = ("xcomp", "ccomp", "dobj", "pobj", "pcomp", "nsubjpass", "oprd", "acl")
FALSE_PLACES = ("acomp", "attr", "oprd", "dobj", "prep", "ccomp", "xcomp")


def read_signs(signs: Signs) -> None:
    """Climb from the act to the top of the sentence, and note every sign."""
    at = _focus(signs)
    signs.path.append(at)
    read_act(signs, at)
    _hear_teller(signs, at)
    for _ in range(HEIGHT):
        at = signs.cues.ladder(at) if signs.clauses.is_noun(at) else at
        step = _up(signs, at)
        if step is None or step[0] in signs.path:
            break
        over, stands_over = step
        signs.aside = signs.aside or (not stands_over and _leads_aside(signs, at))
        if stands_over and not _read_over(signs, over, at):
            break
        signs.path.append(over)
        at = over
    read_beside(signs)
    signs.voices.aside(signs.path)


def _hear_teller(signs: Signs, at: int) -> None:
    """Of an act with no verb but that of saying: who says it; of what the second opinion saw, unless it is his own."""
    candidate = signs.candidate
    own = at == candidate.trigger and signs.cues.is_(at, "voice_of_noun")
    if own and candidate.type in signs.cues.table.deniable:
        signs.add("claimed", at)  # "claimed responsibility for the attack"
        signs.hear(signs.voices.of(at), at)
        return
    if (
        candidate.learned is None
        or at != candidate.trigger
        or signs.clauses.token(at).lemma not in signs.cues.table.report
    ):
        return
    heads = {c for side in (candidate.who, candidate.whom) for t in side for c in signs.clauses.conjuncts(t)}
    voices = signs.voices.of(at)
    if voices and not heads & set(voices):
        signs.hear(voices, at)


# ── where the act is ────────────────────────────────────────────────────────────────────────────────────────────


def _focus(signs: Signs) -> int:
    """The word of the act itself: of "says that it took" the clause below, where the entry fired at "says"."""
    closing = _closing(signs)
    if closing is not None:
        return closing
    at = signs.candidate.trigger
    for _ in range(HEIGHT):
        below = _spoken_of(signs, at)
        if below is None:
            break
        at = below
    return at


def _closing(signs: Signs) -> int | None:
    """The outermost operator under which the act itself is no longer what the whole is about."""
    candidate, cues = signs.candidate, signs.cues
    if cues.is_(candidate.trigger, "exclude"):
        return None  # "refuses to rule out a visit" is about the visit
    # Only a reason with its word has an operator: "future" is a modal's, "plan: 'plans'" an operator's.
    kinds = [r.partition(":")[0] for r in candidate.reasons if ":" in r or r == "stated"]
    pairs = zip(kinds, candidate.operators, strict=False)
    return next((over for kind, over in reversed(list(pairs)) if kind in cues.table.closing), None)


def _spoken_of(signs: Signs, at: int) -> int | None:
    """The clause that a word of saying, denying or judging speaks of."""
    cues = signs.cues
    nouns = [c for c in cues.below(at, "dobj") if cues.is_(at, "reject") and cues.is_(c, "allegation")]
    nouns += [c for c in cues.below(at, "oprd", "attr", "acomp", "dobj") if cues.is_(c, "false")]
    for noun in nouns:
        return next((c for c in cues.below(noun, "acl", "ccomp") if cues.is_finite(c)), None)
    if signs.clauses.token(at).lemma == "be":
        versions = any(cues.is_(n, "voice_noun") for n in cues.below(at, "nsubj"))
        return next((c for c in cues.below(at, "ccomp") if versions and cues.is_finite(c)), None)
    if cues.is_(at, "cite"):
        quoting = (c for as_ in cues.below(at, "prep") for c in cues.below(as_, "pcomp"))
        return next((c for c in quoting if signs.speaks(c)), None)
    if not signs.speaks(at):
        return None
    for child in cues.below(at, "ccomp", "xcomp"):
        gerund = signs.clauses.token(child).tag == "VBG" and cues.is_(at, "deny")
        if child > at and (cues.is_finite(child) or gerund):
            return child
    return None


# ── upwards ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _up(signs: Signs, at: int) -> tuple[int, bool] | None:
    """The word above, and whether it stands over the act (a coordinated one stands beside it)."""
    token = signs.clauses.token(at)
    head = token.head
    if head == at or signs.cues.is_apart(head, at):
        return None
    if signs.clauses.is_headline(at):
        above = signs.clauses.token(head).head
        return None if above == head else (above, True)
    match token.dep:
        case "conj" | "appos" | "amod" | "compound" | "poss" | "nmod":
            return head, False
        case "relcl":
            cite = signs.voices.citing(at)
            return (head, False) if cite is None else (cite, True)
        case "acl" if token.tag in ("VBG", "VBN") and not signs.cues.is_finite(at):
            # "Rebels fighting to topple him": told of the noun, whatever is said of it, but for "reports of ..."
            return head, signs.cues.is_(signs.cues.ladder(head), "allegation")
        case "advcl":
            return _up_from_adverbial(signs, at, head)
        case "pobj" | "pcomp":
            above = signs.clauses.token(head).head
            return (above, True) if above != head else None
    return head, True


def _up_from_adverbial(signs: Signs, at: int, head: int) -> tuple[int, bool] | None:
    cues = signs.cues
    table = cues.table.condition
    marks = [c for c in cues.below(at, "mark", "advmod") if signs.clauses.token(c).text.lower() in table]
    # "Had Oslo sent doctors, ..."
    helpers = [c for c in cues.below(at, "aux", "auxpass") if signs.clauses.token(c).text.lower() in INVERTED]
    marks += [helper for helper in helpers if cues.is_inverted(at, helper)]
    if marks:
        signs.add("conditioned", *marks)
        return None
    if cues.is_finite(at) and signs.speaks(head):
        return None if cues.below(at, "mark", "advmod") else (head, True)
    return head, False


def _leads_aside(signs: Signs, at: int) -> bool:
    """Whether a clause only tells of a noun or a time: "who shot him", "after it had fired"."""
    token = signs.clauses.token(at)
    return token.dep in ("relcl", "acl") or (token.dep == "advcl" and signs.cues.is_finite(at))


# ── what the word above says ────────────────────────────────────────────────────────────────────────────────────


def _read_over(signs: Signs, over: int, at: int) -> bool:
    """What the word above says of the act below it; whether the way up goes on."""
    cues, token = signs.cues, signs.clauses.token(at)
    clause = token.dep in BELOW_CLAUSE or not signs.clauses.is_noun(at)
    for mark in cues.below(at, "mark"):
        asked = signs.clauses.token(mark).text.lower() == "if" and token.dep == "ccomp"
        signs.add_each("possible", [mark] if asked or cues.is_(mark, "whether") else [])
    if signs.aside and (cues.is_(over, "deny") or cues.negation(over) is not None):
        return False
    if _denies(signs, over, at) or _cites(signs, over) or _says(signs, over, at, clause):
        return True
    if signs.clauses.is_noun(over):
        _read_noun_over(signs, over, at)
    else:
        _read_verb_over(signs, over, at, clause)
    return True


def _denies(signs: Signs, over: int, at: int) -> bool:
    """Whether the act is denied here; one that is itself negated leaves it possible."""
    cues = signs.cues
    claim = cues.is_(at, "allegation") or (signs.clauses.is_noun(at) and signs.has("alleged"))
    false = _false_below(signs, over)
    if not (cues.is_(over, "deny") or (cues.is_(over, "reject") and claim) or false):
        return False
    neither = any(signs.clauses.token(c).text.lower() == "neither" for c in signs.clauses.children[over])
    if cues.negation(over) is not None or neither:
        signs.add("possible", over)
    else:
        signs.add("denied", *dict.fromkeys((over, *false)))
        signs.hear(_denier(signs, over), over)
    return True


def _false_below(signs: Signs, over: int) -> list[int]:
    """The word that calls it false: "is untrue", "dismissed as false", "called it a lie"."""
    cues, clauses = signs.cues, signs.clauses
    if cues.is_(over, "false"):
        return [over]
    near = [c for c in cues.below(over, *FALSE_PLACES) if c not in signs.path]
    near += [g for c in near if clauses.token(c).dep in ("prep", "ccomp") for g in clauses.children[c]]
    return [c for c in near if c not in signs.path and cues.is_(c, "false")]


def _denier(signs: Signs, over: int) -> tuple[int, ...]:
    """Who denies at `over`; of "called it a lie that": who calls it so."""
    above = signs.clauses.token(over).head
    if signs.cues.is_(over, "false") and signs.clauses.token(above).tag[:1] == "V":
        over = above
    if signs.clauses.is_noun(over):
        return signs.voices.owner(over) if signs.cues.is_(over, "deny") else ()
    return signs.voices.of(over)


def _cites(signs: Signs, over: int) -> bool:
    """Whether the word above quotes who says it, or says whose version it is ("Oslo's version is that")."""
    if signs.clauses.is_noun(over):
        return False
    if signs.cues.is_(over, "cite"):
        signs.hear(signs.voices.citers(over), over)
        return True
    if signs.clauses.token(over).lemma != "be":
        return False
    versions = [n for n in signs.cues.below(over, "nsubj") if signs.cues.is_(n, "voice_noun")]
    for noun in versions:
        signs.hear(signs.voices.owner(noun), noun)
    return bool(versions)


def _says(signs: Signs, over: int, at: int, clause: bool) -> bool:
    """Whether the word above reports the act."""
    cues, clauses = signs.cues, signs.clauses
    if clauses.is_noun(over) or cues.points_back(over, at):
        return False
    own = over == signs.candidate.trigger or over in signs.candidate.operators
    if own and signs.candidate.type in ("REQUEST", "THREATEN") and not signs.is_past():
        signs.outside = True  # the page itself tells that it was asked or threatened
        return True
    if not clause:
        is_told = cues.is_(over, "voice_of_noun") and clauses.token(at).dep == "dobj"
        if is_told:
            signs.add("claimed", over)
            signs.hear(signs.voices.of(over), over)
        return is_told
    speaks = cues.is_(over, "voice") and (cues.is_finite(at) or clauses.is_passive(over))
    thinks = cues.is_(over, "weigh") and not cues.is_finite(at)  # "is thinking about sending" says nothing
    if thinks or not (cues.reports(over) or speaks):
        return False
    voices = signs.voices.of(over)
    if clauses.is_passive(over) and (clauses.token(at).dep == "xcomp" or not voices):
        # "Is believed to have": nobody's word, but an opinion; "is said to have": a claim.
        signs.add_each("possible", [over] if cues.is_(over, "thought") else [])
        signs.add_each("claimed", [over] if cues.is_(over, "said") and not cues.is_(over, "thought") else [])
        return True
    negation = cues.negation(over)
    if negation is not None:
        signs.add("unsaid", negation)
    else:
        signs.hear(voices, over)
    return True


def _read_noun_over(signs: Signs, over: int, at: int) -> None:
    cues = signs.cues
    if cues.is_(over, "allegation"):
        signs.add("alleged", over)
        signs.voices.hear(signs.voices.owner(over))
    elif cues.is_(over, "weigh_noun"):
        signs.add("possible", over)
    elif cues.is_(over, "plan_noun") and not signs.clauses.is_noun(at):
        signs.add("planned", over)


def _read_verb_over(signs: Signs, over: int, at: int, clause: bool) -> None:
    cues = signs.cues
    dep = signs.clauses.token(at).dep
    negation = cues.negation(over)
    if cues.is_(over, "hesitate") and negation is not None:
        if dep == "xcomp" and not signs.outside:
            read_mood(signs, over)  # "will not hesitate to sink it": the future stays
        return
    if _ends(signs, over, dep):
        return
    excluded = cues.is_(over, "exclude") and negation is not None
    if excluded or (cues.is_(over, "refuse") and cues.is_(at, "exclude")):
        signs.add("possible", over, *([negation] if negation is not None else [at]))
        return
    _weighs(signs, over, dep, clause)
    if clause and not signs.speaks(over):
        if negation is not None and dep in ("xcomp", "pcomp", "acl"):
            signs.add("negated", negation)
        if dep in ("xcomp", "acl", "ccomp") and not signs.outside:
            read_mood(signs, over)


def _ends(signs: Signs, over: int, dep: str) -> bool:
    """Whether the verb above ends the act; where it is negated, the act goes on."""
    if not signs.cues.is_(over, "stop") or dep not in DIRECT:
        return False
    if signs.cues.never_ends(over):
        signs.found.pop("negated", None)
        signs.add("ongoing", over)
    return True


def _goes_on(signs: Signs, over: int, dep: str) -> bool:
    """Whether the verb above says that the act goes on: "continues to bomb", "goes on bombing"."""
    cues = signs.cues
    plain = dep in ("xcomp", "ccomp") and cues.is_(over, "ongoing")
    return plain or (dep in ("xcomp", "ccomp", "pcomp") and cues.has_particle(over, "ongoing_particle"))


def _weighs(signs: Signs, over: int, dep: str, clause: bool) -> None:
    """What the verb above makes of the act: uncertain, weighed, going on, near, planned, announced."""
    cues = signs.cues
    doubts = [c for c in cues.below(over, "acomp", "attr", "oprd") if cues.is_(c, "uncertain")]
    weighed = cues.is_(over, "uncertain") or (cues.is_(over, "weigh") and cues.negation(over) is None)
    if clause and doubts:
        signs.add("possible", *doubts)
    elif weighed and dep in DIRECT:
        signs.add("possible", over)
    elif _goes_on(signs, over, dep):
        signs.add("ongoing", over)
    elif cues.is_(over, "never_verb") and dep in ("xcomp", "pcomp"):
        signs.add("never", over)
    elif cues.is_(over, "plan_verb") and dep in ("xcomp", "dobj", "nsubjpass", "pobj", "pcomp"):
        signs.add("planned", over)
    elif cues.is_(over, "announce") and dep in ("dobj", "nsubjpass"):
        is_done = signs.candidate.type in cues.table.announced_is_done
        signs.add_each("planned", [] if is_done else [over])
