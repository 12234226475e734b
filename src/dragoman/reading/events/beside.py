"""What stands beside an act and makes it uncertain: clauses of condition, and phrases of the sentence."""

from dragoman.reading.events.cues import BE
from dragoman.reading.events.signs import Sign, Signs

PLACES = ("advcl", "acl", "relcl", "ccomp", "pcomp", "conj", "dep")  # of a clause of condition
PHRASES: tuple[tuple[Sign, str], ...] = (
    ("condition", "condition_phrase"),
    ("possible", "uncertain_phrase"),
    ("never", "never_phrase"),
    ("ongoing", "ongoing_phrase"),
    ("planned", "plan_phrase"),
)


def read_beside(signs: Signs) -> None:
    """Note the conditions and phrases that belong to the act or to a word over it."""
    _read_conditions(signs)
    _read_or_else(signs)
    for sign, name in PHRASES:
        for tokens in signs.cues.phrases(name):
            if tokens and _belongs(signs, sign, tokens):
                signs.found.setdefault(sign, []).extend(tokens)


def _read_conditions(signs: Signs) -> None:
    """Clauses of condition that hang on the act or on a word over it."""
    own = _own_words(signs)
    for i, token in enumerate(signs.clauses.sentence.tokens):
        low = token.text.lower()
        if low not in signs.cues.table.cue["condition"] or i in own:
            continue
        clause = _clause_of(signs, i, low)
        if clause is None or clause in own or signs.clauses.token(clause).dep not in PLACES:
            continue
        if own & set(signs.clauses.path_up(clause)):
            signs.found.setdefault("condition", []).append(i)
            if low == "had" and token.dep == "aux":
                signs.found.setdefault("contrary if", []).append(i)


def _own_words(signs: Signs) -> set[int]:
    """The act's way up, and the words between its trigger and the operator that it is told by."""
    trigger = signs.candidate.trigger
    below = [trigger, *signs.clauses.path_up(trigger)]
    below = below[: below.index(signs.path[0])] if signs.path[0] in below else []
    return {*below, *signs.path}


def _clause_of(signs: Signs, mark: int, low: str) -> int | None:
    """The verb of the clause that a word of condition opens."""
    token = signs.clauses.token(mark)
    if token.dep in ("mark", "advmod"):
        clause = token.head
    elif token.dep in ("aux", "auxpass") and signs.cues.is_inverted(token.head, mark):
        clause = token.head  # "Should Oslo refuse", "Had Oslo refused"
    elif low == "were" and _is_inverted(signs, mark):
        clause = mark
    else:
        return None
    is_clause = signs.clauses.token(clause).tag[:1] == "V" or signs.cues.below(clause, "nsubj", "cop")
    return clause if is_clause else None  # "if nothing else" is none


def _is_inverted(signs: Signs, were: int) -> bool:
    """ "Were the talks to fail": a verb before its subject, and an infinitive behind it."""
    inside = signs.clauses.subtree(were)
    return inside[0] == were and any(signs.clauses.token(t).tag == "TO" for t in inside)


def _read_or_else(signs: Signs) -> None:
    """ "Pay up or lose the base": an order, and what comes where it is not done."""
    for i, token in enumerate(signs.clauses.sentence.tokens):
        if token.text.lower() == "or" and token.dep == "cc":
            order = signs.clauses.token(token.head)
            bare = order.tag == "VB" and not signs.cues.below(token.head, "aux", "nsubj", "nsubjpass")
            if bare and order.dep != "xcomp":
                signs.found.setdefault("condition", []).append(i)


def _belongs(signs: Signs, sign: Sign, tokens: tuple[int, ...]) -> bool:
    """Whether a phrase is said of the act; conditions and doubts are of the whole sentence."""
    if sign == "never":
        return _leads_to(signs, tokens[-1])
    if sign == "planned":
        return signs.clauses.token(tokens[0]).head in signs.path
    return sign != "ongoing" or _tells_of(signs, tokens[0])


def _leads_to(signs: Signs, last: int) -> bool:
    """Whether what follows the phrase is the act: "stopped short of" it, "was about to" do it."""
    token = signs.clauses.token(last)
    return signs.path[0] in signs.clauses.subtree(last) or (token.tag == "TO" and token.head in signs.path)


def _tells_of(signs: Signs, first: int) -> bool:
    """Whether a phrase ("under way", "on strike") is said of the act: by a copula on its way up, or at it."""
    token = signs.clauses.token(first)
    verb = signs.clauses.token(token.head)
    if token.tag not in ("IN", "RB", "JJ", "RP"):
        return first in signs.path or token.head in signs.path
    near = token.head in signs.path or (signs.clauses.is_noun(signs.path[0]) and verb.head == token.head)
    return near and (verb.text.lower() in BE or signs.cues.is_(token.head, "ongoing") or token.dep == "amod")
