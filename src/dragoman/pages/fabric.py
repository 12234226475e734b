"""What of the page is story? Each line, or each sentence where it matters, gets a role by `fabric.toml`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import blingfire
import msgspec

from dragoman.knowledge import Rules
from dragoman.model import Passage, Role, Struct

Where = Literal["line", "start", "sentence", "last", "turn"]


class FabricRule(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule of `fabric.toml`; the head of that file explains the fields."""

    id: str
    role: Role
    where: Where
    pattern: str
    why: str
    examples: tuple[str, ...]
    not_: tuple[str, ...] = msgspec.field(name="not")
    then: Literal["", "headings", "all"] = ""
    first: bool = False
    needs_turns: bool = False


class Shape(Struct, frozen=True, forbid_unknown_fields=True):
    """How lines become paragraphs, and what a paragraph of story looks like."""

    headline_characters: int
    heading_words: int
    wrap_from: int
    wrap_to: int
    wrap_slack: int
    ends: str
    bullet: str
    rule_off: str


class LanguageRule(Struct, frozen=True, forbid_unknown_fields=True):
    """When a guess of the page's language counts."""

    least_score: float
    least_lead: float
    least_letters: int
    characters: int


class HtmlRules(Struct, frozen=True, forbid_unknown_fields=True):
    """Where HTML states its day, which tags show text, and what the posts of a live page are called."""

    published: tuple[str, ...]
    json_ld: str
    time_marks: tuple[str, ...]
    not_of_the_page: tuple[str, ...]
    posts: tuple[str, ...]
    post_signs: tuple[str, ...]
    post_characters: int
    fewest_posts: int
    hidden: tuple[str, ...]
    blocks: tuple[str, ...]


class FabricRules(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `fabric.toml`."""

    shape: Shape
    language: LanguageRule
    html: HtmlRules
    rule: tuple[FabricRule, ...]


@dataclass(frozen=True, slots=True)
class Fabric:
    """The rules compiled, by where they look."""

    shape: Shape
    ends: re.Pattern[str]
    bullet: re.Pattern[str]
    rule_off: re.Pattern[str]
    rules: dict[Where, tuple[tuple[FabricRule, re.Pattern[str]], ...]]

    def fitting(
        self, where: Where, words: str, *, turns: bool = True, first: bool = True
    ) -> FabricRule | None:
        """The first rule that fits these words."""
        search = where not in ("line", "start")
        for rule, pattern in self.rules.get(where, ()):
            if (rule.needs_turns and not turns) or (rule.first and not first):
                continue
            if pattern.search(words) if search else pattern.match(words):
                return rule
        return None

    def start(self, words: str, *, first: bool) -> tuple[Role, int] | None:
        """The role of the beginning of a line, and how many characters it takes."""
        for rule, pattern in self.rules.get("start", ()):
            if (found := pattern.match(words)) and (first or not rule.first):
                return rule.role, found.end()
        return None


def roles(text: str, rules: Rules) -> tuple[Passage, ...]:
    """The roles of the whole text, in order, without overlap or gap; blank lines belong to what stands before them.

    Neighbours of one role are one passage. An empty text has no passage.
    """
    fabric: Fabric = rules.get("fabric", FabricRules, compile_fabric)
    lines = tuple(_paragraphs(text, fabric))
    return _cover(len(text), _Page(text, lines, fabric).pieces())


def compile_fabric(rules: FabricRules) -> Fabric:
    """Compile the rules once a process; `re.error` for a pattern that is none."""
    by_place: dict[Where, tuple[tuple[FabricRule, re.Pattern[str]], ...]] = {}
    for rule in rules.rule:
        by_place[rule.where] = (*by_place.get(rule.where, ()), (rule, re.compile(rule.pattern)))
    shape = rules.shape
    return Fabric(
        shape, re.compile(shape.ends), re.compile(shape.bullet), re.compile(shape.rule_off), by_place
    )


Piece = tuple[int, Role]


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    lines: tuple[tuple[int, int], ...]
    fabric: Fabric

    def pieces(self) -> Iterator[Piece]:
        """Where each role begins."""
        words = [self.text[start:end] for start, end in self.lines]
        labels = [found for line in words if (found := self.fabric.start(line, first=False))]
        turns = sum(role == "speaker label" for role, _ in labels) > 1
        state = _State(only_loose=all(self._loose(line) for line in words))
        for index, (start, _) in enumerate(self.lines):
            yield from self._line(start, words[index], words[index + 1 : index + 2], state, turns)

    def _line(
        self, start: int, words: str, following: Sequence[str], state: "_State", turns: bool
    ) -> Iterator[Piece]:
        role = self._whole(words, following, state)
        if role is None:
            yield from self._story(start, words, turns, not state.story and not turns)
            state.story_line(words)
        else:
            yield start, role
            state.last = role

    def _whole(self, words: str, following: Sequence[str], state: "_State") -> Role | None:
        """The role of a line that has only one; None for a paragraph of story."""
        if state.all_the_rest:
            return state.all_the_rest
        if self.fabric.rule_off.match(words):
            return state.last
        rule = self.fabric.fitting("line", words)
        if rule is None:
            return self._heading(words, following, state) if self._loose(words) else None
        if rule.then == "headings":
            state.box = rule.role
        elif rule.then == "all" and state.story:
            state.all_the_rest = rule.role
        return rule.role

    def _heading(self, words: str, following: Sequence[str], state: "_State") -> Role | None:
        """A line without a full stop: headline, item of a list of the story, or a link."""
        if state.box:
            return state.box
        if not state.headline and following:
            state.headline = True
            return "headline"
        if state.only_loose or self._continues_list(words, state) or self.fabric.start(words, first=False):
            return None
        if not state.story:
            return "headline" if len(words.split()) > 4 else "navigation"
        opens_story = bool(following) and self.fabric.start(following[0], first=False) is not None
        return "headline" if opens_story else "links"

    def _continues_list(self, words: str, state: "_State") -> bool:
        bullet = self.fabric.bullet.match(words)
        return bullet is not None and (
            state.before.endswith(":") or self.fabric.bullet.match(state.before) is not None
        )

    def _loose(self, words: str) -> bool:
        shape = self.fabric.shape
        short = len(words.split()) <= shape.heading_words and len(words) <= shape.headline_characters
        return short and self.fabric.ends.search(words) is None

    def _story(self, start: int, words: str, turns: bool, first: bool) -> Iterator[Piece]:
        """A paragraph: its dateline or label, then its sentences."""
        opening = self.fabric.start(words, first=first)
        in_turn = False
        if opening:
            yield start, opening[0]
            in_turn = opening[0] == "speaker label"
            start, words = start + opening[1], words[opening[1] :]
        sentences = _sentences(words)
        for number, (at, end) in enumerate(sentences):
            last = number == len(sentences) - 1 and number > 0
            yield start + at, self._sentence(words, at, end, last=last, in_turn=in_turn, turns=turns)

    def _sentence(self, words: str, at: int, end: int, *, last: bool, in_turn: bool, turns: bool) -> Role:
        sentence = words[at:end]
        if _quoted(words[:at]):
            return "story"
        rule = self.fabric.fitting("sentence", sentence, turns=turns)
        if rule is None and in_turn:
            rule = self.fabric.fitting("turn", sentence)
        if rule is None and last:
            rule = self.fabric.fitting("last", sentence)
        return rule.role if rule else "story"


@dataclass(slots=True)
class _State:
    """What was seen of the page so far."""

    only_loose: bool
    story: bool = False
    headline: bool = False
    box: Role | None = None
    all_the_rest: Role | None = None
    last: Role = "story"
    before: str = ""

    def story_line(self, words: str) -> None:
        self.story = self.headline = True
        self.box = None
        self.last = "story"
        self.before = words


def _paragraphs(text: str, fabric: Fabric) -> Iterator[tuple[int, int]]:
    """Spans of the lines that are not blank; a hard-wrapped paragraph is one."""
    for block in re.finditer(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", text):
        lines = [
            (block.start() + m.start(), block.start() + m.end()) for m in re.finditer(r"[^\n]+", block[0])
        ]
        if _wrapped([text[start:end] for start, end in lines], fabric.shape):
            lines = [(lines[0][0], lines[-1][1])]
        for start, end in lines:
            words = text[start:end]
            yield start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _wrapped(lines: Sequence[str], shape: Shape) -> bool:
    lengths = [len(line.rstrip()) for line in lines[:-1]]
    if not lengths or min(lengths) < max(shape.wrap_from, max(lengths) - shape.wrap_slack):
        return False
    return max(lengths) <= shape.wrap_to and any(line.lstrip()[:1].islower() for line in lines[1:])


def _sentences(words: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of a paragraph; the first begins at 0."""
    if not words:
        return []
    spans = blingfire.text_to_sentences_and_offsets(words)[1]
    return [(0, end) if number == 0 else (start, end) for number, (start, end) in enumerate(spans)]


def _quoted(before: str) -> bool:
    """Whether a quotation that was opened in these words is still open."""
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _cover(length: int, pieces: Iterator[Piece]) -> tuple[Passage, ...]:
    kept: list[Piece] = []
    for start, role in pieces:
        if not kept or kept[-1][1] != role:
            kept.append((start if kept else 0, role))
    if not kept and length:
        kept = [(0, "story")]
    ends = [*(start for start, _ in kept[1:]), length][: len(kept)]
    return tuple(
        Passage(start=start, end=end, role=role) for (start, role), end in zip(kept, ends, strict=True)
    )
