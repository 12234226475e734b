"""Is the page about politics at all? Subjects that borrow the words of war are told by their own words."""

import re
from collections.abc import Sequence

from dragoman.knowledge import Rules
from dragoman.knowledge.scanner import WordScanner
from dragoman.model import Page, Sentence, Struct

PARAGRAPH = re.compile(r"[^\n]+")


class TopicRules(Struct, forbid_unknown_fields=True):
    """`data/reading/topics.toml`."""

    page_words: int
    paragraph_words: int
    subjects: dict[str, tuple[str, ...]]
    politics: tuple[str, ...]


class Topics:
    """The rules with a scanner of all their words."""

    def __init__(self, rules: TopicRules) -> None:
        self.rules = rules
        self._of = [(word, name) for name, words in rules.subjects.items() for word in words]
        self._of += [(word, "politics") for word in rules.politics]
        self._scanner = WordScanner.build(word for word, _ in self._of)

    def words(self, text: str) -> dict[str, list[str]]:
        """The different words of each subject in `text`, in the order of the text."""
        found: dict[str, dict[str, None]] = {}
        for _, _, number in self._scanner.matches(text):
            word, subject = self._of[number]
            found.setdefault(subject, {})[word] = None
        return {subject: list(words) for subject, words in found.items()}

    def other_subject(self, text: str, least: int, politics: int = 0) -> tuple[str, list[str]] | None:
        """The subject, not politics, that `text` is about, with the words that decide; None where it is none."""
        words = self.words(text)
        if len(words.get("politics", [])) > politics:
            return None
        found = [(name, w) for name, w in words.items() if name != "politics" and len(w) >= least]
        return max(found, key=lambda f: len(f[1])) if found else None


def other_subject(page: Page, rules: Rules) -> str | None:
    """A sentence that says what the page is about and why, where that is no politics; else None."""
    topics: Topics = rules.get("topics", TopicRules, Topics)
    words = topics.words(page.text)
    politics = len(words.pop("politics", []))
    for name, found in sorted(words.items(), key=lambda item: -len(item[1])):
        if len(found) >= topics.rules.page_words and len(found) > politics:
            return f"the page reads as {name} ({', '.join(found[:6])}), so it was not read for acts of states"
    return None


def off_topic(page: Page, sentences: Sequence[Sentence], rules: Rules) -> frozenset[int]:
    """The indices of sentences in paragraphs that are about something else."""
    topics: Topics = rules.get("topics", TopicRules, Topics)
    found: set[int] = set()
    at = 0
    for paragraph in PARAGRAPH.finditer(page.text):
        inside = []
        while at < len(sentences) and sentences[at].start < paragraph.end():
            inside.append(at)
            at += 1
        if inside and topics.other_subject(paragraph[0], topics.rules.paragraph_words):
            found.update(inside)
    return frozenset(found)
