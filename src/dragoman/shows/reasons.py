"""A record in words: every field and every *why*, as label and text, for a terminal and for the page's picture."""

from collections.abc import Iterable

from dragoman.model import (
    Actor,
    Agreement,
    Alignment,
    Deadline,
    Demand,
    Event,
    Evidence,
    Findings,
    Prospect,
    Quotation,
    Struct,
    When,
)

Record = Event | Quotation | Agreement | Deadline | Demand | Alignment | Prospect


class Line(Struct):
    """One line of an answer: what is told, what it is, and why it was decided so (may be empty)."""

    label: str
    text: str
    why: str = ""


class Told(Struct):
    """A record ready to be shown: its kind, a title in one line, a colour's name and its lines."""

    id: str
    kind: str
    title: str
    tone: str
    lines: tuple[Line, ...]
    evidence: tuple[Evidence, ...]


def records(findings: Findings) -> tuple[Record, ...]:
    """All records of a page in the order of the text, then of their kinds."""
    every: list[Record] = [
        *findings.events,
        *findings.quotations,
        *findings.agreements,
        *findings.deadlines,
        *findings.demands,
        *findings.alignments,
        *findings.prospects,
    ]
    return tuple(sorted(every, key=lambda r: r.evidence[0].start if r.evidence else 0))


def tell(record: Record, quotations: Iterable[Quotation] = ()) -> Told:
    """Any record with its reasons; of an event also those of its page's `quotations` that are its very words."""
    match record:
        case Event():
            return _event(record, [one for one in quotations if one.event == record.id])
        case Quotation():
            return _quotation(record)
        case Agreement():
            return _agreement(record)
        case Deadline():
            return _deadline(record)
        case Demand():
            return _demand(record)
        case Alignment():
            return _alignment(record)
        case Prospect():
            return _prospect(record)


def names(actors: Iterable[Actor]) -> str:
    """The actors by their usual names with codes: "Sergei Lavrov (RUSGOV), ...", or a dash."""
    return ", ".join(_name(a) for a in actors) or "–"


def _name(actor: Actor) -> str:
    if actor.candidates:
        return f"{actor.text} (ambiguous: {', '.join(actor.candidates)})"
    return f"{actor.name or actor.text} ({actor.code or 'unknown'})"


def _actors(label: str, actors: Iterable[Actor]) -> list[Line]:
    lines = []
    for actor in actors:
        office = f", {actor.office}" if actor.office else ""
        said = f"“{actor.text}” = " if actor.text != actor.name else ""
        lines.append(Line(label=label, text=f"{said}{_name(actor)}{office}", why=actor.why))
    return lines or [Line(label=label, text="–", why="the text names nobody on this side")]


def days(date: When) -> str:
    """A span of days in short: one day, from–to, by a day, or a dash."""
    if date.from_ and date.to and date.from_ != date.to:
        return f"{date.from_} – {date.to}"
    return date.from_ or (f"by {date.to}" if date.to else "–")


def _event(event: Event, words: Iterable[Quotation]) -> Told:
    mode = f" · {event.mode}" if event.mode else ""
    lines = [
        Line(label="what", text=f"{event.type}{mode}", why=event.why.rule if event.why else event.rule),
        *_actors("who", event.source),
        *_actors("whom", event.target),
        Line(
            label="when",
            text=days(event.date) + (f" (“{event.date.words}”)" if event.date.words else ""),
            why=event.date.why,
        ),
        Line(label="how real", text=event.factuality, why=event.why.factuality if event.why else ""),
    ]
    if event.attributed_to:
        lines += _actors("on whose word", event.attributed_to)
    lines += [Line(label="in these words", text=f"“{one.words}”", why=one.why) for one in words]
    if event.place:
        lines.append(
            Line(
                label="where",
                text=event.place.name + (f" ({event.place.country})" if event.place.country else ""),
            )
        )
    counted = [
        f"{number} {name}"
        for name, number in (
            ("dead", event.quantities.dead),
            ("injured", event.quantities.injured),
            ("arrested", event.quantities.arrested),
            ("troops", event.quantities.troops),
            ("in size", event.quantities.size),
        )
        if number is not None
    ]
    if event.quantities.money:
        counted.append(event.quantities.money.text)
    if counted:
        lines.append(Line(label="how many", text=", ".join(counted)))
    if event.about:
        lines.append(
            Line(label="about", text=f"{event.about.type}, {event.about.factuality}", why=event.about.rule)
        )
    goldstein = "" if event.goldstein is None else f" · Goldstein {event.goldstein:+.1f}"
    lines.append(
        Line(
            label="codes",
            text=f"CAMEO {event.cameo or '–'}{goldstein} · {', '.join(event.contexts) or 'no context'}",
        )
    )
    lines.append(
        Line(
            label="how sure",
            text=f"{event.confidence:g}",
            why="the share of records so weighed that are right, on development sentences",
        )
    )
    if event.why and event.why.rejected:
        lines += [Line(label="rejected", text=r) for r in event.why.rejected]
    title = f"{names(event.source)} → {event.type} → {names(event.target)}"
    return Told(
        id=event.id,
        kind="event",
        title=title,
        tone=event.type.lower(),
        lines=tuple(lines),
        evidence=event.evidence,
    )


def _quotation(quotation: Quotation) -> Told:
    speaker = quotation.speaker
    lines = [
        Line(label="words", text=quotation.words),
        *(
            _actors("speaker", [speaker])
            if speaker
            else [Line(label="speaker", text="unknown", why=quotation.why_unknown or "")]
        ),
        *(
            line
            for name, label in (
                ("also", "together with"),
                ("via", "passed on by"),
                ("to", "to"),
                ("about", "about"),
            )
            if getattr(quotation, name)
            for line in _actors(label, getattr(quotation, name))
        ),
        *([Line(label="role", text=quotation.role)] if quotation.role else []),
        *([Line(label="is the event", text=quotation.event)] if quotation.event else []),
        Line(
            label="how",
            text=quotation.kind + (f", cue “{quotation.cue}”" if quotation.cue else ""),
            why=quotation.why,
        ),
    ]
    title = f"{names([speaker]) if speaker else 'unknown speaker'}: “{quotation.words}”"
    return Told(
        id=quotation.id,
        kind="quotation",
        title=title,
        tone="quotation",
        lines=tuple(lines),
        evidence=quotation.evidence,
    )


def _agreement(agreement: Agreement) -> Told:
    lines = [
        Line(label="agreement", text=agreement.name, why=agreement.why),
        *_actors("party", agreement.parties),
        Line(label="status", text=agreement.status or "unknown"),
        *(Line(label=act.act, text=names(act.by), why=days(act.date)) for act in agreement.acts),
    ]
    if agreement.terms:
        lines.append(Line(label="terms", text=agreement.terms))
    if agreement.outstanding:
        lines.append(Line(label="still to do", text=agreement.outstanding))
    title = f"{agreement.name}: {agreement.status or 'status unknown'}"
    return Told(
        id=agreement.id,
        kind="agreement",
        title=title,
        tone="agreement",
        lines=tuple(lines),
        evidence=agreement.evidence,
    )


def _deadline(deadline: Deadline) -> Told:
    span = "" if deadline.days is None else f"{deadline.days:g} days"
    lines = [
        *_actors("set by", deadline.by),
        *_actors("concerns", deadline.parties),
        Line(
            label="due",
            text=" · ".join(t for t in (span, deadline.due or "day unknown") if t),
            why=deadline.why,
        ),
        Line(label="condition", text=deadline.condition or "–"),
        Line(label="or else", text=deadline.consequence or "–"),
    ]
    title = f"{names(deadline.by)}: {span or deadline.due or 'a time limit'}"
    return Told(
        id=deadline.id,
        kind="deadline",
        title=title,
        tone="deadline",
        lines=tuple(lines),
        evidence=deadline.evidence,
    )


def _demand(demand: Demand) -> Told:
    lines = [
        *_actors("asked by", demand.by),
        *_actors("asked of", demand.of),
        Line(label="what", text=demand.what, why=demand.why),
        Line(label="tied by", text=demand.condition or "nothing hangs on it"),
    ]
    if demand.withheld:
        lines.append(Line(label="what hangs on it", text=demand.withheld))
    if demand.event:
        lines.append(Line(label="event", text=demand.event, why="the same words made this event"))
    title = f"{names(demand.by)} demands of {names(demand.of)}: {demand.what}"
    return Told(
        id=demand.id,
        kind="demand",
        title=title,
        tone="demand",
        lines=tuple(lines),
        evidence=demand.evidence,
    )


def _alignment(alignment: Alignment) -> Told:
    verb = "stands with" if alignment.stance == "support" else "stands against"
    lines = [
        *_actors("who", [alignment.supporter]),
        Line(label="stance", text=alignment.stance, why=alignment.why),
        *_actors("whom", [alignment.supported]),
        Line(label="as", text=alignment.as_ or "–"),
    ]
    if alignment.dispute:
        lines.append(Line(label="in", text=alignment.dispute))
    if alignment.withdrawn:
        lines.append(Line(label="since when", text="a backing that ended"))
    if alignment.rivals:
        lines.append(Line(label="rivals", text=", ".join(alignment.rivals)))
    title = f"{names([alignment.supporter])} {verb} {names([alignment.supported])}"
    return Told(
        id=alignment.id,
        kind="alignment",
        title=title,
        tone="alignment",
        lines=tuple(lines),
        evidence=alignment.evidence,
    )


def _prospect(prospect: Prospect) -> Told:
    date = When(from_=prospect.from_, to=prospect.to)
    lines = [
        Line(label="what", text=prospect.type, why=prospect.why),
        *_actors("party", prospect.parties),
        Line(label="when", text=days(date)),
        Line(label="how sure", text=prospect.certainty),
    ]
    if prospect.place:
        lines.append(Line(label="where", text=prospect.place.name))
    title = f"{names(prospect.parties)}: {prospect.type.lower()}, {prospect.certainty}"
    return Told(
        id=prospect.id,
        kind="prospect",
        title=title,
        tone="prospect",
        lines=tuple(lines),
        evidence=prospect.evidence,
    )
