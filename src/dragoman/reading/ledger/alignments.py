"""Who stands with whom, and as what? "X backs Y as interim president", "Y is backed by X", "X opposes Y"."""

import re
from collections.abc import Sequence

import msgspec

from dragoman.model import (
    Actor,
    Alignment,
    Stance,
    content_id,
)
from dragoman.reading.actors import Member
from dragoman.reading.ledger.ground import Ground, side
from dragoman.reading.ledger.wordings import Forms, Wording, Wordings, compile_forms


def find_alignments(ground: Ground) -> tuple[Alignment, ...]:
    """Every stance of one actor to another that the page states as a fact, each pair and stance once."""
    wordings: Wordings = ground.knowledge.rules.get("alignments", Forms, compile_forms)
    found: dict[tuple[str, str, str], Alignment] = {}
    taken: dict[int, tuple[Actor, ...]] = {}  # by sentence, the actors last stood with
    for number, wording, match in ground.matches(wordings):
        before = taken.get(number - 1, ()) if "giver" not in match.groupdict() else taken.get(number, ())
        for alignment in _alignments(ground, number, wordings, wording, match, before):
            taken[number] = (alignment.supported,)
            key = (_key(alignment.supporter), _key(alignment.supported), alignment.stance)
            found.setdefault(key, alignment)
    ordered = sorted(found.values(), key=lambda one: one.evidence[0].start)
    return tuple(msgspec.structs.replace(one, rivals=_rivals(one, ordered)) for one in ordered)


def _alignments(
    ground: Ground,
    number: int,
    wordings: Wordings,
    wording: Wording,
    match: re.Match[str],
    before: tuple[Actor, ...],
) -> list[Alignment]:
    sentence = ground.sentences[number]
    if wordings.parts["not_yet"].search(ground.page.text, sentence.start, match.start()):
        return []
    left, right = _left_right(ground, number, wordings, wording, match)
    if wording.form.value.endswith("-it"):
        right = left
    if not left or not right:
        return []
    swapped = wording.form.value.endswith("-by")
    supporters, supported = (right, left) if swapped else (left, right)
    end = max(*(member.end for member in (*left, *right)), match.end())
    role = wordings.parts["as"].match(ground.page.text, end, sentence.end)
    stance: Stance = "oppose" if wording.form.value.startswith("oppose") else "support"
    start = min(member.start for member in (*left, *right))
    takers = ground.actors(supported)
    if wording.form.value.endswith("-it"):
        takers = before
    elif not swapped and (
        supported[0].kind == "pronoun" or not any(one.name or one.country for one in takers)
    ):
        # "They recognised him": a pronoun that nothing resolves means whoever was stood with in the sentence before.
        takers = takers if any(one.name or one.country for one in takers) else before
        own = {one.country for one in ground.actors(supporters)}
        takers = tuple(one for one in takers if one.country not in own or one in before)
    dispute = wordings.parts["dispute"].search(ground.page.text, sentence.start, sentence.end)
    everyone = ((giver, taker) for giver in ground.actors(supporters) for taker in takers)
    return [
        Alignment(
            id=content_id(
                ground.page.id, "alignment", start, end, giver.name or giver.text, taker.name or taker.text
            ),
            supporter=giver,
            supported=taker,
            stance=stance,
            as_=role.group(1) if role else None,
            dispute=" ".join(dispute["over"].split()) if dispute else None,
            withdrawn=wordings.parts["withdrawn"].search(match.group()) is not None,
            evidence=ground.evidence(start, role.end() if role else end),
            why=f"wording {wording.form.id}",
        )
        for giver, taker in everyone
        if _key(giver) != _key(taker)
        and not _of_one_house(giver, taker)
        and all(one.name or one.country for one in (giver, taker))
    ]


def _rivals(one: Alignment, every: Sequence[Alignment]) -> tuple[str, ...]:
    """The other persons of the same state with whom, or against whom, somebody stands on the page."""
    own, rivals = one.supported, dict[str, None]()
    for other in every:
        person = other.supported
        persons = own.name and person.name and own.code != own.country != person.code
        if persons and own.country and person.country == own.country and person.name != own.name:
            rivals[person.name or ""] = None
    return tuple(rivals)


def _of_one_house(giver: Actor, taker: Actor) -> bool:
    """Whether a nameless one stands with its own, as "its leaders"; the opposition is not of the house."""
    nameless = giver.name is None or taker.name is None
    return nameless and giver.country == taker.country and side(giver) == side(taker)


def _left_right(
    ground: Ground, number: int, wordings: Wordings, wording: Wording, match: re.Match[str]
) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
    """Who stands on either side of a wording: in its own groups, by the parse, or beside it."""
    sentence, groups, value = ground.sentences[number], match.groupdict(), wording.form.value
    if groups.get("giver") and groups.get("taker"):
        return ground.sides(number, *match.span("giver")), ground.members(number, *match.span("taker"))[:1]
    near = ground.before(number, sentence.start, match.start()) or ground.around(number, match.start())
    stranger = "person" in groups
    if groups.get("giver"):
        name = wordings.parts["person_before"].search(ground.page.text, sentence.start, match.start())
        if stranger and name and not (near and near[-1].end >= name.end("name")):
            near = (_stranger(number, name),)
        return ground.members(number, *match.span("giver")), near
    if value.endswith("-far"):
        told, left = ground.leader(number), near[:0]
    else:
        told = () if value.endswith("-by") else _told(ground, number, wordings, near, match)
        left = near
    if wordings.parts["both"].search(ground.page.text, sentence.start, match.start()):
        told = ground.sides(number, sentence.start, match.start())
    if groups.get("taker"):
        return told or left, ground.members(number, *match.span("taker"))[:1]
    if value.endswith("-it"):
        return told or left, ()
    right = ground.after(number, match.end(), sentence.end)
    name = wordings.parts["person"].match(ground.page.text, match.end(), sentence.end) if stranger else None
    if name and not any(m.start < name.end() for m in right):
        return told or left, (_stranger(number, name),)
    if not right or not _beside(ground, wordings, () if told else left, right, match):
        return (), ()
    return told or left, _by_name(ground, number, right)


def _stranger(number: int, name: re.Match[str]) -> Member:
    """A person in no file, of whom only the name is known."""
    start, end = name.span("name")
    return Member(
        sentence=number, head=-1, first=-1, last=-1, start=start, end=end, text=name["name"], kind="name",
        name=name["name"], why="a name that is in no file, where the wording wants a person",
    )  # fmt: skip


def _by_name(ground: Ground, number: int, right: tuple[Member, ...]) -> tuple[Member, ...]:
    """Of a bare office the person whose name follows: "the president whom they jailed, Mohamed Morsi"."""
    first = right[0]
    if first.kind != "office" or first.country or first.entities:
        return right
    for member in ground.members(number, first.end, ground.sentences[number].end):
        named = member.kind == "name" and member.entities and not member.country
        if named and ground.page.text[: member.start].rstrip().endswith(","):
            return (member,)
    return right


def _told(
    ground: Ground, number: int, wordings: Wordings, near: tuple[Member, ...], match: re.Match[str]
) -> tuple[Member, ...]:
    """The subject by the parse, unless another actor stands right before the verb: then the parse has gone wrong."""
    told = ground.subject(number, match.start(), match.end())
    if not near or not told:
        return told
    gap = ground.page.text[max(member.end for member in near) : match.start()]
    beside = wordings.parts["aside"].fullmatch(gap) is not None
    if beside and set(told) < set(near):
        return near  # the parse has lost some of a long row of names
    return told if not beside or ground.within(number, near[0], told) else ()


def _beside(
    ground: Ground,
    wordings: Wordings,
    left: tuple[Member, ...],
    right: tuple[Member, ...],
    match: re.Match[str],
) -> bool:
    """Whether the two stand right beside the verb: what is backed is an actor or a step of an actor's, nothing else.

    `left` is empty where the parse told it.
    """
    text = ground.page.text
    if not right:
        return False
    before = text[max(member.end for member in left) : match.start()] if left else ""
    after = text[match.end() : min(member.start for member in right)]
    if not wordings.parts["aside"].fullmatch(before) or not wordings.parts["before_name"].fullmatch(after):
        return False
    if any(member.kind == "adjective" for member in right):
        return wordings.parts["deed"].match(text, right[-1].end) is not None
    return not wordings.parts["possessed"].match(text, max(member.end for member in right))


def _key(actor: Actor) -> str:
    return actor.name or actor.code or actor.text
