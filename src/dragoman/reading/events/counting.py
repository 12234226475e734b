"""How many, how much? The dead, injured, arrested, the troops, a crowd's size and a sum of money, as the page says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.knowledge.loading import Knowledge
from dragoman.model import Money, Quantities, Struct
from dragoman.reading.events.clause import Clauses
from dragoman.reading.events.compose import Candidate


class CountRules(Struct, forbid_unknown_fields=True):
    """The table `count` of `data/reading/events.toml`, which explains each field."""

    words: dict[str, tuple[str, ...]]
    size: tuple[str, ...]
    troops: tuple[str, ...]
    troop_types: tuple[str, ...]
    tolls: tuple[str, ...]
    rises: tuple[str, ...]
    through: tuple[str, ...]
    no_people: tuple[str, ...]
    harm: tuple[str, ...]
    money_types: tuple[str, ...]
    numbers: dict[str, int]
    times: dict[str, int]
    units: dict[str, int]
    symbols: dict[str, str]
    currencies: dict[str, str]
    vague: tuple[str, ...]


class CountFile(Struct):
    """What this stage reads of `data/reading/events.toml`."""

    count: CountRules


@dataclass(frozen=True, slots=True)
class Counter:
    """The rules with their expressions: `number` finds a count, `money` a sum."""

    rules: CountRules
    number: re.Pattern[str]
    money: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Count:
    """A number that was told of people: what is counted, the verb or noun that says so, and whose list it is in."""

    kind: str
    number: int
    word: int
    noun: int
    group: int


DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
LENDING = ("nummod", "quantmod", "compound", "nmod", "amod")
BARE = ("npadvmod",)  # as the parser often has a bare number behind a verb: "detained 60"
OBJECTS = ("dobj", "nsubjpass", "dative", "oprd", "attr")


def quantities(candidate: Candidate, clauses: Clauses, knowledge: Knowledge) -> Quantities:
    """What a number says of the act. Of several of one kind the one nearest to the act's own words; None if untold."""
    counter: Counter = knowledge.rules.get("events", CountFile, _counter)
    reader = _Reader(candidate, clauses, counter)
    people: dict[str, int | None] = dict.fromkeys(("dead", "injured", "arrested", "troops", "size"))
    counts = list(reader.counts())
    for kind in people:
        own = [c for c in counts if c.kind == kind]
        if own:
            best = min(own, key=lambda c: reader.distance(c.word))
            listed = [c for c in own if c.group == best.group and c.word == best.word]
            people[kind] = sum({c.noun: c.number for c in reversed(listed)}.values())
    return Quantities(**people, money=reader.money())


def _counter(file: CountFile) -> Counter:
    rules = file.count
    times = _any(rules.times)
    small = f"(?:{_any(rules.numbers)})(?:[ -](?:{_any(rules.numbers)}))?"
    word = f"(?:{small}(?:[ -](?:{times}))+(?: and |[ -]))*{small}"
    some = f"(?:{DIGITS}|an?(?= (?:{times})\\b)|{word})(?:[ -](?:{times}))*"
    free = r"(?<![\w.,$€£¥%-])"
    vague = "".join(f"(?<!{re.escape(before)})" for before in rules.vague)
    number = f"{free}{vague}(?P<number>{some})(?![\\w%]|[.,:]\\d|-\\w)"
    sum_of = f"(?:{DIGITS}|(?:an?|{word}))"
    scale = f"(?:[ -]?(?P<scale{{0}}>{_any({**rules.units, **rules.times})})\\b)?"
    symbols = "|".join(re.escape(s) for s in sorted(rules.symbols, key=lambda s: (-len(s), s)))
    currencies = "|".join(f"(?P<c{i}>{pattern})" for i, pattern in enumerate(rules.currencies))
    money = (
        f"(?<!\\w)(?:(?P<symbol>{symbols}) ?(?P<sum1>{DIGITS}){scale.format(1)}"
        f"|(?P<sum2>{sum_of}){scale.format(2)}[ -](?:{currencies})\\b)"
    )
    return Counter(rules, re.compile(number, re.I), re.compile(money, re.I))


def _any(words: dict[str, int]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def _value(words: str, rules: CountRules) -> float:
    """What digits and words come to: "2.5 million", "two dozen", "three hundred and five"."""
    total, current = 0.0, 0.0
    for part in re.findall(r"[\d.,]+|[^\W\d_]+", words.lower()):
        if part[0].isdigit():
            current += float(part.replace(",", ""))
        elif part in rules.numbers:
            current += rules.numbers[part]
        elif part in rules.times or part in rules.units:
            by = rules.times.get(part) or rules.units[part]
            current = max(current, 1) * by
            if by >= 1000:
                total, current = total + current, 0.0
    return total + current


@dataclass(slots=True)
class _Reader:
    candidate: Candidate
    clauses: Clauses
    counter: Counter

    def counts(self) -> Iterator[Count]:
        """Every number of people in the sentence that this act may own."""
        rules, type_ = self.counter.rules, self.candidate.type
        for number, first, last in self._numbers():
            root = next((i for i in range(first, last + 1) if not first <= self._head(i) <= last), first)
            count = self._count(number, root, last)
            if count is None:
                continue
            used = count.word in self.candidate.used
            hurt = count.kind in rules.words and type_ in rules.harm
            troops = count.kind == "troops" and type_ in rules.troop_types
            if used or hurt or troops:
                yield count

    def distance(self, word: int) -> int:
        """0 for the act's own words, 1 for what hangs on them, 2 for others."""
        used = self.candidate.used
        if word in used:
            return 0
        return 1 if any(up in used for up in self.clauses.path_up(word)) else 2

    def _numbers(self) -> Iterator[tuple[int, int, int]]:
        sentence = self.clauses.sentence
        for match in self.counter.number.finditer(self._text()):
            inside = [
                i
                for i, t in enumerate(sentence.tokens)
                if match.start() < t.end - sentence.start and t.start - sentence.start < match.end()
            ]
            value = _value(match["number"], self.counter.rules)
            worded = len(inside) > 1 or any(self.clauses.token(i).tag == "CD" for i in inside)
            if inside and worded and value == int(value):
                yield int(value), inside[0], inside[-1]

    def _text(self) -> str:
        """The sentence as its tokens have it, blanks where nothing stands: offsets stay those of the page."""
        tokens, start = self.clauses.sentence.tokens, self.clauses.sentence.start
        text = ""
        for token in tokens:
            text = text.ljust(token.start - start) + token.text
        return text

    def _head(self, word: int) -> int:
        return self.clauses.token(word).head

    def _count(self, number: int, root: int, last: int) -> Count | None:
        """What the number counts: by the noun that it stands with, what is said of that, and the verb above."""
        token = self.clauses.token(root)
        noun = root
        while self.clauses.token(noun).dep in LENDING:
            noun = self._head(noun)
        lends = token.dep in LENDING
        if self.clauses.token(noun).lemma in self.counter.rules.no_people:
            return None
        group = self._group(noun)
        for word in (*self._beside(noun, last), *self._over(noun)):
            kind = self._kind(word)
            if kind:
                return Count(kind, number, word, noun, group)
        verb = self.clauses.verb_over(noun)
        if self.clauses.token(noun).lemma in self.counter.rules.troops:
            return Count("troops", number, verb, noun, group)
        told = lends or token.dep in (*OBJECTS, "nsubj")
        if told and self.clauses.token(verb).lemma in self.counter.rules.size and self._takes_part(noun):
            return Count("size", number, verb, noun, group)
        return None

    def _kind(self, word: int) -> str | None:
        lemma = self.clauses.token(word).lemma
        return next((k for k, words in self.counter.rules.words.items() if lemma in words), None)

    def _group(self, noun: int) -> int:
        while self.clauses.token(noun).dep == "conj" and self.clauses.is_noun(self._head(noun)):
            noun = self._head(noun)
        return noun

    def _beside(self, noun: int, last: int) -> Iterator[int]:
        """The noun itself ("14 deaths"), its adjectives, what is told of it ("14 people killed"), the next word."""
        yield noun
        for child in self.clauses.children[noun]:
            token = self.clauses.token(child)
            told = token.dep in ("acl", "relcl") and token.tag in ("VBN", "VBD")
            if token.dep == "amod" or (told and not self._has_object(child)):
                yield child
        if last + 1 < len(self.clauses.sentence.tokens):
            after = self.clauses.token(last + 1)
            if after.tag in ("JJ", "VBN", "VBD", "NN", "NNS") and not self._has_object(last + 1):
                yield last + 1

    def _over(self, noun: int) -> Iterator[int]:
        """The nouns and the verb above of which the counted are the object, or what is done to them."""
        word = noun
        for _ in range(len(self.clauses.sentence.tokens)):
            token = self.clauses.token(word)
            head = token.head
            if token.dep == "conj" and self.clauses.is_noun(head):
                word = head
            elif token.dep == "pobj" and self.clauses.token(head).text.lower() in self.counter.rules.through:
                word = self._head(head)
                if self.clauses.token(word).tag == "CD":
                    return  # "killed 21 of the 30"
                yield word
                if not self.clauses.is_noun(word):
                    return
            elif token.dep in (*OBJECTS, *BARE * (token.tag == "CD")) or (
                token.dep == "nsubj" and not self._has_object(head)
            ):
                yield head
                yield from self._complements(head)
                return
            elif token.dep == "pobj":
                yield from self._toll(self._head(head))
                return
            else:
                return

    def _toll(self, verb: int) -> Iterator[int]:
        """Of "the death toll rose to 14": the word that says which toll."""
        if self.clauses.token(verb).lemma not in self.counter.rules.rises:
            return
        for subject in self.clauses.surface_subjects(verb):
            if self.clauses.token(subject).lemma in self.counter.rules.tolls:
                yield from self.clauses.children[subject]

    def _complements(self, verb: int) -> Iterator[int]:
        """Of "left 14 people dead": "dead"."""
        for child in self.clauses.children[verb]:
            if self.clauses.token(child).dep in ("oprd", "acomp", "attr", "ccomp", "xcomp"):
                yield child

    def _has_object(self, word: int) -> bool:
        return any(self.clauses.token(c).dep == "dobj" for c in self.clauses.children[word])

    def _takes_part(self, noun: int) -> bool:
        """Whether they take part in the verb above: not when it is done, nor more of whom only some took part."""
        token = self.clauses.token(noun)
        part = token.dep == "pobj" and self.clauses.token(self._head(token.head)).tag == "CD"
        return token.dep not in ("npadvmod", "advmod", "appos") and not part

    def money(self) -> Money | None:
        """The first sum that hangs on the act's words; of an act of giving or taking, the first of the sentence."""
        best: tuple[int, Money] | None = None
        sentence = self.clauses.sentence
        for match in self.counter.money.finditer(self._text()):
            word = next(
                (i for i, t in enumerate(sentence.tokens) if t.end > sentence.start + match.start()), 0
            )
            rank = self._money_rank(word)
            found = self._money(match)
            if rank is not None and found is not None and (best is None or rank < best[0]):
                best = rank, found
        return best[1] if best else None

    def _money_rank(self, word: int) -> int | None:
        verbs = {self.clauses.verb_over(used) for used in self.candidate.used if self.clauses.is_noun(used)}
        own = {*self.candidate.used, *verbs}
        if (
            any(up in self.candidate.used for up in self.clauses.path_up(word))
            and self.clauses.verb_over(word) in own
        ):
            return 0
        if self.clauses.verb_over(word) in own:
            return 1
        return 2 if self.candidate.type in self.counter.rules.money_types else None

    def _money(self, match: re.Match[str]) -> Money | None:
        rules = self.counter.rules
        words = f"{match['sum1'] or match['sum2']} {match['scale1'] or match['scale2'] or ''}"
        if match["symbol"]:
            code = next(c for s, c in rules.symbols.items() if s.lower() == match["symbol"].lower())
        else:
            named = (i for i in range(len(rules.currencies)) if match[f"c{i}"])
            code = list(rules.currencies.values())[next(named)]
        amount = _value(words, rules)
        return Money(amount=round(amount, 2), currency=code, text=match[0]) if amount else None
