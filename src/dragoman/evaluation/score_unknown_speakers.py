"""Is nobody named who cannot be known? Quotations of whole pages, some of which say no speaker."""

import re
from collections import Counter
from typing import Any

from dragoman.evaluation.report import Measure, Report
from dragoman.knowledge.names import plain
from dragoman.model import Findings, Quotation

SHARES = ("found", "unknown kept", "known right")
# What a description's head noun stands before: "a woman | with a shopping bag".
HEAD_ENDS = re.compile(r"\s*[,;(]|\s(?:of|for|from|at|in|on|with|who|whose|that|which)\s")


def score_unknown_speakers(name: str, rows: list[dict[str, Any]], said: dict[str, Findings | None]) -> Report:
    """Pages with `quotes`: speakers invented where there is none, wrong ones, and the known ones that are right.

    A quotation that is not found has no speaker: nothing is invented, and a known speaker is missed.
    """
    asked, right, misses = Counter[str](), Counter[str](), []
    for row in rows:
        for gold in row["quotes"]:
            quotation = _found(gold["words"], said.get(row["id"]))
            verdict = _verdict(gold, quotation)
            measure = "unknown kept" if gold["speaker"] is None else "known right"
            asked.update(("found", measure))
            right["found"] += quotation is not None
            right[measure] += verdict == "right"
            right[verdict] += verdict in ("invented", "wrong")
            if verdict != "right":
                speaker = quotation.speaker if quotation else None
                given = speaker and (speaker.name or speaker.text)
                misses.append(
                    f"{row['id']} {verdict}: {gold['words']!r} is {gold['speaker']}'s, said: {given}"
                )
    measures = [Measure(name=n, found=right[n], asked=asked[n]) for n in SHARES]
    measures += [Measure(name=n, found=right[n], asked=0) for n in ("invented", "wrong")]
    return Report(gold=name, measures=tuple(measures), scores={}, misses=tuple(misses))


def _found(words: str, findings: Findings | None) -> Quotation | None:
    wanted = _words(words)
    for quotation in findings.quotations if findings else ():
        held = _words(quotation.words)
        if quotation.kind != "indirect" and (wanted in held or held in wanted):
            return quotation
    return None


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", plain(text).lower()))


def _verdict(gold: dict[str, Any], quotation: Quotation | None) -> str:
    if quotation is None or quotation.speaker is None:
        return "right" if gold["speaker"] is None else "missed"
    if gold["speaker"] is None:
        return "invented"
    speaker = quotation.speaker
    given = {_head(speaker.text), *([_head(speaker.name)] if speaker.name else [])}
    return "right" if given & {_head(one) for one in (gold["speaker"], *gold.get("accept", ()))} else "wrong"


def _head(words: str) -> str:
    """The last word of a name or of a description's head: "A monk who had crossed" -> "monk"."""
    return (_words(HEAD_ENDS.split(words)[0]).split() or [""])[-1]
