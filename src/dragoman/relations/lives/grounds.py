"""Do two pieces tell of one thing? The grounds for it and what speaks against it, each in words.

Every ground is a small question with a name; `lives.toml` says which of them together are enough.
"""

import re
from collections.abc import Callable
from datetime import timedelta

from dragoman.knowledge.places import plain
from dragoman.relations.lives.kinds import Days, Happening, Piece, gap, length
from dragoman.relations.lives.rules import Lives
from dragoman.relations.lives.sides import STATE, one_state, with_states

Answer = str | None  # the ground in words, or None where it does not hold
ROUGHER = {"made_roughly": "made", "month": "day"}
Question = Callable[[Piece, Piece, Lives], Answer]


def grounds(one: Piece, other: Piece, lives: Lives) -> dict[str, str]:
    """The grounds on which two pieces of a kind may be one, by name, in words; empty where no set can be whole."""
    sets = lives.rules.enough[one.mark.kind]
    held: dict[str, str] = {}
    for name in dict.fromkeys(name for some in sets for name in some):
        if said := QUESTIONS[name](one, other, lives):
            held[name] = said
            continue
        # What most sets ask for is asked first; where it does not hold, little is left to ask.
        sets = tuple(some for some in sets if name not in some)
        if not sets:
            return {}
    for rough, exact in ROUGHER.items():
        if exact in held and rough in held:
            held[rough] = ""  # it holds all the more, and need not be told twice
    return held


def enough(kind: str, held: dict[str, str], lives: Lives) -> bool:
    """Whether one of the sets of `lives.toml` is there whole."""
    return any(set(some) <= held.keys() for some in lives.rules.enough[kind])


def against(one: Piece, other: Piece, lives: Lives) -> Answer:
    """What speaks against it, in words; None where nothing does."""
    for name in lives.rules.against[one.mark.kind]:
        if said := CONTRARY[name](one, other, lives):
            return said
    return None


def _parties(one: Piece, other: Piece, lives: Lives) -> Answer:
    a, b = (_sides(piece, lives) for piece in (one, other))
    shared = a & b | _kin(one, other, lives)
    if shared and len(shared) < 2:
        # Words that take something up name one side and leave the other to the page: "its ultimatum".
        pages = frozenset(one.mark.page_sides) & frozenset(other.mark.page_sides)
        for first, second in ((one, other), (other, one)):
            shared |= first.core & pages if _leaves_sides(second) else frozenset()
    if len(shared) > 1:
        return f"the same sides: {', '.join(sorted(shared))}"
    within = one_state(a) if one.mark.kind in lives.rules.within_a_state else None
    return f"both are within {within}" if within and within == one_state(b) else None


def _leaves_sides(piece: Piece) -> bool:
    """Whether a piece takes up what was told before, and so need not name all sides: an echo, "the summit is off"."""
    return piece.mark.echo or piece.lone or piece.status == "ruled out"


def _kin(one: Piece, other: Piece, lives: Lives) -> frozenset[str]:
    """A party of one state with the state itself where the table of agreements, which has states only, names it; and
    the state of an armed group that one page names where the other names the state.
    """
    if one.mark.echo or other.mark.echo:
        return frozenset()
    if one.known == other.known:
        a, b = with_states(one.core, lives), with_states(other.core, lives)
        return a & b if len(one.core) > 1 and len(other.core) > 1 else frozenset()
    states, told = (one.core, other.core) if one.known else (other.core, one.core)
    return frozenset(side for side in told if side[:STATE] in states)


def _sides(piece: Piece, lives: Lives) -> frozenset[str]:
    return with_states(piece.mark.sides, lives) if piece.mark.echo else piece.core


def _name(one: Piece, other: Piece, _: Lives) -> Answer:
    same = one.known and other.known and one.name == other.name
    return f"both name the {one.name}, whose parties and dates the table of agreements has" if same else None


def _made(one: Piece, other: Piece, lives: Lives) -> Answer:
    return _made_within(one, other, lives, lives.rules.windows["exact"])


def _made_roughly(one: Piece, other: Piece, lives: Lives) -> Answer:
    return _made_within(one, other, lives, lives.rules.windows["rough"])


def _made_within(one: Piece, other: Piece, lives: Lives, longest: int) -> Answer:
    if one.known and other.known:
        return None  # both days are the table's, which is no second witness
    if one.made and other.made and not (one.about and other.about):
        return _near_making(one.made, other.made, lives, longest)
    for first, second in ((one, other), (other, one)):
        # A day that the second page names where it speaks of the making; the page's own days tell nothing.
        named = [
            t
            for t in second.times
            if second.said is None or gap(t, second.said) > 0 or first.said == second.said
        ]
        if first.made and not second.made:
            said = [_near_making(first.made, time, lives, longest) for time in named]
            if found := next((s for s in said if s), None):
                return found
    return None


def _near_making(made: Days, time: Days, lives: Lives, longest: int) -> Answer:
    if length(time) > longest or gap(made, time) > (
        lives.rules.windows["making"] if length(time) <= lives.rules.windows["exact"] else 0
    ):
        return None
    return f"made {_told(made)}, and the other names {_told(time)}"


def _made_then(one: Piece, other: Piece, _: Lives) -> Answer:
    """The sentence of one names the month, at the worst, in which the other was made, and that is not its own week."""
    for first, second in ((one, other), (other, one)):
        if first.made and not first.about and not second.made:
            for time in second.past:
                if gap(first.made, time) == 0:
                    return f"made {_told(first.made)}, and the other names {_told(time)}"
    return None


def _called(one: Piece, other: Piece, _: Lives) -> Answer:
    for first, second in ((one, other), (other, one)):
        shared = set(first.mark.places) & set(second.mark.called)
        if shared and not first.mark.echo:
            return f"the other calls it by {', '.join(sorted(shared)).title()}"
    return None


def _set_then(one: Piece, other: Piece, _: Lives) -> Answer:
    for first, second in ((one, other), (other, one)):
        for time in second.past:
            if first.said and gap(first.said, time) == 0:
                return f"set on {_told(first.said)}, and the other names {_told(time)}"
    return None


def _due(one: Piece, other: Piece, lives: Lives) -> Answer:
    if one.span and other.span:
        return (
            f"both end on {one.span[1]}" if gap(one.span, other.span) <= _leeway(one, other, lives) else None
        )
    for first, second in ((one, other), (other, one)):
        # "By the 31st" runs from the page's day on.
        begins = second.said[0] if second.said else None
        ends = {t[1] for t in second.times if length(t) == 1 or t[0] == begins}
        if first.span and first.span[1] in ends:
            return f"it ends on {first.span[1]}, which the other names"
    return None


def _leeway(one: Piece, other: Piece, lives: Lives) -> int:
    """A count may begin on the day of the statement or on the next; a day that is named is that day."""
    return lives.rules.windows["same_day"] if _count(one, other, lives) else 0


def _count(one: Piece, other: Piece, _: Lives) -> Answer:
    a, b = ({p.days} if p.days else set(p.mark.days) for p in (one, other))
    shared = a & b
    return f"both count {min(shared):g} days" if shared else None


def _ending(one: Piece, other: Piece, lives: Lives) -> Answer:
    for first, second in ((one, other), (other, one)):
        if first.span is None or second.said is None or second.mark.says is None:
            continue
        early, late = lives.rules.windows["same_day"], lives.rules.windows["grace"]
        window = (first.span[1] - timedelta(days=early), first.span[1] + timedelta(days=late))
        if gap(window, second.said) == 0 and (first.said is None or second.said >= first.said):
            return f"it ends on {first.span[1]}, and the other page is of {_told(second.said)}"
    return None


def _running(one: Piece, other: Piece, lives: Lives) -> Answer:
    first, second = (one, other) if one.order <= other.order else (other, one)
    if first.span is None or first.said is None or second.said is None:
        return None
    late = first.span[1] + timedelta(days=lives.rules.windows["grace"])
    inside = first.said[0] <= second.said[0] <= late
    return f"the other page is of {_told(second.said)}, while it ran" if inside else None


def _extended(one: Piece, other: Piece, _: Lives) -> Answer:
    told = next((p for p in (one, other) if p.mark.says == "extended"), None)
    return f"the words '{_short(told.mark.text)}' tell of more time" if told else None


def _off(one: Piece, other: Piece, lives: Lives) -> Answer:
    """Only what is still to come is called off, and only what has just passed did not happen."""
    grace = timedelta(days=lives.rules.windows["grace"])
    for piece, first in ((one, other), (other, one)):
        if piece.status == "ruled out" or piece.mark.says in lives.rules.status["prospects"]:
            if first.span and piece.said and first.span[1] + grace < piece.said[0]:
                continue
            return f"the words '{_short(piece.mark.text)}' tell that it does not come"
    return None


def _day(one: Piece, other: Piece, lives: Lives) -> Answer:
    return _on(one, other, lives.rules.windows["exact"])


def _month(one: Piece, other: Piece, lives: Lives) -> Answer:
    return _on(one, other, lives.rules.windows["near"])


def _on(one: Piece, other: Piece, longest: int) -> Answer:
    if one.span and other.span:
        spans = [(one.span, other.span)]
    else:
        pairs = ((one, other), (other, one))
        spans = [(a.span, time) for a, b in pairs if a.span and not b.span for time in b.times]
    for a, b in spans:
        if max(length(a), length(b)) <= longest and gap(a, b) == 0:
            return f"both are for {_told(max(a, b))}"
    return None


def _place(one: Piece, other: Piece, _: Lives) -> Answer:
    shared = set(one.mark.places) & set(other.mark.places)
    return f"both name {', '.join(sorted(shared)).title()}" if shared else None


def _subject(one: Piece, other: Piece, _: Lives) -> Answer:
    shared = _about(one, other)
    return f"both are about {', '.join(sorted(shared))}" if shared else None


def _about(one: Piece, other: Piece) -> set[str]:
    """What the sentence of one is about, and that of the other or the one after it.

    Of a meeting only what its own sentence says counts: the next may tell of another's ("the ministers prepare it").
    """
    if one.mark.kind == "prospects":
        return set(one.mark.subjects) & set(other.mark.subjects)
    a, b = set(one.mark.subjects) & set(other.mark.beside), set(other.mark.subjects) & set(one.mark.beside)
    return a | b


def _two_of_a_page(one: Piece, other: Piece) -> bool:
    """Whether two records are of one page, whose reading holds them for two: then nothing of the page tells more."""
    return one.mark.page == other.mark.page and not one.mark.echo and not other.mark.echo


def _terms(one: Piece, other: Piece, lives: Lives) -> Answer:
    if _two_of_a_page(one, other):
        return None
    shared = set(one.mark.words) & set(other.mark.words)
    return (
        f"words of both: {', '.join(sorted(shared))}"
        if len(shared) >= lives.rules.windows["shared_words"]
        else None
    )


def _story(one: Piece, other: Piece, lives: Lives) -> Answer:
    if _two_of_a_page(one, other):
        return None
    shared = set(one.mark.names) & set(other.mark.names)
    return (
        f"both pages name {', '.join(sorted(shared))}"
        if len(shared) >= lives.rules.windows["shared_names"]
        else None
    )


def _linked(one: Piece, other: Piece, _: Lives) -> Answer:
    """Words that take something up have it from the page whose deadline or meeting their own page takes up as well."""
    if not one.mark.echo and not other.mark.echo:
        return None
    return "both pages tell of another thing that is one" if other.mark.page in one.linked else None


def _near(one: Piece, other: Piece, lives: Lives) -> Answer:
    if (
        _two_of_a_page(one, other)
        or one.said is None
        or other.said is None
        or gap(one.said, other.said) > lives.rules.windows["near"]
    ):
        return None
    return f"the pages are {gap(one.said, other.said)} days apart"


QUESTIONS: dict[str, Question] = {
    "parties": _parties,
    "name": _name,
    "made": _made,
    "made_roughly": _made_roughly,
    "made_then": _made_then,
    "called": _called,
    "set_then": _set_then,
    "due": _due,
    "count": _count,
    "ending": _ending,
    "running": _running,
    "extended": _extended,
    "off": _off,
    "day": _day,
    "month": _month,
    "place": _place,
    "subject": _subject,
    "terms": _terms,
    "story": _story,
    "near": _near,
    "linked": _linked,
}


def _names(one: Piece, other: Piece, _: Lives) -> Answer:
    differ = one.known and other.known and one.name != other.name
    return f"the {one.name} and the {other.name} are two" if differ else None


def _makings(one: Piece, other: Piece, lives: Lives) -> Answer:
    if not one.made or not other.made or gap(one.made, other.made) <= lives.rules.windows["apart"]:
        return None
    return f"one was made {_told(one.made)}, the other {_told(other.made)}"


def _subjects(one: Piece, other: Piece, _: Lives) -> Answer:
    a, b = set(one.mark.subjects), set(other.mark.subjects)
    apart = a and b and not _about(one, other)
    return f"one is about {', '.join(sorted(a))}, the other about {', '.join(sorted(b))}" if apart else None


def _dues(one: Piece, other: Piece, lives: Lives) -> Answer:
    if not one.span or not other.span or _extended(one, other, lives):
        return None
    apart = gap(one.span, other.span) > _leeway(one, other, lives)
    return f"one ends on {one.span[1]}, the other on {other.span[1]}" if apart else None


def _counts(one: Piece, other: Piece, lives: Lives) -> Answer:
    if _extended(one, other, lives) or _due(one, other, lives):
        return None
    a, b = ({p.days} if p.days else set(p.mark.days) for p in (one, other))
    apart = a and b and not a & b and not _ending(one, other, lives)
    return f"one counts {min(a):g} days, the other {min(b):g}" if apart else None


def _spans(one: Piece, other: Piece, _: Lives) -> Answer:
    apart = one.span and other.span and gap(one.span, other.span) > 0
    if not apart or "put off" in (one.mark.says, other.mark.says):
        return None
    assert one.span and other.span
    return f"one is for {_told(one.span)}, the other for {_told(other.span)}"


def _gone(one: Piece, other: Piece, lives: Lives) -> Answer:
    """A wording without a day cannot be about what had long passed by then."""
    for first, second in ((one, other), (other, one)):
        if first.span and second.mark.echo and second.said and not _day(one, other, lives):
            late = first.span[1] + timedelta(days=lives.rules.windows["same_day"])
            if late < second.said[0]:
                return f"one was for {_told(first.span)}, and the other page is of {_told(second.said)}"
    return None


def _askers(one: Piece, other: Piece, _: Lives) -> Answer:
    apart = one.asking and other.asking and not one.asking & other.asking
    return f"{_listed(one.asking)} asks in one, {_listed(other.asking)} in the other" if apart else None


def _places(one: Piece, other: Piece, _: Lives) -> Answer:
    a, b = set(one.mark.places), set(other.mark.places)
    apart = a and b and not a & b and not one.mark.echo and not other.mark.echo
    return f"one is in {_listed(a)}, the other in {_listed(b)}" if apart else None


def _people(one: Piece, other: Piece, _: Lives) -> Answer:
    return others(one.people, other.people)


def others(
    one: tuple[tuple[str, frozenset[str]], ...], other: tuple[tuple[str, frozenset[str]], ...]
) -> Answer:
    """Whether other people of the same sides are meant: the presidents here, the foreign ministers there."""
    there = dict(other)
    for own, names in one:
        if own in there and not names & there[own]:
            return f"for {own} one has {_listed(names)}, the other {_listed(there[own])}"
    return None


CONTRARY: dict[str, Question] = {
    "names": _names,
    "makings": _makings,
    "subjects": _subjects,
    "dues": _dues,
    "counts": _counts,
    "spans": _spans,
    "gone": _gone,
    "askers": _askers,
    "places": _places,
    "people": _people,
}


def comes_to_pass(piece: Piece, event: Happening, lives: Lives) -> dict[str, str]:
    """The grounds on which an event is what was expected; empty where they are not enough, or something is against."""
    held: dict[str, str] = {}
    shared = piece.parties & event.sides
    if len(shared) > 1:
        held["parties"] = f"the same sides: {', '.join(sorted(shared))}"
    elif shared and event.unknown:
        held["side"] = f"{min(shared)} in both, and somebody who is not named by the other"
    if piece.span and event.span and gap(piece.span, event.span) == 0:
        for name, longest in (("day", "exact"), ("month", "near")):
            if max(length(piece.span), length(event.span)) <= lives.rules.windows[longest]:
                held[name] = f"expected for {_told(piece.span)}, and it was {_told(event.span)}"
    if "day" in held and "month" in held:
        held["month"] = ""
    if event.place and any(
        re.search(rf"\b{re.escape(place)}\b", plain(event.place)) for place in piece.mark.places
    ):
        held["place"] = f"both in {event.place}"
    return held if enough("events", held, lives) and not others(piece.people, event.people) else {}


def _told(days: Days) -> str:
    return days[0].isoformat() if days[0] == days[1] else f"{days[0]} to {days[1]}"


def _listed(names: "set[str] | frozenset[str]") -> str:
    return ", ".join(sorted(names)).title()


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else f"{words[:77]}..."
