"""Who stands with whom, and as what? "X backs Y as interim president", "Y is backed by X", "X opposes Y"."""

import re
from collections.abc import Sequence

from dragoman.knowledge.loading import Knowledge
from dragoman.model import (
    Actor,
    Alignment,
    Mention,
    Page,
    Published,
    Sentence,
    Stance,
    TimeExpression,
    content_id,
)
from dragoman.reading.actors import Cast, Member
from dragoman.reading.ledger.ground import Forms, Ground, Wording, Wordings, compile_forms


def find_alignments(
    page: Page,
    sentences: Sequence[Sentence],
    cast: Cast,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    published: Published,
    knowledge: Knowledge,
) -> tuple[Alignment, ...]:
    """Every stance of one actor to another that the page states as a fact, each pair and stance once."""
    del mentions
    ground = Ground(page, sentences, cast, times, published, knowledge)
    wordings: Wordings = knowledge.rules.get("alignments", Forms, compile_forms)
    found: dict[tuple[str, str, str], Alignment] = {}
    taken: dict[int, tuple[Actor, ...]] = {}  # by sentence, the actors last stood with
    for number, wording, match in ground.matches(wordings):
        for alignment in _alignments(ground, number, wordings, wording, match, taken.get(number - 1, ())):
            taken[number] = (alignment.supported,)
            key = (_key(alignment.supporter), _key(alignment.supported), alignment.stance)
            found.setdefault(key, alignment)
    return tuple(sorted(found.values(), key=lambda one: one.evidence[0].start))


def _alignments(
    ground: Ground,
    number: int,
    wordings: Wordings,
    wording: Wording,
    match: re.Match[str],
    before: tuple[Actor, ...],
) -> list[Alignment]:
    sentence = ground.sentences[number]
    groups = match.groupdict()
    swapped = wording.form.value.endswith("-by")
    left = ground.before(number, sentence.start, match.start())
    told = () if swapped or groups.get("giver") else _told(ground, number, wordings, left, match)
    if wordings.parts["question"].search(ground.page.text, sentence.start, sentence.end):
        return []
    if wordings.parts["not_yet"].search(ground.page.text, sentence.start, match.start()):
        return []
    left = told or left
    if groups.get("giver"):
        left, right = ground.members(number, match.start("giver"), match.end("giver")), left
    elif groups.get("taker"):
        right = ground.members(number, match.start("taker"), match.end("taker"))[:1]
    else:
        right = ground.after(number, match.end(), sentence.end)
        if not _beside(ground, wordings, () if told else left, right, match):
            return []
    if not left or not right:
        return []
    supporters, supported = (right, left) if swapped else (left, right)
    end = max(*(member.end for member in (*left, *right)), match.end())
    role = wordings.parts["as"].match(ground.page.text, end, sentence.end)
    stance: Stance = "oppose" if wording.form.value.startswith("oppose") else "support"
    start = min(member.start for member in (*left, *right))
    takers = ground.actors(supported)
    if supported[0].kind == "pronoun" and not swapped:
        # "They recognised him": a pronoun that nothing resolves means whoever was stood with in the sentence before.
        takers = takers if any(one.name or one.country for one in takers) else before
        own = {one.country for one in ground.actors(supporters)}
        takers = tuple(one for one in takers if one.country not in own or one in before)
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
            evidence=ground.evidence(start, role.end() if role else end),
            why=f"wording {wording.form.id}",
        )
        for giver, taker in everyone
        if _key(giver) != _key(taker)
        and not (giver.name is None and giver.country == taker.country)
        and all(one.name or one.country for one in (giver, taker))
    ]


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
