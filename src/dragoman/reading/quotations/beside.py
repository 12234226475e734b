"""To whom are words said, and about whom or what? As far as the words beside a quotation tell."""

from dataclasses import dataclass

from dragoman.reading.quotations.cues import Clue
from dragoman.reading.quotations.focus import Focus, Telling, Voice, of_noun, voice_of
from dragoman.reading.quotations.marks import Marked
from dragoman.reading.quotations.narration import QUOTED, Word
from dragoman.reading.quotations.rules import Speech
from dragoman.reading.quotations.subjects import Phrase, after_verb, phrase_of

LONGEST = 7  # words of a thing that is spoken about


@dataclass(frozen=True, slots=True)
class Beside:
    """One quotation with the clue to its speaker, in sentence `number`."""

    telling: Telling
    one: Marked
    clue: Clue
    number: int
    focus: Focus
    speech: Speech

    def hearers(self, speaker: Voice | None) -> tuple[Voice, ...]:
        """Who hears the words: "told reporters", "in a letter to the senate"; empty where the page does not say."""
        verb = self.clue.cue
        phrases: list[Phrase] = []
        if self.clue.at >= 0 and verb in self.speech.tells and self.clue.phrase.start < self.clue.at:
            phrases += self._object(self.clue.at + len(verb))
        start, stop = self._sentence()
        if not phrases and (found := self.speech.hearers.search(self.telling.masked, start, stop)):
            phrases += self._object(found.end())
        return self._voices(phrases, speaker)

    def topics(self, speaker: Voice | None) -> tuple[Voice, ...]:
        """Whom or what the words are about: "called the plan ...", "..., he said of the treaty"."""
        verb, at = self.clue.cue, self.clue.at
        start, stop = self._sentence()
        if at >= 0 and at < self.one.start and verb in self.speech.names:
            phrases = self._thing(at + len(verb), self.one.start)
        elif found := self.speech.topics.search(self.telling.masked, start, stop):
            phrases = self._thing(found.end(), stop)
        else:
            return ()
        return self._voices(phrases, speaker)

    def _sentence(self) -> tuple[int, int]:
        """The narrator's words around the quotation: its sentence, or that of a cue which stands behind it."""
        line = self.telling.lines[self.number]
        end = (
            line.end
            if self.clue.at < line.end
            else min(self.telling.ends[line.paragraph], self.clue.at + 120)
        )
        return line.start, end

    def _object(self, start: int) -> list[Phrase]:
        words = self.telling.told.between(start, self._sentence()[1])
        phrase = after_verb(words, self.speech, any_noun=True)
        if phrase is not None:
            return [phrase]
        # "told reporters", "told parliament": a bare noun
        bare = words[:1]
        good = bare and bare[0].text.isalpha() and bare[0].low not in self.speech.no_nouns
        return [phrase_of(bare, "common")] if good else []

    def _thing(self, start: int, stop: int) -> list[Phrase]:
        kept: list[Word] = []
        for word in self.telling.told.between(start, stop):
            if (
                word.text == QUOTED
                or not word.text[0].isalnum()
                or word.low in ("as", "who", "which", "that")
            ):
                break
            if word.low in self.speech.cues and kept:
                break
            kept.append(word)
        if not kept or len(kept) > LONGEST:
            return []
        phrase = after_verb(kept, self.speech, any_noun=True)
        if phrase and phrase.start == kept[0].start and phrase.end == kept[-1].end:
            return [phrase]
        return [phrase_of(kept, "common")] if kept[0].low not in self.speech.prepositions else []

    def _voices(self, phrases: list[Phrase], speaker: Voice | None) -> tuple[Voice, ...]:
        voices: list[Voice] = []
        for phrase in phrases:
            if phrase.kind == "common" and not phrase.named:
                voice: Voice | None = of_noun(phrase, "", self.speech)
            else:
                voice, _ = voice_of(self.telling, phrase, self.number, self.focus, self.speech)
            # "She told him": a pronoun that could only be the speaker's own is nobody else's.
            if voice and (speaker is None or voice.key != speaker.key):
                voices.append(voice)
        return tuple(voices)
