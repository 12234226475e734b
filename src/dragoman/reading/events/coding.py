"""One sentence -> the acts that it tells, each once: matches, what stands over them, and which of them stay."""

from dataclasses import replace

from dragoman.knowledge.events import Lexicon
from dragoman.reading.events.clause import PASSIVE_SUBJECTS, Clauses
from dragoman.reading.events.clause import SUBJECTS as ACTIVE_SUBJECTS
from dragoman.reading.events.compose import Candidate, compose
from dragoman.reading.events.factuality import judge
from dragoman.reading.events.match import Match, find_loose, find_matches
from dragoman.reading.events.sides import Sides
from dragoman.reading.events.telling import EventRules

SUBJECTS = (*ACTIVE_SUBJECTS, *PASSIVE_SUBJECTS)


def code_sentence(clauses: Clauses, sides: Sides, lexicon: Lexicon) -> tuple[list[Candidate], list[str]]:
    """The acts of a sentence in the order of their triggers, and in words what was rejected and why."""
    matches, rejected = find_matches(clauses, sides, lexicon)
    kept = _code(matches, clauses, sides, lexicon, rejected)
    if not kept:
        kept = _code(find_loose(clauses, sides, lexicon), clauses, sides, lexicon, rejected)
    return kept, rejected


def _code(
    matches: list[Match], clauses: Clauses, sides: Sides, lexicon: Lexicon, rejected: list[str]
) -> list[Candidate]:
    others = {m.trigger: m for m in matches}
    candidates = []
    for match in matches:
        made = compose(match, clauses, sides, lexicon, others)
        if isinstance(made, str):
            rejected.append(f"{match.rule.id} at '{clauses.token(match.trigger).text}': {made}")
        elif made.negated and (nothing := judge(made, clauses, sides).dropped):
            rejected.append(f"{match.rule.id} at '{clauses.token(match.trigger).text}': {nothing}")
        elif not _is_told_of_actors(made, sides):
            rejected.append(
                f"{match.rule.id} at '{clauses.token(match.trigger).text}': no political actor on either side"
            )
        else:
            candidates.append(_with_near_whom(_with_partners(made, sides), clauses, sides))
    return _without_doubles(candidates, clauses, sides, rejected)


def _with_partners(candidate: Candidate, sides: Sides) -> Candidate:
    """The sides of a mutual act: who begins it and with whom; where nobody begins it, all of them on both sides.

    "Oslo met with Rome": Oslo and Rome. "Oslo and Rome met": both are source and target of the same act.
    """
    actors = tuple(dict.fromkeys(t for t in candidate.who if sides.is_actor(t)))
    if candidate.rule.mutual and sides.clauses.is_afterwards(candidate.trigger):
        # "Announced it after talks with Rome": who announced it had the talks.
        host = [t for t in sides.clauses.follow(candidate.trigger, ("gsubj",)) if sides.is_actor(t)]
        guests = sides.clauses.follow(candidate.trigger, ("prep:with",))
        if host and set(actors) <= set(guests) and host[0] not in actors:
            return replace(candidate, who=(host[0],), whom=actors)
    if not candidate.rule.mutual or any(sides.is_actor(t) for t in candidate.whom):
        return candidate
    if len(actors) > 1:
        return replace(candidate, who=actors[:1], whom=actors[1:])
    if len(actors) == 1 and sides.is_several(actors[0]):
        return replace(candidate, who=actors, whom=actors)
    return candidate


def _with_near_whom(candidate: Candidate, clauses: Clauses, sides: Sides) -> Candidate:
    """Where no actor stands in whom's place: the first one behind the act and below it that is not of who's side.

    "rejected a plan that Oslo had drawn up", "a strike over Sweden's decision": the recipient is told, only deeper than
    a frame reaches. It lowers the confidence and stands in the actor's `why`.
    """
    rules: EventRules = sides.knowledge.rules.get("events", EventRules)
    if (
        candidate.type not in rules.near_types
        or not candidate.who
        or any(sides.is_actor(t) for t in candidate.whom)
    ):
        return candidate
    top = min((candidate.trigger, *candidate.operators), key=lambda t: len(clauses.path_up(t)))
    own = sides.countries(candidate.who)
    others = elsewhere(candidate, clauses)
    below = [t for t in clauses.subtree(top) if t > min(candidate.trigger, top) and t not in others]
    taken = {t for side in candidate.who for t in clauses.subtree(side)} | set(candidate.voices)
    for token in below:
        member = sides.cast.at(sides.number, token)
        if token in taken or member is None or member.kind == "pronoun" or not sides.is_political(member):
            continue
        if sides.countries([token]) - own and not is_circumstance(token, clauses, rules):
            return replace(candidate, whom=(*candidate.whom, token), near=True)
    return candidate


def elsewhere(candidate: Candidate, clauses: Clauses) -> set[int]:
    """What others do in clauses beside the act's: "Oslo welcomed the deal, and Rome said ..." is not about Rome."""
    own = {candidate.trigger, *clauses.path_up(candidate.trigger), *candidate.operators}
    found: set[int] = set()
    for verb, token in enumerate(clauses.sentence.tokens):
        if verb in own or token.dep != "conj" or token.tag[:1] != "V" or token.head not in own:
            continue
        if any(clauses.token(c).dep in SUBJECTS for c in clauses.children[verb]):
            found.update(clauses.subtree(verb))
    return found


def is_circumstance(token: int, clauses: Clauses, rules: EventRules) -> bool:
    """Whether the phrase says where or when: "in Iraq", "since the Soviet Union"."""
    above = clauses.token(clauses.token(token).head)
    return clauses.token(token).dep == "pobj" and above.text.lower() in rules.circumstances


def _is_told_of_actors(candidate: Candidate, sides: Sides) -> bool:
    return any(sides.is_actor(t) for t in (*candidate.who, *candidate.whom))


def _without_doubles(
    candidates: list[Candidate], clauses: Clauses, sides: Sides, rejected: list[str]
) -> list[Candidate]:
    """Leave out what is a part of another: an operator's own entry, a light verb's noun, a deed inside a side."""
    kept: list[Candidate] = []
    ranked = sorted(candidates, key=lambda c: (-len(c.operators), -c.score, c.trigger))
    for candidate in ranked:
        larger = next((k for k in kept if _is_part(candidate, k, clauses)), None)
        if larger is not None:
            rejected.append(
                f"{candidate.rule.id} at '{clauses.token(candidate.trigger).text}': part of {larger.rule.id}"
            )
            continue
        kept.append(candidate)
    return sorted(_merged(kept, sides), key=lambda c: c.trigger)


def _is_part(small: Candidate, large: Candidate, clauses: Clauses) -> bool:
    if small.trigger in large.used or large.trigger in small.used:
        return True
    if set(small.operators) & set(large.operators) and small.type == large.type:
        return True
    # A noun inside the phrase that fills a side ("condemned the raid") is what the act is about, not a second act.
    inside = {t for side in large.whom for t in clauses.subtree(side)}
    # Talks after which it came are a meeting of their own ("announced a plan after talks with Rome").
    if small.rule.type == "CONSULT" and clauses.is_afterwards(small.trigger):
        return False
    nested = clauses.is_noun(small.trigger) and not clauses.is_noun(large.trigger)
    if nested and small.trigger in clauses.subtree(large.trigger) and not small.operators:
        return True
    return clauses.is_noun(small.trigger) and small.trigger in inside


def _merged(candidates: list[Candidate], sides: Sides) -> list[Candidate]:
    """Two triggers that tell the same act of the same actors ("met for talks") are one event."""
    merged: dict[object, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.trigger)):
        key = (candidate.type, _key(candidate.who, sides), _key(candidate.whom, sides))
        if key not in merged:
            merged[key] = candidate
            continue
        first = merged[key]
        if first.factuality != candidate.factuality:
            merged[(*key, candidate.trigger)] = candidate
        else:
            merged[key] = replace(first, used=(*first.used, *candidate.used))
    return list(merged.values())


def _key(tokens: tuple[int, ...], sides: Sides) -> tuple[object, ...]:
    """Who is meant, whatever the words: entities where known, else the state and kind."""
    members = [m for t in tokens for m in sides.members(t)]
    return tuple(sorted({m.entities or (m.country or "", m.sector or "", m.text) for m in members}))
