"""What all entries of the ledger stand on: the page's sentences that speak, with their actors and times by span."""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import takewhile

from dragoman.knowledge import DATA
from dragoman.knowledge.loading import Knowledge
from dragoman.knowledge.places import load_places
from dragoman.model import (
    Actor,
    Evidence,
    Mention,
    Page,
    Place,
    Published,
    Sentence,
    TimeExpression,
    Token,
    When,
)
from dragoman.reading.actors import Cast, Member, actors_on
from dragoman.reading.ledger.wordings import Forms, Wording, Wordings, compile_forms
from dragoman.reading.times import Tense, resolve

# What stands between two coordinated names, the first with its state: "the president of South Sudan and the rebel".
JOINT = re.compile(r"(?:\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s[A-Z]\w+)*)?\s*(?:,\s*)?(?:and|or|,)\s+(?:the\s+)?")


SEA = r"(?:the\s+(?=(?:[A-Z]\w+\s)+(?:Strait|Sea|Ocean|Gulf)))?"
WHERE = re.compile(rf"\b(?:in|to)\s+({SEA}[A-ZÀ-Ý][\w'’-]+(?:\s(?:of\s)?[A-ZÀ-Ý][\w'’-]+)*)")
PLACES = DATA / "actors/places.tsv"
CLEARLY = 4  # times as many people: then the larger of two towns of one name is meant
SUBJECTS = ("nsubj", "nsubjpass")
PASSED_ON = ("conj", "aux", "auxpass", "xcomp")  # a verb so tied to another shares its subject
# Words that take up the subject of the sentence before, with the noun that may follow.
OPENING = re.compile(r"\s*(?:They|Both(?:\s+\w+)?|The\s+two(?:\s+\w+)?)\b")
# What a noun phrase holds together.
PARTS = ("prep", "pobj", "conj", "appos", "compound", "nmod", "poss", "pcomp")
# Characters of a sentence that wordings are tried on: longer ones are lists, and the cost grows with the cube.
LONGEST = 1000
CLOSING = " .!?\n\"'”’)]"
INNER = "·"
QUESTION = ("?", "?”", '?"', "?’")
AT = re.compile(r"\b(?:in|at|near|off|outside|around|through)\s+(?:the\s+)?$")  # a name after it is a place
# Sectors of those who are a side of their own within a state, against its government.
APART = ("REB", "OPP", "SEP", "UAF", "INS")
# Kinds of names that mean somebody without a parse.
NAMES = ("name", "former name", "short name", "capital", "metonym", "full name", "acronym")
# What stands before a verb that goes on, its subject too; and the forms of a verb that goes on from no infinitive.
BETWEEN = ("cc", "punct", "advmod", "nsubj", "aux", "neg", "det", "poss", "amod", "compound", "mark")
FINITE = ("VBD", "VBZ", "VBP")
MOST_STEPS = 6  # a parse that needs more to reach a subject has gone wrong


def doers(tokens: Sequence[Token], verb: int) -> tuple[int, ...]:
    """The heads of a verb's subject, coordinated ones too; a joined verb takes the subject of the one before it."""
    for _ in range(MOST_STEPS):
        own = [i for i, token in enumerate(tokens) if token.head == verb and token.dep in SUBJECTS]
        if own and not tokens[own[0]].tag.startswith("W"):
            return _joined(tokens, own[0])
        if own and tokens[verb].dep == "relcl":
            return _joined(tokens, tokens[verb].head)
        empty = any(
            token.head == verb and token.dep == "expl" for token in tokens
        )  # "says there was X and keeps"
        if own or (tokens[verb].dep not in PASSED_ON and not empty) or tokens[verb].head == verb:
            return ()
        verb = tokens[verb].head
    return ()


def _joined(tokens: Sequence[Token], noun: int) -> tuple[int, ...]:
    every = [noun]
    for i, token in enumerate(tokens):
        if token.dep == "conj" and token.head in every and i not in every:
            every.append(i)
    return tuple(every)


def side(actor: Actor) -> str:
    """What an actor stands for: its state, but for rebels and the like their own code."""
    if actor.sector in APART and actor.code:
        return actor.code
    return actor.country or actor.code or actor.name or actor.text


@dataclass(frozen=True)
class Ground:
    """A page as the ledger sees it; one serves all kinds of entries of its page."""

    page: Page
    sentences: Sequence[Sentence]
    cast: Cast
    times: Sequence[TimeExpression]
    published: Published
    knowledge: Knowledge
    mentions: Sequence[Mention] = ()
    _spoken: dict[frozenset[str], tuple[bool, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def by_sentence(self) -> tuple[tuple[Member, ...], ...]:
        """The members of each sentence."""
        rows: list[list[Member]] = [[] for _ in self.sentences]
        for member in self.cast.members:
            rows[member.sentence].append(member)
        return tuple(
            tuple(row) if self.sentences[number].tokens else self._named_in(number)
            for number, row in enumerate(rows)
        )

    def _named_in(self, number: int) -> tuple[Member, ...]:
        """The members of a sentence that was not parsed: the names that can mean one thing only."""
        sentence, gazetteer = self.sentences[number], self.knowledge.gazetteer
        low = bisect_left(self.mentions, sentence.start, key=lambda m: m.start)
        found = list[Member]()
        for mention in takewhile(lambda m: m.start < sentence.end, self.mentions[low:]):
            surfaces = gazetteer.surfaces_of(mention)
            means = {s.entity for s in surfaces}
            if len(means) != 1 or not all(s.alone and s.kind in NAMES for s in surfaces):
                continue
            entity = gazetteer.by_id[surfaces[0].entity]
            state = entity.code if entity.kind == "state" else None
            found.append(
                Member(
                    sentence=number, head=-1, first=-1, last=-1, start=mention.start, end=mention.end,
                    text=self.page.text[mention.start : mention.end], kind="name",
                    entities=(entity.id,), country=state or entity.country,
                    why="a name in a sentence that was not parsed",
                )
            )  # fmt: skip
        return tuple(found)

    @cached_property
    def text(self) -> str:
        """The page's text for wordings, whose clauses end at a full stop: those within a sentence ("5 a.m.", "1.6
        billion") end none and are put as middle dots. Offsets are the page's.
        """
        text, parts, at = self.page.text, list[str](), 0
        for sentence in self.sentences:
            stop = sentence.start + len(text[sentence.start : sentence.end].rstrip(CLOSING))
            if text.find(".", sentence.start, stop) >= 0:
                parts += (text[at : sentence.start], text[sentence.start : stop].replace(".", INNER))
                at = stop
        return "".join((*parts, text[at:]))

    def words(self, start: int, end: int) -> str:
        """The page's words of a span on one line, without marks at their ends."""
        return " ".join(self.page.text[start:end].split()).strip(" ,:—–")

    @cached_property
    def clauses(self) -> Mapping[str, re.Pattern[str]]:
        """Words that all wordings share: where a clause stops, whose people count, what is no matter here."""
        shared: Wordings = self.knowledge.rules.get("clauses", Forms, compile_forms)
        return shared.parts

    def speech_in(self, match: re.Match[str], group: str) -> tuple[int, int] | None:
        """Where the last words of speech of a group stand: "Washington said that" before what it says."""
        if not match.groupdict().get(group):
            return None
        every = self.clauses["says_that"].finditer(self.text, *match.span(group))
        return next((said.span() for said in reversed(list(every))), None)

    def elsewhere(self, number: int) -> bool:
        """Whether a sentence is about sport, trade or everyday life, whose limits and meetings are no matter here."""
        sentence = self.sentences[number]
        return self.clauses["elsewhere"].search(self.text, sentence.start, sentence.end) is not None

    def brief(self, number: int, start: int, end: int) -> str:
        """The words of a span that hang together: up to a word that stops, or a verb that goes on elsewhere."""
        stop = self.clauses["stops"].search(self.text, start + 1, end)
        return self.words(start, self.clause_end(number, start, stop.start() if stop else end))

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The sentences in lower case."""
        return tuple(self.page.text[s.start : s.end].lower() for s in self.sentences)

    def spoken(self, wordings: Wordings) -> Iterator[int]:
        """The sentences of passages that speak and pass the gate; a question states nothing and is left out."""
        for number, speaks in enumerate(self._speaking(wordings.roles)):
            if speaks and any(piece in self.lower[number] for piece in wordings.gate):
                yield number

    def _speaking(self, roles: frozenset[str]) -> tuple[bool, ...]:
        if roles not in self._spoken:
            self._spoken[roles] = tuple(
                not self.page.text.endswith(QUESTION, sentence.start, sentence.end)
                and self.speaks(sentence.start, roles)
                for sentence in self.sentences
            )
        return self._spoken[roles]

    def matches(self, wordings: Wordings) -> Iterator[tuple[int, Wording, re.Match[str]]]:
        """Every wording of every sentence that speaks: sentence index, wording, match in the page's text."""
        for number, speaks in enumerate(self._speaking(wordings.roles)):
            if not speaks:
                continue
            sentence, lower = self.sentences[number], self.lower[number]
            end = min(sentence.end, sentence.start + LONGEST)
            for wording in wordings.possible(lower):
                for found in wording.found(self.text, sentence.start, end):
                    yield number, wording, found

    def speaks(self, at: int, roles: frozenset[str]) -> bool:
        """Whether the passage at an offset has one of these roles; a page without passages is all story."""
        if not self.page.passages:
            return True
        return any(p.start <= at < p.end and p.role in roles for p in self.page.passages)

    def members(self, number: int, start: int, end: int) -> tuple[Member, ...]:
        """The actors' phrases of a sentence that lie within a span; those inside a larger one are left out."""
        inside = [m for m in self.by_sentence[number] if start <= m.start and m.end <= end]
        spans = [(m.start, m.end) for m in inside]
        return tuple(
            m
            for i, m in enumerate(inside)
            if not any(
                o[0] <= m.start and m.end <= o[1] and (o != spans[i] or at < i)
                for at, o in enumerate(spans)
                if at != i
            )
        )

    def sides(self, number: int, start: int, end: int) -> tuple[Member, ...]:
        """Those of a span who may be a side of something: known, no adjective, and no mere place ("in Geneva")."""
        return tuple(
            m
            for m in self.members(number, start, end)
            if (m.country or m.entities or m.together or m.sector in APART)
            and m.kind != "adjective"
            and not self.is_place(m)
        )

    def sides_or_people(self, number: int, start: int, end: int) -> tuple[Member, ...]:
        """The sides of a span; where there are none, the states whose people stand there."""
        return self.sides(number, start, end) or self.people(number, start, end)

    def people(self, number: int, start: int, end: int) -> tuple[Member, ...]:
        """The states of a span whose people or deeds stand there: "Russian embassy staff", "an Israeli withdrawal"."""
        return tuple(
            m
            for m in self.by_sentence[number]
            if m.kind == "adjective" and m.country and start <= m.start and m.end <= end
            if self.clauses["people"].match(self.page.text, m.end)
        )

    def offices(self, number: int, start: int, end: int) -> tuple[Member, ...]:
        """The holders of an office in a span, also of no known state: "Catalan leader Jordi Roca"."""
        return tuple(m for m in self.members(number, start, end) if m.kind == "office")

    def is_place(self, member: Member) -> bool:
        """Whether a name only says where: "in Geneva"."""
        return (
            member.kind == "name"
            and AT.search(self.page.text, max(0, member.start - 12), member.start) is not None
        )

    def joined(self, number: int, start: int, end: int) -> tuple[Member, ...]:
        """The sides of a span; where they are fewer than two, with those of the sentence before or after."""
        known = list(self.sides(number, start, end))
        for near in (number - 1, number + 1):
            if len(self.apart(known)) < 2 and 0 <= near < len(self.sentences):
                sentence = self.sentences[near]
                known += self.sides(near, sentence.start, sentence.end)
        return tuple(known)

    def apart(self, members: Sequence[Member]) -> set[str]:
        """The different sides among members, as `side` tells them apart."""
        return {side(actor) for actor in self.actors(members) if actor.code or actor.name}

    def actors(self, members: Sequence[Member]) -> tuple[Actor, ...]:
        """The actors of these phrases on the page's day, each once."""
        day = self.published.from_
        every = [actor for member in members for actor in actors_on(member, day, self.knowledge)]
        return tuple(
            {(a.name, a.code, a.text if a.code is None else ""): a for a in reversed(every)}.values()
        )[::-1]

    def before(self, number: int, start: int, end: int) -> tuple[Member, ...]:
        """The phrase nearest before `end`, with those coordinated with it ("Oslo and Riga")."""
        return self._chain(self.members(number, start, end)[::-1], lambda a, b: (b.end, a.start))

    def after(self, number: int, start: int, end: int) -> tuple[Member, ...]:
        """The first phrase after `start`, with those coordinated with it."""
        return self._chain(self.members(number, start, end), lambda a, b: (a.end, b.start))

    def subject(self, number: int, start: int, end: int) -> tuple[Member, ...]:
        """Those who do what the first verb of a span says, by the parse; empty where it does not tell.

        What stands nearest before a verb is often no subject: "Macron of France will speak", "X met Y in Z and agreed".
        """
        tokens = self.sentences[number].tokens
        inside = [i for i, token in enumerate(tokens) if start <= token.start < end]
        verb = next((i for i in inside if tokens[i].tag.startswith("VB")), None)
        if verb is None:
            return ()
        nouns = doers(tokens, verb)
        return (
            self.carried(number, tokens[nouns[0]].start)
            if nouns and self._opens(number, nouns[0])
            else (self._heads(number, nouns))
        )

    def leader(self, number: int) -> tuple[Member, ...]:
        """The subject of the sentence's main verb."""
        tokens = self.sentences[number].tokens
        root = next((i for i, token in enumerate(tokens) if token.head == i), None)
        return () if root is None else self._heads(number, doers(tokens, root))

    def around(self, number: int, at: int) -> tuple[Member, ...]:
        """The phrase that a place lies in, which the parse has made too long: "Saudi Arabia sides" of "sides with"."""
        return tuple(m for m in self.by_sentence[number] if m.start < at < m.end and m.kind == "noun")[:1]

    def clause_end(self, number: int, start: int, end: int) -> int:
        """Where the words of a span end that hang together: before a verb that goes on beside one outside of it, as in
        "urged Mali to stay and recalled that ...".
        """
        tokens = self.sentences[number].tokens
        inside = [i for i, token in enumerate(tokens) if start <= token.start < end]
        joined = (
            i
            for i in inside[1:]
            if tokens[i].dep == "conj" and tokens[i].tag.startswith("VB")
            if tokens[i].head not in inside
            or (tokens[i].tag in FINITE and tokens[tokens[i].head].tag == "VB")
        )
        last = next(joined, None)
        if last is None:
            return end
        while last > inside[0] + 1 and tokens[last - 1].dep in BETWEEN:
            last -= 1
        return tokens[last - 1].end

    def within(self, number: int, member: Member, wholes: Sequence[Member]) -> bool:
        """Whether a phrase belongs to one of these: "France" to "Macron" in "Macron of France", by the parse."""
        tokens, at = self.sentences[number].tokens, member.head
        for _ in range(MOST_STEPS):
            if any(whole.sentence == number and whole.first <= at <= whole.last for whole in wholes):
                return True
            if tokens[at].dep not in PARTS or tokens[at].head == at:
                return False
            at = tokens[at].head
        return False

    def carried(self, number: int, at: int) -> tuple[Member, ...]:
        """Whom "They", "Both sides" or "The two" mean at the head of a sentence; empty for any other words."""
        opening = OPENING.match(self.page.text, self.sentences[number].start)
        return self._subject_before(number) if opening and at <= opening.end() else ()

    def _opens(self, number: int, noun: int) -> bool:
        opening = OPENING.match(self.page.text, self.sentences[number].start)
        token = self.sentences[number].tokens[noun]
        return bool(opening and token.start <= opening.end() and not self._joint(number, noun))

    def _joint(self, number: int, noun: int) -> bool:
        return any(m.together and m.first <= noun <= m.last for m in self.by_sentence[number])

    def _subject_before(self, number: int) -> tuple[Member, ...]:
        """The subject of the sentence before, with which the next goes on."""
        return self.leader(number - 1) if number else ()

    def told_before(self, number: int, cue: re.Pattern[str]) -> int | None:
        """The nearest earlier sentence that holds a cue."""
        for back in range(number - 1, -1, -1):
            if cue.search(self.page.text, self.sentences[back].start, self.sentences[back].end):
                return back
        return None

    def sides_told(self, number: int, cue: re.Pattern[str], with_: Collection[str]) -> tuple[Member, ...]:
        """Who is named in the nearest earlier sentence that holds a cue, several sides, and one of `with_` if any."""
        for back in range(number - 1, -1, -1):
            sentence = self.sentences[back]
            if not cue.search(self.page.text, sentence.start, sentence.end):
                continue
            inside = self.members(back, sentence.start, sentence.end)
            members = tuple(m for m in inside if (m.country or m.entities) and not self._dateline(m))
            codes = {actor.country for actor in self.actors(members)} - {None}
            if len(codes) > 1 and (not with_ or codes & set(with_)):
                return members
        return ()

    def _dateline(self, member: Member) -> bool:
        """Whether a name stands in the dateline, or in capitals as a dateline has it."""
        told = any(p.start <= member.start < p.end and p.role == "dateline" for p in self.page.passages)
        return told or (member.text.isupper() and " " in member.text)

    def opened(self, number: int) -> tuple[Member, ...]:
        """The first phrase of a sentence, known or not: whom "him" in the next one means where nothing else says it."""
        return tuple(m for m in self.by_sentence[number] if m.kind != "adjective")[:1] if number >= 0 else ()

    def named_before(self, number: int, words: str) -> tuple[Member, ...]:
        """The phrase of an earlier sentence that ends in the same surname: "Envoy Berg", then "Berg got a day"."""
        last = words.split()[-1:]
        if not last or not last[0][0].isupper():
            return ()
        earlier = (m for m in reversed(self.cast.members) if m.sentence < number and m.kind != "adjective")
        return next(((m,) for m in earlier if m.country and m.text.endswith(f" {last[0]}")), ())

    def _heads(self, number: int, nouns: Sequence[int]) -> tuple[Member, ...]:
        """The largest member around each of these tokens."""
        every = [m for m in self.by_sentence[number] if m.kind != "adjective"]
        around = [[m for m in every if m.first <= noun <= m.last] for noun in nouns]
        own = [max(some, key=lambda m: m.last - m.first) for some in around if some]
        return tuple(dict.fromkeys(own)) or tuple(
            m for m in every for noun in nouns if m.country or m.entities if self._of(number, m, noun)
        )

    def _of(self, number: int, member: Member, noun: int) -> bool:
        """Whether a plural that is nobody by itself stands for a name: "the ministers of NATO"."""
        tokens = self.sentences[number].tokens
        link = tokens[tokens[member.head].head]
        return tokens[noun].tag == "NNS" and link.dep == "prep" and link.lemma == "of" and link.head == noun

    def _chain(
        self, members: Sequence[Member], between: Callable[[Member, Member], tuple[int, int]]
    ) -> tuple[Member, ...]:
        chain: list[Member] = list(members[:1])
        for member in members[1:]:
            first, last = between(chain[-1], member)
            joint = JOINT.fullmatch(self.page.text, first, last)
            if not joint or re.search(r"\bas\s+(?:an?\s+|the\s+)?$", self.page.text[: member.start][-12:]):
                break
            chain.append(member)
        return tuple(chain)

    def when(self, start: int, end: int, tense: Tense | None) -> When:
        """The first time within a span that can be resolved; else the first one's words."""
        vague: When | None = None
        for time in self.times:
            if start <= time.start and time.end <= end and time.kind not in ("duration", "past", "present"):
                known = resolve(time, self.published, tense)
                when = When(from_=known.from_, to=known.to, words=known.words, why=known.why)
                if when.from_:
                    return when
                vague = vague or when
        if vague:
            return vague
        return self._within(start, end) if tense == "future" else When(why="no day is named with it")

    def _within(self, start: int, end: int) -> When:
        """A span that begins with the page's day: "within three weeks"."""
        first, last = self.published.from_, self.published.to
        for time in self.times:
            if not (start <= time.start and time.end <= end and time.kind == "duration" and time.days):
                continue
            if (
                first
                and last
                and re.search(
                    r"\bwithin\s+(?:the\s+next\s+)?(?:\w+\s+or\s+)?$", self.page.text[: time.start][-30:]
                )
            ):
                to = date.fromisoformat(last) + timedelta(days=int(time.days))
                return When(
                    from_=first, to=to.isoformat(), words=time.words, why=f"{time.days:g} days from {first}"
                )
        return When(why="no day is named with it")

    def place(self, number: int, start: int, end: int) -> Place | None:
        """A place within a span: a name after "in" or "to" that the cast takes for a state."""
        text = self.page.text
        for member in self.members(number, start, end):
            if (
                member.kind == "name"
                and member.country
                and re.search(r"\b(?:in|to|visit)\s+(?:the\s+)?$", text[start : member.start])
            ):
                return Place(name=member.text, country=member.country)
        found = WHERE.search(text, start, end)
        named = {time.words for time in self.times if start <= time.start < end}
        if not found or any(found.group(1) in words for words in named):
            return None
        return self._spot(found.group(1))

    def _spot(self, name: str) -> Place:
        """A place with the state that it lies in, where the table of places leaves no doubt."""
        spots = [spot for spot in load_places(PLACES).named(name) if not spot.weak]
        best = max(spots, key=lambda spot: spot.people, default=None)
        if best is None or any(s.state != best.state and s.people * CLEARLY > best.people for s in spots):
            return Place(name=name)
        return Place(name=name, country=best.state, lat=best.lat, lon=best.lon)

    def evidence(self, start: int, end: int) -> tuple[Evidence, ...]:
        """The span as evidence, blanks at its ends left out."""
        words = self.page.text[start:end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        return (Evidence(start=start, end=end, text=self.page.text[start:end]),)
