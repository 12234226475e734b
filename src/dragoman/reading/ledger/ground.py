"""What all entries of the ledger stand on: the page's sentences that speak, with their actors and times by span."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from dragoman.knowledge.loading import Knowledge
from dragoman.model import (
    Actor,
    EventType,
    Evidence,
    Page,
    Place,
    Published,
    Sentence,
    Struct,
    TimeExpression,
    Token,
    When,
)
from dragoman.reading.actors import Cast, Member, actors_on
from dragoman.reading.times import Tense, resolve

# What stands between two coordinated names, the first with its state: "the president of South Sudan and the rebel".
JOINT = re.compile(r"(?:\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s[A-Z]\w+)*)?\s*(?:,\s*)?(?:and|or|,)\s+(?:the\s+)?")


CLAUSE_END = re.compile(r"[.;]")
SUBJECTS = ("nsubj", "nsubjpass")
PASSED_ON = ("conj", "aux", "auxpass", "xcomp")  # a verb so tied to another shares its subject
# Words that take up the subject of the sentence before, with the noun that may follow.
OPENING = re.compile(r"\s*(?:They|Both(?:\s+\w+)?|The\s+two(?:\s+\w+)?)\b")
# What a noun phrase holds together.
PARTS = ("prep", "pobj", "conj", "appos", "compound", "nmod", "poss", "pcomp")
# Characters of a sentence that wordings are tried on: longer ones are lists, and the cost grows with the cube.
LONGEST = 1000
MOST_STEPS = 6  # a parse that needs more to reach a subject has gone wrong
LEADING = re.compile(r"\(\?P<\w+>\[\^\.;\]\*\?\)")


class Form(Struct):
    """One wording of the data files: a pattern over a sentence, and example sentences of our own that the tests run.

    `pattern` is a regular expression in which `{name}` stands for one of the file's `parts`. `value` is what the
    wording says of the record (a certainty, a stance, an act), `type` what kind of act is expected.
    """

    id: str
    pattern: str
    examples: tuple[str, ...]
    value: str = ""
    nots: tuple[str, ...] = ()
    type: EventType = "CONSULT"


class Forms(Struct):
    """A file of wordings. `roles` are the passages that speak; `parts` are pieces that several patterns share.

    `gate` is a pattern that is quick to look for and stands in every sentence that a wording can match.
    """

    roles: tuple[str, ...]
    parts: dict[str, str]
    form: tuple[Form, ...]
    gate: str = ""
    numbers: dict[str, float] = msgspec.field(default_factory=dict)
    units: dict[str, float] = msgspec.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wording:
    """A form with its pattern compiled; `leads` where the pattern begins with a group that takes any words before."""

    form: Form
    pattern: re.Pattern[str]
    leads: bool

    def found(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The matches in `text[start:end]`. One that leads is tried only where a clause begins: from each later place
        the same match would be found again, at a cost that grows with the square of the sentence.
        """
        if not self.leads:
            yield from self.pattern.finditer(text, start, end)
            return
        while start < end:
            match = self.pattern.match(text, start, end)
            if match is not None:
                yield match
            stop = CLAUSE_END.search(text, start if match is None else match.end(), end)
            start = end if stop is None else stop.end()


@dataclass(frozen=True, slots=True)
class Wordings:
    """A compiled file of wordings, in the file's order."""

    roles: frozenset[str]
    all: tuple[Wording, ...]
    gate: re.Pattern[str]
    parts: Mapping[str, re.Pattern[str]]
    numbers: Mapping[str, float]
    units: Mapping[str, float]


def compile_forms(forms: Forms) -> Wordings:
    """Compile a file of wordings once a process."""
    return Wordings(
        roles=frozenset(forms.roles),
        all=tuple(
            Wording(
                form=form,
                pattern=re.compile(_filled(form.pattern, forms.parts), re.IGNORECASE | re.DOTALL),
                leads=LEADING.match(form.pattern) is not None,
            )
            for form in forms.form
        ),
        gate=re.compile(_filled(forms.gate, forms.parts), re.IGNORECASE),
        parts={name: re.compile(part, re.IGNORECASE) for name, part in forms.parts.items()},
        numbers=forms.numbers,
        units=forms.units,
    )


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    return re.sub(r"\{([a-z_]+)\}", lambda found: parts[found.group(1)], pattern)


def doers(tokens: Sequence[Token], verb: int) -> tuple[int, ...]:
    """The heads of a verb's subject, coordinated ones too; a joined verb takes the subject of the one before it."""
    for _ in range(MOST_STEPS):
        own = [i for i, token in enumerate(tokens) if token.head == verb and token.dep in SUBJECTS]
        if own and not tokens[own[0]].tag.startswith("W"):
            return _joined(tokens, own[0])
        if own and tokens[verb].dep == "relcl":
            return _joined(tokens, tokens[verb].head)
        if own or tokens[verb].dep not in PASSED_ON or tokens[verb].head == verb:
            return ()
        verb = tokens[verb].head
    return ()


def _joined(tokens: Sequence[Token], noun: int) -> tuple[int, ...]:
    every = [noun]
    for i, token in enumerate(tokens):
        if token.dep == "conj" and token.head in every and i not in every:
            every.append(i)
    return tuple(every)


@dataclass(frozen=True, slots=True)
class Ground:
    """A page as the ledger sees it."""

    page: Page
    sentences: Sequence[Sentence]
    cast: Cast
    times: Sequence[TimeExpression]
    published: Published
    knowledge: Knowledge

    def matches(self, wordings: Wordings) -> Iterator[tuple[int, Wording, re.Match[str]]]:
        """Every wording of every sentence that speaks: sentence index, wording, match in the page's text."""
        for number, sentence in enumerate(self.sentences):
            if not wordings.gate.search(self.page.text, sentence.start, sentence.end):
                continue
            if not self.speaks(sentence.start, wordings.roles):
                continue
            end = min(sentence.end, sentence.start + LONGEST)
            for wording in wordings.all:
                for found in wording.found(self.page.text, sentence.start, end):
                    yield number, wording, found

    def speaks(self, at: int, roles: frozenset[str]) -> bool:
        """Whether the passage at an offset has one of these roles; a page without passages is all story."""
        if not self.page.passages:
            return True
        return any(p.start <= at < p.end and p.role in roles for p in self.page.passages)

    def members(self, number: int, start: int, end: int) -> tuple[Member, ...]:
        """The actors' phrases of a sentence that lie within a span; those inside a larger one are left out."""
        inside = [m for m in self.cast.members if m.sentence == number and start <= m.start and m.end <= end]
        return tuple(
            m for m in inside if not any(o is not m and o.start <= m.start and m.end <= o.end for o in inside)
        )

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
        return any(
            m.together and m.sentence == number and m.first <= noun <= m.last for m in self.cast.members
        )

    def _subject_before(self, number: int) -> tuple[Member, ...]:
        """The subject of the sentence before, with which the next goes on."""
        tokens = self.sentences[number - 1].tokens if number else ()
        root = next((i for i, token in enumerate(tokens) if token.head == i), None)
        return () if root is None else self._heads(number - 1, doers(tokens, root))

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

    def named_before(self, number: int, words: str) -> tuple[Member, ...]:
        """The phrase of an earlier sentence that ends in the same surname: "Envoy Berg", then "Berg got a day"."""
        last = words.split()[-1:]
        if not last or not last[0][0].isupper():
            return ()
        earlier = (m for m in reversed(self.cast.members) if m.sentence < number and m.kind != "adjective")
        return next(((m,) for m in earlier if m.country and m.text.endswith(f" {last[0]}")), ())

    def _heads(self, number: int, nouns: Sequence[int]) -> tuple[Member, ...]:
        """The largest member around each of these tokens."""
        every = [m for m in self.cast.members if m.sentence == number and m.kind != "adjective"]
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
        found = re.search(r"\b(?:in|to)\s+([A-ZÀ-Ý][\w'’-]+(?:\s[A-ZÀ-Ý][\w'’-]+)*)", text[start:end])
        named = {time.words for time in self.times if start <= time.start < end}
        return (
            Place(name=found.group(1))
            if found and not any(found.group(1) in words for words in named)
            else None
        )

    def evidence(self, start: int, end: int) -> tuple[Evidence, ...]:
        """The span as evidence, blanks at its ends left out."""
        words = self.page.text[start:end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        return (Evidence(start=start, end=end, text=self.page.text[start:end]),)
